"""Reference pages of models, in Markdown."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.models import (
    ByTag,
    EnumModel,
    EnumValue,
    Field,
    Model,
    ObjectModel,
    UnionModel,
)
from generator.ir.references import references
from generator.ir.types import ModelKey
from generator.python.annotations import literal
from generator.python.library import extra_type
from generator.python.names import member_name, value_name
from generator.python.page_links import Links, public_name
from generator.python.prose import deprecation, joined
from generator.python.resource_pages import RowView
from generator.python.resources import Node
from generator.records import record
from generator.render.printers import Printers
from generator.untrusted import Untrusted


@record
class ModelPageView:
    """The page of a model."""

    title: str
    """Its name as code, such as `components.Ship` in backquotes."""
    doc: str
    """Its description in Markdown; empty where the docs have none."""
    rows: tuple[RowView, ...]
    """Fields of an object."""
    alternatives: tuple[str, ...]
    """Values of an enum or members of a union."""
    tag: str | None
    """The field that tells the members of a union apart, if one does."""
    is_open: bool
    """Whether there may be more than is listed."""
    used_by: tuple[str, ...]
    """Links to the operations that send, return or raise it."""


def model_page(
    model: Model, links: Links, users: Mapping[ModelKey, tuple[str, ...]]
) -> ModelPageView:
    """Return the view of `templates/docs/model.md.jinja`."""
    return ModelPageView(
        title=f"`{public_name(model.key)}`",
        doc=links.printers.markdown_prose(
            joined(model.doc, deprecation(model.deprecated))
        ),
        rows=_rows(model, links),
        alternatives=_alternatives(model, links),
        tag=_tag(model),
        is_open=_is_open(model),
        used_by=users.get(model.key, ()),
    )


def users_of_models(
    nodes: tuple[Node, ...], links: Links
) -> Mapping[ModelKey, tuple[str, ...]]:
    """Return, for each model, links to the operations that send, return or raise it.

    Neither the models nor the arguments that name it are listed: one more field of a model would
    change the page of another one.
    """
    users: dict[ModelKey, list[str]] = {}
    for node in nodes:
        for operation in node.operations:
            result = operation.success.type
            types = (
                *((operation.body.type,) if operation.body else ()),
                *((result,) if result else ()),
                *(case.type for case in operation.errors),
            )
            link = links.operation(node, member_name(operation.name))
            for key in references(types):
                users.setdefault(key, []).append(link)
    return {key: tuple(dict.fromkeys(found)) for key, found in users.items()}


def _rows(model: Model, links: Links) -> tuple[RowView, ...]:
    fields = model.fields if isinstance(model, ObjectModel) else ()
    return tuple(_row(field, links) for field in fields)


def _row(field: Field, links: Links) -> RowView:
    doc = joined(field.doc, deprecation(field.deprecated))
    return RowView(
        name=value_name(field.name),
        type=links.type(field.type) + (" or `None`" if field.nullable.value else ""),
        required="yes" if field.required else "no",
        doc=links.printers.markdown_cell(doc),
    )


def _alternatives(model: Model, links: Links) -> tuple[str, ...]:
    printers: Printers = links.printers
    match model:
        case EnumModel():
            return tuple(_value(each, printers) for each in model.values)
        case UnionModel():
            return tuple(links.type(member.type) for member in model.members)
        case ObjectModel():
            return ()


def _value(value: EnumValue, printers: Printers) -> str:
    """Return a value of an enum; an integer says nothing, so its name stands behind it."""
    code = printers.markdown_code(literal(value.value, printers))
    if value.name is None or isinstance(value.value, Untrusted):
        return code
    return f"{code}: {printers.markdown_code(value.name)}"


def _tag(model: Model) -> str | None:
    selection = model.selection if isinstance(model, UnionModel) else None
    if selection is None or not isinstance(selection.value, ByTag):
        return None
    return value_name(selection.value.field)


def _is_open(model: Model) -> bool:
    match model:
        case EnumModel():
            return model.open.value
        case ObjectModel():
            return extra_type(model) is not None
        case UnionModel():
            return False
