"""How the member of a union's value is found."""

import pytest
from lowering import (
    codes,
    enum_page,
    link,
    lowered,
    messages,
    model,
    models,
    object_page,
    row,
)

from generator.check import run_checks
from generator.ir.facts import Overlaid
from generator.ir.models import ByKeys, ByTag, InOrder
from generator.passes import run_passes


def union_page(title, *members):
    return f"# {title}\n\n## Supported Types\n\n" + "".join(
        f"### `{member}`\n\n" for member in members
    )


CAT = object_page("Cat", row("name"), row("kind", '*"cat"*'))
DOG = object_page("Dog", row("kind", link("Kind")), row("name"))
KIND = enum_page("Kind", '"dog" | "wolf"')
PETS = union_page("Pet", "components.Cat", "components.Dog")


def finished(*pages, overlay=None):
    found = lowered(models(*pages), overlay)
    assert messages(found) == []
    return run_passes(found.api)


def found_in(*pages, overlay=None):
    api = finished(*pages, overlay=overlay)
    assert list(run_checks(api)) == []
    (union,) = (m for m in api.models if m.key.title.reveal() == "Pet")
    return union.selection


def revealed(tags):
    return [[t if isinstance(t, bool | int) else t.reveal() for t in m] for m in tags]


def test_a_required_field_with_values_of_its_own_in_each_member_is_the_discriminator():
    fact = found_in(PETS, CAT, DOG, KIND)
    assert fact.origin.rule == "tag-field"
    assert fact.value.field.reveal() == "kind"
    assert revealed(fact.value.tags) == [["cat"], ["dog", "wolf"]]


def test_numbers_and_truth_values_tell_as_well():
    one = object_page("One", row("streamed", "*true*"))
    two = object_page("Two", row("streamed", "*1*"))
    fact = found_in(union_page("Pet", "components.One", "components.Two"), one, two)
    assert revealed(fact.value.tags) == [[True], [1]]


def test_a_field_with_one_value_each_goes_before_one_with_several():
    cat = object_page("Cat", row("size", link("Small")), row("kind", '*"cat"*'))
    dog = object_page("Dog", row("size", link("Large")), row("kind", '*"dog"*'))
    small, large = enum_page("Small", '"s" | "xs"'), enum_page("Large", '"l" | "xl"')
    fact = found_in(PETS, cat, dog, small, large)
    assert fact.value.field.reveal() == "kind"


@pytest.mark.parametrize(
    "kind",
    [
        row("kind", '*"cat"*'),
        row("kind", '*"dog"*', required=False),
        row("kind"),
        row("sort", '*"dog"*'),
    ],
)
def test_a_field_that_does_not_tell_is_no_discriminator(kind):
    cat = object_page("Cat", row("kind", '*"cat"*'))
    fact = found_in(PETS, cat, object_page("Dog", kind, row("kindness")))
    assert not isinstance(fact.value, ByTag)


def test_values_may_come_from_nested_unions_even_from_those_that_hold_themselves():
    inner = union_page("Canine", "components.Dog", "components.Wolf", "components.Pet")
    wolf = object_page("Wolf", row("kind", '*"lone"*'))
    outer = union_page("Pet", "components.Cat", "components.Canine")
    api = finished(outer, inner, CAT, DOG, KIND, wolf)
    canine = model_of(api, "Canine")
    assert not isinstance(canine.selection.value, ByTag)
    flat = union_page("Canine", "components.Dog", "components.Wolf")
    fact = found_in(outer, flat, CAT, DOG, KIND, wolf)
    assert revealed(fact.value.tags) == [["cat"], ["dog", "wolf", "lone"]]


def model_of(api, title):
    (found,) = (m for m in api.models if m.key.title.reveal() == title)
    return found


def test_required_fields_tell_where_no_member_has_all_of_another_one():
    cat = object_page("Cat", row("claws"), row("name", required=False))
    dog = object_page("Dog", row("bark"), row("name"))
    fact = found_in(PETS, cat, dog)
    assert fact.origin.rule == "required-keys"
    assert isinstance(fact.value, ByKeys)
    assert revealed(fact.value.keys) == [["claws"], ["bark", "name"]]


@pytest.mark.parametrize(
    "dog",
    [
        object_page("Dog", row("bark"), row("claws", required=False)),
        object_page("Dog"),
        object_page(
            "Dog", row("bark"), row("additionalProperties", "Record<string, *any*>")
        ),
    ],
)
def test_objects_that_may_hold_each_other_are_tried_in_order_and_in_doubt(dog):
    fact = found_in(PETS, object_page("Cat", row("claws")), dog)
    assert fact.value == InOrder()
    assert fact.origin.rule == "members-in-order"


@pytest.mark.parametrize(
    ("members", "rule"),
    [
        (("string", "number", "string[]"), "distinct-kinds"),
        (("components.Cat", "string", "components.Cat[]"), "distinct-kinds"),
        (("components.Cat[]", "components.Dog[]"), "members-in-order"),
        (("components.Cat", "{ [k: string]: any }"), "members-in-order"),
        (("any", "components.Cat"), "members-in-order"),
        (("components.Pet[]", "string"), "distinct-kinds"),
    ],
)
def test_what_json_tells_apart_is_no_doubt(members, rule):
    pages = (union_page("Pet", *members), CAT, DOG, KIND)
    assert found_in(*pages).origin.rule == rule


OVERLAY = '[models."components.Pet"]\ndiscriminator = "{}"\n'
OLD = object_page("Cat", row("kind", '*"cat"*'), row("type", '*"c"*'))
NEW = object_page("Dog", row("kind", '*"dog"*'), row("type", '*"d"*'))


def test_the_overlay_may_name_another_field():
    fact = found_in(PETS, OLD, NEW, overlay=OVERLAY.format("type"))
    assert isinstance(fact.origin, Overlaid)
    assert revealed(fact.value.tags) == [["c"], ["d"]]


def test_a_stated_field_may_be_printed_as_optional():
    dog = object_page("Dog", row("kind", '*"dog"*', required=False))
    assert found_in(PETS, CAT, dog).origin.rule == "members-in-order"
    fact = found_in(PETS, CAT, dog, overlay=OVERLAY.format("kind"))
    assert revealed(fact.value.tags) == [["cat"], ["dog"]]


@pytest.mark.parametrize(("name", "code"), [("kind", "D053"), ("name", "D024")])
def test_a_stated_field_must_tell_and_must_be_news(name, code):
    api = finished(PETS, OLD, NEW, overlay=OVERLAY.format(name))
    (fault,) = run_checks(api)
    assert (fault.code, fault.span.file, fault.span.line) == (code, "sdk.toml", 2)


def test_a_discriminator_of_what_is_no_union_matches_nothing():
    overlay = '[models."components.Cat"]\ndiscriminator = "kind"\n'
    found = lowered(models(CAT), overlay)
    assert codes(found) == ["D052"]
    assert model(found, "Cat")
