"""Walking over the values of the intermediate model."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from enum import Enum

from generator.ir.facts import Fact
from generator.untrusted import Untrusted


def facts(
    value: object, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, Fact[object]]]:
    """Yield every fact below `value`, with the attribute that holds it."""
    if isinstance(value, Fact):
        yield path[-1] if path else "", value
    elif isinstance(value, tuple):
        for item in value:
            yield from facts(item, path)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Enum | Untrusted):
        for field in dataclasses.fields(value):
            yield from facts(getattr(value, field.name), (*path, field.name))
