"""Rows of fields: names, descriptions, examples, deprecation, extra properties."""

import pytest
from lowering import (
    codes,
    link,
    lowered,
    messages,
    model,
    models,
    object_page,
    row,
)

from generator.explain.values import type_text
from generator.ir.values import MISSING, ListValue, NumberValue, ObjectValue
from generator.untrusted import Untrusted


def fields_of(*rows):
    found = lowered(models(object_page("Pet", *rows)))
    assert messages(found) == []
    return model(found, "Pet").fields


@pytest.mark.parametrize(
    ("cell", "doc"),
    [
        ("A name.", "A name."),
        ("N/A", None),
        ("", None),
        ("One.<br/><br/>  - two", "One.\n\n  - two"),
        ("a<br>b<br />c", "a\nb\nc"),
        (r"either \| or", "either | or"),
        ("`code` and **bold**", "`code` and **bold**"),
        ("```<br/>x = 1<br/>```", "```\nx = 1\n```"),
    ],
)
def test_a_description_is_the_markdown_of_its_cell(cell, doc):
    (field,) = fields_of(row("name", description=cell))
    assert (field.doc and field.doc.reveal()) == doc


@pytest.mark.parametrize(
    ("cell", "reason", "doc"),
    [
        (": warning: ** DEPRECATED **: Use `b`.<br/><br/>Old.", "Use `b`.", "Old."),
        (": warning: ** DEPRECATED **: Use `b`.", "Use `b`.", None),
        ("Just old.", None, "Just old."),
        ("N/A", None, None),
    ],
)
def test_a_deprecated_field_is_struck_through_and_says_why(cell, reason, doc):
    line = row("name", description=cell).replace("`name`", "~~`name`~~")
    (field,) = fields_of(line)
    assert field.name.reveal() == "name"
    assert (field.deprecated.reason and field.deprecated.reason.reveal()) == reason
    assert (field.doc and field.doc.reveal()) == doc


def test_a_notice_alone_deprecates_too():
    notice = ": warning: ** DEPRECATED **: Gone soon."
    (field,) = fields_of(row("name", description=notice))
    assert field.deprecated.reason.reveal() == "Gone soon."


def test_a_field_without_notice_is_not_deprecated():
    (field,) = fields_of(row("name", description="Not DEPRECATED at all."))
    assert field.deprecated is None


def test_an_example_cell_is_kept_as_it_stands_and_may_be_empty():
    one, two = fields_of(row("one", example=r"a \| b"), row("two"))
    assert one.example.reveal() == "a | b"
    assert two.example is None


@pytest.mark.parametrize(
    "name", ["a b", " a", "a_b", "a-b", "a.b", "$a", "1a", "1", "名前", "ä", "a\u0661"]
)
def test_a_name_has_letters_and_digits_only(name):
    found = lowered(models(object_page("Pet", row(name))))
    assert codes(found) == ["D013"]


@pytest.mark.parametrize("name", ["a", "A", "aB1", "URL", "class"])
def test_letters_and_digits_are_a_name(name):
    (field,) = fields_of(row(name))
    assert field.name.reveal() == name


def test_required_and_nullable_are_separate():
    required, optional = fields_of(row("one"), row("two", required=False))
    assert (required.required, optional.required) == (True, False)
    assert {f.nullable.value for f in (required, optional)} == {False}
    assert required.nullable.origin.rule == "never-null"


def test_additional_properties_are_no_field():
    rows = [row("name"), row("additionalProperties", "Record<string, *number*>")]
    pet = model(lowered(models(object_page("Pet", *rows))), "Pet")
    assert [f.name.reveal() for f in pet.fields] == ["name"]
    assert type_text(pet.additional) == "number"


def test_a_field_that_is_only_called_so_stays_a_field():
    (field,) = fields_of(row("additionalProperties", "*boolean*"))
    assert field.name.reveal() == "additionalProperties"


def test_a_model_may_hold_itself():
    rows = [
        row("mother", link("Pet"), required=False),
        row("young", link("Pet") + "[]"),
    ]
    assert [type_text(f.type) for f in fields_of(*rows)] == [
        "components.Pet",
        "list of components.Pet",
    ]


def test_an_example_literal_becomes_a_value():
    literal = (
        'let value: Pet = {\n  name: "Rex",\n  age: 4.50,\n  tags: [true, null],\n'
        "  owner: undefined,\n};"
    )
    page = object_page("Pet", row("name"), example=literal)
    assert model(lowered(models(page)), "Pet").example == ObjectValue(
        (
            (Untrusted("name"), Untrusted("Rex")),
            (Untrusted("age"), NumberValue("4.50")),
            (Untrusted("tags"), ListValue((True, None))),
            (Untrusted("owner"), MISSING),
        )
    )


def test_no_example_and_an_unreadable_one_are_no_value():
    found = lowered(
        models(object_page("Pet"), object_page("Dog", example="let x = 1 +;"))
    )
    assert model(found, "Pet").example == MISSING
    assert model(found, "Dog").example == MISSING
    assert codes(found) == ["D016"]
