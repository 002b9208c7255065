"""Reading type annotations, and naming types in messages as the API would."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    TypeGuard,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic.fields import FieldInfo

from .models import Model
from .unions import Tagged

__all__ = [
    "alternatives",
    "describe",
    "describe_value",
    "extra_hint",
    "field_hint",
    "is_model",
    "is_union",
    "members",
    "plain",
    "show_path",
    "tagged",
]

_INTEGER: Final = "an integer"
_NUMBER: Final = "a number"
_NAMES: Final[Mapping[object, str]] = {
    bool: "a boolean",
    bytes: "bytes",
    date: "a date",
    datetime: "a date and time",
    dict: "an object",
    float: _NUMBER,
    int: _INTEGER,
    list: "a list",
    str: "text",
    type(None): "null",
}
_SHOWN_VALUE: Final = 40


def plain(hint: Any) -> Any:
    """Return a type without its `Annotated` and without the alias that names it."""
    while True:
        if get_origin(hint) is Annotated:
            hint = get_args(hint)[0]
        elif hasattr(hint, "__value__"):
            hint = _meaning(hint)
        else:
            return hint


@cache
def _meaning(alias: Any) -> Any:
    """Return the type that an alias names. Text in it, of members that lead back, is resolved."""
    return _resolved(alias.__value__, alias.__module__)


def _resolved(hint: Any, module: str) -> Any:
    """Return a type that may be written as text in a module, or hold such text."""
    holder = type("Holder", (), {"__annotations__": {"hint": hint}})
    names = vars(sys.modules[module])
    return get_type_hints(holder, names, include_extras=True)["hint"]


def is_model(hint: object) -> TypeGuard[type[Model]]:
    """Whether a type is a model."""
    return isinstance(hint, type) and issubclass(hint, Model)


def is_union(hint: Any) -> bool:
    """Whether a type is a union, `None` being a member like others."""
    return get_origin(hint) in {Union, types.UnionType}


def members(hint: Any) -> list[Any]:
    """Return the members of a union and of unions in it, or the type itself."""
    hint = plain(hint)
    if not is_union(hint):
        return [hint]
    return [inner for member in get_args(hint) for inner in members(member)]


def tagged(hint: Any) -> tuple[Tagged, list[Any]] | None:
    """Return how the members of a union name themselves, and the members; `None` if they do not.

    `None` as a further member of the union does not count.
    """
    found: Tagged | None = None
    while not is_union(hint):
        if get_origin(hint) is Annotated:
            hint, *metadata = get_args(hint)
            found = next((x for x in metadata if isinstance(x, Tagged)), found)
        elif hasattr(hint, "__value__"):
            hint = _meaning(hint)
        else:
            return None
    inner = [member for member in get_args(hint) if member is not type(None)]
    if found is None:
        return tagged(inner[0]) if len(inner) == 1 else None
    return found, inner


def field_hint(field: FieldInfo) -> Any:
    """Return the type of a model's field, with the metadata that pydantic has set apart."""
    if not field.metadata:
        return field.annotation
    parts = (field.annotation, *field.metadata)
    return cast("Any", Annotated)[parts]


@cache
def extra_hint(kind: type[Model]) -> Any:
    """Return the type of a model's further fields; `Any` where the docs do not say."""
    hint = kind.__annotations__.get("__pydantic_extra__", dict[str, Any])
    return get_args(_resolved(hint, kind.__module__))[1]


def describe(hint: Any) -> str:
    """Return what a type expects, in words."""
    hint = plain(hint)
    if is_union(hint):
        return " or ".join(alternatives(describe(member) for member in members(hint)))
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(repr(value) for value in get_args(hint))
    if is_model(hint):
        return hint.__name__
    return _NAMES.get(get_origin(hint) or hint, "another value")


def alternatives(texts: Iterable[str]) -> list[str]:
    """Return descriptions, each once; where any number will do, an integer will."""
    found = list(dict.fromkeys(texts))
    return [text for text in found if text != _INTEGER or _NUMBER not in found]


def describe_value(hint: Any, value: object) -> str:
    """Return what was got. Only an unknown enum value is shown itself; others may be private."""
    literal = any(get_origin(member) is Literal for member in members(hint))
    if literal and isinstance(value, (str, int)):
        text = repr(value)
        return text if len(text) <= _SHOWN_VALUE else text[:_SHOWN_VALUE] + "..."
    return _NAMES.get(type(value), "another value")


def show_path(path: Iterable[str | int]) -> str:
    """Return a place within a value as text, such as `links[3].color`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")
