"""Passes: pure functions from `Api` to `Api`, in a visible order, one a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from generator.ir.api import Api
from generator.passes.selection import select_members

PASSES: Final[tuple[Callable[[Api], Api], ...]] = (select_members,)
"""All passes, in the order in which they run."""


def run_passes(api: Api) -> Api:
    """Return `api` after all passes."""
    for apply in PASSES:
        api = apply(api)
    return api
