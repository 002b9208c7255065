"""Writing what is not there yet: a folder of files, or one file; all of it or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.emit.errors import AlreadyThere
from generator.emit.fileset import FileSet
from generator.emit.flush import flush, write_new
from generator.emit.lock import locked
from generator.emit.replace import Replacement, discard, new_file, replace_files
from generator.emit.stage import write_all
from generator.emit.swap import new_folder
from generator.emit.write import absolute


def create_folder(out: Path, files: FileSet) -> None:
    """Write the files as the new folder `out`, which appears in one step.

    Raises `AlreadyThere` if there is something at `out`, `OSError`. Then nothing is there that was
    not there before, unless parents of `out`.
    """
    out = absolute(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with locked(out.parent):
        if out.exists() or out.is_symlink():
            raise AlreadyThere(out)
        new = new_folder(out)
        shutil.rmtree(new, ignore_errors=True)
        try:
            new.mkdir()
            write_all(new, _contents(files))
            new.rename(out)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        flush(out.parent)


def put_file(path: Path, content: bytes) -> bool:
    """Give a file, which need not be there, this content; return whether it had another.

    Raises `OutputChanged`, `OSError`. Then the file is as it was.
    """
    if path.exists() or path.is_symlink():
        before = path.read_bytes()
        if before != content:
            replace_files([Replacement(path, before, content)])
        return before != content
    with locked(path.parent):
        _create(path, content)
    flush(path.parent)
    return True


def put_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Give files of a folder, which need not be there, these contents; each as `put_file` does."""
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        put_file(path, content)


def _create(path: Path, content: bytes) -> None:
    new = new_file(path)
    try:
        new.unlink(missing_ok=True)
        write_new(new, content)
        flush(new)
        new.rename(path)
    except BaseException:
        discard([new])
        raise


def _contents(files: FileSet) -> Mapping[str, bytes]:
    return {path: file.content for path, file in files.items()}
