"""What to write instead of an entry that the schema does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel

from generator.diagnostics import quote
from generator.lower.overlay.tables import Tables

_MAPPINGS: Final = (dict, list)


def instead_of(key: Sequence[str]) -> str:
    """Return a hint for the unknown entry `key`: the likeliest one that is meant, or all."""
    tables: list[Any] = [Tables]
    for part in key[:-1]:
        tables = [inner for table in tables for inner in _inside(table, part)]
    known = sorted({name for table in tables for name in _names(table)})
    if close := get_close_matches(key[-1], known, n=1):
        return f"write {quote(close[0])}"
    return f"write one of {', '.join(map(quote, known))}, or remove it"


def _inside(hint: Any, part: str) -> Iterator[Any]:
    """Yield what may stand under a key of a value of this type."""
    for kind in _plain(hint):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, field in kind.model_fields.items():
                if part == (field.alias or name):
                    yield from _plain(field.annotation)
        elif get_origin(kind) in _MAPPINGS:
            yield from _plain(get_args(kind)[-1])


def _plain(hint: Any) -> Iterator[Any]:
    """Yield a type, or its alternatives, without what is annotated."""
    origin = get_origin(hint)
    if origin is Annotated:
        yield from _plain(get_args(hint)[0])
    elif origin in (Union, UnionType):
        for inner in get_args(hint):
            yield from _plain(inner)
    else:
        yield hint


def _names(hint: Any) -> Iterator[str]:
    for kind in _plain(hint):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, field in kind.model_fields.items():
                yield field.alias or name
