"""Writing a plan: all of it, or nothing.

The new folder is made beside the old one and then takes its place (`generator.emit.swap`), so that
a crash at any moment leaves the old folder or the new one. Modes of files follow the user's umask.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from generator.emit.errors import EditedFiles, OutputChanged
from generator.emit.flush import flush
from generator.emit.lock import locked
from generator.emit.plan import Plan
from generator.emit.stage import stage
from generator.emit.swap import install, new_folder, recover
from generator.emit.tree import EMPTY, Tree, read_tree


def prepare(out: Path) -> None:
    """Undo what a killed run left beside `out`: to be called before the output is read.

    Does nothing, and writes nothing, where nothing was left.
    """
    out = absolute(out)
    if out.parent.is_dir():
        with locked(out.parent):
            recover(out)


def read_output(out: Path) -> Tree:
    """Read an output folder while no other run writes it; `read_tree` tells what it raises."""
    if not absolute(out).parent.is_dir():
        return EMPTY
    with locked(absolute(out).parent, shared=True):
        return read_tree(out)


def write(plan: Plan, out: Path, *, force: bool = False) -> bool:
    """Make `out` what the plan says; return whether anything had to be written.

    Raises `EditedFiles` if edited files would be lost and `force` is not set, `OutputChanged` if
    `out` is no longer what the plan was made for, `SymlinkInOutput`, `OSError`. Then `out` is as
    it was; except that an `OSError` may also come from removing the old folder, after the new one
    took its place.
    """
    if plan.edited and not force:
        raise EditedFiles(plan.edited)
    if not plan.must_write:
        return False
    out = absolute(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with locked(out.parent):
        recover(out)
        if read_tree(out) != plan.tree:
            raise OutputChanged(out)
        _replace(plan, out)
    return True


def absolute(out: Path) -> Path:
    """Return the path in full, so that it has a name and a parent; links in it are kept."""
    return Path(os.path.abspath(out))  # noqa: PTH100 - resolve() would follow links


def _replace(plan: Plan, out: Path) -> None:
    try:
        stage(plan, out, new_folder(out))
        install(out)
        flush(out.parent)
        recover(out)
    except BaseException:
        with suppress(OSError):
            recover(out)
        raise
