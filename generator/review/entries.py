"""The entries of a review: differences of two states, each cause told once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.ir.api import Api
from generator.ir.rekeyed import rekeyed
from generator.ir.types import ModelKey, Type
from generator.records import record
from generator.review.along import Along
from generator.review.causes import Cause, Found, by_cause
from generator.review.changes import Delta, deltas
from generator.review.effects import effects
from generator.review.reach import Reached
from generator.review.relations import Relation, relation
from generator.review.renames import renames, state
from generator.review.report import (
    Change,
    Entry,
    Kind,
    Owner,
    Place,
    Subject,
    Verb,
    dotted,
)
from generator.review.shapes import Shapes
from generator.review.shown import shown, shown_type
from generator.review.things import Thing
from generator.review.titles import title
from generator.source import SourceFile
from generator.untrusted import Untrusted


@record
class Read:
    """One state, as it was read."""

    api: Api
    sources: Mapping[str, SourceFile]
    """All files read, by path."""


def entries(before: Read, after: Read) -> tuple[Entry, ...]:
    """Return what changed between two states of an API, the worst first."""
    return _Comparison(before, after).entries()


class _Comparison:
    """Two states, and what has been found out about them."""

    def __init__(self, before: Read, after: Read) -> None:
        self._before: Final = before.sources
        self._after: Final = after.sources
        self._old: Final = state(before.api)
        self._new: Final = state(after.api)
        self._renamed: Final = renames(self._old, self._new)
        self._was: Final = {now: was for was, now in self._renamed.keys.items()}
        """Old names of types, by new ones."""
        old = self._old.models
        named = {now: old[was] for now, was in self._was.items() if was in old}
        self._models: Final = {**old, **named}
        """Types of the old state, by old and by new names."""

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries, in order."""
        was = dict[Owner, Owner](self._was.items())
        was.update((now, old) for old, now in self._renamed.operations.items())
        found = deltas(self._old, self._new, self._renamed)
        along = Along(self._old, self._new, was, found)
        told = [self._found(each) for each in along.causes]
        causes = by_cause(told, Shapes(self._models), Shapes(self._new.models))
        made = [self._entry(cause, group, along) for cause, group in causes.items()]
        return tuple(sorted(made, key=_order))

    def _found(self, delta: Delta) -> Found:
        reached = self._reached(delta)
        sides = frozenset(side for each in reached for side in each.sides)
        change = Change(
            self._subject(delta),
            delta.verb,
            delta.fact,
            shown(rekeyed(delta.before, self._was)),
            shown(delta.after),
            effects(delta, self._relation(delta.before, delta.after), sides),
            _place(delta.old, delta.fact, self._before),
            _place(delta.new, delta.fact, self._after),
            delta.verb is Verb.RENAMED,
        )
        ways = frozenset(way for each in reached for way in each.operations)
        types = frozenset(key for each in reached for key in each.types)
        return Found(delta, change, ways, types)

    def _subject(self, delta: Delta) -> Subject:
        """Return what changed; what is gone has the name that it had."""
        subject, facts = delta.subject, dict(delta.thing.facts)
        if delta.verb is not Verb.REMOVED or subject.kind is not Kind.MEMBER:
            return subject
        type_ = rekeyed(facts["type"], self._was)
        return Subject(subject.kind, subject.owner, shown_type(type_))

    def _reached(self, delta: Delta) -> list[Reached]:
        """Return what the owner reaches, before and after."""
        owner = delta.subject.owner
        if not isinstance(owner, ModelKey):
            inside = owner and delta.subject.kind is not Kind.RESOURCE
            ways = frozenset((owner,)) if inside else frozenset()
            return [Reached(frozenset(), ways, frozenset())]
        states = (self._old, self._was.get(owner, owner)), (self._new, owner)
        return [each.reach(key) for each, key in states if key in each.models]

    def _relation(self, before: object, after: object) -> Relation:
        if isinstance(before, Type) and isinstance(after, Type):
            return relation(before, after, self._models, self._new.models)
        return Relation.OTHER

    def _entry(self, cause: Cause, group: list[Found], along: Along) -> Entry:
        group = sorted(group, key=_sorting)
        changes = tuple(each.change for each in group)
        ways = {way for each in group for way in each.operations}
        types = {key for each in group for key in each.types}
        changed = {change.subject.owner for change in changes}
        return Entry(
            title(cause, changes),
            changes,
            tuple(sorted(ways)),
            tuple(sorted(types - changed)),
            along.of(each.delta.subject for each in group),
        )


def _place(
    thing: Thing | None, fact: str, sources: Mapping[str, SourceFile]
) -> Place | None:
    if thing is None:
        return None
    span = thing.place(fact)
    source = sources.get(span.file)
    lines = source.lines if source is not None else ()
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    return Place(span, Untrusted(" ".join(line.split())))


def _sorting(found: Found) -> tuple[bool, str, int, int]:
    """Return where a change stands in its entry: by owner, then by place."""
    thing = found.delta.thing
    owner = dotted(thing.subject.owner).reveal()
    return (
        not isinstance(thing.subject.owner, ModelKey),
        owner,
        thing.span.line,
        thing.span.column,
    )


def _order(entry: Entry) -> tuple[int, int, tuple[str, ...]]:
    words = (
        part.reveal() if isinstance(part, Untrusted) else part for part in entry.title
    )
    return -entry.impact, -len(entry.changes), tuple(words)
