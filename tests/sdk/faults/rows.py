"""The table of faults: what each row asks of the SDK, and how it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

Check: TypeAlias = Callable[[Any], None]
"""Tries one row with one kind of client (a `Kit`); fails by raising."""


@dataclass(frozen=True)
class Row:
    """One property, to be had by the sync and by the async client."""

    id: str
    what: str
    how: str
    check: Check
    only: str = ""
    """The one kind of client, `sync` or `async`, for which the property means something."""

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.only,) if self.only else ("sync", "async")


ROWS: dict[str, Row] = {}
"""By id, in the order in which their modules state them."""


def row(name: str, what: str, how: str, *, only: str = "") -> Callable[[Check], Check]:
    """State a row; the function below it is its check."""

    def state(check: Check) -> Check:
        assert name not in ROWS, f"two rows are called {name}"
        ROWS[name] = Row(name, what, how, check, only)
        return check

    return state


def each(name: str, what: str, how: str, cases: Any) -> Callable[[Any], Any]:
    """State a row for each case; the check takes the kit and the case's values."""

    def state(check: Any) -> Any:
        for case, values in cases.items():
            row(f"{name} {case}", what, how)(
                lambda kit, values=values: check(kit, *values)
            )
        return check

    return state
