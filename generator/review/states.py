"""The two states that a review compares: folders of docs, checkouts, or revisions of git."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.diagnostics import visible
from generator.emit.unpack import unpacked
from generator.inputs import ApiFolder, UnreadableInputError, find_apis
from generator.records import record
from generator.review.revisions import files_of

SPECS: Final = "specs"
GENERATED: Final = "generated"
"""Folders of a checkout."""


@record
class State:
    """One state: the docs of some APIs, and perhaps what was made of them then."""

    name: str
    """As the user named it."""
    apis: tuple[ApiFolder, ...]
    generated: Path | None
    """The folder of distributions; `None` for docs that stand alone."""


@record
class Pairs:
    """The APIs of two states."""

    both: tuple[tuple[ApiFolder, ApiFolder], ...]
    """The old and the new folder of each, by name; both have the new one's name."""
    added: tuple[str, ...]
    removed: tuple[str, ...]


@contextmanager
def opened(name: str) -> Iterator[State]:
    """Find a state, which can be read until the context is left.

    A folder of that name is taken first: a checkout with `specs/`, a folder of APIs, or the docs of
    one API. Else it is a revision of the repository around the working directory, below which its
    `specs/` are sought. Raises `UnreadableInputError`.
    """
    folder = Path(name)
    if name and folder.is_dir():
        yield _of_folder(name, folder)
        return
    found = files_of(name, (SPECS, GENERATED))
    if not any(path.startswith(f"{SPECS}/") for path in (*found.files, *found.links)):
        raise UnreadableInputError(f"{visible(name)}: this revision has no {SPECS}/")
    with unpacked(found.files, found.links) as root:
        state = _of_folder(name, root)
        apis = tuple(
            replace(each, shown=f"{visible(name)}:{SPECS}/{visible(each.path.name)}")
            for each in state.apis
        )
        yield replace(state, apis=apis)


def paired(old: State, new: State) -> Pairs:
    """Pair the APIs of two states by name; where each has but one, these are a pair anyway."""
    before = {api.name: api for api in old.apis}
    after = {api.name: api for api in new.apis}
    if len(before) == len(after) == 1:
        (name,) = after
        before = {name: replace(old.apis[0], name=name)}
    both = before.keys() & after.keys()
    return Pairs(
        tuple((before[name], after[name]) for name in sorted(both)),
        tuple(sorted(after.keys() - both)),
        tuple(sorted(before.keys() - both)),
    )


def _of_folder(name: str, folder: Path) -> State:
    if not _holds_apis(folder / SPECS):
        return State(name, find_apis(folder), None)
    generated = folder / GENERATED
    apis = find_apis(folder / SPECS)
    return State(name, apis, generated if generated.is_dir() else None)


def _holds_apis(folder: Path) -> bool:
    try:
        return bool(find_apis(folder))
    except UnreadableInputError:
        return False
