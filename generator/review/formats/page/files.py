"""The generated code that differs, as the page shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final

from generator.render.html_text import html_code
from generator.render.visible import raw
from generator.review.formats.page.colours import coloured
from generator.review.formats.page.views import (
    FileLink,
    FileView,
    LineView,
    RadiusView,
    StretchView,
)
from generator.review.formats.words import counted, radius_words
from generator.review.report import FileChange, Line, Owner, Radius

_FOLDED_FROM: Final = 4
"""Lines from which a stretch that rules imply is folded; fewer take less room than saying so."""


def radius_view(
    cause: str, radius: Radius | None, prefix: str, folded: Mapping[str, str]
) -> RadiusView:
    """Return what one cause touches; the ids of its files begin with the prefix."""
    if radius is None:
        return RadiusView(cause, "not known", known=False, files=())
    files = tuple(
        _file(each, f"{prefix}{number}", folded)
        for number, each in sorted(enumerate(radius.files), key=_most_to_read)
    )
    return RadiusView(cause, radius_words(radius), known=True, files=files)


def links_by_owner(radius: Radius, prefix: str) -> Mapping[Owner, Sequence[FileLink]]:
    """Return the files that are about each model and each resource, those to read first."""
    found: dict[Owner, list[FileLink]] = defaultdict(list)
    for number, each in sorted(enumerate(radius.files), key=_most_to_read):
        for owner in each.owners:
            link = FileLink(f"{prefix}{number}", html_code(each.path), _to_read(each))
            found[owner].append(link)
    return found


def _most_to_read(numbered: tuple[int, FileChange]) -> bool:
    return not _to_read(numbered[1])


def _to_read(change: FileChange) -> int:
    return sum(line.mark in "+-" and not line.rule for line in change.lines)


def _file(change: FileChange, name: str, folded: Mapping[str, str]) -> FileView:
    marks = [line.mark for line in change.lines]
    return FileView(
        name,
        html_code(change.path),
        change.verb.value,
        marks.count("+"),
        marks.count("-"),
        _to_read(change),
        tuple(_stretches(change, folded)),
    )


def _stretches(change: FileChange, folded: Mapping[str, str]) -> Iterator[StretchView]:
    """Yield the lines, folded where rules imply many of them that stand together."""
    path = raw(change.path)
    parts = [part for hunk in _hunks(change.lines) for part in _parts(hunk)]
    for is_folded, group in groupby(parts, key=lambda part: part[0]):
        hunks = [lines for _, lines in group]
        lines = [line for hunk in hunks for line in hunk]
        if is_folded:
            yield StretchView(_why(lines, folded), tuple(map(_plain, lines)))
        else:
            yield StretchView(
                "", tuple(line for hunk in hunks for line in _coloured(path, hunk))
            )


def _hunks(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield the hunks, each with the line that begins it."""
    if not lines:
        return
    starts = [number for number, line in enumerate(lines) if line.mark == "@"]
    for start, stop in pairwise((0, *(n for n in starts if n), len(lines))):
        yield lines[start:stop]


def _parts(hunk: Sequence[Line]) -> Iterator[tuple[bool, Sequence[Line]]]:
    """Yield a hunk in parts, and whether each is folded; one with nothing to read is, whole."""
    if all(line.rule or line.mark not in "+-" for line in hunk):
        yield True, hunk
        return
    runs = [
        (ruled, list(run)) for ruled, run in groupby(hunk, lambda line: line.rule != "")
    ]
    for is_folded, group in groupby(
        runs, lambda run: run[0] and len(run[1]) >= _FOLDED_FROM
    ):
        yield is_folded, [line for _, run in group for line in run]


def _why(lines: Sequence[Line], folded: Mapping[str, str]) -> str:
    changed = [line for line in lines if line.mark in "+-"]
    rules = dict.fromkeys(line.rule for line in changed if line.rule)
    says = "; ".join(folded[rule] for rule in rules)
    return html_code(f"{counted(len(changed), 'line')} not to read: {says}")


def _plain(line: Line) -> LineView:
    return LineView.of(line.mark, html_code(line.text))


def _coloured(path: str, lines: Sequence[Line]) -> Iterator[LineView]:
    for line, text in zip(lines, coloured(path, lines), strict=True):
        yield LineView.of(line.mark, text, implied=line.rule != "")
