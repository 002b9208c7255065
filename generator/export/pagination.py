"""How an operation pages, which OpenAPI has no word for: `x-docs2sdk-pagination`."""

from __future__ import annotations

from typing import Final

from generator.export.notes import KEY
from generator.ir.dump import Json, dump
from generator.ir.operations import Operation

PAGINATION: Final = f"{KEY}-pagination"


def pagination(operation: Operation) -> dict[str, Json]:
    """Return how an operation pages, in names of the docs, or nothing where it does not."""
    if operation.pagination is None:
        return {}
    found = dump(operation.pagination.value)
    if not isinstance(found, dict):
        raise TypeError("a dataclass is dumped as an object")
    return {PAGINATION: {name: v for name, v in found.items() if name != "class"}}
