"""Making the new folder beside the old one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.emit.flush import flush_all, write_new
from generator.emit.manifest import manifest_bytes
from generator.emit.paths import MANIFEST
from generator.emit.plan import Plan, State


def stage(plan: Plan, out: Path, new: Path) -> None:
    """Make the folder `new` as the plan wants `out` to be.

    What does not change is linked, so that it stays the same file with the same times; the rest is
    written and flushed to disk.
    """
    new.mkdir()
    kept = plan.paths(State.UNCHANGED, State.EXTRA)
    for folder in sorted({(new / path).parent for path in kept}):
        folder.mkdir(parents=True, exist_ok=True)
    for path in kept:
        _carry(out / path, new / path)
    for path in plan.tree.workshop:
        _carry_all(out / path, new / path)
    write_all(new, dict(_contents(plan)))


def _contents(plan: Plan) -> Iterator[tuple[str, bytes]]:
    for path, file in plan.files.items():
        if plan.states[path] is not State.UNCHANGED:
            yield path, file.content
    yield MANIFEST, manifest_bytes(plan.manifest)


def write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files, then flush them and the folders that hold them."""
    files = {folder / path: content for path, content in contents.items()}
    places = sorted({folder, *(path.parent for path in files)})
    for place in places:
        place.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        write_new(path, content)
    flush_all(folder, (*files, *places))


def _carry_all(source: Path, target: Path) -> None:
    """Carry a folder of the user's tools: links as links, times of folders as they are."""
    if source.is_dir() and not source.is_symlink():
        target.mkdir(parents=True)
        for child in source.iterdir():
            _carry_all(child, target / child.name)
        shutil.copystat(source, target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        _carry(source, target)


def _carry(source: Path, target: Path) -> None:
    """Make `target` the same file as `source`, or a copy where the system has no hard links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
