"""Pydantic's validators and serialisers, one for each type, made once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from inspect import get_annotations
from threading import RLock
from typing import Any, Final, Union, cast

from pydantic import BaseModel, ConfigDict, TypeAdapter
from typing_extensions import is_typeddict

from .hints import is_model, plain
from .records import record
from .rings import room
from .shapes import is_object

__all__ = ["Traits", "adapter", "traits"]


@record
class Traits:
    """What is known of a type of arguments."""

    is_open: bool
    """Whether an object in it may have properties without a field of their own."""
    deprecated: frozenset[str]
    """Names of the deprecated fields of objects in it."""


_ADAPTERS: Final[dict[Any, TypeAdapter[Any]]] = {}
_UNIONS: Final = frozenset({type(int | str), type(Union[int, str])})  # noqa: UP007
_TRAITS: Final[dict[Any, Traits]] = {}
_BUILDING: Final = RLock()
_CONFIG: Final = ConfigDict(ser_json_inf_nan="constants")


def adapter(hint: Any) -> TypeAdapter[Any]:
    """Return the adapter of a type. `hint` must be hashable. Safe between threads."""
    # Unions are equal in any order, but their order decides between members that fit alike.
    key = (hint, hint.__args__) if type(hint) in _UNIONS else hint
    found = _ADAPTERS.get(key)
    return _build(key, hint) if found is None else found


def traits(hint: Any) -> Traits:
    """Return what is known of a type. `hint` must be hashable. Safe between threads."""
    found = _TRAITS.get(hint)
    if found is None:
        kinds = list(_classes(adapter(hint).core_schema))
        names = frozenset(name for kind in kinds for name in _deprecated(kind))
        found = Traits(any(map(_has_extra, kinds)), names)
        _TRAITS[hint] = found
    return found


def _classes(schema: Any) -> Iterator[type[BaseModel]]:
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


def _deprecated(model: type[BaseModel]) -> list[str]:
    return [name for name, field in model.model_fields.items() if field.deprecated]


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
