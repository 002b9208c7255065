"""A report for the terminal: what matters first, the worst entry before the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.diagnostics import place_of, visible
from generator.review.formats.alike import Alike, alike
from generator.review.formats.tables import Tables
from generator.review.formats.terminal import Style, Terminal, sentence, shown
from generator.review.formats.words import (
    Surface,
    by_impact,
    counted,
    is_empty,
    name_of,
    radius_words,
    reach,
    subject_words,
)
from generator.review.report import (
    Bump,
    Entry,
    Impact,
    Report,
    Review,
    SurfaceChange,
    Verb,
    dotted,
)
from generator.untrusted import Untrusted

_STYLES: Final = {
    Impact.BREAKING: Style.BAD,
    Impact.ADDITIVE: Style.GOOD,
    Impact.COSMETIC: Style.FAINT,
}
_NAMED: Final = 5
"""How many of what an entry reaches are named."""
_FORCED: Final = 10
_NAMES: Final = 6
"""How many names in Python that an entry changed are told."""
_CHANGES: Final = 12
"""How many changes of an entry are told; the page and JSON tell all."""


def as_text(report: Report, tables: Tables, terminal: Terminal) -> str:
    """Return the report in lines, each ended."""
    printer = _Printer(terminal, tables)
    return "".join(f"{line}\n" for line in printer.report(report))


class _Printer:
    """Prints for one terminal."""

    def __init__(self, terminal: Terminal, tables: Tables) -> None:
        self._terminal = terminal
        self._tables = tables

    def report(self, report: Report) -> Iterator[str]:
        """Yield all lines."""
        between = f"{visible(report.old)} -> {visible(report.new)}"
        for verb, names in (("new", report.added), ("gone", report.removed)):
            for name in names:
                yield f"{visible(name)}: the whole API is {verb}"
        told = [review for review in report.reviews if not is_empty(review)]
        if not told and not report.added and not report.removed:
            yield f"{between}: nothing changed"
        for review in told:
            yield from self._review(review, between)

    def _review(self, review: Review, between: str) -> Iterator[str]:
        yield from self._summary(review, between)
        surface = Surface(review)
        for entry in review.entries:
            yield ""
            yield from self._entry(entry, surface.of(entry))
        if surface.rest:
            yield ""
            yield self._terminal.styled(
                "Names in Python, by none of these", Style.STRONG
            )
            for each in surface.rest:
                yield from self._name(each, self._tables.surface[each.rule].says)

    def _summary(self, review: Review, between: str) -> Iterator[str]:
        styled = self._terminal.styled
        head = f"{visible(review.name)}: {between}"
        yield from self._terminal.lines(head, Style.STRONG)
        style = Style.BAD if review.bump is Bump.MAJOR else Style.STRONG
        because = ", because of" if review.forced else ""
        yield f"  version: {styled(name_of(review.bump), style)}{because}"
        for words in review.forced[:_FORCED]:
            yield from self._terminal.lines(sentence(words), indent=4)
        if len(review.forced) > _FORCED:
            yield f"    ... and {len(review.forced) - _FORCED} more"
        counts = ", ".join(
            styled(f"{count:,} {name_of(impact)}", _STYLES[impact])
            for impact, count in by_impact(review.entries).items()
            if count
        )
        yield f"  changes: {counts or 'none'}"
        for cause, radius in (
            ("input", review.radius),
            ("generator", review.generator),
        ):
            if radius is not None:
                text = f"generated code, by the {cause}: {radius_words(radius)}"
                yield from self._terminal.lines(text, indent=2)

    def _entry(self, entry: Entry, names: tuple[SurfaceChange, ...]) -> Iterator[str]:
        style = _STYLES[entry.impact]
        head = f"{name_of(entry.impact).upper()} {sentence(entry.title)}"
        yield from self._terminal.lines(head, style)
        groups = alike(entry)
        if len(groups) == 1 and len(entry.changes) == 1:
            yield from self._details(groups[0], 2, with_values=True)
        else:
            for group in groups[:_CHANGES]:
                text = sentence(group.whole_words())
                yield from self._terminal.lines(text, Style.STRONG, 2)
                is_told = group.has_short_values
                yield from self._details(group, 4, with_values=not is_told)
            yield from _more(len(groups) - _CHANGES, "change")
        for each in names[:_NAMES]:
            yield from self._name(each, "")
        yield from _more(len(names) - _NAMES, "name in Python", "names in Python")
        yield from self._reach(entry)

    def _details(
        self, group: Alike, indent: int, *, with_values: bool
    ) -> Iterator[str]:
        change = group.first
        if change.verb is Verb.CHANGED and with_values:
            yield from self._sides(change.before, change.after, indent)
        for effect in change.effects:
            says = self._tables.changes[effect.rule].says
            text = f"{effect.side.value}: {says} [{effect.rule}]"
            yield from self._terminal.lines(text, _STYLES[effect.impact], indent)
        if change.guess:
            text = "this is a guess: both may be unrelated"
            yield from self._terminal.lines(text, Style.NEW, indent)
        for name, places in group.places():
            first = f"{name} {place_of(places[0].span)}: {shown(places[0].line)}"
            yield self._terminal.line(first, Style.FAINT, indent)
            others = [place_of(place.span) for place in places[1:_NAMED]]
            if len(places) > _NAMED:
                others.append(f"{len(places) - _NAMED} more")
            if others:
                text = f"and {', '.join(others)}"
                yield from self._terminal.lines(text, Style.FAINT, indent + 4)

    def _name(self, each: SurfaceChange, rule: str) -> Iterator[str]:
        why = f": {rule} [{each.rule}]" if rule else ""
        text = f"python {shown(each.name)} {each.verb.value}{why}"
        if each.verb is not Verb.CHANGED and not why:
            signature = each.after or each.before
            text += "" if signature is None else f": {shown(signature)}"
            yield self._terminal.line(text, _STYLES[each.impact], 2)
            return
        yield from self._terminal.lines(text, _STYLES[each.impact], 2)
        yield from self._sides(each.before, each.after, 4)

    def _sides(
        self, before: Untrusted | None, after: Untrusted | None, indent: int
    ) -> Iterator[str]:
        old = None if before is None else shown(before)
        new = None if after is None else shown(after)
        if old is not None and new is not None:
            old, new = self._terminal.sides(old, new, indent + len("- "))
        for mark, text, style in (("- ", old, Style.BAD), ("+ ", new, Style.GOOD)):
            if text is not None:
                yield self._terminal.line(mark + text, style, indent)

    def _reach(self, entry: Entry) -> Iterator[str]:
        if entry.operations or entry.types:
            found = (*map(dotted, entry.operations), *map(dotted, entry.types))
            names = ", ".join(map(shown, found[:_NAMED]))
            more = f", {len(found) - _NAMED} more" if len(found) > _NAMED else ""
            text = f"reaches {reach(entry)}: {names}{more}"
            yield from self._terminal.lines(text, indent=2)
        if entry.along:
            names = ", ".join(sentence(subject_words(each)) for each in entry.along)
            text = f"with {counted(len(entry.along), 'type')} of its own: {names}"
            yield from self._terminal.lines(text, indent=2)


def _more(count: int, noun: str, nouns: str = "") -> Iterator[str]:
    """Yield how many were left out, if any were."""
    if count > 0:
        yield f"  ... and {count} more {noun if count == 1 else nouns or f'{noun}s'}"
