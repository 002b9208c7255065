"""Checks over the finished model."""

import pytest
from lowering import (
    EXAMPLE,
    enum_page,
    link,
    lowered,
    models,
    object_page,
    operation,
    resource,
    row,
)

from generator.check import run_checks
from generator.diagnostics import Severity


def checked(pages, overlay=None):
    found = lowered(pages, overlay)
    assert found.diagnostics.sorted() == ()
    return [(d.code, d.severity, d.span.line, d.message) for d in run_checks(found.api)]


def test_a_sound_api_passes():
    pages = resource(operation("feed", row("size", required=False))) | models(
        enum_page("Size", '"a"')
    )
    assert checked(pages) == []


def test_two_fields_may_not_share_a_name_on_the_wire():
    pages = models(object_page("Pet", row("tail"), row("tailLength"), row("name")))
    ((code, severity, line, message),) = checked(
        pages, '[wire.names]\ntailLength = "tail"\n'
    )
    assert (code, severity) == ("D023", Severity.ERROR)
    assert message == "`tailLength` and `tail` both travel as `tail`"
    assert line == 16


OPTIONAL = [row("a", required=False), row("b", required=False)]


def test_two_parameters_of_one_place_may_not_share_a_name_on_the_wire():
    names = '[wire.names]\nb = "a"\n'
    assert [f[0] for f in checked(resource(operation("feed", *OPTIONAL)), names)] == [
        "D023"
    ]


def test_parameters_of_different_places_may_share_a_name():
    example = EXAMPLE.replace("call()", 'call("p_1", "p_1")')
    rows = [row("petId"), row("xPetId")]
    feed = operation("feed", *rows, path="/pets/{petId}", example=example)
    overlay = '[operations."pets.feed".parameters.xPetId]\nwire_name = "petId"\n'
    assert checked(resource(feed), overlay) == []


def test_two_operations_with_one_request_are_a_warning():
    ((code, severity, _, message),) = checked(
        resource(
            operation("feed"), operation("water"), operation("walk", method="post")
        )
    )
    assert (code, severity) == ("D039", Severity.WARNING)
    assert message == "`water` sends the same request as `feed`: GET `/pets`"


def test_one_operation_under_two_names_is_no_news():
    water = operation("water").replace('operationID="water"', 'operationID="feed"')
    assert checked(resource(operation("feed"), water)) == []


PET = object_page("Pet", row("size", link("Size")), row("age", "*number*"))
ROWS = [row("petId"), row("pet", link("Pet"), required=False)]


def of_example(arguments, *rows):
    """What is reported of an example that passes `arguments`, without its beginning."""
    text = operation(
        "feed",
        *(rows or ROWS),
        method="post",
        path="/pets/{petId}",
        example=EXAMPLE.replace(".call()", f".call({arguments})"),
    )
    found = checked(resource(text) | models(PET, enum_page("Size", '"a" | "b"')))
    assert {(code, severity) for code, severity, _, _ in found} <= {
        ("D026", Severity.WARNING)
    }
    return [message.removeprefix("in the example of `feed`, ") for *_, message in found]


@pytest.mark.parametrize(
    "arguments",
    [
        '"p_1"',
        '"p_1", { size: "a", age: 1 }',
        '"p_1", { size: Size.B, age: 0.5 }',
        '{ petId: "p_1", pet: { size: "a", age: 1 } }',
        '{ petId: "p_1", size: "a", age: 1 }',
        '"p_1", { size: null, age: process.env["AGE"] ?? "" }',
    ],
)
def test_an_example_may_pass_what_the_operation_takes(arguments):
    assert of_example(arguments) == []


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ("", "`petId` is missing"),
        ("1", "`petId` is not text"),
        (
            '"p_1", { size: "c", age: 1 }',
            "`size` of `pet` is no value of `components.Size`",
        ),
        ('"p_1", { size: "a", age: "1" }', "`age` of `pet` is not a number"),
        ('"p_1", { size: "a" }', "`pet` lacks `age`"),
        ('"p_1", { size: "a", age: 1, b: 1 }', "`b` is no field of `components.Pet`"),
        ('"p_1", "dog"', "`pet` is not an object"),
        ('"p_1", { size: "a", age: 1 }, 2', "there are more arguments than parameters"),
        ('{ petId: "p_1", pet: { size: "a", age: 1 }, b: 1 }', "`b` is no parameter"),
    ],
)
def test_what_an_example_passes_wrongly_is_reported(arguments, problem):
    assert of_example(arguments) == [problem]
