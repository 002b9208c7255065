"""What tells the member of a union (OpenAPI 3.1, 4.8.25)."""

from __future__ import annotations

from collections.abc import Mapping

from generator.export.names import schema_name
from generator.export.notes import note
from generator.ir.dump import Json
from generator.ir.models import ByTag, Model, ObjectModel, UnionModel
from generator.ir.types import ModelKey, Ref


def discriminator(
    model: UnionModel, models: Mapping[ModelKey, Model]
) -> dict[str, Json]:
    """Return the discriminator of a union, or nothing where no field is one.

    OpenAPI maps text alone, and to schemas alone: a union with other tags or other members has
    none there.
    """
    selection = model.selection.value if model.selection else None
    if not isinstance(selection, ByTag):
        return {}
    mapping: dict[str, Json] = {}
    names: set[str] = set()
    for member, tags in zip(model.members, selection.tags, strict=True):
        found = models[member.type.key] if isinstance(member.type, Ref) else None
        texts = [tag for tag in tags if not isinstance(tag, int)]
        if not isinstance(found, ObjectModel) or len(texts) != len(tags):
            return {}
        fields = {field.name: field.wire_name.value for field in found.fields}
        names.add(fields[selection.field].reveal())
        target = f"#/components/schemas/{schema_name(found.key)}"
        mapping |= {text.reveal(): target for text in texts}
    if len(names) != 1:
        return {}
    name: Json = names.pop()
    return {
        "discriminator": {"propertyName": name, "mapping": mapping},
        **note(selection=model.selection),
    }
