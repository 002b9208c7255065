"""Examples of the docs as JSON, with the names of the wire.

Literals have TypeScript's names, JSON in an Example cell those of the wire (dialect, section 3). An
example that its type does not allow would mislead, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.export.values import Read, Reader
from generator.ir.dump import Json
from generator.ir.example_cells import cell_values
from generator.ir.models import Model
from generator.ir.types import ModelKey, Type
from generator.ir.values import MISSING, Missing, Value
from generator.untrusted import Untrusted


class Examples:
    """Reads the examples of an API."""

    def __init__(self, models: Mapping[ModelKey, Model]) -> None:
        self._docs = Reader(models, lambda field: field.name)
        self._wire = Reader(models, lambda field: field.wire_name.value)

    def literal(self, type_: Type, value: Value) -> Read:
        """Return a literal of the docs; `MISSING` if `type_` does not allow it."""
        return self._docs.read(type_, value)

    def literals(self, type_: Type, values: Iterable[Value]) -> dict[str, Json]:
        """Return `examples`, or nothing if `type_` allows none of the literals."""
        read = [self.literal(type_, value) for value in values]
        shown = [each for each in read if not isinstance(each, Missing)]
        return {"examples": shown} if shown else {}

    def named(
        self, type_: Type, values: Iterable[tuple[Untrusted | None, Value]]
    ) -> dict[str, Json]:
        """Return `example`, or `examples` by their names for several values (OpenAPI 3.1, 4.8.12).

        A value that `type_` does not allow is left out, and so is one that is there already.
        """
        found: list[tuple[str, Json]] = []
        for number, (name, value) in enumerate(values, 1):
            read = self.literal(type_, value)
            if isinstance(read, Missing) or read in [value for _, value in found]:
                continue
            key = name.reveal() if name else f"example {number}"
            taken = any(key == other for other, _ in found)
            found.append((f"{key} {number}" if taken else key, read))
        if len(found) > 1:
            return {"examples": {key: {"value": value} for key, value in found}}
        return {"example": found[0][1]} if found else {}

    def cell(self, type_: Type, cell: Untrusted | None) -> Read:
        """Return what an Example cell stands for; `MISSING` if `type_` does not allow it."""
        read = (self._wire.read(type_, value) for value in cell_values(cell))
        return next((each for each in read if not isinstance(each, Missing)), MISSING)
