"""What examples of models and calls of operations prove: nulls, fractions, numbers of enums."""

import pytest
from lowering import (
    EXAMPLE,
    enum_page,
    link,
    lowered,
    messages,
    model,
    models,
    object_page,
    only,
    operation,
    resource,
    row,
)

from generator.explain.values import type_text
from generator.ir.facts import Overlaid


def nullable_of(pages, title, overlay=None):
    found = lowered(pages, overlay)
    assert messages(found) == []
    return {f.name.reveal(): f.nullable for f in model(found, title).fields}


def values_of(pages, title, overlay=None):
    return {n: f.value for n, f in nullable_of(pages, title, overlay).items()}


def literal(inner):
    return f"let value: Pet = {inner};"


OWNER = object_page("Owner", row("name"), row("phone"))


def test_a_null_proves_and_its_absence_proves_nothing():
    page = object_page(
        "Pet", row("a"), row("b"), row("c"), example=literal('{ a: null, b: "x" }')
    )
    facts = nullable_of(models(page), "Pet")
    assert {n: f.value for n, f in facts.items()} == {"a": True, "b": False, "c": False}
    assert facts["a"].origin.rule == "null-in-example"
    assert facts["a"].origin.span.line == 1
    assert facts["b"].origin.rule == "never-null"


def test_undefined_is_not_null():
    page = object_page("Pet", row("a"), example=literal("{ a: undefined }"))
    assert values_of(models(page), "Pet") == {"a": False}


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (link("Owner"), "{ phone: null }"),
        (link("Owner") + "[]", '[{ phone: "1" }, { phone: null }]'),
        (link("Owner") + "[][]", "[[], [{ phone: null }]]"),
        (f"Record<string, {link('Owner')}>", '{ "first": { phone: null } }'),
        (f"Record<string, {link('Owner')}[]>", '{ "first": [{ phone: null }] }'),
    ],
)
def test_an_example_is_walked_through_nested_models(type_, value):
    page = object_page(
        "Pet", row("owner", type_), example=literal(f"{{ owner: {value} }}")
    )
    assert values_of(models(page, OWNER), "Owner") == {"name": False, "phone": True}
    assert values_of(models(page, OWNER), "Pet") == {"owner": False}


def test_a_model_that_holds_itself_is_walked_to_the_end_of_its_example():
    deep = literal('{ name: "a", next: { name: "b", next: { name: null } } }')
    page = object_page("Pet", row("name"), row("next", link("Pet")), example=deep)
    assert values_of(models(page), "Pet") == {"name": True, "next": False}


def test_examples_of_union_members_count():
    union = (
        "# Home\n\n## Supported Types\n\n### `components.Owner`\n\n"
        "```typescript\nconst value: components.Owner = { phone: null };\n```\n"
    )
    assert values_of(models(union, OWNER), "Owner") == {"name": False, "phone": True}


def test_a_null_beside_the_type_proves_nothing():
    page = object_page("Pet", row("a"), example=literal("{ b: null, a: { a: null } }"))
    assert values_of(models(page), "Pet") == {"a": False}


def test_the_overlay_knows_better_than_an_example():
    page = object_page("Pet", row("a"), row("b"), example=literal("{ a: null }"))
    overlay = """\
[models."components.Pet".fields]
a = { nullable = false }
b = { nullable = true }
"""
    facts = nullable_of(models(page), "Pet", overlay)
    assert {n: f.value for n, f in facts.items()} == {"a": False, "b": True}
    assert all(isinstance(f.origin, Overlaid) for f in facts.values())


def test_what_an_example_proves_need_not_be_stated():
    page = object_page("Pet", row("a"), example=literal("{ a: null }"))
    overlay = '[models."components.Pet".fields.a]\nnullable = true\n'
    (fault,) = lowered(models(page), overlay).diagnostics.sorted()
    assert (fault.code, fault.span.line) == ("D053", 2)


def test_an_object_of_a_union_is_walked_where_only_one_member_fits():
    union = "# Home\n\n## Supported Types\n\n### `components.Owner`\n\n### `components.Cage`\n"
    cage = object_page("Cage", row("size", required=False))
    for inner, proven in (("name: null, phone: null", True), ("size: null", False)):
        page = object_page(
            "Pet",
            row("home", "*components.Home*"),
            example=literal(f"{{ home: {{ {inner} }} }}"),
        )
        found = values_of(models(page, union, cage, OWNER), "Owner")
        assert found == {"name": proven, "phone": proven}


NUMBERS = object_page(
    "Pet",
    row("age", "*number*"),
    row("weight", "*number*"),
    row("sizes", "Record<string, *number*[]>"),
    row("name"),
    example=literal("{ age: 3, weight: 2.5, sizes: { a: [1, 0.5] } }"),
)


def integers_of(found):
    return {f.name.reveal(): f.integer for f in model(found, "Pet").fields}


def test_a_fraction_proves_and_a_whole_number_does_not():
    facts = integers_of(lowered(models(NUMBERS)))
    assert facts.pop("name") is None
    assert {n: (f.value, f.origin.rule) for n, f in facts.items()} == {
        "age": (False, "number-undecided"),
        "weight": (False, "fraction-in-example"),
        "sizes": (False, "fraction-in-example"),
    }


