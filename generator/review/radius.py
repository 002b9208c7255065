"""What a change touches in the output, line by line, and what of it has to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from generator import __version__
from generator.emit.fileset import File, FileSet
from generator.emit.manifest import manifest_bytes, manifest_of
from generator.emit.paths import MANIFEST
from generator.review.changed import ChangedFile
from generator.review.folding import FOLDED, implied
from generator.review.report import FileChange, Line, Owner, Radius, Verb
from generator.untrusted import Untrusted

__all__ = ["FOLDED", "radius"]

_Hunk: TypeAlias = tuple[tuple[str, Untrusted], ...]
"""What of a hunk has to be read."""
_AROUND: Final = 3
"""Lines that stay and are shown before and after those that change."""


def radius(
    changed: Sequence[ChangedFile],
    owners: Mapping[str, tuple[Owner, ...]],
    generator: str = __version__,
) -> Radius:
    """Return what the files that differ come to; with the manifest, which then differs as well.

    `owners` names the models and resources that files are about, by path; `generator` is the
    version that made the old ones.
    """
    files = [*changed, *_manifest(changed, generator)]
    told: set[_Hunk] = set()
    return Radius(
        tuple(
            _file(each, owners.get(each.path, ()), told)
            for each in sorted(files, key=lambda each: each.path)
        )
    )


def _manifest(changed: Sequence[ChangedFile], generator: str) -> Iterator[ChangedFile]:
    """Yield the manifest, of which only the entries that differ are known."""
    if changed:
        yield ChangedFile(
            MANIFEST,
            _entries(((each.path, each.before) for each in changed), generator),
            _entries(((each.path, each.after) for each in changed), __version__),
        )


def _entries(files: Iterable[tuple[str, File | None]], generator: str) -> File:
    found = FileSet({path: file for path, file in files if file is not None})
    return File(manifest_bytes(manifest_of(found, generator)), "")


def _file(
    change: ChangedFile, owners: tuple[Owner, ...], told: set[_Hunk]
) -> FileChange:
    verb = Verb.CHANGED
    if change.before is None:
        verb = Verb.ADDED
    elif change.after is None:
        verb = Verb.REMOVED
    before, after = (_Side(change.path, f) for f in (change.before, change.after))
    lines = [line for hunk in _hunks(before, after) for line in _once(hunk, told)]
    return FileChange(Untrusted(change.path), verb, tuple(lines), owners)


def _once(hunk: Sequence[Line], told: set[_Hunk]) -> Iterator[Line]:
    """Yield a hunk; if one that was told has the same lines to read, as one that it implies."""
    read = tuple(
        (line.mark, line.text) for line in hunk if line.mark in "+-" and not line.rule
    )
    is_told = read in told
    told.add(read)
    for line in hunk:
        if is_told and line.mark in "+-" and not line.rule:
            yield replace(line, rule="again")
        else:
            yield line


class _Side:
    """One state of a file."""

    def __init__(self, path: str, file: File | None) -> None:
        text = "" if file is None else file.content.decode("utf-8", "backslashreplace")
        self.lines: Final = text.removesuffix("\n").split("\n") if text else []
        self._implied: Final = implied(path, text) if text else {}

    def take(self, mark: str, start: int, stop: int) -> Iterator[Line]:
        """Yield lines, counted from 0, as lines of a difference."""
        for number in range(start, stop):
            rule = "" if mark == " " else self._implied.get(number + 1, "")
            yield Line(mark, Untrusted(self.lines[number]), rule)


def _hunks(before: _Side, after: _Side) -> Iterator[Sequence[Line]]:
    matcher = SequenceMatcher(None, before.lines, after.lines)
    for group in matcher.get_grouped_opcodes(_AROUND):
        yield tuple(_hunk(group, before, after))


def _hunk(
    group: Sequence[tuple[str, int, int, int, int]], before: _Side, after: _Side
) -> Iterator[Line]:
    first, last = group[0], group[-1]
    old, new = _place(first[1], last[2]), _place(first[3], last[4])
    yield Line("@", Untrusted(f"-{old} +{new}"))
    for kind, i1, i2, j1, j2 in group:
        if kind == "equal":
            yield from before.take(" ", i1, i2)
        else:
            yield from before.take("-", i1, i2)
            yield from after.take("+", j1, j2)


def _place(start: int, stop: int) -> str:
    """Return a stretch of lines as unified diffs have it: the first one, and how many."""
    count = stop - start
    return f"{start + 1 if count else start},{count}"
