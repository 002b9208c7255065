"""Values of the model as a person would say them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from generator.diagnostics import quote, visible
from generator.ir.models import ByKeys, ByTag, InOrder
from generator.ir.operations import Pagination, PathTemplate
from generator.ir.types import (
    AnyOf,
    FilePart,
    ListOf,
    LiteralType,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    Stream,
    Type,
)
from generator.untrusted import Untrusted


def value_text(value: object) -> str:
    """Return what a fact holds, on one line that is safe for a terminal."""
    match value:
        case bool():
            return str(value).lower()
        case Untrusted() | str():
            return quote(value)
        case Enum():
            return quote(str(value.value))
        case PathTemplate(text=text):
            return quote(text)
        case ModelKey():
            return visible(f"{value.namespace}.{value.title.reveal()}")
        case Pagination():
            return ", ".join(_pagination(value))
        case ByTag(field=field):
            return f"by the field {quote(field)}"
        case ByKeys():
            return "by the required fields that are there"
        case InOrder():
            return "in the order of the page"
        case ():
            return "that docs do not print"
        case _:
            return visible(str(value))


def _pagination(value: Pagination) -> Iterator[str]:
    yield f"by {value.style.value}"
    yield f"input {quote(value.input)}"
    if value.limit is not None:
        yield f"limit {quote(value.limit)}"
    yield f"items {_way(value.items) if value.items else 'the answer itself'}"
    if value.cursor:
        yield f"cursor {_way(value.cursor)}"
    if value.cursor_field is not None:
        yield f"cursor {quote(value.cursor_field)} of the last item"
    if value.start != 1:
        yield f"start {value.start}"


def _way(names: Iterable[Untrusted]) -> str:
    return quote(".".join(name.reveal() for name in names))


def type_text(type_: Type) -> str:
    """Return a type as a person would say it in a message."""
    match type_:
        case Scalar(kind=kind):
            return kind.value
        case Ref(key=key):
            return f"{key.namespace}.{visible(key.title.reveal())}"
        case ListOf(item=item):
            return f"list of {type_text(item)}"
        case MapOf(value=value):
            return f"map of {type_text(value)}"
        case AnyOf(members=members):
            return " or ".join(type_text(member) for member in members)
        case LiteralType(value=Untrusted() as text):
            return quote(text)
        case LiteralType(value=value):
            return quote(str(value))
        case Stream(item=item):
            return f"stream of {type_text(item) if item else 'bytes'}"
        case FilePart():
            return "file"
        case _:
            return type(type_).__name__.removesuffix("Type").lower()
