"""A report for the terminal: what matters first, the worst entry before the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.diagnostics import place_of, visible
from generator.review.formats.tables import Tables
from generator.review.formats.terminal import Style, Terminal, sentence, shown
from generator.review.formats.words import (
    Surface,
    by_impact,
    change_words,
    counted,
    dotted,
    is_empty,
    name_of,
    radius_words,
    reach,
    subject_words,
)
from generator.review.report import (
    Bump,
    Change,
    Entry,
    Impact,
    Report,
    Review,
    SurfaceChange,
    Verb,
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
        if len(entry.changes) == 1:
            yield from self._details(entry.changes[0], 2)
        else:
            for change in entry.changes:
                yield from self._change(change)
        for each in names:
            yield from self._name(each, "")
        yield from self._reach(entry)

    def _change(self, change: Change) -> Iterator[str]:
        words = (*subject_words(change.subject), ", ", *change_words(change))
        yield from self._terminal.lines(sentence(words), Style.STRONG, 2)
        yield from self._details(change, 4)

    def _details(self, change: Change, indent: int) -> Iterator[str]:
        if change.verb is Verb.CHANGED:
            yield from self._sides(change.before, change.after, indent)
        for effect in change.effects:
            says = self._tables.changes[effect.rule].says
            text = f"{effect.side.value}: {says} [{effect.rule}]"
            yield from self._terminal.lines(text, _STYLES[effect.impact], indent)
        if change.guess:
            text = "this is a guess: both may be unrelated"
            yield from self._terminal.lines(text, Style.NEW, indent)
        for name, place in (("old", change.old), ("new", change.new)):
            if place is not None:
                text = f"{name} {place_of(place.span)}: {shown(place.line)}"
                yield self._terminal.line(text, Style.FAINT, indent)

    def _name(self, each: SurfaceChange, rule: str) -> Iterator[str]:
        why = f": {rule} [{each.rule}]" if rule else ""
        text = f"python {shown(each.name)} {each.verb.value}{why}"
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
