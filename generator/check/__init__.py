"""Checks: rules over the finished `Api` that only report, one a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from generator.check.discriminators import stated_discriminators
from generator.check.examples import examples_that_do_not_fit
from generator.check.routes import same_route_twice
from generator.check.wire_names import same_wire_name_twice
from generator.diagnostics import Diagnostic
from generator.ir.api import Api

CHECKS: Final[tuple[Callable[[Api], Iterator[Diagnostic]], ...]] = (
    same_wire_name_twice,
    same_route_twice,
    stated_discriminators,
    examples_that_do_not_fit,
)
"""All checks, in the order in which they run."""


def run_checks(api: Api) -> Iterator[Diagnostic]:
    """Yield what all checks find."""
    for check in CHECKS:
        yield from check(api)
