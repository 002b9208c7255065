"""How two types relate: whether one takes all values of the other."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from generator.ir.alternatives import alternatives
from generator.ir.models import EnumModel, Model, ObjectModel
from generator.ir.types import (
    AnyType,
    Date,
    DateTime,
    ListOf,
    LiteralType,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    ScalarKind,
    Stream,
    Type,
)
from generator.untrusted import Untrusted


class Relation(Enum):
    """How the new type relates to the old one."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"


def relation(
    before: Type,
    after: Type,
    old: Mapping[ModelKey, Model],
    new: Mapping[ModelKey, Model],
) -> Relation:
    """Return how `after` relates to `before`, by models of the old and of the new state.

    A model is the same if its key is: what changed inside it is a change of its own.
    """
    if before == after:
        return Relation.SAME
    wider = _covers(after, new, before, old)
    narrower = _covers(before, old, after, new)
    if wider and narrower:
        return Relation.SAME
    return (
        Relation.WIDER if wider else Relation.NARROWER if narrower else Relation.OTHER
    )


def _covers(
    wide: Type,
    wide_models: Mapping[ModelKey, Model],
    narrow: Type,
    narrow_models: Mapping[ModelKey, Model],
) -> bool:
    """Whether each value of `narrow` is one of `wide`."""
    takers = list(alternatives(wide, wide_models))
    return all(
        any(_takes(taker, wide_models, given, narrow_models) for taker in takers)
        for given in alternatives(narrow, narrow_models)
    )


def _takes(
    wide: Type,
    wide_models: Mapping[ModelKey, Model],
    narrow: Type,
    narrow_models: Mapping[ModelKey, Model],
) -> bool:
    """Whether one alternative takes all values of another one."""
    if wide == narrow or isinstance(wide, AnyType):
        return not isinstance(narrow, Stream) or wide == narrow
    match wide, narrow:
        case ListOf(inner), ListOf(given):
            return _covers(inner, wide_models, given, narrow_models)
        case MapOf(inner), MapOf(given):
            return _covers(inner, wide_models, given, narrow_models)
        case MapOf(AnyType()), Ref(key):
            return isinstance(narrow_models[key], ObjectModel)
        case Scalar(kind), _:
            return kind in _kinds(narrow, narrow_models)
        case Ref(key), LiteralType(value):
            model = wide_models[key]
            return isinstance(model, EnumModel) and value in {
                each.value for each in model.values
            }
        case _:
            return False


def _kinds(type_: Type, models: Mapping[ModelKey, Model]) -> frozenset[ScalarKind]:
    """Return the scalars, each of which takes all values of a type."""
    match type_:
        case Scalar(ScalarKind.INTEGER):
            return frozenset((ScalarKind.INTEGER, ScalarKind.NUMBER))
        case Scalar(kind):
            return frozenset((kind,))
        case DateTime() | Date():
            return frozenset()
        case LiteralType(value):
            return _of_value(value)
        case Ref(key) if isinstance(model := models[key], EnumModel):
            found = [_of_value(each.value) for each in model.values]
            return frozenset.intersection(*found) if found else frozenset()
        case _:
            return frozenset()


def _of_value(value: Untrusted | int) -> frozenset[ScalarKind]:
    if isinstance(value, Untrusted):
        return frozenset((ScalarKind.STRING,))
    if isinstance(value, bool):  # a kind of int in Python, but not in JSON
        return frozenset((ScalarKind.BOOLEAN,))
    return frozenset((ScalarKind.INTEGER, ScalarKind.NUMBER))
