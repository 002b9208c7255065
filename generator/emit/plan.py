"""Comparing the files that a build wants with those that are there. Pure."""

from __future__ import annotations

from enum import Enum

from generator.emit.fileset import FileSet, sha256
from generator.emit.manifest import Manifest, manifest_of
from generator.emit.paths import folders_of
from generator.emit.tree import Tree
from generator.records import record


class State(Enum):
    """How one path differs between build and disk."""

    NEW = "new"
    """Wanted, not there."""
    CHANGED = "changed"
    """Wanted, there as a run left it, with other content."""
    UNCHANGED = "unchanged"
    """Wanted and there with the same content."""
    STALE = "stale"
    """There as a run left it, no longer wanted; goes."""
    EDITED = "edited"
    """Not as a run left it, and in the way: would be overwritten or removed."""
    EXTRA = "extra"
    """Not from a run, not in the way; stays."""


@record
class Plan:
    """What writing would do."""

    files: FileSet
    manifest: Manifest
    """The manifest to write."""
    tree: Tree
    """What was there when the plan was made."""
    states: dict[str, State]
    """Of every path of `files` and `tree`, sorted."""

    def paths(self, *states: State) -> tuple[str, ...]:
        """Return the paths in one of `states`, sorted."""
        return tuple(path for path, state in self.states.items() if state in states)

    @property
    def edited(self) -> tuple[str, ...]:
        """Paths that writing would destroy; it is refused unless forced."""
        return self.paths(State.EDITED)

    @property
    def manifest_differs(self) -> bool:
        """Whether the manifest is missing or says something else."""
        return self.tree.manifest != self.manifest

    @property
    def must_write(self) -> bool:
        """Whether writing would change anything."""
        kept = (State.UNCHANGED, State.EXTRA)
        return self.manifest_differs or any(s not in kept for s in self.states.values())

    @property
    def is_clean(self) -> bool:
        """Whether the output is exactly what was built; an extra file is a difference."""
        return not self.must_write and not self.paths(State.EXTRA)


def make_plan(files: FileSet, generator: str, tree: Tree) -> Plan:
    """Compare; `generator` is the version that the manifest will name."""
    folders = {folder for path in files for folder in folders_of(path)}
    states = {
        path: _state(path, files, tree, folders)
        for path in sorted({*files, *tree.files})
    }
    return Plan(files, manifest_of(files, generator), tree, states)


def _state(path: str, files: FileSet, tree: Tree, folders: set[str]) -> State:
    if path not in tree.files:
        return State.NEW
    if path in files and files[path].content == tree.files[path]:
        return State.UNCHANGED
    entry = tree.manifest.files.get(path) if tree.manifest else None
    pristine = entry is not None and entry.sha256 == sha256(tree.files[path])
    if path in files:
        return State.CHANGED if pristine else State.EDITED
    if entry is not None:
        return State.STALE if pristine else State.EDITED
    return State.EDITED if _in_the_way(path, files, folders) else State.EXTRA


def _in_the_way(path: str, files: FileSet, folders: set[str]) -> bool:
    """Whether a file stands where a folder must be, or inside what must be a file."""
    return path in folders or any(folder in files for folder in folders_of(path))
