"""Which argument of an example call is which."""

import pytest
from lowering import (
    EXAMPLE,
    link,
    lowered,
    models,
    object_page,
    only,
    operation,
    resource,
    row,
)

from generator.ir.passed import passed

PET = object_page("Pet", row("name"))
LOOKUP = object_page("FeedRequest", row("petId"), row("pet", link("Pet")))


def names(rows, arguments, *pages, path="/pets/{petId}"):
    """The values that `call(arguments)` passes, by name."""
    example = EXAMPLE.replace(".call()", f".call({arguments})")
    text = operation("feed", *rows, method="post", path=path, example=example)
    found = only(lowered(resource(text) | models(PET, *pages)))
    return {
        name.reveal(): shown(value)
        for name, value in passed(found, *found.examples).items()
    }


def shown(value):
    """A literal as plain Python."""
    if hasattr(value, "entries"):
        return {name.reveal(): shown(each) for name, each in value.entries}
    return value.reveal()


ROWS = [row("petId"), row("pet", link("Pet")), row("note", required=False)]


def test_a_required_body_comes_first():
    assert names(ROWS, '{name: "Ida"}, "p_1", "x"') == {
        "name": "Ida",
        "petId": "p_1",
        "pet": {"name": "Ida"},
        "note": "x",
    }


def test_a_required_body_follows_parameters_that_cannot_hold_it():
    assert names(ROWS, '"p_1", {name: "Ida"}, "x"') == {
        "name": "Ida",
        "petId": "p_1",
        "pet": {"name": "Ida"},
        "note": "x",
    }


def test_the_first_place_is_kept_where_no_place_fits():
    assert names(ROWS, '{name: "Ida"}, {id: "p_1"}')["pet"] == {"name": "Ida"}


KEYS = object_page("FeedSecurity", row("bearer"))


@pytest.mark.parametrize("arguments", ['{bearer: "k"}, "p_1"', '"p_1", {bearer: "k"}'])
def test_credentials_are_no_value_of_the_request(arguments):
    rows = [row("petId"), row("security", link("FeedSecurity"))]
    assert names(rows, arguments, KEYS) == {"petId": "p_1"}


def test_an_object_with_other_names_is_not_taken_for_credentials():
    rows = [row("pet", link("Pet")), row("security", link("FeedSecurity"))]
    assert names(rows, '{name: "Ida"}, {bearer: "k"}', KEYS, path="/pets")["pet"] == {
        "name": "Ida"
    }


def test_an_optional_body_comes_last():
    rows = [row("pet", link("Pet"), required=False), row("petId")]
    assert names(rows, '"p_1", {name: "Ida"}') == {
        "name": "Ida",
        "petId": "p_1",
        "pet": {"name": "Ida"},
    }


def test_arguments_may_be_left_out_at_the_end():
    assert names([row("petId"), row("note", required=False)], '"p_1"') == {
        "petId": "p_1"
    }


def test_one_object_holds_the_body_beside_the_other_values():
    assert names(ROWS, '{petId: "p_1", name: "Ida"}') == {
        "petId": "p_1",
        "name": "Ida",
        "pet": {"name": "Ida"},
    }


def test_one_object_holds_the_body_one_level_deeper():
    rows = [row("request", link("FeedRequest"))]
    arguments = '{petId: "p_1", pet: {name: "Ida"}}'
    assert names(rows, arguments, LOOKUP) == {
        "petId": "p_1",
        "name": "Ida",
        "pet": {"name": "Ida"},
    }


def test_a_call_without_arguments_passes_nothing():
    assert names([row("petId")], "") == {}
