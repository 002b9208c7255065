"""Which rules decide what a change means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.review.changes import Delta
from generator.review.relations import Relation
from generator.review.report import Effect, Kind, Side
from generator.review.rules import RULES, UNKNOWN, Rule

_OF_REACH: Final = frozenset((Kind.FIELD, Kind.VALUE, Kind.MEMBER, Kind.TYPE))
"""Things of types, which concern the sides that their type reaches."""


def effects(
    delta: Delta, relation: Relation, sides: Iterable[Side]
) -> tuple[Effect, ...]:
    """Return what a difference means, the worst first.

    `relation` is that of the types, where they changed; `sides` are those that the type reaches.
    """
    concerned = {*sides, Side.PYTHON, Side.DOCS}
    found: dict[Side, Effect] = {}
    for rule in RULES:
        if rule.side in found or not _fits(rule, delta, relation):
            continue
        if delta.subject.kind not in _OF_REACH or rule.side in concerned:
            found[rule.side] = _effect(rule)
    told = list(found.values())
    if len(told) > 1:
        told = [each for each in told if each.side is not Side.DOCS]
    return tuple(sorted(told or [_effect(UNKNOWN)], key=lambda each: -each.impact))


def _fits(rule: Rule, delta: Delta, relation: Relation) -> bool:
    return (
        delta.verb is rule.verb
        and delta.subject.kind in rule.kinds
        and (not rule.facts or delta.fact in rule.facts)
        and rule.when(delta, relation)
    )


def _effect(rule: Rule) -> Effect:
    return Effect(rule.side, rule.impact, rule.key)
