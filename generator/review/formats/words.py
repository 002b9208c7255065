"""What all formats say alike: sentences of our words and of words of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.ir.types import ModelKey
from generator.review.report import (
    Bump,
    Change,
    Entry,
    Impact,
    Kind,
    Radius,
    Review,
    Subject,
    SurfaceChange,
    Verb,
    Words,
    dotted,
)
from generator.untrusted import Untrusted

_WHOLE = {Kind.CLIENT, Kind.RESOURCE, Kind.OPERATION, Kind.TYPE}
_OF_TYPES = {Kind.TYPE, Kind.FIELD, Kind.VALUE, Kind.MEMBER}


def printed(
    words: Words, own: Callable[[str], str], document: Callable[[Untrusted], str]
) -> str:
    """Print a sentence: our words one way, those of documents another."""
    return "".join(
        document(word) if isinstance(word, Untrusted) else own(word) for word in words
    )


def subject_words(subject: Subject) -> Words:
    """Name a thing, such as: type components.LinkSchema: field disabledAt."""
    owner = owner_words(subject)
    if subject.kind in _WHOLE:
        return owner
    part: Words = () if subject.part is None else (" ", subject.part)
    return (*owner, f": {subject.kind.value}", *part)


def owner_words(subject: Subject) -> Words:
    """Name what a thing belongs to, or is: such as type components.LinkSchema."""
    if not subject.owner:
        return ("client",)
    if isinstance(subject.owner, ModelKey):
        return ("type ", dotted(subject.owner))
    kind = "resource" if subject.kind is Kind.RESOURCE else "operation"
    return (f"{kind} ", dotted(subject.owner))


def change_words(change: Change) -> Words:
    """Say what happened, without values that may be long: such as `type changed`."""
    match change.verb, change.before:
        case Verb.CHANGED, _:
            return (f"{change.fact} changed",)
        case Verb.RENAMED, Untrusted() as before:
            return ("renamed from ", before)
        case verb, _:
            return (verb.value,)


def is_of_type(subject: Subject) -> bool:
    """Whether a thing belongs to a type of the docs."""
    return subject.kind in _OF_TYPES


def counted(count: int, singular: str, plural: str = "") -> str:
    """Return a count with its noun."""
    return f"{count:,} {singular if count == 1 else plural or f'{singular}s'}"


def by_impact(entries: Iterable[Entry]) -> Mapping[Impact, int]:
    """Count entries by impact, the worst first."""
    found = Counter(entry.impact for entry in entries)
    return {impact: found[impact] for impact in sorted(Impact, reverse=True)}


def name_of(value: Impact | Bump) -> str:
    """Return the name of an impact or of a part of the version: its values only rank it."""
    return value.name.lower()


def reach(entry: Entry) -> str:
    """Say how much an entry reaches; empty if nothing but itself."""
    counts = [
        counted(len(found), noun)
        for found, noun in ((entry.operations, "operation"), (entry.types, "type"))
        if found
    ]
    return " and ".join(counts)


def radius_words(radius: Radius) -> str:
    """Say what a change touches in the generated code."""
    if not radius.files:
        return "nothing"
    files, lines = len(radius.files), counted(radius.touched, "line")
    return f"{counted(files, 'file')}, {lines}, {radius.to_read:,} of them to read"


def is_empty(review: Review) -> bool:
    """Whether nothing of an API changed, neither by its input nor by the generator."""
    generator = review.generator is not None and bool(review.generator.files)
    return not (review.entries or review.surface or review.radius.files or generator)


class Surface:
    """The changes of public names, by what changed them."""

    def __init__(self, review: Review) -> None:
        self._found: dict[Subject, list[SurfaceChange]] = {}
        for each in review.surface:
            if each.subject is not None:
                self._found.setdefault(each.subject, []).append(each)
        shown = {subject for entry in review.entries for subject in subjects_of(entry)}
        self.rest = tuple(each for each in review.surface if each.subject not in shown)
        """Those that no entry shows."""

    def of(self, entry: Entry) -> tuple[SurfaceChange, ...]:
        """Return those that an entry made."""
        return tuple(
            each
            for subject in subjects_of(entry)
            for each in self._found.get(subject, ())
        )


def subjects_of(entry: Entry) -> Iterator[Subject]:
    """Yield what an entry changes, each thing once."""
    yield from dict.fromkeys(
        (*(change.subject for change in entry.changes), *entry.along)
    )
