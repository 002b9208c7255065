"""Which operations are safe to repeat, and which send a key that makes them so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.ir.facts import Derived, Fact
from generator.ir.operations import Location, Method, Parameter
from generator.lower.overlay import Scope, boolean
from generator.lower.routes import Route

__all__ = ["own_key", "stated_idempotence"]

_UNSAFE: Final = frozenset({Method.POST, Method.PATCH})
_KEY: Final = re.compile(r"(?:x[-_]?)?idempotency[-_]?key", re.IGNORECASE)
"""Its header on the wire, however an API spells it; docs do not show how it does."""


def stated_idempotence(route: Route, scope: Scope) -> Fact[bool] | None:
    """Return what the overlay says, if it says anything; else the method decides."""
    usual = Fact(
        route.method.value not in _UNSAFE,
        Derived("method-repeats", route.method.origin.span),
    )
    found = scope.settle("idempotent", usual, boolean)
    return None if found is usual else found


def own_key(
    route: Route, parameters: Sequence[Parameter], scope: Scope
) -> Fact[bool] | None:
    """Return whether calls send an idempotency key of their own, where that is in question."""
    spans = [each.span for each in parameters if _is_key(each)]
    wanted = bool(spans) and route.method.value in _UNSAFE
    span = spans[0] if spans else route.method.origin.span
    usual = Fact(wanted, Derived("idempotency-header", span))
    found = scope.settle("idempotency_key", usual, boolean)
    return found if wanted or found is not usual else None


def _is_key(parameter: Parameter) -> bool:
    name = parameter.wire_name.value.reveal()
    is_header = parameter.location.value is Location.HEADER
    return is_header and _KEY.fullmatch(name) is not None