def test_integers_can_be_stated_and_what_is_proven_need_not_be_denied():
    overlay = '[models."components.Pet".fields]\nage = { integer = true }\n'
    found = lowered(models(NUMBERS), overlay)
    assert messages(found) == []
    assert type_text(model(found, "Pet").fields[0].type) == "integer"
    assert integers_of(found)["age"].value
    overlay += "weight = { integer = false }\n"
    assert [c for c, _ in messages(lowered(models(NUMBERS), overlay))] == ["D053"]


TABLE = "# Size\n\n## Values\n\n| Name | Value |\n| --- | --- |\n| `One` | 1 |\n| `Two` | 2 |\n"


def enum_of(overlay, *pages):
    found = lowered(models(TABLE, *pages), overlay)
    assert messages(found) == []
    enum = model(found, "Size")
    values = [
        v.value if isinstance(v.value, int) else v.value.reveal() for v in enum.values
    ]
    return values, enum.integers.origin


def test_a_table_of_digits_holds_integers_in_doubt():
    values, origin = enum_of(None)
    assert values == [1, 2]
    assert origin.rule == "table-of-digits"


@pytest.mark.parametrize(
    ("shown", "expected", "rule"),
    [("2", [1, 2], "number-in-example"), ('"2"', ["1", "2"], "text-in-example")],
)
def test_an_example_of_any_page_settles_it(shown, expected, rule):
    page = object_page(
        "Pet", row("size", link("Size")), example=literal(f"{{ size: {shown} }}")
    )
    values, origin = enum_of(None, page)
    assert values == expected
    assert (origin.rule, origin.span.file) == (rule, "docs/models/components/pet.md")


@pytest.mark.parametrize(
    ("kind", "values"), [("number", [1, 2]), ("string", ["1", "2"])]
)
def test_an_open_table_says_what_else_may_come_and_leaves_no_doubt(kind, values):
    page = TABLE.replace("Size", "Pet") + f"| - | `Unrecognized<{kind}>` |\n"
    enum = model(lowered(models(page)), "Pet")
    assert [
        v.value if isinstance(v.value, int) else v.value.reveal() for v in enum.values
    ] == values
    assert enum.integers is None
    assert enum.open.value


def test_a_leading_zero_makes_text():
    page = TABLE.replace("Size", "Pet").replace("| 1 |", "| 01 |")
    enum = model(lowered(models(page)), "Pet")
    assert [v.value.reveal() for v in enum.values] == ["01", "2"]
    assert enum.integers is None


@pytest.mark.parametrize(
    ("stated", "values"), [("true", [1, 2]), ("false", ["1", "2"])]
)
def test_the_overlay_settles_it(stated, values):
    found, origin = enum_of(f'[models."components.Size"]\ninteger = {stated}\n')
    assert found == values
    assert isinstance(origin, Overlaid)


def test_an_enum_that_prints_its_values_as_literals_leaves_no_doubt():
    page = enum_page("Size", "1 | 2")
    assert model(lowered(models(page)), "Size").integers is None


def called(arguments, *rows, overlay=None, pages=()):
    """What an operation is, with its models, whose examples pass these arguments."""
    first, *more = [EXAMPLE.replace("call()", f"call({each})") for each in arguments]
    again = "".join(
        f"### Example Usage: {number}\n\n```typescript\n{each}\n```\n\n"
        for number, each in enumerate(more)
    )
    text = operation("feed", *rows, method="post", example=first)
    text = text.replace("### Parameters", f"{again}### Parameters")
    found = lowered(resource(text) | models(*pages), overlay)
    assert messages(found) == []
    return found


def test_each_call_of_an_operation_proves():
    pet = object_page("Pet", row("a", "*number*"), row("b"), row("c"))
    calls = ["{ a: 1, b: null }", "{ a: 0.5, b: null }", '{ c: "x" }']
    found = called(calls, row("request", link("Pet")), pages=[pet])
    a, b, c = model(found, "Pet").fields
    assert (a.integer.value, a.integer.origin.rule) == (False, "fraction-in-example")
    assert (b.nullable.value, b.nullable.origin.rule) == (True, "null-in-example")
    assert b.nullable.origin.span.file == "docs/sdks/pets/README.md"
    assert not c.nullable.value


def test_a_call_proves_of_parameters_too():
    rows = [row("size"), row("weight", "*number*"), row("name")]
    found = called(['null, 0.5, "x"'], *rows)
    size, weight, name = only(found).parameters
    assert size.nullable.value
    assert weight.integer.origin.rule == "fraction-in-example"
    assert name.nullable.origin.rule == "never-null"


def test_the_overlay_knows_better_than_a_call():
    pet = object_page("Pet", row("b"))
    overlay = '[models."components.Pet".fields.b]\nnullable = false\n'
    found = called(
        ["{ b: null }"], row("request", link("Pet")), overlay=overlay, pages=[pet]
    )
    (b,) = model(found, "Pet").fields
    assert not b.nullable.value
    assert isinstance(b.nullable.origin, Overlaid)


def test_a_call_tells_what_a_table_of_digits_holds():
    size = "# Size\n\n## Values\n\n| Name | Value |\n|---|---|\n| `One` | 1 |\n| `Two` | 2 |\n"
    pet = object_page("Pet", row("size", link("Size")))
    request = row("request", link("Pet"))
    found = called(['{ size: "1" }'], request, pages=[pet, size])
    assert [each.value.reveal() for each in model(found, "Size").values] == ["1", "2"]
    found = called(["{ size: 1 }"], request, pages=[pet, size])
    assert [each.value for each in model(found, "Size").values] == [1, 2]
