"""What comes in: typed results, honest leniency, and no exception of other libraries."""

import datetime as dt
import json

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.runtime.harness import BOOK, Harness, Script, raw, reply

FULL = {
    "id": "b1",
    "title": "Emma",
    "pageCount": 474,
    "format": "paper",
    "printedAt": "2025-01-02T03:04:05.678Z",
    "authors": [{"fullName": "Jane", "bestBook": BOOK}],
    "cover": {"kind": "screen", "pixelCount": 12345678901234567890},
    "metadata": {"any": [None, 1.5, {"x": True}]},
}


def _get(harness, value, **settings):
    return harness.call(
        lambda c: c.books.get("b1"), Script(reply(200, value)), **settings
    )


def _found(runtime, result):
    return [str(each) for each in runtime("lenient").deviations(result)]


def test_a_documented_answer_is_a_typed_model(harness, runtime):
    book = _get(harness, FULL, strict=True)
    models = harness.sdk.models.operations
    assert isinstance(book, models.Book)
    assert book.page_count == 474
    assert isinstance(book.page_count, int)
    assert book.printed_at == dt.datetime(
        2025, 1, 2, 3, 4, 5, 678000, tzinfo=dt.timezone.utc
    )
    assert isinstance(book.authors[0].best_book, models.Book)
    assert book.cover == models.Screen(kind="screen", pixel_count=12345678901234567890)
    assert runtime("models").to_wire(book) == FULL | {
        "printedAt": "2025-01-02T03:04:05.678000Z"
    }
    assert runtime("lenient").deviations(book) == ()


def test_unknown_fields_are_kept_and_are_no_deviation(harness, runtime):
    book = _get(harness, {**BOOK, "newField": {"a": 1}}, strict=True)
    assert book.model_extra == {"newField": {"a": 1}}
    assert runtime("models").to_wire(book) == {**BOOK, "newField": {"a": 1}}


@pytest.mark.parametrize(
    ("part", "kept", "deviation"),
    [
        (
            {"format": "braille"},
            ("format", "braille"),
            "format: expected one of 'paper', 'screen' or null, got 'braille'",
        ),
        ({"title": None}, ("title", None), "title: expected text, got null"),
        ({"title": 7}, ("title", 7), "title: expected text, got an integer"),
        (
            {"pageCount": "many"},
            ("page_count", "many"),
            "pageCount: expected a number or null, got text",
        ),
        (
            {"pageCount": True},
            ("page_count", True),
            "pageCount: expected a number or null, got a boolean",
        ),
        (
            {"printedAt": "yesterday"},
            ("printed_at", "yesterday"),
            "printedAt: expected a date and time or null, got text",
        ),
        (
            {"cover": {"kind": "hologram", "watts": 3}},
            ("cover", {"kind": "hologram", "watts": 3}),
            "cover: expected Paper or Screen or text or null, got an object",
        ),
        (
            {"metadata": [1]},
            ("metadata", [1]),
            "metadata: expected an object or null, got a list",
        ),
    ],
)
def test_what_deviates_is_kept_and_told(harness, runtime, part, kept, deviation):
    book = _get(harness, {**FULL, **part})
    name, value = kept
    assert getattr(book, name) == value
    assert _found(runtime, book) == [deviation]
    assert book.authors[0].full_name == "Jane"
    assert json.loads(book.model_dump_json(by_alias=True))["id"] == "b1"
    assert book.model_dump()[name] == value


@pytest.mark.parametrize("part", [{"format": "braille"}, {"title": None}])
def test_strict_raises_what_deviates(harness, part):
    with pytest.raises(harness.errors.DecodeError) as caught:
        _get(harness, {**FULL, **part}, strict=True)
    (deviation,) = caught.value.deviations
    assert str(deviation) in str(caught.value)
    assert json.loads(caught.value.body) == {**FULL, **part}


def test_a_missing_field_is_none_and_not_set(harness, runtime):
    book = _get(harness, {"id": "b1"})
    assert book.title is None
    assert book.model_fields_set == {"id"}
    assert _found(runtime, book) == ["title: expected text, got nothing"]


def test_a_deviation_deep_inside_is_told_there_and_at_the_top(harness, runtime):
    value = {**FULL, "authors": [{"fullName": "A"}, {"fullName": "B", "bestBook": 1}]}
    book = _get(harness, value)
    told = ["authors[1].bestBook: expected Book or null, got an integer"]
    assert _found(runtime, book) == told
    assert _found(runtime, book.authors[1]) == told
    assert _found(runtime, book.authors[0]) == []


