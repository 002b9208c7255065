"""Examples: names of the wire, and nothing that its type forbids."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_support import (
    BOOLEAN,
    INTEGER,
    NUMBER,
    STRING,
    api,
    enum,
    exported,
    field,
    obj,
    ref,
    schemas,
    union,
    value,
)

from generator.export.examples import Examples
from generator.ir.types import AnyOf, AnyType, Binary, Date, DateTime, ListOf, MapOf
from generator.ir.values import (
    MISSING,
    DateValue,
    FileValue,
    MemberValue,
    NumberValue,
)
from generator.untrusted import Untrusted

MODELS = [
    obj(
        "Pet", field("ownerName", wire="owner_name"), field("toys", ListOf(ref("Toy")))
    ),
    obj("Toy", field("itsSize", INTEGER, "its-size", nullable=True), additional=STRING),
    enum("Food", "dry hay", "fish"),
    union("Meal", ref("Food"), ref("Meal"), ListOf(ref("Meal"))),
]
EXAMPLES = Examples({model.key: model for model in MODELS})


def member(name):
    return MemberValue(Untrusted("Food"), Untrusted(name))


def moment(text):
    return DateValue(Untrusted(text), has_time=True)


def test_objects_in_objects_take_the_names_of_the_wire():
    literal = value({"ownerName": "Ida", "toys": [{"itsSize": 3}, {"itsSize": None}]})
    pet = obj("Pet", *MODELS[0].fields, example=literal)
    assert schemas(pet, *MODELS[1:])["Pet"]["examples"] == [
        {"owner_name": "Ida", "toys": [{"its-size": 3}, {"its-size": None}]}
    ]


@pytest.mark.parametrize(
    ("type_", "literal", "shown"),
    [
        (STRING, value("a"), "a"),
        (BOOLEAN, value(plain=False), False),
        (INTEGER, value(12), 12),
        (NUMBER, value(1.5), 1.5),
        (NUMBER, NumberValue("9007199254740993"), 9007199254740993),
        (
            DateTime(),
            moment("2030-01-02T03:04:05.600+02:00"),
            "2030-01-02T01:04:05.600000Z",
        ),
        (DateTime(), moment("2030-01-02"), "2030-01-02T00:00:00Z"),
        (Date(), DateValue(Untrusted("2030-01-02"), has_time=False), "2030-01-02"),
        (ref("Food"), member("DryHay"), "dry hay"),
        (ref("Food"), value("fish"), "fish"),
        (ref("Meal"), value(["fish"]), ["fish"]),
        (MapOf(NUMBER), value({"a": 1}), {"a": 1}),
        (AnyType(), value({"a": [None, True, "x"]}), {"a": [None, True, "x"]}),
        (AnyOf((NUMBER, STRING)), value("x"), "x"),
        (
            ref("Toy"),
            value({"itsSize": 1, "additionalProperties": {"a": "b"}}),
            {"its-size": 1, "a": "b"},
        ),
    ],
)
def test_a_literal_is_shown_as_it_travels(type_, literal, shown):
    assert EXAMPLES.literal(type_, literal) == shown


@pytest.mark.parametrize(
    ("type_", "literal"),
    [
        (STRING, value(1)),
        (STRING, None),
        (BOOLEAN, value("true")),
        (INTEGER, value(1.5)),
        (NUMBER, value("1")),
        (NUMBER, value(plain=True)),
        (NUMBER, NumberValue("1e400")),
        (DateTime(), value("2030-01-02T00:00:00Z")),
        (DateTime(), moment("tomorrow")),
        (DateTime(), moment("0001-01-01T00:00:00+14:00")),
        (Binary(), FileValue(Untrusted("a.png"))),
        (AnyType(), FileValue(Untrusted("a.png"))),
        (ref("Food"), member("Meat")),
        (ref("Food"), member("---")),
        (ref("Food"), value("meat")),
        (ref("Meal"), value([1])),
        (ListOf(STRING), value(["a", 1])),
        (ref("Toy"), value({})),
        (ref("Toy"), value({"itsSize": 1, "colour": 2})),
        (ref("Pet"), value({"ownerName": "Ida", "toys": [], "age": 3})),
        (STRING, MISSING),
    ],
)
def test_what_the_type_forbids_is_no_example(type_, literal):
    assert EXAMPLES.literal(type_, literal) is MISSING


@pytest.mark.parametrize(
    ("type_", "cell", "shown"),
    [
        (STRING, "true", "true"),
        (BOOLEAN, "true", True),
        (NUMBER, "12", 12),
        (NUMBER, "-1.5e3", -1500.0),
        (DateTime(), "2030-01-02T00:00:00Z", "2030-01-02T00:00:00Z"),
        (ref("Food"), "fish", "fish"),
        (ref("Toy"), '{<br/>"its-size": 3<br/>}', {"its-size": 3}),
        (ListOf(STRING), '["a", "b"]', ["a", "b"]),
        (ListOf(STRING), "a, b", MISSING),
        (ref("Toy"), '{"itsSize": 3}', MISSING),
        (AnyType(), "[" * 100_000, "[" * 100_000),
        (ListOf(AnyType()), "[" * 60 + "]" * 60, MISSING),
        (NUMBER, "NaN", MISSING),
        (NUMBER, "1" * 5000, MISSING),
        (STRING, None, MISSING),
    ],
)
def test_a_cell_is_read_by_its_type(type_, cell, shown):
    text = None if cell is None else Untrusted(cell)
    assert EXAMPLES.cell(type_, text) == shown


TYPES = st.sampled_from(
    [STRING, NUMBER, INTEGER, BOOLEAN, DateTime(), Date(), AnyType(), ListOf(STRING)]
    + [ref(model.key.title.reveal()) for model in MODELS]
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["ownerName", "owner_name", "toys", "its-size", "x"]), inner
    ),
    max_leaves=8,
)


@given(type_=TYPES, cell=st.text() | PLAIN.map(json.dumps))
def test_whatever_a_cell_holds_its_example_is_valid(type_, cell):
    holder = obj("Holder", field("it", type_, example=cell))
    exported(api(*MODELS, holder))
