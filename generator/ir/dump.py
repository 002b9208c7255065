"""The intermediate model as plain JSON values, for people, tests and other tools.

A dataclass becomes an object whose `class` is its class, a name that no field can have; document
text and enums become strings; tuples become arrays. `generator.ir.schema` describes the result.
"""

from __future__ import annotations

import dataclasses
from enum import Enum
from typing import TypeAlias

from generator.untrusted import Untrusted

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


def dump(value: object) -> Json:
    """Return a value of the intermediate model as JSON values.

    Raises `TypeError` for a value that no part of the model may hold.
    """
    match value:
        case Untrusted():
            return value.reveal()
        case Enum():
            return str(value.value)
        case None | str() | int():
            return value
        case tuple():
            return [dump(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            fields = dataclasses.fields(value)
            content = {f.name: dump(getattr(value, f.name)) for f in fields}
            return {"class": type(value).__name__, **content}
        case _:
            raise TypeError(f"the model cannot hold a {type(value).__name__}")
