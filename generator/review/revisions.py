"""Reading what a git repository holds, without running anything that it, or its files, can name.

Objects are read as they are stored. `git archive` would be shorter, but it runs the filters that
attributes of the files ask for, and leaves out files that say so: a page must not decide whether it
is reviewed. Git fetches nothing, pages nothing, and has no hooks here.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from typing import Final

from generator.diagnostics import visible
from generator.inputs import UnreadableInputError
from generator.records import record

_GIT: Final = (
    "git",
    "--no-pager",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
)
_SETTINGS: Final = {
    "GIT_ALLOW_PROTOCOL": "none",  # no such protocol: what a partial clone lacks stays away
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_LINK: Final = "120000"
_TREES: Final = frozenset({"040000", "160000"})
"""Folders, which have their files, and repositories inside of the repository, which have none."""


@record
class Files:
    """What a revision holds."""

    files: dict[str, bytes]
    """Content by path below the working directory, forward slashes."""
    links: dict[str, bytes]
    """Where symbolic links lead, by path."""


def files_of(name: str, folders: Sequence[str]) -> Files:
    """Return the files of a revision in these folders below the working directory.

    Raises `UnreadableInputError` if there is no such revision, or if an object cannot be read.
    """
    files, links = dict[str, bytes](), dict[str, bytes]()
    listed = list(_listed(_commit(name), folders))
    contents = _contents([oid for _, _, oid in listed])
    for (mode, path, _), content in zip(listed, contents, strict=True):
        (links if mode == _LINK else files)[path] = content
    return Files(files, links)


def _listed(commit: str, folders: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield mode, path and object of each file."""
    listing = _git("ls-tree", "-r", "-z", commit, "--", *folders)
    for entry in listing.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        about, _, path = entry.partition("\t")
        mode, _, oid = about.split(" ")
        if mode not in _TREES:
            yield mode, path, oid


def _contents(oids: Sequence[str]) -> Iterator[bytes]:
    """Yield the contents of objects, in this order."""
    found = _git("cat-file", "--batch", asked="".join(f"{oid}\n" for oid in oids))
    start = 0
    for oid in oids:
        stop = found.index(b"\n", start)
        head = found[start:stop].split(b" ")
        if head[1:2] != [b"blob"]:
            raise UnreadableInputError(f"git: {oid} is not here: fetch it first")
        start = stop + 1 + int(head[2])
        yield found[stop + 1 : start]
        start += 1


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


def _git(*arguments: str, asked: str = "") -> bytes:
    """Return what git prints; raises `UnreadableInputError` with its message if it fails."""
    done = _run(*arguments, asked=asked)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise UnreadableInputError(f"git {arguments[0]}: {visible(said)}")
    return done.stdout


def _run(*arguments: str, asked: str = "") -> subprocess.CompletedProcess[bytes]:
    command = (*_GIT, *arguments)
    environment = os.environ | _SETTINGS
    try:
        return subprocess.run(  # noqa: S603 - no shell; names stand behind `--` or in one argument
            command,
            input=asked.encode("ascii"),
            env=environment,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise UnreadableInputError(
            "git is not installed, and only folders can be compared without it"
        ) from error
