"""The two states that a review compares: folders of docs, checkouts, or revisions of git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.diagnostics import visible
from generator.emit.unpack import unpacked
from generator.inputs import ApiFolder, UnreadableInputError, find_apis
from generator.records import record

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
    with unpacked(_archive(name)) as root:
        found = _of_folder(name, root)
        apis = tuple(
            replace(each, shown=f"{visible(name)}:{SPECS}/{visible(each.path.name)}")
            for each in found.apis
        )
        yield replace(found, apis=apis)


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


def _archive(name: str) -> bytes:
    """Return `specs/` and `generated/` of a revision, as a tar archive."""
    commit = _commit(name)
    there = _git("ls-tree", "-d", "--name-only", "-z", commit, "--", SPECS, GENERATED)
    folders = there.decode("utf-8", "surrogateescape").split("\0")[:-1]
    if SPECS not in folders:
        raise UnreadableInputError(f"{visible(name)}: this revision has no {SPECS}/")
    return _git("archive", "--format=tar", commit, "--", *folders)


def _commit(name: str) -> str:
    shown = visible(name)
    if _run("rev-parse", "--git-dir").returncode:
        raise UnreadableInputError(
            f"{shown}: no such folder, and this is no git repository that had such a revision"
        )
    found = _run(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    if not found.returncode:
        return found.stdout.decode("ascii").strip()
    problem = f"{shown}: no such folder, and no such revision of this repository"
    if _run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        problem += "; it is a shallow clone, so fetch the rest: git fetch --unshallow"
    raise UnreadableInputError(problem)


def _git(*arguments: str) -> bytes:
    """Return what git prints; raises `UnreadableInputError` with its message if it fails."""
    done = _run(*arguments)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise UnreadableInputError(f"git {arguments[0]}: {visible(said)}")
    return done.stdout


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command: Sequence[str] = ("git", *arguments)
    try:
        return subprocess.run(  # noqa: S603 - no shell; names stand behind `--` or in one argument
            command, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise UnreadableInputError(
            "git is not installed, and only folders can be compared without it"
        ) from error
