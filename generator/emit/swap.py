"""Putting a finished folder in the place of another.

Where the system can exchange two folders in one step (Linux: `renameat2` with `RENAME_EXCHANGE`),
the output is the old folder or the new one at every moment. Elsewhere there are two renames; a
process that is killed between them leaves no output, but the old folder beside it, and `recover`
puts that back at the next run.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
_UNSUPPORTED: Final = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


def new_folder(out: Path) -> Path:
    """Return the sibling of `out` in which the new folder is made."""
    return out.with_name(f".{out.name}.docs2sdk-new")


def old_folder(out: Path) -> Path:
    """Return the sibling of `out` to which the old folder moves where there is no exchange."""
    return out.with_name(f".{out.name}.docs2sdk-old")


def install(out: Path) -> None:
    """Put the sibling `new_folder(out)` in the place of `out`.

    `recover` removes the old folder, or puts it back if this fails.
    """
    new = new_folder(out)
    if not out.exists():
        new.rename(out)
    elif not exchange(new, out):
        out.rename(old_folder(out))
        new.rename(out)


def recover(out: Path) -> None:
    """Leave nothing beside `out` of a run: put the old folder back, or remove what is left."""
    new, old = new_folder(out), old_folder(out)
    if old.exists() and not out.exists():
        old.rename(out)
    for leftover in (new, old):
        if leftover.exists():
            shutil.rmtree(leftover)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return whether the system can.

    Raises `OSError` if the system can, and fails.
    """
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    arguments = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    if rename(*arguments, _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))
