"""What the rules of `generator.review.rules` ask of a change."""

from __future__ import annotations

from typing import Any

from generator.ir.facts import Derived, Fact
from generator.review.changes import Delta
from generator.review.relations import Relation


def always(_: Delta, __: Relation) -> bool:
    """Ask nothing."""
    return True


def required(delta: Delta, _: Relation) -> bool:
    """Whether it must be given."""
    return dict(delta.thing.facts)["required"] is True


def optional(delta: Delta, relation: Relation) -> bool:
    """Whether it need not be given."""
    return not required(delta, relation)


def gained(delta: Delta, _: Relation) -> bool:
    """Whether it holds now, and did not."""
    return bool(delta.after) and not delta.before


def lost(delta: Delta, _: Relation) -> bool:
    """Whether it held, and no longer does."""
    return bool(delta.before) and not delta.after


def shown_null(delta: Delta, relation: Relation) -> bool:
    """Whether examples hold null, and did not."""
    return gained(delta, relation) and _by_rule(delta)


def _by_rule(delta: Delta) -> bool:
    thing = delta.new or delta.thing
    found = dict(thing.facts)[delta.fact]
    return isinstance(found, Fact) and isinstance(found.origin, Derived)


def wider(_: Delta, relation: Relation) -> bool:
    """Whether all values of the old type are of the new one."""
    return relation is Relation.WIDER


def narrower(_: Delta, relation: Relation) -> bool:
    """Whether all values of the new type are of the old one."""
    return relation is Relation.NARROWER


def same(_: Delta, relation: Relation) -> bool:
    """Whether both types have the same values."""
    return relation is Relation.SAME


def more(delta: Delta, _: Relation) -> bool:
    """Whether all that was there still is."""
    before, after = _set(delta.before), _set(delta.after)
    return before <= after and bool(before)


def _set(value: Any) -> frozenset[Any]:
    return frozenset(value or ())