def test_a_variant_is_recognised_by_its_constant_even_if_it_deviates(harness, runtime):
    cover = {"kind": "paper", "grams": "heavy"}
    book = _get(harness, {**BOOK, "cover": cover})
    assert type(book.cover).__name__ == "Paper"
    assert book.cover.grams == "heavy"


def test_a_list_keeps_its_good_items_typed_and_its_bad_items_raw(harness, runtime):
    script = Script(reply(200, [BOOK, None, {**BOOK, "format": "x"}]))
    books = harness.call(lambda c: c.books.list(), script)
    assert [type(book).__name__ for book in books] == ["Book", "NoneType", "Book"]
    assert isinstance(books, list)
    assert _found(runtime, books) == [
        "[1]: expected Book, got null",
        "[2].format: expected one of 'paper', 'screen' or null, got 'x'",
    ]


def test_further_fields_of_a_known_type_are_typed_and_told_when_they_deviate(
    sdk, runtime
):
    value = {"total": 2, "a": "2025-01-02", "b": "yesterday"}
    stock, found = runtime("lenient").rebuild(sdk.models.operations.Stock, value)
    assert stock.model_extra == {"a": dt.date(2025, 1, 2), "b": "yesterday"}
    assert [str(each) for each in found] == ["b: expected a date, got text"]


def test_an_unknown_variant_as_the_whole_answer_is_kept(harness, runtime):
    script = Script(reply(200, {"kind": "hologram"}))
    cover = harness.call(lambda c: c.books.cover(), script)
    assert cover == {"kind": "hologram"}
    assert len(_found(runtime, cover)) == 1


def test_wire_names_that_look_like_python_are_just_names(harness, runtime):
    value = {
        "id": 1,
        "title": "E",
        "cls": 1,
        "self": 2,
        "_fields_set": 3,
        "page_count": 4,
        "__class__": 5,
        "__dict__": 6,
    }
    book = _get(harness, value)
    assert runtime("models").to_wire(book) == value
    assert book.page_count is None
    assert type(book).__name__ == "Book"


@pytest.mark.parametrize("value", [None, 1, "text", [BOOK], True])
def test_an_answer_of_another_type_is_an_error_that_keeps_it(harness, value):
    with pytest.raises(harness.errors.DecodeError) as caught:
        _get(harness, value)
    assert json.loads(caught.value.body) == value
    assert "the answer: expected Book" in str(caught.value)


BROKEN = {
    "empty": raw(200, b""),
    "no content": raw(204, b""),
    "html": raw(200, b"<html>", "text/html"),
    "cut": raw(200, b'{"id": "b1"', "application/json"),
    "latin-1": raw(200, b'{"id": "\xe9", "title": "E"}', "application/json"),
    "surrogate": raw(200, b'{"id": "\\ud800", "title": "E"}', "application/json"),
    "deep": raw(200, b"[" * 100_000, "application/json"),
    "deep field": raw(
        200,
        b'{"id": "1", "title": ' + b"[" * 500 + b"]" * 500 + b"}",
        "application/json",
    ),
    "huge integer": raw(
        200, b'{"id": "1", "x": ' + b"9" * 5000 + b"}", "application/json"
    ),
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN)
def test_an_unreadable_answer_is_our_error(harness, answer):
    answer.headers["x-request-id"] = "req_7"
    with pytest.raises(harness.errors.DecodeError) as caught:
        harness.call(lambda c: c.books.get("b1"), Script(answer))
    error = caught.value
    assert error.status == answer.status_code
    assert error.body == answer.content
    assert error.headers["X-Request-Id"] == "req_7"
    assert error.request_id == "req_7"
    assert error.operation == "getBook"
    assert error.deviations == ()
    assert "operation getBook, request id 'req_7'" in str(error)


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "application/json; charset=UTF-8",
        "application/problem+json",
        "Application/JSON",
    ],
)
def test_json_is_read_whatever_its_type_is_called(harness, content_type):
    body = b"\xef\xbb\xbf" + json.dumps(BOOK).encode()
    script = Script(raw(200, body, content_type))
    assert harness.call(lambda c: c.books.get("b1"), script).id == "b1"


def test_an_operation_without_result_reads_no_body(harness):
    script = Script(raw(200, b"<html>", "text/html"))
    assert harness.call(lambda c: c.books.delete("b1"), script) is None


def test_an_optional_result_may_have_no_content(harness):
    script = Script(raw(204, b""))
    assert harness.call(lambda c: c.books.replace("b1"), script) is None


def test_bytes_and_text_are_given_as_they_come(harness):
    picture = Script(raw(200, b"\x89PNG\0", "image/png"))
    assert harness.call(lambda c: c.books.scan(), picture) == b"\x89PNG\0"
    text = Script(raw(200, "é".encode("latin-1"), "text/plain; charset=latin-1"))
    assert harness.call(lambda c: c.books.text(), text) == "é"


