"""The entries of a review, as the page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from generator.diagnostics import place_of
from generator.ir.types import ModelKey
from generator.render.html_text import html_code, html_line
from generator.review.formats.alike import Alike, alike
from generator.review.formats.page.marked import marked
from generator.review.formats.page.signatures import signature_lines
from generator.review.formats.page.views import (
    ChangeView,
    EffectView,
    EntryView,
    FileLink,
    NameView,
    OtherView,
    PlaceView,
)
from generator.review.formats.tables import Tables
from generator.review.formats.words import (
    Surface,
    name_of,
    printed,
    reach,
    subject_words,
)
from generator.review.report import (
    Change,
    Entry,
    Impact,
    Kind,
    Owner,
    Place,
    Side,
    SurfaceChange,
    Verb,
    Words,
    dotted,
)
from generator.untrusted import Untrusted

SIDES: Final = {
    Side.SENT: "you send",
    Side.RECEIVED: "you receive",
    Side.PYTHON: "Python",
    Side.DOCS: "docs",
}
_SIGNS: Final = {Impact.BREAKING: "◆", Impact.ADDITIVE: "+", Impact.COSMETIC: "○"}


class EntryViews:
    """Makes the entries of one API, which are numbered over the whole page."""

    def __init__(
        self,
        tables: Tables,
        surface: Surface,
        files: Mapping[Owner, Sequence[FileLink]],
        resources: Mapping[tuple[Untrusted, ...], int],
    ) -> None:
        self._tables = tables
        self._surface = surface
        self._files = files
        self._resources = resources

    def view(self, entry: Entry, name: str) -> EntryView:
        """Return an entry, whose id is `name`."""
        numbers = sorted(self._resources[path] for path in resources_of(entry))
        return EntryView(
            name,
            name_of(entry.impact),
            _SIGNS[entry.impact],
            words(entry.title),
            tuple(side.value for side in entry.sides),
            " ".join(map(str, numbers)),
            entry.guess,
            reach(entry),
            tuple(map(self._change, alike(entry))),
            tuple(self.name(each) for each in self._surface.of(entry)),
            tuple(_code(dotted(each)) for each in entry.operations),
            tuple(_code(dotted(each)) for each in entry.types),
            tuple(words(subject_words(each)) for each in entry.along),
            tuple(self._links(entry)),
        )

    def name(self, each: SurfaceChange) -> NameView:
        """Return a changed name of the Python package."""
        return NameView(
            html_line(each.name),
            each.verb.value,
            name_of(each.impact),
            html_line(each.rule),
            html_line(self._tables.surface[each.rule].says),
            signature_lines(each.before, each.after),
        )

    def _change(self, group: Alike) -> ChangeView:
        change = group.first
        before, after = marked(change.before, change.after)
        old, new = marked(_line(change.old), _line(change.new))
        return ChangeView(
            words(group.words()),
            tuple(self._effects(change)),
            change.guess,
            html_line(change.fact if change.verb is Verb.CHANGED else ""),
            group.has_short_values,
            before,
            after,
            _place(change.old, old),
            _place(change.new, new),
            old is not None and old == new,
            tuple(map(_other, group.changes[1:])),
        )

    def _effects(self, change: Change) -> Iterator[EffectView]:
        for each in change.effects:
            says = html_line(self._tables.changes[each.rule].says)
            impact = name_of(each.impact)
            yield EffectView(SIDES[each.side], impact, html_line(each.rule), says)

    def _links(self, entry: Entry) -> Iterator[FileLink]:
        """Yield the files that are about what changed, each once."""
        owners = dict.fromkeys(
            owner
            for subject in (*(each.subject for each in entry.changes), *entry.along)
            for owner in _owners(subject.kind, subject.owner)
        )
        links = (link for owner in owners for link in self._files.get(owner, ()))
        found = {link.id: link for link in links}.values()
        yield from sorted(found, key=lambda link: not link.to_read)


def _owners(kind: Kind, owner: Owner) -> Iterator[Owner]:
    """Yield what files are about that show a thing: an operation is in those of its resource."""
    yield owner
    if not isinstance(owner, ModelKey) and kind is not Kind.RESOURCE and owner:
        yield owner[:-1]


def resources_of(entry: Entry) -> frozenset[tuple[Untrusted, ...]]:
    """Return the resources that an entry changes or reaches."""
    found = {way[:-1] for way in entry.operations}
    for change in entry.changes:
        owner = change.subject.owner
        if not isinstance(owner, ModelKey):
            whole = change.subject.kind is Kind.RESOURCE
            found.add(owner if whole else owner[:-1])
    return frozenset(found)


def words(sentence: Words) -> str:
    """Return a sentence as HTML, in which words of documents are code."""
    return printed(sentence, html_code, _code)


def _code(text: Untrusted) -> str:
    return f"<code>{html_line(text)}</code>"


def _other(change: Change) -> OtherView:
    """Return where else the same happened."""
    old, new = (
        "" if place is None else html_line(place_of(place.span))
        for place in (change.old, change.new)
    )
    return OtherView(html_line(dotted(change.subject.owner)), old, new)


def _line(place: Place | None) -> Untrusted | None:
    return None if place is None else place.line


def _place(place: Place | None, line: str | None) -> PlaceView | None:
    if place is None or line is None:
        return None
    return PlaceView(html_line(place_of(place.span)), line)
