"""Arguments: checked before anything goes out, never converted, and named where they are wrong."""

import datetime as dt
import sys
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Literal

import pytest
from pydantic import Field

from tests.sdk.runtime.harness import BOOK, Script, reply

CREATED = reply(200, BOOK)


@pytest.mark.parametrize(
    ("values", "argument"),
    [
        ({"title": 7}, "title"),
        ({"title": "E", "format": "canary"}, "format"),
        ({"title": "E", "printed_at": "canary"}, "printed_at"),
        ({"title": "E", "authors": [{"full_name": 1}]}, "authors[0].full_name"),
        ({"title": "E", "authors": [{"fullName": "canary"}]}, "authors[0].full_name"),
        ({"title": "E", "authors": [{"full_name": "A", "x": 1}]}, "authors[0].x"),
    ],
)
def test_a_wrong_argument_is_named_and_its_value_is_not(harness, values, argument):
    script = Script(CREATED)
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: c.books.add(**values), script)
    assert caught.value.argument == argument
    assert "canary" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert script.requests == []


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"page_count": True}, "page_count: expected a number, got a boolean"),
        ({"page_count": "3"}, "page_count: expected a number, got text"),
        ({"page_count": Decimal(3)}, "page_count: expected "),
        ({"printed_at": "2025-01-02T00:00:00Z"}, "printed_at: expected a date and"),
        ({"printed_at": 1_700_000_000}, "printed_at: expected a date and time, got"),
        ({"printed_at": dt.date(2025, 1, 2)}, "printed_at: expected a date and time"),
        (
            {"authors": {1: {"full_name": "A"}}.values()},
            "authors: expected a list, got",
        ),
        ({"authors": iter([{"full_name": "A"}])}, "authors: expected a list"),
        ({"authors": [{"full_name": b"A"}]}, "authors[0].full_name: expected text"),
        ({"metadata": {"plan": {"a"}}}, "metadata.plan: is of no type that JSON has"),
        ({"metadata": {"plan": [(1, b"a")]}}, "metadata.plan[0][1]: is of no type"),
    ],
)
def test_an_argument_is_never_converted(harness, values, problem):
    script = Script(CREATED)
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: c.books.add(title="E", **values), script)
    assert str(caught.value).startswith(problem)
    assert script.requests == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "2"),
        ("page", True),
        ("ids", {1, 2}),
        ("ids", ["1"]),
        ("ids", [1.0]),
        ("with_text", 1),
        ("with_text", "yes"),
        ("since", "2025-01-02T00:00:00Z"),
        ("where", {"a": frozenset()}),
    ],
)
def test_a_parameter_is_never_converted(harness, name, value):
    script = Script(CREATED)
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: c.books.get("b1", **{name: value}), script)
    assert caught.value.argument in {name, f"{name}[0]", f"{name}.a"}
    assert script.requests == []


def test_an_integer_of_any_length_is_sent(harness):
    script = Script(CREATED)
    digits = "7" * 5000
    sys.set_int_max_str_digits(0)
    try:
        long = int(digits)
    finally:
        sys.set_int_max_str_digits(4300)
    options = {"query": {"more": long}}
    harness.call(lambda c: c.books.get("b1", page=long, options=options), script)
    assert dict(script.request.url.params) == {"pageNo": digits, "more": digits}


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_parameter_that_is_no_finite_number_is_refused(harness, number):
    with pytest.raises(harness.errors.InvalidArgumentError, match="a finite number"):
        harness.call(lambda c: c.books.get("b1", page=number), Script(CREATED))


def test_sequences_and_mappings_of_any_kind_are_taken(harness):
    script = Script(CREATED)
    author = MappingProxyType({"full_name": "Jane"})
    metadata = MappingProxyType({"pair": (1, {"deep": None})})
    harness.call(
        lambda c: c.books.add(title="E", authors=(author,), metadata=metadata), script
    )
    assert script.json == {
        "title": "E",
        "authors": [{"fullName": "Jane"}],
        "metadata": {"pair": [1, {"deep": None}]},
    }


def test_an_integer_is_taken_for_a_number_but_text_is_not(runtime):
    arguments, errors = runtime("arguments"), runtime("errors")
    assert arguments.check(float, 3, argument="size") == 3.0
    for value in ("3", True, Decimal(3)):
        with pytest.raises(errors.InvalidArgumentError):
            arguments.check(float, value, argument="size")


