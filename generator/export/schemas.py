"""Types and models as schemas (JSON Schema 2020-12, as OpenAPI 3.1 takes it over)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from generator.export.examples import Examples
from generator.export.names import schema_name
from generator.export.notes import note
from generator.export.texts import described
from generator.export.unions import discriminator
from generator.ir.alternatives import alternatives
from generator.ir.dump import Json
from generator.ir.models import EnumModel, Field, Model, ObjectModel, UnionModel
from generator.ir.types import (
    AnyOf,
    AnyType,
    Binary,
    Date,
    DateTime,
    FilePart,
    ListOf,
    LiteralType,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    Stream,
    Type,
)
from generator.ir.values import Missing
from generator.untrusted import Untrusted

Schema: TypeAlias = dict[str, Json]

_NULL: Final[Schema] = {"type": "null"}
_BYTES: Final[Schema] = {
    "type": "string",
    "contentMediaType": "application/octet-stream",
}


def type_schema(type_: Type) -> Schema:
    """Return the schema of a type; pages are referred to."""
    match type_:
        case Scalar(kind=kind):
            return {"type": kind.value}
        case DateTime():
            return {"type": "string", "format": "date-time"}
        case Date():
            return {"type": "string", "format": "date"}
        case Binary() | FilePart():
            return dict(_BYTES)
        case AnyType():
            return {}
        case LiteralType(value=value):
            return {"type": _name(value), "const": _plain(value)}
        case ListOf(item=item):
            return {"type": "array", "items": type_schema(item)}
        case MapOf(value=value):
            return {"type": "object", "additionalProperties": type_schema(value)}
        case Ref(key=key):
            return {"$ref": f"#/components/schemas/{schema_name(key)}"}
        case AnyOf(members=members):
            return any_of(type_schema(member) for member in members)
        case Stream(item=item):
            return dict(_BYTES) if item is None else type_schema(item)


def any_of(schemas: Iterable[Schema]) -> Schema:
    """Return a schema for what one or more of the schemas allow.

    It is never `oneOf`: docs do not say that values of one member are none of another, and an
    integer is a number too. Where there is no schema, nothing is allowed.
    """
    different: list[Json] = []
    for schema in schemas:
        if schema not in different:
            different.append(schema)
    if len(different) == 1 and isinstance(different[0], dict):
        return different[0]
    return {"anyOf": different} if different else {"not": {}}


def or_null(schema: Schema) -> Schema:
    """Return a schema that allows null as well."""
    match schema:
        case {"anyOf": list(members)}:
            return {**schema, "anyOf": [*members, _NULL]}
        case {"type": str(name)} if "const" not in schema:
            return {**schema, "type": [name, "null"]}
        case _:
            return {"anyOf": [schema, _NULL]} if schema else schema


def model_schema(
    model: Model, models: Mapping[ModelKey, Model], examples: Examples
) -> Schema:
    """Return the schema of a page.

    A union gets the members of its unions: a schema may not lead to itself without a step into
    the value (JSON Schema 2020-12, core, 9.4.1).
    """
    head: Schema = {
        "title": model.key.title.reveal(),
        **described(model.doc, model.deprecated),
    }
    match model:
        case ObjectModel():
            return {**head, **_object(model, examples)}
        case EnumModel():
            shown = examples.literals(Ref(model.key), [model.example])
            return {**head, **_enum(model), **shown, **note(open=model.open)}
        case UnionModel(members=members):
            shown = examples.literals(Ref(model.key), [m.example for m in members])
            schemas = map(type_schema, alternatives(Ref(model.key), models))
            return {**head, **any_of(schemas), **discriminator(model, models), **shown}


def _object(model: ObjectModel, examples: Examples) -> Schema:
    found: Schema = {"type": "object"}
    if model.fields:
        found["properties"] = {
            field.wire_name.value.reveal(): _property(field, examples)
            for field in model.fields
        }
    if required := [f.wire_name.value.reveal() for f in model.fields if f.required]:
        found["required"] = list[Json](required)
    if model.additional is not None:
        found["additionalProperties"] = type_schema(model.additional)
    return found | examples.literals(Ref(model.key), [model.example])


def _property(field: Field, examples: Examples) -> Schema:
    schema = type_schema(field.type)
    shown = examples.cell(field.type, field.example)
    return {
        **(or_null(schema) if field.nullable.value else schema),
        **described(field.doc, field.deprecated),
        **({} if isinstance(shown, Missing) else {"examples": [shown]}),
        **note(wire_name=field.wire_name, nullable=field.nullable),
    }


def _enum(model: EnumModel) -> Schema:
    """Describe the values; an open enum also allows each other one of their type."""
    values = [member.value for member in model.values]
    names = list(dict.fromkeys(map(_name, values)))
    kind: Json = names[0] if len(names) == 1 else list[Json](names)
    closed: Schema = {"type": kind, "enum": [_plain(value) for value in values]}
    return {"anyOf": [closed, {"type": kind}]} if model.open.value else closed


_NAMES: Final[Mapping[type, str]] = {
    Untrusted: "string",
    bool: "boolean",
    int: "integer",
}


def _name(value: Untrusted | int) -> str:
    return _NAMES[type(value)]


def _plain(value: Untrusted | int) -> Json:
    return value.reveal() if isinstance(value, Untrusted) else value
