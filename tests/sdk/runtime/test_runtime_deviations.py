"""Answers that are not what the docs promise: what is kept, and who is told."""

import copy
import datetime as dt
import importlib
import json
import math
import pickle

import pytest
from pydantic import create_model

from tests.sdk.runtime.harness import BOOK


@pytest.mark.parametrize(
    ("documented", "value"),
    [
        (int, [1, 2]),
        (int, {"a": 1}),
        (int, "12"),
        (int, None),
        (list[int], {"data": [1]}),
    ],
)
def test_a_whole_answer_of_another_type_is_kept_and_told(runtime, documented, value):
    result, found, problem = _read(runtime, documented, value)
    assert (result, problem) == (value, None)
    assert [each.path for each in found] == [""]
    if isinstance(value, list | dict):
        assert runtime("lenient").deviations(result) == found


@pytest.mark.parametrize(
    ("documented", "value"),
    [
        (list[int], None),
        (list[int], "a"),
        (dict[str, int] | None, 1),
        (dict[str, int], [1]),
    ],
)
def test_what_has_nothing_of_what_is_promised_is_of_no_use(runtime, documented, value):
    _, found, problem = _read(runtime, documented, value)
    assert problem == str(found[0])


def _read(runtime, documented, value, **options):
    text = json.dumps(value).encode()
    return runtime("decode").read_json(documented, text, **{"strict": False} | options)


@pytest.mark.parametrize("strict", [False, True])
def test_who_asks_is_told_of_deviations_whether_they_are_raised_or_not(
    sdk, runtime, strict
):
    decode = runtime("decode").decode
    operation = runtime("operation").Operation(
        id="x",
        method="GET",
        path="/",
        result=lambda: sdk.models.operations.Book,
    )
    for value, paths in [(BOOK, []), ({**BOOK, "title": None}, ["title"])]:
        told = []
        reply_ = runtime("reply").Reply(200, (), json.dumps(value).encode())
        try:
            decode(operation, reply_, strict=strict, note=told.extend)
        except sdk.errors.DecodeError:
            assert strict
        assert [each.path for each in told] == paths


NO_JSON = "the answer is no JSON that can be read"


@pytest.mark.parametrize(
    ("digits", "problem"),
    [
        (4300, None),
        (4301, f"{NO_JSON}: number out of range at line 1 column 4301"),
    ],
)
def test_an_integer_is_read_if_python_reads_so_many_digits(runtime, digits, problem):
    for documented in (int, int | float, str, object):
        result, _, told = runtime("decode").read_json(
            documented, b"7" * digits, strict=False
        )
        assert (result is None, told) == (problem is not None, problem)


@pytest.mark.parametrize(
    ("text", "value"), [("3", 3), ("3.0", 3.0), ("-0", 0), ("3e0", 3.0), ("3.5", 3.5)]
)
def test_a_whole_number_stays_an_integer_and_is_written_as_one(
    sdk, runtime, text, value
):
    book, found, _ = _book(sdk, runtime, f'"pageCount": {text}')
    assert (repr(book.page_count), found) == (repr(value), ())
    written = json.loads(book.model_dump_json(by_alias=True))["pageCount"]
    assert repr(written) == repr(book.model_dump()["page_count"]) == repr(value)
    sent = runtime("arguments").check(type(book), book.model_dump(), argument="book")
    assert repr(runtime("models").to_wire(sent)["pageCount"]) == repr(value)


UTC = dt.timezone.utc
SECOND = dt.datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
TEXT_KEPT = "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "2025-02-30T00:00:00Z"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("9223372036854775808", 2**63),
        ("-" + "9" * 4000, -(10**4000) + 1),
        ("0.1", 0.1),
        ("-0.0", -0.0),
        ("NaN", math.nan),
        ("-Infinity", -math.inf),
        ("1e400", math.inf),
        ('"12.50"', "12.50"),
    ],
)
def test_numbers_are_kept_as_they_came(sdk, runtime, text, kept):
    book, _, problem = _book(sdk, runtime, f'"pageCount": {text}')
    assert (repr(book.page_count), problem) == (repr(kept), None)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-01-02T03:04:05Z", SECOND),
        ("2025-01-02T05:04:05+02:00", SECOND),
        ("2025-01-02T03:04:05", SECOND.replace(tzinfo=None)),
        (
            "2025-01-02T03:04:05.123456789",
            SECOND.replace(microsecond=123456, tzinfo=None),
        ),
    ],
)
def test_moments_are_read_to_the_microsecond(sdk, runtime, text, moment):
    book, found, _ = _book(sdk, runtime, f'"printedAt": "{text}"')
    assert (book.printed_at, found) == (moment, ())
    assert (book.printed_at.tzinfo is None) == (moment.tzinfo is None)