@pytest.mark.parametrize("charset", ["utf-8", "no-such-charset", "idna", "\xe9"])
def test_text_in_another_encoding_than_claimed_is_our_error(harness, charset):
    script = Script(raw(200, b"\xff\xfe\xfd", f'text/plain; charset="{charset}"'))
    with pytest.raises(harness.errors.DecodeError):
        harness.call(lambda c: c.books.text(), script)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_body_that_cannot_be_decompressed_is_our_error(harness, encoding):
    with pytest.raises(harness.errors.DecodeError) as caught:
        harness.call(lambda c: c.books.get("b1"), _Compressed(encoding))
    assert "decompressed" in str(caught.value)
    assert caught.value.status == 200


class _Compressed(Script):
    def __init__(self, encoding):
        super().__init__()
        self._encoding = encoding

    def __call__(self, _request):
        headers = {"content-encoding": self._encoding}
        stream = httpx2.ByteStream(b"neither")
        return httpx2.Response(200, headers=headers, stream=stream)


def test_a_repr_is_short_and_shows_what_there_is(harness):
    book = _get(harness, {**BOOK, "extra": "x" * 1000})
    assert repr(_get(harness, BOOK)) == "Book(id='b1', title='Emma')"
    assert len(repr(book)) < 250
    assert "extra='xxx" in repr(book)


def test_a_well_formed_answer_never_reaches_the_lenient_reader(
    harness, runtime, monkeypatch
):
    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr(runtime("decode"), "rebuild", refuse)
    assert _get(harness, FULL).id == "b1"


def test_a_well_formed_answer_is_read_once(harness, runtime, monkeypatch):
    _get(harness, FULL)
    counted = _Counted(runtime("adapters").adapter(harness.sdk.models.operations.Book))
    monkeypatch.setattr(runtime("decode"), "adapter", lambda _: counted)
    monkeypatch.setattr(runtime("decode"), "from_json", None)
    assert _get(harness, FULL).id == "b1"
    assert counted.calls == ["validate_json"]


class _Counted:
    """An adapter that remembers which of its methods were used."""

    def __init__(self, inner):
        self._inner = inner
        self.calls = []

    def __getattr__(self, name):
        self.calls.append(name)
        return getattr(self._inner, name)


def test_no_adapter_is_made_by_a_second_call(harness, runtime, monkeypatch):
    _get(harness, {**FULL, "format": "new"})

    def refuse(*_, **__):
        raise AssertionError

    monkeypatch.setattr(runtime("adapters"), "TypeAdapter", refuse)
    assert _get(harness, {**FULL, "format": "new"}).id == "b1"


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text() | st.sampled_from(sorted(FULL)), inner)
    ),
    max_leaves=15,
)
NEARLY = st.fixed_dictionaries(
    {"id": st.text(), "title": st.text()},
    optional={name: ANY_JSON for name in FULL if name not in BOOK},
)
BODIES = (
    st.binary()
    | ANY_JSON.map(lambda value: json.dumps(value).encode())
    | NEARLY.map(lambda value: json.dumps(value).encode())
)
CONTENT_TYPES = st.none() | st.sampled_from(
    ["application/json", "text/html", "application/vnd.x+json", ";;=", "\xff"]
)


@given(
    status=st.integers(100, 599).filter(lambda code: code != 101) | st.just(200),
    body=BODIES,
    content_type=CONTENT_TYPES,
    strict=st.booleans(),
)
def test_any_answer_is_a_model_or_our_error(sdk, status, body, content_type, strict):
    script = Script(raw(status, body, content_type, location="http://[", date="x"))
    harness = Harness(sdk, asynchronous=False)
    try:
        outcome = harness.call(lambda c: c.books.get("b1"), script, strict=strict)
    except (sdk.errors.DecodeError, sdk.errors.APIStatusError) as error:
        outcome = error
    if isinstance(outcome, sdk.errors.SDKError):
        assert outcome.body == body
        assert str(outcome)
    else:
        assert isinstance(outcome, sdk.models.operations.Book)
        assert outcome.model_dump_json() is not None
        assert repr(outcome)


@given(NEARLY)
def test_nothing_of_a_lenient_answer_is_lost(sdk, runtime, value):
    harness = Harness(sdk, asynchronous=False)
    script = Script(reply(200, value))
    book = harness.call(lambda c: c.books.get("b1"), script)
    for wire, name in [("format", "format"), ("pageCount", "page_count")]:
        if wire in value:
            assert repr(getattr(book, name)) == repr(value[wire])
    assert book.model_fields_set == {
        {"pageCount": "page_count", "printedAt": "printed_at"}.get(wire, wire)
        for wire in value
    }
