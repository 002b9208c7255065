"""Pydantic's validators and serialisers, one for each type, made once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from inspect import get_annotations
from threading import RLock
from typing import Any, Final, Union, cast

from pydantic import ConfigDict, TypeAdapter
from typing_extensions import is_typeddict

from .hints import is_model, plain
from .rings import room
from .shapes import is_object

__all__ = ["adapter", "is_open"]

_ADAPTERS: Final[dict[Any, TypeAdapter[Any]]] = {}
_UNIONS: Final = frozenset({type(int | str), type(Union[int, str])})  # noqa: UP007
_OPEN: Final[dict[Any, bool]] = {}
_BUILDING: Final = RLock()
_CONFIG: Final = ConfigDict(ser_json_inf_nan="constants")


def adapter(hint: Any) -> TypeAdapter[Any]:
    """Return the adapter of a type. `hint` must be hashable. Safe between threads."""
    # Unions are equal in any order, but their order decides between members that fit alike.
    key = (hint, hint.__args__) if type(hint) in _UNIONS else hint
    found = _ADAPTERS.get(key)
    return _build(key, hint) if found is None else found


def is_open(hint: Any) -> bool:
    """Return whether an object in a type may have properties without a field of their own."""
    if hint not in _OPEN:
        _OPEN[hint] = any(map(_has_extra, _classes(adapter(hint).core_schema)))
    return _OPEN[hint]


def _classes(schema: Any) -> Iterator[type]:
    """Yield the models of a core schema."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if is_object(part):
            if part.get("type") == "model":
                yield part["cls"]
            waiting.extend(part.values())
        elif isinstance(part, list | tuple):
            waiting.extend(cast("Sequence[Any]", part))


def _has_extra(model: type) -> bool:
    """Whether the docs describe additional properties: then the model types them itself."""
    return "__pydantic_extra__" in get_annotations(model)


def _build(key: Any, hint: Any) -> TypeAdapter[Any]:
    with _BUILDING:
        if key not in _ADAPTERS:
            _ADAPTERS[key] = _make(hint)
        return _ADAPTERS[key]


def _make(hint: Any) -> TypeAdapter[Any]:
    with room():
        return _made(hint)


def _made(hint: Any) -> TypeAdapter[Any]:
    kind = plain(hint)  # also of a union with one member
    if is_model(kind):
        kind.model_rebuild()  # nothing to do, unless models refer to each other in a ring
    if is_model(kind) or is_typeddict(kind):
        return TypeAdapter(hint)
    return TypeAdapter(hint, config=_CONFIG)
