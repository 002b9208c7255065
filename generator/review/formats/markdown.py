"""A report as Markdown, for a pull request or the summary of a job on GitHub.

Words of documents stand in code spans, in fenced code or, escaped, in `<code>`: so they are never
HTML, links, images, or mentions of people.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.diagnostics import place_of
from generator.render.markdown_text import markdown_code
from generator.render.visible import one_line
from generator.review.formats.alike import Alike, alike
from generator.review.formats.tables import Tables
from generator.review.formats.words import (
    Surface,
    by_impact,
    counted,
    is_empty,
    name_of,
    printed,
    radius_words,
    reach,
    subject_words,
)
from generator.review.report import (
    Entry,
    Impact,
    Place,
    Report,
    Review,
    SurfaceChange,
    Verb,
    Words,
    dotted,
)
from generator.untrusted import Untrusted

LIMIT: Final = 1_000_000
"""Bytes; GitHub shows no summary of a job that is longer than 1 MiB."""

_ROOM: Final = 2_000
"""Bytes for what is said of all that was left out."""
_LONGEST: Final = 1_000
"""Characters of a text that are shown."""
_FORCED: Final = 20
_NAMED: Final = 20
_CHANGES: Final = 50
"""How many changes of an entry are told; the page and JSON tell all."""
_PUNCTUATION: Final = re.compile(r"([\\`*_\[\]<>|#~&])")
_TICKS: Final = re.compile(r"`+")
_SIGNS: Final = {
    Impact.BREAKING: ":red_circle:",
    Impact.ADDITIVE: ":green_circle:",
    Impact.COSMETIC: ":white_circle:",
}


def as_markdown(report: Report, tables: Tables, limit: int = LIMIT) -> str:
    """Return the report in at most `limit` bytes; what was left out is counted at its end."""
    told = [review for review in report.reviews if not is_empty(review)]
    heads = [_head(report, told), *map(_summary, told)]
    room = limit - _ROOM - sum(map(_size, heads))
    parts = [heads[0]]
    for head, review in zip(heads[1:], told, strict=True):
        kept = _fitting(_bodies(review, tables), room)
        room -= sum(map(_size, kept))
        parts += [head, *kept]
        total = len(review.entries) + bool(Surface(review).rest)
        if len(kept) < total:
            left = counted(total - len(kept), "more part")
            parts.append(f"_{left}, the least important ones, did not fit here._\n")
    return "\n".join(parts)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace")) + 1


def _fitting(parts: Iterator[str], room: int) -> list[str]:
    kept: list[str] = []
    for part in parts:
        room -= _size(part)
        if room < 0:
            break
        kept.append(part)
    return kept


def _head(report: Report, told: Sequence[Review]) -> str:
    lines = [f"## Review: {code(report.old)} → {code(report.new)}", ""]
    lines += [f"- The whole API {code(name)} is new." for name in report.added]
    lines += [f"- The whole API {code(name)} is gone." for name in report.removed]
    if not told and not report.added and not report.removed:
        lines.append("Nothing changed.")
    return "\n".join((*lines, ""))


def _summary(review: Review) -> str:
    counts = by_impact(review.entries)
    names = " | ".join(name_of(impact).capitalize() for impact in counts)
    row = " | ".join(f"{count:,}" for count in counts.values())
    lines = [
        f"### {code(review.name)}: {name_of(review.bump)} version",
        "",
        f"| {names} | Generated code, by the input |",
        "| --- | --- | --- | --- |",
        f"| {row} | {radius_words(review.radius)} |",
        "",
    ]
    if review.generator is not None:
        by_generator = radius_words(review.generator)
        lines += [
            f"The generator itself changed in generated code: {by_generator}.",
            "",
        ]
    if review.forced:
        lines += ["What forces this version:", ""]
        lines += [f"- {_words(words)}" for words in review.forced[:_FORCED]]
        if len(review.forced) > _FORCED:
            lines.append(f"- {len(review.forced) - _FORCED} more")
        lines.append("")
    return "\n".join(lines)


def _bodies(review: Review, tables: Tables) -> Iterator[str]:
    surface = Surface(review)
    for entry in review.entries:
        yield _entry(entry, surface.of(entry), tables)
    if surface.rest:
        lines = [line for each in surface.rest for line in _name(each, tables)]
        yield _folded("Names in Python that none of these changed", lines)


def _entry(entry: Entry, names: Sequence[SurfaceChange], tables: Tables) -> str:
    sign = f"{_SIGNS[entry.impact]} <b>{name_of(entry.impact)}</b>"
    title = printed(entry.title, html.escape, _html_code)
    guess = " (a guess)" if entry.guess else ""
    reached = f" · reaches {reach(entry)}" if reach(entry) else ""
    lines: list[str] = []
    groups = alike(entry)
    for group in groups[:_CHANGES]:
        lines += _change(group, tables)
    if len(groups) > _CHANGES:
        lines += [f"... and {len(groups) - _CHANGES} more changes", ""]
    for each in names:
        lines += _name(each, tables)
    lines += _reached(entry)
    return _folded(f"{sign} {title}{guess}{reached}", lines)


def _folded(summary: str, lines: Sequence[str]) -> str:
    inner = "\n".join(lines)
    return f"<details><summary>{summary}</summary>\n\n{inner}\n\n</details>\n"


def _change(group: Alike, tables: Tables) -> Iterator[str]:
    change = group.first
    yield f"**{_words(group.whole_words())}**"
    yield ""
    for effect in change.effects:
        rule = tables.changes[effect.rule]
        yield (
            f"- {effect.side.value}, {name_of(effect.impact)}: {own(rule.says)} "
            f"({code(effect.rule)})"
        )
    if change.guess:
        yield "- a guess: both may be unrelated"
    for name, places in group.places():
        listed = ", ".join(code(place_of(place.span)) for place in places[:_NAMED])
        more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
        yield f"- {name}: {listed}{more}"
    yield ""
    if change.verb is Verb.CHANGED and not group.has_short_values:
        yield from _difference(change.before, change.after)
    yield from _difference(_line(change.old), _line(change.new))


def _line(place: Place | None) -> Untrusted | None:
    return None if place is None else place.line


def _name(each: SurfaceChange, tables: Tables) -> Iterator[str]:
    says = own(tables.surface[each.rule].says)
    yield f"- Python: {code(each.name)} {each.verb.value}: {says} ({code(each.rule)})"
    yield ""
    yield from _difference(each.before, each.after)


def _difference(before: Untrusted | None, after: Untrusted | None) -> Iterator[str]:
    """Yield both sides as fenced code, in a fence that neither of them ends."""
    if before == after:
        return
    lines = [
        f"{mark} {_cut(one_line(text))}"
        for mark, text in (("-", before), ("+", after))
        if text is not None
    ]
    longest = max((len(run) for run in _TICKS.findall("\n".join(lines))), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{fence}diff", *lines, fence, "")


def _reached(entry: Entry) -> Iterator[str]:
    for noun, owners in (("operation", entry.operations), ("type", entry.types)):
        if owners:
            names = ", ".join(code(dotted(owner)) for owner in owners[:_NAMED])
            more = f" and {len(owners) - _NAMED} more" if len(owners) > _NAMED else ""
            yield f"Reaches {counted(len(owners), noun)}: {names}{more}"
            yield ""
    if entry.along:
        names = ", ".join(_words(subject_words(each)) for each in entry.along)
        yield f"With it: {names}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def code(text: Untrusted | str) -> str:
    """Return text as a code span that a table may hold as well."""
    return markdown_code(_cut(one_line(text)))


def _html_code(text: Untrusted) -> str:
    """Return text for HTML, in one line: an empty line would end the block."""
    return f"<code>{html.escape(_cut(one_line(text)))}</code>"


def own(text: str) -> str:
    """Return our own words as text of Markdown."""
    return _PUNCTUATION.sub(r"\\\1", text)


def _words(words: Words) -> str:
    return printed(words, own, code)
