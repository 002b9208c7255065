"""What differs between two states of an API, thing by thing and fact by fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from generator.ir.facts import value_of
from generator.ir.rekeyed import rekeyed
from generator.ir.types import ModelKey
from generator.records import record
from generator.review.renames import Renames, State
from generator.review.report import Kind, Owner, Subject, Verb, dotted
from generator.review.things import (
    ORDER,
    Holder,
    Thing,
    holders,
    itself,
    named_types,
    parts,
)
from generator.untrusted import Untrusted

_IMPLIES: Final[Mapping[str, frozenset[str]]] = {
    "paged": frozenset(("items", "pagination")),
    "items": frozenset(("pagination",)),
    "deprecated": frozenset(("notice",)),
    "type": frozenset(("content type",)),
}
"""Facts that say nothing new beside another one that changed."""


@record
class Delta:
    """One difference."""

    subject: Subject
    verb: Verb
    fact: str
    """What of it changed; empty unless its verb is `CHANGED`."""
    before: object
    """The old value; the old name where it was renamed."""
    after: object
    old: Thing | None
    new: Thing | None

    @property
    def thing(self) -> Thing:
        """The thing as it is, or as it was where it is no longer there."""
        found = self.new or self.old
        if found is None:
            raise ValueError("nothing differs from nothing")
        return found


def deltas(old: State, new: State, renamed: Renames) -> Iterator[Delta]:
    """Yield all differences; the parts of what came or went as a whole are not told."""
    before: dict[tuple[Kind, Owner], tuple[Owner, Holder]] = {}
    keys = renamed.keys
    for kind, key, holder in holders(old.api):
        if renamed.is_replaced(kind, key):
            yield _whole(kind, key, holder, gone=True)
        else:
            named = _with(holder, keys)
            before[kind, renamed.now(kind, key)] = key, named
    after = {(kind, key): holder for kind, key, holder in holders(new.api)}
    for kind, key in sorted({*before, *after}, key=_sorting):
        was, now = before.get((kind, key)), after.get((kind, key))
        if now is None:
            yield _whole(kind, key, before[kind, key][1], gone=True)
        elif was is None:
            yield _whole(kind, key, now, gone=False)
        else:
            if was[0] != key:
                yield _renamed(kind, was[0], key, was[1], now)
            if was[0] not in old.reach.wrapped or key not in new.reach.wrapped:
                yield from _of_owner(kind, key, was[1], now)


def _with(holder: Holder, keys: Mapping[ModelKey, ModelKey]) -> Holder:
    """Return an owner of the old state with the new names of types."""
    if not keys or keys.keys().isdisjoint(named_types(holder)):
        return holder
    found: Holder = rekeyed(holder, keys)
    return found


def _sorting(key: tuple[Kind, Owner]) -> tuple[str, tuple[str, ...]]:
    kind, owner = key
    if isinstance(owner, ModelKey):
        return kind.value, (owner.namespace, owner.title.reveal())
    return kind.value, tuple(part.reveal() for part in owner)


def _whole(kind: Kind, key: Owner, holder: Any, *, gone: bool) -> Delta:
    thing = itself(kind, key, holder)
    verb = Verb.REMOVED if gone else Verb.ADDED
    old, new = (thing, None) if gone else (None, thing)
    return Delta(thing.subject, verb, "", None, None, old, new)


def _renamed(
    kind: Kind, was: Owner, key: Owner, before: Holder, after: Holder
) -> Delta:
    new = itself(kind, key, after)
    names = dotted(was), dotted(key)
    return Delta(new.subject, Verb.RENAMED, "", *names, itself(kind, key, before), new)


def _of_owner(kind: Kind, key: Owner, before: Holder, after: Holder) -> Iterator[Delta]:
    old, new = itself(kind, key, before), itself(kind, key, after)
    kinds = dict(old.facts).get("kind"), dict(new.facts).get("kind")
    if kinds[0] != kinds[1]:
        yield Delta(new.subject, Verb.CHANGED, "kind", *kinds, old, new)
        return
    yield from _facts(old, new)
    was = {_name(thing): thing for thing in parts(key, before)}
    now = {_name(thing): thing for thing in parts(key, after)}
    moved = _moved_parts(was, now)
    for name, thing in was.items():
        found = now.get(moved.get(name, name))
        if found is None:
            yield Delta(thing.subject, Verb.REMOVED, "", None, None, thing, None)
            continue
        facts = _facts(thing, found)
        if name in moved:
            names = thing.subject.part, found.subject.part
            yield Delta(found.subject, Verb.RENAMED, "", *names, thing, found)
            facts = (each for each in facts if each.fact != "wire name")
        yield from facts
    come = set(moved.values())
    for name, thing in now.items():
        if name not in was and name not in come:
            yield Delta(thing.subject, Verb.ADDED, "", None, None, None, thing)


_Name: TypeAlias = tuple[Kind, Untrusted | None]


def _name(thing: Thing) -> _Name:
    return thing.subject.kind, thing.subject.part


def _moved_parts(
    was: Mapping[_Name, Thing], now: Mapping[_Name, Thing]
) -> dict[_Name, _Name]:
    """Return fields and parameters that were probably renamed: described alike, of one type."""
    gone = _described(was, now)
    come = _described(now, was)
    return {
        names[0]: come[mark][0]
        for mark, names in gone.items()
        if len(names) == len(come.get(mark, ())) == 1
    }


def _described(
    here: Mapping[_Name, Thing], there: Mapping[_Name, Thing]
) -> dict[object, list[_Name]]:
    """Return the parts that only `here` has, by type and description."""
    found: dict[object, list[_Name]] = {}
    for name, thing in here.items():
        if name in there or name[0] not in (Kind.FIELD, Kind.PARAMETER):
            continue
        facts = dict(thing.facts)
        if facts["description"] is not None:
            mark = name[0], facts["type"], facts["required"], facts["description"]
            found.setdefault(mark, []).append(name)
    return found


def _facts(old: Thing, new: Thing) -> Iterator[Delta]:
    """Yield the facts that differ, without those that another one implies."""
    pairs = [
        (name, value_of(before), value_of(after))
        for (name, before), (_, after) in zip(old.facts, new.facts, strict=True)
    ]
    differ = {name for name, before, after in pairs if _differ(name, before, after)}
    for name in tuple(differ):
        differ -= _IMPLIES.get(name, frozenset())
    for name, before, after in pairs:
        if name in differ:
            yield Delta(new.subject, Verb.CHANGED, name, before, after, old, new)


def _differ(name: str, before: Any, after: Any) -> bool:
    if before == after:
        return False
    if name != ORDER:
        return True
    both = set(before) & set(after)
    return [n for n in before if n in both] != [n for n in after if n in both]
