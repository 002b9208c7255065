"""Nulls in examples prove that fields may be null."""

import pytest
from lowering import link, lowered, messages, model, models, object_page, row

from generator.ir.facts import Derived, Overlaid
from generator.passes import run_passes


def nullable_of(pages, title, overlay=None):
    found = lowered(pages, overlay)
    assert messages(found) == []
    fields = next(
        m.fields for m in run_passes(found.api).models if m.key.title.reveal() == title
    )
    return {f.name.reveal(): f.nullable for f in fields}


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


def test_a_pass_changes_nothing_else():
    found = lowered(models(OWNER))
    assert run_passes(found.api) == found.api
    assert isinstance(model(found, "Owner").fields[0].nullable.origin, Derived)
