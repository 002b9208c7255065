"""What the text of an Example cell may stand for.

Cells print text bare, and lists and objects as JSON with names of the wire (dialect, section 3).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any, Final, NoReturn

from generator.ir.values import (
    MISSING,
    DateValue,
    ListValue,
    NumberValue,
    ObjectValue,
    Value,
)
from generator.untrusted import Untrusted

_BREAK: Final = re.compile(r"<br\s*/?>")
_BOOLEANS: Final[Mapping[str, Value]] = {"true": True, "false": False}
_DEEPEST: Final = 50
_DEPTH: Final = {"[": 1, "{": 1, "]": -1, "}": -1}


def cell_values(cell: Untrusted | None) -> Iterator[Value]:
    """Yield what a cell may stand for, the likeliest first. Its type decides which one holds.

    A list or an object comes before text, so that a union of both gets it.
    """
    if cell is None:
        return
    text = cell.reveal().strip()
    read = _json_value(_BREAK.sub("\n", text))
    if isinstance(read, ListValue | ObjectValue):
        yield read
    yield cell
    if text in _BOOLEANS:
        yield _BOOLEANS[text]
    yield DateValue(cell, has_time="T" in text)
    yield read


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