def test_a_model_is_looked_into_as_a_dict_is(harness):
    book = harness.sdk.models.operations.NewBook(title="E", metadata={"plan": {"a"}})
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: c.books.replace("b1", book=book), Script(CREATED))
    assert caught.value.argument == "book.metadata.plan"


def test_all_problems_of_a_call_are_told_at_once(harness):
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: c.books.add(title=1, format="x"), Script(CREATED))
    assert "title: " in str(caught.value)
    assert "format: " in str(caught.value)


def test_what_json_cannot_express_is_named(harness):
    script = Script(CREATED)
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(
            lambda c: c.books.add(title="E", metadata={"plan": float("nan")}), script
        )
    assert caught.value.argument == "metadata"
    assert script.requests == []


@pytest.fixture(scope="module")
def shelf(runtime):
    """Return a type that nests unions, lists and models."""
    base = runtime("models").Model

    class Note(base):
        kind: Literal["note"]
        text: str

    class Photo(base):
        kind: Literal["photo"]
        alt_text: Annotated[str | None, Field(alias="altText")] = None
        width: int | float

    class Shelf(base):
        label: str | list[str]
        parts: str | list[Note | Photo] | None = None

    return Shelf


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"label": 1}, ["label: must be text or a list"]),
        ({"label": ["a", 1]}, ["label[1]: must be text"]),
        ({}, ["label: is required"]),
        ({"label": "a", "parts": [{"kind": "note"}]}, ["parts[0].text: is required"]),
        (
            {"label": "a", "parts": [{"kind": "film", "text": "x", "width": 1}]},
            ["parts[0].kind: must be 'note' or 'photo'"],
        ),
        (
            {"label": "a", "parts": [{"kind": "photo", "width": "wide"}]},
            ["parts[0].width: must be a number"],
        ),
        (
            {
                "label": "a",
                "parts": [{"kind": "photo", "width": 1, "altText": "b"}],
            },
            ["parts[0].altText: is no field here; did you mean `alt_text`?"],
        ),
        (
            {"label": "a", "parts": [{"kind": "photo", "width": 1, "alt_txt": "b"}]},
            ["parts[0].alt_txt: is no field here; did you mean `alt_text`?"],
        ),
        (
            {"label": "a", "parts": [{"kind": "photo", "txt": "b", "alt_text": "c"}]},
            ["parts[0].width: is required", "parts[0].txt: is no field here"],
        ),
        (
            {"label": "a", "parts": [{"kind": "note", "tekst": "b"}]},
            [
                "parts[0].text: is required",
                "parts[0].tekst: is no field here; did you mean `text`?",
            ],
        ),
        ({"labels": "a"}, ["label: is required"]),
    ],
)
def test_of_a_union_only_the_closest_member_is_told(runtime, shelf, value, told):
    arguments, errors = runtime("arguments"), runtime("errors")
    with pytest.raises(errors.InvalidArgumentError) as caught:
        arguments.check(shelf, value, argument=None)
    parts = str(caught.value).split("; p")
    assert caught.value.argument == told[0].partition(":")[0]
    assert len(parts) == len(told)
    assert str(caught.value).startswith(told[0])
    assert all(each in str(caught.value) for each in told)


def test_an_object_with_additional_properties_takes_them_and_others_do_not(runtime):
    arguments, errors = runtime("arguments"), runtime("errors")
    base = runtime("models").Model

    class Plain(base):
        size: int

    class Open(base):
        __pydantic_extra__: dict[str, int]
        plain: Plain | None = None

    value = arguments.check(Open, {"plain": {"size": 1}, "x-y": 2}, argument="labels")
    assert arguments.as_json(Open, value, argument="labels") == (
        b'{"plain":{"size":1},"x-y":2}'
    )
    for wrong in ("two", "2", True):
        with pytest.raises(errors.InvalidArgumentError, match=r"labels\.x-y"):
            arguments.check(Open, {"x-y": wrong}, argument="labels")
    with pytest.raises(errors.InvalidArgumentError, match=r"plain\.colour"):
        arguments.check(Plain, {"size": 1, "colour": 2}, argument="plain")