@pytest.mark.parametrize("text", TEXT_KEPT)
def test_moments_that_python_has_no_type_for_are_kept_as_text(sdk, runtime, text):
    book, found, _ = _book(sdk, runtime, f'"printedAt": "{text}"')
    assert book.printed_at == text
    assert [each.path for each in found] == ["printedAt"]


@pytest.mark.parametrize(
    "text",
    [
        '"x": 1, "x": 2',
        '"' + "k" * 1_000_000 + '": 1',
        '"x": ' + "[" * 100 + "]" * 100,
    ],
)
def test_odd_objects_are_read(sdk, runtime, text):
    book, found, problem = _book(sdk, runtime, text)
    assert (book.id, found, problem) == ("1", (), None)
    assert json.loads(book.model_dump_json(exclude_unset=True)) == json.loads(
        _text(text)
    )


@pytest.mark.parametrize("tag", [[1], {"a": 1}, None, 1.5])
def test_an_object_whose_tag_is_no_tag_can_be_written(sdk, runtime, tag):
    text = f'"cover": {{"kind": {json.dumps(tag)}}}'
    book, found, _ = _book(sdk, runtime, text)
    assert [each.path for each in found] == ["cover"]
    assert book.model_dump(exclude_unset=True)["cover"] == {"kind": tag}
    assert json.loads(book.model_dump_json())["cover"] == {"kind": tag}


def test_what_deviates_is_copied_pickled_and_compared_like_the_rest(sdk, runtime):
    book, _, _ = _book(sdk, runtime, '"format": "new", "authors": [7], "y": {}')
    twins = copy.copy(book), copy.deepcopy(book), pickle.loads(pickle.dumps(book))
    for twin in twins:
        assert twin == book
        assert (twin.format, twin.authors, twin.model_extra) == ("new", [7], {"y": {}})
    books, _, _ = runtime("decode").read_json(
        list[type(book)], b'[{"id": 1}, null]', strict=False
    )
    twins = copy.copy(books), copy.deepcopy(books), pickle.loads(pickle.dumps(books))
    deviations = runtime("lenient").deviations
    for twin in twins:
        assert twin == books
        assert deviations(twin) == deviations(books) != ()
        assert deviations(twin[0]) == deviations(books[0]) != ()


def test_models_live_in_models_of_the_user(sdk, runtime):
    book = sdk.models.operations.Book
    shelf = create_model("Shelf", best=book, others=list[book])
    value, _, _ = _book(sdk, runtime, '"cover": {"kind": "paper", "grams": 1}, "y": 1')
    full = shelf(best=value, others=[value])
    assert shelf.model_validate(full.model_dump()) == full
    assert shelf.model_validate_json(full.model_dump_json(by_alias=True)) == full
    for mode in ("validation", "serialization"):
        found = shelf.model_json_schema(mode=mode)
        assert found["properties"]["best"] == {"$ref": "#/$defs/Book"}
        assert "Paper" in found["$defs"]
    assert full.best is value


RING = """
from typing_extensions import TypeAliasType
from mini_sdk._runtime.models import Model

Node = TypeAliasType("Node", "Leaf | Branch")

class Leaf(Model):
    size: int

class Branch(Model):
    nodes: list[Node]
"""


def test_a_deviation_within_unions_that_lead_back_is_told_there(
    runtime, tmp_path, monkeypatch
):
    (tmp_path / "ring_of_nodes.py").write_text(RING, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    ring = importlib.import_module("ring_of_nodes")
    body = b'{"nodes": [{"nodes": [{"size": "big"}]}]}'
    result, found, _ = runtime("decode").read_json(ring.Node, body, strict=False)
    leaf = result.nodes[0].nodes[0]
    assert (type(leaf), leaf.size) == (ring.Leaf, "big")
    assert list(map(str, found)) == [
        "nodes[0].nodes[0].size: expected an integer, got text"
    ]


def _book(sdk, runtime, part):
    book = sdk.models.operations.Book
    return runtime("decode").read_json(book, _text(part).encode(), strict=False)


def _text(part):
    return f'{{"id": "1", "title": "E", {part}}}'
