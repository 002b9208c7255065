"""What an entry is called: one line that says what happened to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from generator.ir.types import ModelKey
from generator.review.causes import (
    DOCS,
    NAMES,
    NULLS,
    RESOURCES,
    Cause,
)
from generator.review.report import Change, Kind, Owner, Verb, Words, dotted
from generator.untrusted import Untrusted

_SHOWN: Final = 4
"""How many names or clauses a title holds."""
_TOLD: Final = {"example": "examples of", "order": "order in"}
_NOW: Final[dict[str, tuple[str, str]]] = {
    "required": ("now required", "no longer required"),
    "nullable": ("may be null now", "no longer null"),
    "deprecated": ("deprecated", "no longer deprecated"),
    "paged": ("read page by page now", "no longer read page by page"),
    "open": ("open to other values now", "no longer open to other values"),
    "extra properties": ("may hold more than its fields now", "other extra properties"),
    "needs credentials": ("needs credentials now", "needs no credentials any longer"),
}
"""What is said of a fact that holds now, and of one that no longer does."""


def title(cause: Cause, changes: Sequence[Change]) -> Words:
    """Return the title of the entry of these changes."""
    if cause.topic == DOCS:
        return (_docs(changes),)
    if cause.topic == NULLS:
        return (f"examples of {_things(changes)} show null now, or no longer do",)
    if cause.topic == RESOURCES:
        return _resource(changes)
    if cause.topic == NAMES:
        return _names(changes)
    return _facts(changes)


def _docs(changes: Sequence[Change]) -> str:
    """Return how much changed that only docs tell: by fact, the most first."""
    found: Counter[str] = Counter(
        _TOLD.get(each.fact, "descriptions of") for each in changes
    )
    told = [f"{what} {_count(number, 'thing')}" for what, number in found.most_common()]
    return f"docs only: {', '.join(told)}"


def _things(changes: Sequence[Change]) -> str:
    kinds = [each.subject.kind.value for each in changes]
    return " and ".join(
        _count(kinds.count(kind), kind) for kind in dict.fromkeys(kinds)
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _resource(changes: Sequence[Change]) -> Words:
    """Return the title of a resource, or of operations of one, that came or went."""
    owners = [each.subject.owner for each in changes]
    whole = [each for each in changes if each.subject.kind is Kind.RESOURCE]
    names = _listed(
        [
            _last(each.subject.owner)
            for each in changes
            if each.subject.kind is Kind.OPERATION
        ]
    )
    if whole:
        listed = (": ", *names) if names else ()
        name = dotted(whole[0].subject.owner)
        return "resource ", name, " ", *_happened(whole[0]), *listed
    if len(changes) == 1:
        return "operation ", dotted(owners[0]), " ", *_happened(changes[0])
    first = owners[0]
    above = dotted(first[:-1]) if isinstance(first, tuple) else dotted(first)
    return "resource ", above, ": operations ", *names, f" {changes[0].verb.value}"


def _last(owner: Owner) -> Untrusted:
    return owner.title if isinstance(owner, ModelKey) else owner[-1]


def _names(changes: Sequence[Change]) -> Words:
    """Return the title of types and operation ids that are called otherwise now."""
    moved = [each for each in changes if each.verb is Verb.RENAMED]
    called = [each for each in changes if each.verb is not Verb.RENAMED]
    if not called:
        if len(moved) == 1:
            return "type ", *_became(moved[0])
        names = [each.before or Untrusted("-") for each in moved]
        return f"{_count(len(moved), 'type')} renamed: ", *_listed(names)
    with_it = f", {_count(len(moved), 'type')} with it" if moved else ""
    if len(called) == 1:
        owner = dotted(called[0].subject.owner)
        return "operation ", owner, ": id ", *_became(called[0]), with_it
    ways = [dotted(each.subject.owner) for each in called]
    ids = f"{len(called)} operations have another id{with_it}: "
    return ids, *_listed(ways)


def _became(change: Change) -> Words:
    none = Untrusted("-")
    return change.before or none, " is now ", change.after or none


def _facts(changes: Sequence[Change]) -> Words:
    owners = list(dict.fromkeys((_noun(each), each.subject.owner) for each in changes))
    first = [each for each in changes if each.subject.owner == owners[0][1]]
    clauses = list(_clauses(first))
    words: list[str | Untrusted] = []
    for number, clause in enumerate(clauses[:_SHOWN]):
        words += [*(("; ",) if number else ()), *clause]
    if len(clauses) > _SHOWN:
        words.append(f"; and {_count(len(clauses) - _SHOWN, 'more change')}")
    whole = all(each.subject.part is None for each in first)
    joint = " " if whole and first[0].verb is not Verb.CHANGED else ": "
    return (*_owners(owners), joint, *words)


def _noun(change: Change) -> str:
    owner = change.subject.owner
    if isinstance(owner, ModelKey):
        return "type"
    if not owner:
        return "client"
    is_resource = change.subject.kind is Kind.RESOURCE
    return "resource" if is_resource else "operation"


def _owners(owners: Sequence[tuple[str, Owner]]) -> Words:
    if len(owners) == 1:
        noun, owner = owners[0]
        return (f"{noun} ", dotted(owner)) if owner else (noun,)
    nouns = [noun for noun, _ in owners]
    counts = [_count(nouns.count(noun), noun) for noun in dict.fromkeys(nouns)]
    return (" and ".join(counts),)


def _clauses(changes: Sequence[Change]) -> Iterator[Words]:
    """Yield what happened; parts to which the same happened stand together."""
    alike: dict[tuple[Kind, Words], list[Change]] = {}
    for each in changes:
        alike.setdefault((each.subject.kind, _happened(each)), []).append(each)
    for (kind, happened), found in alike.items():
        parts = [each.subject.part for each in found if each.subject.part is not None]
        if parts:
            noun = f"{kind.value} " if len(parts) == 1 else f"{kind.value}s "
            yield (noun, *_listed(parts), " ", *happened)
        elif kind in (Kind.BODY, Kind.ANSWER):
            yield (f"{kind.value} ", *happened)
        else:
            yield happened


def _happened(change: Change) -> Words:
    if change.verb is Verb.RENAMED:
        return "renamed from ", change.before or Untrusted("-")
    if change.verb is not Verb.CHANGED:
        return (change.verb.value,)
    if change.fact in _NOW:
        now, no_longer = _NOW[change.fact]
        return (no_longer if change.after in _NOTHING else now,)
    if change.before is None and change.after is None:
        return (f"has another {change.fact}",)
    what = "is " if change.fact == "type" else f"{change.fact} is "
    return what, change.after or "nothing", ", was ", change.before or "nothing"


_NOTHING: Final = (None, Untrusted("false"))


def _listed(names: Sequence[Untrusted]) -> Words:
    """Return the names, with commas; some of them, if they are many."""
    words: list[str | Untrusted] = []
    for number, name in enumerate(names[:_SHOWN]):
        words += [", ", name] if number else [name]
    if len(names) > _SHOWN:
        words.append(f" and {len(names) - _SHOWN} more")
    return tuple(words)
