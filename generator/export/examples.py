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

    def cell(self, type_: Type, cell: Untrusted | None) -> Read:
        """Return what an Example cell stands for; `MISSING` if `type_` does not allow it."""
        read = (self._wire.read(type_, value) for value in cell_values(cell))
        return next((each for each in read if not isinstance(each, Missing)), MISSING)
