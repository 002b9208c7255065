"""Which models a type and a model name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.ir.models import Model, ObjectModel, UnionModel
from generator.ir.types import AnyOf, ListOf, MapOf, ModelKey, Ref, Stream, Type


def nodes(type_: Type) -> Iterator[Type]:
    """Yield `type_` and the types that it is built of."""
    yield type_
    match type_:
        case ListOf(inner) | MapOf(inner):
            yield from nodes(inner)
        case AnyOf(members):
            for member in members:
                yield from nodes(member)
        case Stream(_, item) if item is not None:
            yield from nodes(item)
        case _:
            pass


def references(types: Iterable[Type]) -> frozenset[ModelKey]:
    """Return the models that `types` name."""
    return frozenset(
        node.key for type_ in types for node in nodes(type_) if isinstance(node, Ref)
    )


def types_of(model: Model) -> tuple[Type, ...]:
    """Return the types that a model's page names."""
    match model:
        case ObjectModel():
            types = tuple(field.type for field in model.fields)
            return types if model.additional is None else (*types, model.additional)
        case UnionModel():
            return tuple(member.type for member in model.members)
        case _:
            return ()
