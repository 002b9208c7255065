"""What types hold, whatever they are called: equal shapes of different types are equal."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final

from generator.ir.models import EnumModel, Model, ObjectModel, UnionModel
from generator.ir.types import (
    AnyOf,
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

_DEEPEST: Final = 3
"""How many pages deep a shape goes: a type may hold itself, and more tells nothing new."""


class Shapes:
    """Shapes of the types of one state, each made once."""

    def __init__(self, models: Mapping[ModelKey, Model]) -> None:
        self._models: Final = models
        self._made: Final[dict[tuple[ModelKey, int], Hashable]] = {}

    def model(self, key: ModelKey, depth: int = _DEEPEST) -> Hashable:
        """Return the shape of a type's page."""
        found = self._made.get((key, depth))
        if found is None:
            found = self._made[key, depth] = self._model(self._models[key], depth)
        return found

    def type(self, type_: Type, depth: int = _DEEPEST) -> Hashable:
        """Return the shape of a type."""
        match type_:
            case Ref(key):
                return "…" if depth == 0 else self.model(key, depth - 1)
            case Scalar(kind):
                return kind.value
            case LiteralType(value):
                return "is", _told(value)
            case ListOf(inner) | MapOf(inner):
                return type(type_).__name__, self.type(inner, depth)
            case AnyOf(members):
                return frozenset(self.type(member, depth) for member in members)
            case Stream(kind, item):
                return kind.value, None if item is None else self.type(item, depth)
            case _:
                return type(type_).__name__

    def _model(self, model: Model, depth: int) -> Hashable:
        match model:
            case ObjectModel():
                fields = (
                    (field.name, field.required, self.type(field.type, depth))
                    for field in model.fields
                )
                extra = model.additional
                more = None if extra is None else self.type(extra, depth)
                return "object", frozenset(fields), more
            case EnumModel():
                return "enum", frozenset(_told(each.value) for each in model.values)
            case UnionModel():
                members = (self.type(member.type, depth) for member in model.members)
                return "union", frozenset(members)


def _told(value: Untrusted | int) -> Hashable:
    """Return a value that differs from an equal one of another type: `1` and `True`."""
    return type(value).__name__, value
