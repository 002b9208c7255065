"""Writing new files, and waiting until they are on disk, which no crash then takes away.

Errors of the system name the file, also where the system does not.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; it is on disk once it was flushed."""
    with _naming(path), path.open("xb") as file:
        file.write(content)


def flush(path: Path) -> None:
    """Wait until a file or folder is on disk. Windows flushes no folders."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with _naming(path):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_all(folder: Path, paths: Iterable[Path]) -> None:
    """Wait until the files and folders `paths`, all below `folder`, are on disk.

    Where the system can flush a whole file system, this is one wait instead of one for each file:
    beside other programs that write, a thousand files otherwise take seconds.
    """
    if sync_file_system(folder):
        return
    for path in paths:
        flush(path)


def sync_file_system(folder: Path) -> bool:
    """Flush the file system of a folder (Linux: `syncfs`); return whether the system can.

    Raises `OSError` if the system can, and fails.
    """
    if sys.platform != "linux":
        return False
    sync = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if sync is None:
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if sync(descriptor) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)
    return True


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Name the file in errors that name none: those of a write, and of a flush."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise
