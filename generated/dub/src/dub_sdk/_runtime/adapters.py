"""Pydantic's validators and serialisers, one for each type, made once."""

from __future__ import annotations

from threading import RLock
from typing import Any, Final

from pydantic import ConfigDict, TypeAdapter
from typing_extensions import is_typeddict

from .hints import is_model

__all__ = ["adapter"]

_ADAPTERS: Final[dict[Any, TypeAdapter[Any]]] = {}
_BUILDING: Final = RLock()
_CONFIG: Final = ConfigDict(ser_json_inf_nan="constants")


def adapter(hint: Any) -> TypeAdapter[Any]:
    """Return the adapter of a type. `hint` must be hashable. Safe between threads."""
    found = _ADAPTERS.get(hint)
    return _build(hint) if found is None else found


def _build(hint: Any) -> TypeAdapter[Any]:
    with _BUILDING:
        if hint not in _ADAPTERS:
            _ADAPTERS[hint] = _make(hint)
        return _ADAPTERS[hint]


def _make(hint: Any) -> TypeAdapter[Any]:
    if is_model(hint):
        hint.model_rebuild()  # nothing to do, unless models refer to each other in a ring
        return TypeAdapter(hint)
    return (
        TypeAdapter(hint) if is_typeddict(hint) else TypeAdapter(hint, config=_CONFIG)
    )
