"""Examples of the docs as JSON, with the names of the wire.

Literals have TypeScript's names, JSON in an Example cell those of the wire (dialect, section 3). An
example that its type does not allow would mislead, and is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Any, Final, NoReturn

from generator.export.values import Read, Reader
from generator.ir.dump import Json
from generator.ir.models import Model
from generator.ir.types import ModelKey, Type
from generator.ir.values import (
    MISSING,
    DateValue,
    ListValue,
    Missing,
    NumberValue,
    ObjectValue,
    Value,
)
from generator.untrusted import Untrusted

_BREAK: Final = re.compile(r"<br\s*/?>")
_BOOLEANS: Final[Mapping[str, Value]] = {"true": True, "false": False}
_DEEPEST: Final = 50
_DEPTH: Final = {"[": 1, "{": 1, "]": -1, "}": -1}


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
        read = (self._wire.read(type_, value) for value in _cell_values(cell))
        return next((each for each in read if not isinstance(each, Missing)), MISSING)


def _cell_values(cell: Untrusted | None) -> Iterator[Value]:
    """Yield what the text of an Example cell may stand for."""
    if cell is None:
        return
    text = cell.reveal().strip()
    yield cell
    if text in _BOOLEANS:
        yield _BOOLEANS[text]
    yield DateValue(cell, has_time="T" in text)
    yield _json_value(_BREAK.sub("\n", text))


def _json_value(text: str) -> Value:
    """Return JSON text as a value; `MISSING` if it is none, or nested beyond reason."""
    if max(accumulate(_DEPTH.get(c, 0) for c in text), default=0) > _DEEPEST:
        return MISSING
    try:
        return _lifted(
            json.loads(
                text,
                object_pairs_hook=_object,
                parse_int=NumberValue,
                parse_float=NumberValue,
                parse_constant=_refuse,
            )
        )
    except ValueError:
        return MISSING


def _object(pairs: list[tuple[str, Any]]) -> ObjectValue:
    return ObjectValue(tuple((Untrusted(n), _lifted(v)) for n, v in pairs))


def _lifted(value: Any) -> Value:
    """Return what `json` has read as a value; its numbers and objects are values already."""
    match value:
        case str():
            return Untrusted(value)
        case list():
            return ListValue(tuple(_lifted(item) for item in value))
        case _:
            return value  # type: ignore[no-any-return]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
