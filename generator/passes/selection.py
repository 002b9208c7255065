"""How the member of a union's value is found (dialect, section 4).

Docs print no discriminator. Where every member is an object with a required field whose values tell
it, that field is one. Else the required fields may tell the members apart; else they are tried in
the order of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, permutations
from typing import Final, TypeAlias

from generator.ir.alternatives import alternatives
from generator.ir.api import Api
from generator.ir.facts import Derived, Fact, Overlaid
from generator.ir.models import (
    ByKeys,
    ByTag,
    EnumModel,
    Field,
    InOrder,
    Member,
    Model,
    ObjectModel,
    Selection,
    UnionModel,
)
from generator.ir.types import AnyType, ListOf, LiteralType, MapOf, ModelKey, Ref, Type
from generator.untrusted import Untrusted

Models: TypeAlias = Mapping[ModelKey, Model]
Tag: TypeAlias = Untrusted | int | bool

_OBJECT: Final = "object"


def select_members(api: Api) -> Api:
    """Return the model with a selection for each union.

    A discriminator that the overlay states stands there without tags; it gets those of the
    members, or keeps none where some member lacks the field or two share a value.
    """
    models = {model.key: model for model in api.models}
    return replace(api, models=tuple(_selected(m, models) for m in api.models))


def selection(union: UnionModel, models: Models) -> Fact[Selection]:
    """Return how members are found by the rules alone."""
    names = _common_fields(union, models)
    found = [tag for name in names if (tag := by_tag(union, name, models))]
    found.sort(key=lambda tag: any(len(values) > 1 for values in tag.tags))
    if found:
        return Fact(found[0], Derived("tag-field", union.span))
    if keys := _by_keys(union, models):
        return Fact(keys, Derived("required-keys", union.span))
    alike = _are_alike(union.members, models)
    rule = "members-in-order" if alike else "distinct-kinds"
    return Fact(InOrder(), Derived(rule, union.span))


def by_tag(
    union: UnionModel, name: Untrusted, models: Models, *, stated: bool = False
) -> ByTag | None:
    """Return the field `name` as discriminator, if it tells every member from the others.

    Every member must require it, unless it is `stated` that it is always there: docs print a
    field with a default as optional.
    """
    tags: list[tuple[Tag, ...]] = []
    wires: set[Untrusted] = set()
    for member in union.members:
        values: dict[Tag, None] = {}
        for field in _fields(member.type, name, models):
            own = _tags(field, models) if field else ()
            if field is None or not own or not (field.required or stated):
                return None
            wires.add(field.wire_name.value)
            values |= dict.fromkeys(own)
        tags.append(tuple(values))
    shared = any(_overlap(a, b) for a, b in combinations(tags, 2))
    if not all(tags) or shared or len(wires) != 1:
        return None
    return ByTag(name, tuple(tags))


def _selected(model: Model, models: Models) -> Model:
    if not isinstance(model, UnionModel):
        return model
    stated = model.selection
    if stated is None or not isinstance(stated.origin, Overlaid):
        return replace(model, selection=selection(model, models))
    if isinstance(stated.value, ByTag):
        found = by_tag(model, stated.value.field, models, stated=True)
        return replace(model, selection=Fact(found or stated.value, stated.origin))
    return model


def _common_fields(union: UnionModel, models: Models) -> tuple[Untrusted, ...]:
    """Return the names that may be a discriminator: those of the first object."""
    for member in union.members:
        for type_ in alternatives(member.type, models):
            model = _object(type_, models)
            return tuple(field.name for field in model.fields) if model else ()
    return ()


def _fields(type_: Type, name: Untrusted, models: Models) -> Iterator[Field | None]:
    """Yield the field of that name of each alternative; `None` for one that lacks it."""
    for alternative in alternatives(type_, models):
        model = _object(alternative, models)
        fields = model.fields if model else ()
        yield next((f for f in fields if f.name == name), None)


def _tags(field: Field, models: Models) -> tuple[Tag, ...]:
    """Return the values that a field may have, if they are a closed list in the docs."""
    found: list[Tag] = []
    for type_ in alternatives(field.type, models):
        match type_:
            case LiteralType(value=value):
                found.append(value)
            case Ref(key=key) if isinstance(enum := models[key], EnumModel):
                found += (value.value for value in enum.values)
            case _:
                return ()
    return tuple(found)


def _overlap(one: Sequence[Tag], other: Sequence[Tag]) -> bool:
    """Whether two members share a value; true and 1 are two values."""
    return bool({(type(v), v) for v in one} & {(type(v), v) for v in other})


def _by_keys(union: UnionModel, models: Models) -> ByKeys | None:
    objects = [_object(member.type, models) for member in union.members]
    known = [model for model in objects if model and model.additional is None]
    if len(known) < len(union.members):
        return None
    required = [{f.wire_name.value for f in m.fields if f.required} for m in known]
    fields = [{f.wire_name.value for f in m.fields} for m in known]
    pairs = permutations(range(len(known)), 2)
    if any(required[one] <= fields[other] for one, other in pairs):
        return None
    return ByKeys(tuple(tuple(f.name for f in m.fields if f.required) for m in known))


def _are_alike(members: Sequence[Member], models: Models) -> bool:
    """Whether two members may both be objects, or lists of objects: only order tells them."""
    shapes = [set(_shapes(member.type, models)) for member in members]
    return any(
        shape[-1] == _OBJECT for a, b in combinations(shapes, 2) for shape in a & b
    )


def _shapes(type_: Type, models: Models) -> Iterator[tuple[str, ...]]:
    """Yield what JSON values may look like: how deep in lists, and whether objects."""
    for alternative in alternatives(type_, models):
        match alternative:
            case ListOf(item=item):
                # A union may hold a list of itself: its items need not be entered again.
                if isinstance(item, Ref) and isinstance(models[item.key], UnionModel):
                    yield ("list", _OBJECT)
                else:
                    yield from (("list", *shape) for shape in _shapes(item, models))
            case MapOf() | AnyType():
                yield (_OBJECT,)
            case Ref() if _object(alternative, models):
                yield (_OBJECT,)
            case _:
                yield ("scalar",)


def _object(type_: Type, models: Models) -> ObjectModel | None:
    model = models.get(type_.key) if isinstance(type_, Ref) else None
    return model if isinstance(model, ObjectModel) else None
