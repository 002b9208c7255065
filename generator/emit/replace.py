"""Replacing single files in one step each: at every moment a file is the old one or the new one."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.emit.errors import OutputChanged
from generator.emit.flush import flush
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
    try:
        for replacement in replacements:
            _stage(replacement)
        for replacement in replacements:
            _new_file(replacement.path).replace(replacement.path)
    except BaseException:
        _discard(replacements)
        raise
    for folder in sorted({replacement.path.parent for replacement in replacements}):
        flush(folder)


def _stage(replacement: Replacement) -> None:
    """Write the new content beside the file; what a killed run left there goes."""
    path, new = replacement.path, _new_file(replacement.path)
    if path.is_symlink() or path.read_bytes() != replacement.before:
        raise OutputChanged(path)
    new.unlink(missing_ok=True)
    with new.open("xb") as file:
        file.write(replacement.after)
    shutil.copymode(path, new)
    flush(new)


def _discard(replacements: Iterable[Replacement]) -> None:
    for replacement in replacements:
        _new_file(replacement.path).unlink(missing_ok=True)


def _new_file(path: Path) -> Path:
    return path.with_name(f".{path.name}.docs2sdk-new")
