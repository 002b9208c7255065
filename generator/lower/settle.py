"""What the overlay states against what holds without it."""

from __future__ import annotations

from typing import TypeVar

from generator.ir.facts import Derived, Fact
from generator.lower.context import Context
from generator.lower.rules import RULES
from generator.lower.toml_places import KeyPath

T = TypeVar("T")


def settle(
    stated: Fact[T] | None, usual: Fact[T], key: KeyPath, context: Context
) -> Fact[T]:
    """Return the stated fact, or the usual one where the overlay states none.

    Reports an entry at `key` that states what holds without it and without a doubt (D053).
    """
    if stated is None:
        return usual
    if stated.value == usual.value and not is_doubtful(usual):
        context.overlay.redundant(context.diagnostics, *key)
    return stated


def is_doubtful(fact: Fact[object]) -> bool:
    """Whether a fact rests on a rule that can be wrong."""
    return isinstance(fact.origin, Derived) and bool(RULES[fact.origin.rule].doubt)
