"""Lists that are read page by page: what the runtime is told of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.ir.models import Model, ObjectModel
from generator.ir.operations import Operation, Pagination, PaginationStyle
from generator.ir.types import AnyType, ListOf, ModelKey, Ref, Type
from generator.python.bodies import flattened_body
from generator.python.code import Code, Group, sequence
from generator.python.names import value_name, words
from generator.untrusted import Untrusted

_PLACES: Final = frozenset(
    (
        *("page", "page number", "offset", "skip"),
        *("cursor", "next cursor", "page cursor", "page token", "next page token"),
        *("next token", "continuation token", "after", "before"),
        *("starting after", "ending before"),
    )
)
"""Words of arguments that say where a page begins or ends; those of one list exclude each other."""


def begins_page(name: Untrusted, operation: Operation) -> bool:
    """Whether an argument of a paged operation says where a page begins."""
    pagination = operation.pagination
    if pagination is None:
        return False
    return name == pagination.value.input or " ".join(words(name)) in _PLACES


def item_type(operation: Operation, models: Mapping[ModelKey, Model]) -> Type:
    """Return the type of one item of a paged operation's list."""
    found = operation.success.type
    pagination = operation.pagination
    for name in pagination.value.items if pagination else ():
        found = _field_type(found, name, models)
    return found.item if isinstance(found, ListOf) else AnyType()


def _field_type(
    type_: Type | None, name: Untrusted, models: Mapping[ModelKey, Model]
) -> Type | None:
    model = models[type_.key] if isinstance(type_, Ref) else None
    fields = model.fields if isinstance(model, ObjectModel) else ()
    return next((field.type for field in fields if field.name == name), None)


def pagination_code(
    pagination: Pagination, operation: Operation, models: Mapping[ModelKey, Model]
) -> Group:
    """Return how a list goes on, by names in Python."""
    items: list[tuple[str, Code]] = [
        ("", f'"{pagination.style.value}"'),
        ("", _argument(pagination.input, operation, models)),
        ("items=", _way(pagination.items)),
    ]
    if pagination.cursor:
        items.append(("cursor=", _way(pagination.cursor)))
    if pagination.cursor_field is not None:
        items.append(("cursor_field=", _quoted(pagination.cursor_field)))
    if pagination.style is PaginationStyle.PAGE and pagination.start != 1:
        items.append(("start=", str(pagination.start)))
    return Group("Pagination(", tuple(items), ")")


def _argument(
    name: Untrusted, operation: Operation, models: Mapping[ModelKey, Model]
) -> Code:
    """Return the argument that says where a page begins, or the way to it in a whole body."""
    is_parameter = any(each.name == name for each in operation.parameters)
    body = operation.body
    if is_parameter or body is None or flattened_body(operation, models):
        return _quoted(name)
    return _way((body.name, name))


def _way(names: tuple[Untrusted, ...]) -> Code:
    return sequence(map(_quoted, names)) if names else "()"


def _quoted(name: Untrusted) -> str:
    return f'"{value_name(name)}"'
