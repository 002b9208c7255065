"""Changes of an entry that are the same but for where they are: told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.ir.types import ModelKey
from generator.records import record
from generator.review.formats.words import change_words, counted, owner_words
from generator.review.report import Change, Entry, Kind, Place, Verb, Words, dotted
from generator.untrusted import Untrusted

_WHOLE: Final = {Kind.CLIENT, Kind.RESOURCE, Kind.OPERATION, Kind.TYPE}
_SHORT: Final = 40
"""Characters up to which values stand in a sentence."""


@record
class Alike:
    """Changes that differ in their owners and places only."""

    changes: tuple[Change, ...]
    """At least one."""
    is_alone: bool
    """Whether all of the entry has one owner, which its title names."""

    @property
    def first(self) -> Change:
        """The one that stands for all."""
        return self.changes[0]

    @property
    def has_short_values(self) -> bool:
        """Whether both values, of those that there are, stand in a sentence."""
        values = (self.first.before, self.first.after)
        return all(each is None or len(each.reveal()) <= _SHORT for each in values)

    def words(self) -> Words:
        """Name the things, and say what happened, such as: field a in 3 types: type changed."""
        return (*self._things(), ": ", *change_words(self.first))

    def whole_words(self) -> Words:
        """Say what happened with the values, where they are short."""
        change = self.first
        if change.verb is not Verb.CHANGED or not self.has_short_values:
            return self.words()
        values = ((" is ", change.after), (", was ", change.before))
        told = [part for pair in values if pair[1] is not None for part in pair]
        fact: Words = (": ", change.fact, *(part for part in told if part is not None))
        return (*self._things(), *(fact if told else (": ", *change_words(change))))

    def places(self) -> Iterator[tuple[str, Sequence[Place]]]:
        """Yield the old places and the new ones, if there are any."""
        sides = (
            ("old", [c.old for c in self.changes]),
            ("new", [c.new for c in self.changes]),
        )
        for name, found in sides:
            places = [place for place in found if place is not None]
            if places:
                yield name, places

    def _things(self) -> Words:
        subject, count = self.first.subject, len(self.changes)
        of_type = isinstance(subject.owner, ModelKey)
        if subject.kind in _WHOLE:
            many = counted(count, subject.kind.value)
            return (many,) if count > 1 else owner_words(subject)
        part: Words = () if subject.part is None else (" ", subject.part)
        if count > 1:
            return (
                subject.kind.value,
                *part,
                f" in {count} {_owners(of_type=of_type)}",
            )
        if self.is_alone or not subject.owner:
            return (subject.kind.value, *part)
        return (subject.kind.value, *part, " in ", dotted(subject.owner))


def _owners(*, of_type: bool) -> str:
    return "types" if of_type else "operations"


def alike(entry: Entry) -> Sequence[Alike]:
    """Return the changes of an entry, those that are alike together, the worst first."""
    found: dict[tuple[object, ...], list[Change]] = {}
    for change in sorted(entry.changes, key=lambda change: -change.impact):
        found.setdefault(_key(change), []).append(change)
    owners = {change.subject.owner for change in entry.changes}
    return [Alike(tuple(group), len(owners) == 1) for group in found.values()]


def _key(change: Change) -> tuple[object, ...]:
    subject = change.subject
    of_type = isinstance(subject.owner, ModelKey)
    values: tuple[Untrusted | None, ...] = (change.before, change.after)
    what = (change.verb, change.fact, *values, change.effects, change.guess)
    return (subject.kind, subject.part, of_type, *what)
