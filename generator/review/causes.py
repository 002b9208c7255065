"""What makes two differences one entry: the same happened to several owners, for one cause."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Final

from generator.ir.facts import Derived, Fact
from generator.ir.types import ModelKey, Type
from generator.records import record
from generator.review.changes import Delta
from generator.review.reach import Way
from generator.review.report import Change, Kind, Owner, Side, Verb, dotted
from generator.review.shapes import Shapes
from generator.review.shown import shown
from generator.untrusted import Untrusted

_ACCESSED: Final = (Kind.RESOURCE, Kind.OPERATION)
_CALLED: Final = "operation id"


@record
class Cause:
    """Why several things changed at once."""

    topic: str
    """One of the topics below."""
    about: Hashable
    """What tells it from others of its topic."""


DOCS: Final = "docs"
NULLS: Final = "nulls"
RESOURCES: Final = "resources"
NAMES: Final = "names"
FACTS: Final = "facts"
"""What things are; about it are the owners to which all of it happened."""


@record
class Found:
    """A difference, and the change that the report tells of it."""

    delta: Delta
    change: Change
    operations: frozenset[Way]
    """The operations that its owner reaches."""
    types: frozenset[ModelKey]
    """The types that hold its owner."""


def by_cause(found: list[Found], old: Shapes, new: Shapes) -> dict[Cause, list[Found]]:
    """Return differences by their cause, each with those that have the same one."""
    called = {each.delta.subject.owner for each in found if each.delta.fact == _CALLED}
    causes: dict[Cause, list[Found]] = {}
    same: dict[Hashable, list[Found]] = {}
    for each in found:
        cause = _cause(each, called)
        if cause is None:
            same.setdefault(_mark(each.delta, old, new), []).append(each)
        else:
            causes.setdefault(cause, []).append(each)
    for alike in same.values():
        owners = frozenset(_owner(each.delta) for each in alike)
        causes.setdefault(Cause(FACTS, owners), []).extend(alike)
    return causes


def _owner(delta: Delta) -> tuple[bool, bool, Owner]:
    """Return the owner, told from a resource of the same path, and from what had its name."""
    subject = delta.subject
    is_gone = delta.verb is Verb.REMOVED and subject.part is None
    return subject.kind is Kind.RESOURCE, is_gone, subject.owner


def _resources(delta: Delta) -> Iterator[tuple[str, ...]]:
    """Yield the resource that came, went, or whose operation did; of a rename, both."""
    names: tuple[object, ...] = (delta.before, delta.after)
    if delta.verb is not Verb.RENAMED:
        names = (dotted(delta.subject.owner),)
    for name in names:
        way = tuple(name.reveal().split(".")) if isinstance(name, Untrusted) else ()
        yield way if delta.subject.kind is Kind.RESOURCE else way[:-1]


def _cause(found: Found, called: set[Owner]) -> Cause | None:
    """Return the cause of what happens to many things at once; `None` for any other one."""
    delta, sides = found.delta, {effect.side for effect in found.change.effects}
    owner = delta.subject.owner
    if sides == {Side.DOCS}:
        return Cause(DOCS, None)
    if delta.fact == "nullable" and all(_is_derived(delta)):
        return Cause(NULLS, None)
    if delta.verb is not Verb.CHANGED and delta.subject.kind in _ACCESSED:
        return Cause(RESOURCES, (delta.verb, *_resources(delta)))
    if delta.fact == _CALLED:
        return Cause(NAMES, None)
    if delta.subject.kind is Kind.TYPE and delta.verb is Verb.RENAMED:
        after = bool(found.operations) and found.operations <= called
        return Cause(NAMES, None if after else found.operations or owner)
    return None


def _is_derived(delta: Delta) -> Iterator[bool]:
    """Yield whether a fact rests on a rule, before and after."""
    for thing in (delta.old, delta.new):
        value = dict(thing.facts).get(delta.fact) if thing else None
        yield isinstance(value, Fact) and isinstance(value.origin, Derived)


def _mark(delta: Delta, old: Shapes, new: Shapes) -> Hashable:
    """Return what happened, whoever it happened to and whatever its types are called."""
    subject = delta.subject
    return (
        subject.kind,
        subject.part,
        delta.verb,
        delta.fact,
        _told(delta.before, old) if delta.fact else _whole(delta.old, old),
        _told(delta.after, new) if delta.fact else _whole(delta.new, new),
        (
            subject.owner
            if subject.part is None and delta.verb is not Verb.CHANGED
            else None
        ),
    )


def _whole(thing: object, shapes: Shapes) -> Hashable:
    facts: Mapping[str, object] = dict(getattr(thing, "facts", ()))
    return tuple(_told(facts.get(name), shapes) for name in ("type", "required"))


def _told(value: object, shapes: Shapes) -> Hashable:
    if isinstance(value, Type):
        return shapes.type(value)
    return shown(value)
