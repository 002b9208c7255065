"""Replacing single files in one step each: at every moment a file is the old one or the new one."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from generator.emit.errors import OutputChanged
from generator.emit.flush import flush, write_new
from generator.emit.lock import locked
from generator.records import record


@record
class Replacement:
    """A file and what it is to hold."""

    path: Path
    before: bytes
    """What it held when the replacement was made up."""
    after: bytes


def replace_files(replacements: Sequence[Replacement]) -> None:
    """Give files their new content; modes stay.

    All new files are on disk before the first one takes its place. Raises `OutputChanged` if a
    file is no longer what its replacement was made for, `OSError`. Then no file was replaced,
    unless it is renaming that failed, or what comes after.
    """
    folders = sorted({replacement.path.parent for replacement in replacements})
    with ExitStack() as locks:
        for folder in folders:
            locks.enter_context(locked(folder))
        try:
            for replacement in replacements:
                _stage(replacement)
            for replacement in replacements:
                new_file(replacement.path).replace(replacement.path)
        except BaseException:
            discard(new_file(replacement.path) for replacement in replacements)
            raise
    for folder in folders:
        flush(folder)


def _stage(replacement: Replacement) -> None:
    """Write the new content beside the file; what a killed run left there goes."""
    path, new = replacement.path, new_file(replacement.path)
    if path.is_symlink() or path.read_bytes() != replacement.before:
        raise OutputChanged(path)
    new.unlink(missing_ok=True)
    write_new(new, replacement.after)
    shutil.copymode(path, new)
    flush(new)


def discard(files: Iterable[Path]) -> None:
    """Remove what is there of these files, as far as the system allows."""
    for path in files:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def new_file(path: Path) -> Path:
    """Return the sibling in which the new content of a file is made."""
    return path.with_name(f".{path.name}.docs2sdk-new")
