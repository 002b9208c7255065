"""Unions whose members a tag tells apart, as their aliases say it to the runtime."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.models import ByTag, Field, Model, ObjectModel, UnionModel
from generator.ir.types import ModelKey, Ref
from generator.python.annotations import literal
from generator.python.code import Code, Group, sequence
from generator.python.names import value_name
from generator.render.printers import Printers


def tagged_code(
    model: UnionModel, models: Mapping[ModelKey, Model], printers: Printers
) -> Code | None:
    """Return what an alias is marked with; `None` where nothing but the members tells them apart.

    The runtime takes tags member by member, so that each member must be one object, and the tag
    must travel under one name.
    """
    if model.selection is None or not isinstance(model.selection.value, ByTag):
        return None
    by_tag = model.selection.value
    fields = [_tag_field(member.type, by_tag, models) for member in model.members]
    wires = {field.wire_name.value for field in fields if field}
    if None in fields or len(wires) != 1 or len(by_tag.tags) != len(fields):
        return None
    (wire,) = wires
    tags = (sequence(literal(tag, printers) for tag in each) for each in by_tag.tags)
    name = value_name(by_tag.field)
    items: list[tuple[str, Code]] = [("", printers.string_literal(wire))]
    items += [("", code) for code in tags]
    if name != wire.reveal():
        items.append(("name=", f'"{name}"'))
    return Group("Tagged(", tuple(items), ")")


def _tag_field(
    type_: object, by_tag: ByTag, models: Mapping[ModelKey, Model]
) -> Field | None:
    model = models[type_.key] if isinstance(type_, Ref) else None
    fields = model.fields if isinstance(model, ObjectModel) else ()
    return next((field for field in fields if field.name == by_tag.field), None)
