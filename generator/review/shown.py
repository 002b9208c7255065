"""Facts as words: types in the spelling of the docs, values as short text."""

from __future__ import annotations

from enum import Enum
from typing import Final

from generator.ir.facts import value_of
from generator.ir.operations import Pagination
from generator.ir.types import (
    AnyOf,
    AnyType,
    Binary,
    Date,
    DateTime,
    FilePart,
    ListOf,
    LiteralType,
    MapOf,
    Ref,
    Scalar,
    Stream,
    Type,
)
from generator.untrusted import Untrusted

_PLAIN: Final[dict[type, str]] = {
    DateTime: "Date",
    Date: "RFCDate",
    Binary: "bytes",
    FilePart: "file",
    AnyType: "any",
}
_LONGEST: Final = 200


def shown_type(type_: Type) -> Untrusted:
    """Return a type much as docs spell it, such as `components.Tag[] | string`."""
    return Untrusted(_type(type_))


def _type(type_: Type) -> str:
    match type_:
        case Scalar(kind):
            return kind.value
        case Ref(key):
            return key.dotted
        case ListOf(item):
            inner = _type(item)
            return f"({inner})[]" if isinstance(item, AnyOf) else f"{inner}[]"
        case MapOf(value):
            return f"Record<string, {_type(value)}>"
        case AnyOf(members):
            return " | ".join(map(_type, members))
        case LiteralType(value):
            return (
                f'"{value.reveal()}"' if isinstance(value, Untrusted) else _word(value)
            )
        case Stream(kind, item):
            return f"stream of {kind.value if item is None else _type(item)}"
        case _:
            return _PLAIN[type(type_)]


def shown(value: object) -> Untrusted | None:
    """Return a fact's value as one line of text; `None` for none."""
    text = _value(value_of(value))
    if text is None:
        return None
    return Untrusted(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def _value(value: object) -> str | None:
    match value:
        case Untrusted():
            return " ".join(value.reveal().split())
        case Enum():
            return str(value.value)
        case bool():
            return _word(value)
        case str() | int():
            return str(value)
        case Pagination(style=style, input=given):
            return f"by {style.value}, {given.reveal()}"
        case tuple():
            return ", ".join(_value(part) or "-" for part in value) or None
        case None:
            return None
        case _ if type(value) in _TYPES:
            return _type(value)  # type: ignore[arg-type]
        case _:
            return None


_TYPES: Final = frozenset(
    (*_PLAIN, Scalar, Ref, ListOf, MapOf, AnyOf, LiteralType, Stream)
)


def _word(value: int) -> str:
    """Return `true`, `false` or digits."""
    return str(value).lower()
