"""Faults of networks, servers and callers, and what the SDK makes of them: a table.

Each module states rows of one concern. `make faults` prints the table, with all the time it takes;
the tests try the same rows briefly.
"""

from tests.sdk.faults import (
    answers,
    canaries,
    fuzz,
    hooks,
    keys,
    life,
    retries,
    tokens,
    urls,
    wire,
)
from tests.sdk.faults.rows import ROWS, Row

__all__ = ["KINDS", "load"]

KINDS = ("sync", "async")
_STATED = (urls, canaries, keys, retries, answers, wire, life, tokens, hooks, fuzz)
"""The modules, in the order of the table: importing them states their rows."""


def load() -> dict[str, Row]:
    """Return all rows by id."""
    return ROWS
