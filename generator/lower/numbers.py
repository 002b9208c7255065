"""Integers and fractions: docs print `number` for both (dialect, section 7c)."""

from __future__ import annotations

from generator.ir.facts import Derived, Fact
from generator.ir.types import ListOf, MapOf, Scalar, ScalarKind, Type
from generator.lower.overlay import Scope, boolean
from generator.source import Span


def undecided(type_: Type, span: Span) -> Fact[bool] | None:
    """Return that the numbers of a type are not known to be integers; `None` without numbers."""
    if as_integer(type_) == type_:
        return None
    return Fact(value=False, origin=Derived("number-undecided", span))


def settled(
    type_: Type, usual: Fact[bool] | None, scope: Scope
) -> tuple[Type, Fact[bool] | None]:
    """Return a type, and whether its numbers are integers, as the overlay may state."""
    if usual is None:
        return type_, None
    fact = scope.settle("integer", usual, boolean)
    return (as_integer(type_) if fact.value else type_), fact


def as_integer(type_: Type) -> Type:
    """Return a type with integers for its numbers."""
    match type_:
        case Scalar(kind=ScalarKind.NUMBER):
            return Scalar(ScalarKind.INTEGER)
        case ListOf(item=item):
            return ListOf(as_integer(item))
        case MapOf(value=value):
            return MapOf(as_integer(value))
        case _:
            return type_
