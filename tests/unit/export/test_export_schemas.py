"""Models and types as schemas."""

import pytest
from openapi_support import (
    BOOLEAN,
    INTEGER,
    NUMBER,
    STRING,
    api,
    enum,
    exported,
    field,
    key,
    obj,
    ref,
    schemas,
    union,
)

from generator.export.names import schema_name
from generator.export.schemas import any_of, or_null, type_schema
from generator.ir.models import Deprecation
from generator.ir.types import (
    AnyOf,
    AnyType,
    Binary,
    Date,
    DateTime,
    ListOf,
    LiteralType,
    MapOf,
    Stream,
    StreamKind,
)
from generator.untrusted import Untrusted

BYTES = {"type": "string", "contentMediaType": "application/octet-stream"}
PET = {"$ref": "#/components/schemas/components.Pet"}


@pytest.mark.parametrize(
    ("type_", "schema"),
    [
        (STRING, {"type": "string"}),
        (NUMBER, {"type": "number"}),
        (INTEGER, {"type": "integer"}),
        (BOOLEAN, {"type": "boolean"}),
        (DateTime(), {"type": "string", "format": "date-time"}),
        (Date(), {"type": "string", "format": "date"}),
        (Binary(), BYTES),
        (AnyType(), {}),
        (LiteralType(Untrusted("cat")), {"type": "string", "const": "cat"}),
        (LiteralType(7), {"type": "integer", "const": 7}),
        (LiteralType(value=True), {"type": "boolean", "const": True}),
        (ListOf(STRING), {"type": "array", "items": {"type": "string"}}),
        (
            MapOf(NUMBER),
            {"type": "object", "additionalProperties": {"type": "number"}},
        ),
        (ref("Pet"), PET),
        (AnyOf((STRING, ref("Pet"))), {"anyOf": [{"type": "string"}, PET]}),
        (AnyOf((STRING, STRING)), {"type": "string"}),
        (Stream(StreamKind.BYTES, None), BYTES),
        (Stream(StreamKind.EVENTS, ref("Pet")), PET),
    ],
)
def test_each_type_has_its_schema(type_, schema):
    assert type_schema(type_) == schema


@pytest.mark.parametrize(
    ("schema", "nullable"),
    [
        ({"type": "string"}, {"type": ["string", "null"]}),
        ({}, {}),
        (PET, {"anyOf": [PET, {"type": "null"}]}),
        ({"anyOf": [PET, BYTES]}, {"anyOf": [PET, BYTES, {"type": "null"}]}),
        (
            {"type": "string", "const": "x"},
            {"anyOf": [{"type": "string", "const": "x"}, {"type": "null"}]},
        ),
    ],
)
def test_null_is_one_more_type(schema, nullable):
    assert or_null(schema) == nullable


def test_one_alternative_is_no_choice():
    assert any_of([PET, PET]) == PET


def test_properties_have_the_names_of_the_wire_in_the_order_of_the_page():
    pet = obj("Pet", field("ownerName", wire="owner_name"), field("age", INTEGER, None))
    schema = schemas(pet)["Pet"]
    assert list(schema["properties"]) == ["owner_name", "age"]
    assert schema["required"] == ["owner_name", "age"]


def test_required_and_nullable_are_two_facts():
    pet = obj(
        "Pet",
        field("a"),
        field("b", nullable=True),
        field("c", required=False),
        field("d", required=False, nullable=True),
    )
    schema = schemas(pet)["Pet"]
    assert schema["required"] == ["a", "b"]
    assert [p["type"] for p in schema["properties"].values()] == [
        "string",
        ["string", "null"],
        "string",
        ["string", "null"],
    ]


def test_an_object_without_fields_requires_nothing():
    assert schemas(obj("Pet"))["Pet"] == {"title": "Pet", "type": "object"}


def test_extra_properties_are_those_of_the_page():
    pet = obj("Pet", field("name"), additional=ListOf(STRING))
    schema = schemas(pet)["Pet"]
    assert schema["additionalProperties"] == {
        "type": "array",
        "items": {"type": "string"},
    }


def test_descriptions_stand_beside_references():
    pet = obj("Pet", field("food", ref("Food"), doc="What it eats."), doc="A pet.")
    schema = schemas(pet, enum("Food", "hay"))["Pet"]
    assert schema["description"] == "A pet."
    assert schema["properties"]["food"] == {
        "$ref": "#/components/schemas/components.Food",
        "description": "What it eats.",
    }


def test_deprecations_say_why():
    old = Deprecation(Untrusted("Use `age`."))
    pet = obj("Pet", field("years", doc="Age.", deprecated=old), deprecated=old)
    bare = obj("Toy", field("size", deprecated=Deprecation(None)))
    found = schemas(pet, bare)
    assert found["Pet"]["deprecated"]
    assert found["Pet"]["description"] == "**Deprecated.** Use `age`."
    years = found["Pet"]["properties"]["years"]
    assert years["description"] == "Age.\n\n**Deprecated.** Use `age`."
    assert found["Toy"]["properties"]["size"] == {"type": "string", "deprecated": True}


def test_a_closed_enum_allows_its_values():
    assert schemas(enum("Food", "hay", "fish"))["Food"] == {
        "title": "Food",
        "type": "string",
        "enum": ["hay", "fish"],
    }


def test_an_open_enum_allows_other_values_of_its_type():
    assert schemas(enum("Code", 301, 302, is_open=True))["Code"]["anyOf"] == [
        {"type": "integer", "enum": [301, 302]},
        {"type": "integer"},
    ]


def test_an_enum_may_mix_types():
    assert schemas(enum("Code", "none", 1))["Code"]["type"] == ["string", "integer"]


def test_a_union_allows_each_of_its_members():
    found = schemas(union("Tags", STRING, ListOf(STRING)))["Tags"]
    assert found["anyOf"] == [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}},
    ]


def test_models_may_hold_themselves():
    found = schemas(
        obj("Tree", field("children", ListOf(ref("Node")))),
        union("Node", STRING, ref("Tree"), ListOf(ref("Node"))),
    )
    tree = "#/components/schemas/components.Tree"
    assert {"$ref": tree} in found["Node"]["anyOf"]


def test_a_union_inside_itself_adds_nothing_to_it():
    found = schemas(
        union("A", STRING, ref("B")),
        union("B", INTEGER, ref("A")),
        union("C", ref("C")),
    )
    assert found["A"]["anyOf"] == [{"type": "string"}, {"type": "integer"}]
    assert found["B"]["anyOf"] == [{"type": "integer"}, {"type": "string"}]
    assert found["C"] == {"title": "C", "not": {}}


def test_the_same_title_in_two_namespaces_is_two_schemas():
    assert schema_name(key("Type", "errors")) == "errors.Type"
    assert schema_name(key("Type")) == "components.Type"


def test_names_of_schemas_are_valid_and_differ_where_titles_differ():
    titles = ["A b", "A-b", "A_b", "A--b", "A-20-b", "Ä", "a.b", "A/b"]
    found = exported(api(*(obj(title) for title in titles)))
    names = set(found["components"]["schemas"])
    assert len(names) == len(titles)


def test_notes_tell_only_what_is_unusual():
    pet = obj("Pet", field("a"), field("b", nullable=True, rule="null-in-example"))
    found = exported(api(pet))
    properties = found["components"]["schemas"]["components.Pet"]["properties"]
    assert properties["b"]["x-docs2sdk"] == {"nullable": "null-in-example"}
    assert "x-docs2sdk" not in properties["a"]
    assert found["x-docs2sdk"]["unless_noted"]["nullable"] == "never-null"
