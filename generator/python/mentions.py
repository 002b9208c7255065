"""Where the model mentions fields and parameters by name: tags of unions, and lists page by page.

What has a name of its own in Python is mentioned under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.ir.models import ByTag, Field, Model, ObjectModel, UnionModel
from generator.ir.operations import Operation, Pagination, Parameter
from generator.ir.types import ListOf, ModelKey, Ref, Type
from generator.untrusted import Untrusted

_Models = Mapping[ModelKey, Model]


def with_tag(model: Model, models: _Models) -> Model:
    """Return a union whose tag has the name of the field of its members, if all agree."""
    if not isinstance(model, UnionModel) or model.selection is None:
        return model
    selection, tag = model.selection, model.selection.value
    if not isinstance(tag, ByTag):
        return model
    found = [
        _named(_fields(member.type, models), tag.field) for member in model.members
    ]
    if len({getattr(name, "python", None) for name in found}) != 1:
        return replace(model, selection=None)
    by_tag = replace(tag, field=found[0])
    return replace(model, selection=replace(selection, value=by_tag))


def with_pages(operation: Operation, models: _Models) -> Operation:
    """Return an operation whose list goes on by the names that fields and parameters have."""
    fact = operation.pagination
    if fact is None:
        return operation
    pages: Pagination = fact.value
    body = operation.body
    asked: list[Parameter | Field] = list(operation.parameters)
    asked += _fields(body.type, models) if body else ()
    items, list_type = _way(operation.success.type, pages.items, models)
    last = _fields(list_type.item, models) if isinstance(list_type, ListOf) else ()
    mark = pages.cursor_field
    found = replace(
        pages,
        input=_named(asked, pages.input),
        limit=None if pages.limit is None else _named(asked, pages.limit),
        items=items,
        cursor=_way(operation.success.type, pages.cursor, models)[0],
        cursor_field=None if mark is None else _named(last, mark),
    )
    return replace(operation, pagination=replace(fact, value=found))


def _way(
    type_: Type | None, names: tuple[Untrusted, ...], models: _Models
) -> tuple[tuple[Untrusted, ...], Type | None]:
    """Return the way from a type through fields, and the type that it leads to."""
    way: list[Untrusted] = []
    for name in names:
        fields = _fields(type_, models)
        way.append(_named(fields, name))
        type_ = next((each.type for each in fields if each.name == name), None)
    return tuple(way), type_


def _fields(type_: Type | None, models: _Models) -> tuple[Field, ...]:
    model = models.get(type_.key) if isinstance(type_, Ref) else None
    return model.fields if isinstance(model, ObjectModel) else ()


def _named(things: Iterable[Parameter | Field], name: Untrusted) -> Untrusted:
    return next((each.name for each in things if each.name == name), name)
