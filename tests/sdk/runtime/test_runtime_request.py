"""What goes out: method, URL, headers, body; and what is refused before anything goes out."""

import datetime as dt
import json

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.runtime.harness import BOOK, TOKEN, Script, reply

UTC = dt.timezone.utc
CREATED = reply(200, BOOK)


def test_a_request_has_wire_names_and_only_what_was_given(harness):
    script = Script(CREATED)
    harness.call(
        lambda c: c.books.add(
            title="Emma", page_count=474, format=None, metadata={"shelf_no": [1, 2.5]}
        ),
        script,
    )
    request = script.request
    assert (request.method, str(request.url)) == (
        "POST",
        "https://api.shelf.example/books",
    )
    assert script.json == {
        "title": "Emma",
        "pageCount": 474,
        "format": None,
        "metadata": {"shelf_no": [1, 2.5]},
    }


def test_headers_are_exactly_these(harness):
    script = Script(CREATED)
    harness.call(lambda c: c.books.add(title="Emma"), script)
    headers = dict(script.request.headers)
    agent = headers.pop("user-agent")
    assert "gzip" in headers.pop("accept-encoding").split(", ")
    assert headers == {
        "host": "api.shelf.example",
        "accept": "application/json",
        "authorization": f"Bearer {TOKEN}",
        "content-type": "application/json",
        "content-length": "16",
    }
    assert agent.startswith("mini-sdk/1.2.3 python/3.")


def test_credentials_are_not_sent_to_an_open_operation(harness):
    script = Script(reply(200, "x"))
    harness.call(lambda c: c.books.text(), script)
    assert "authorization" not in script.request.headers


def test_nested_inputs_are_models_or_dicts_with_python_names(harness):
    author = harness.sdk.models.operations.Author(full_name="Jane")
    script = Script(CREATED)
    authors = [author, {"full_name": "Ann", "best_book": None}]
    harness.call(lambda c: c.books.add(title="E", authors=authors), script)
    assert script.json["authors"] == [
        {"fullName": "Jane"},
        {"fullName": "Ann", "bestBook": None},
    ]
    assert authors == [author, {"full_name": "Ann", "best_book": None}]


def test_a_whole_body_may_be_left_out(harness):
    script = Script(reply(200, None))
    assert harness.call(lambda c: c.books.replace("b1"), script) is None
    assert script.request.content == b""
    assert "content-type" not in script.request.headers


def test_a_whole_body_may_be_given_as_dict(harness):
    script = Script(CREATED)
    book = {"title": "E", "printed_at": dt.datetime(2025, 1, 2, tzinfo=UTC)}
    harness.call(lambda c: c.books.replace("b1", book=book), script)
    assert script.json == {"title": "E", "printedAt": "2025-01-02T00:00:00Z"}


@pytest.mark.parametrize(
    ("book_id", "segment"),
    [
        ("a b", "a%20b"),
        ("a/b", "a%2Fb"),
        ("../../admin", "..%2F..%2Fadmin"),
        ("a?x=1#f", "a%3Fx%3D1%23f"),
        ("%2e%2ex", "%252e%252ex"),
        ("...", "..."),
        ("\\\r\n\0`", "%5C%0D%0A%00%60"),
        ("\U0001f4d6", "%F0%9F%93%96"),
        ("{bookId}", "%7BbookId%7D"),
    ],
)
def test_a_path_value_stays_one_segment(harness, book_id, segment):
    script = Script(CREATED)
    harness.call(lambda c: c.books.get(book_id), script)
    assert script.request.url.raw_path == f"/books/{segment}".encode()


@pytest.mark.parametrize(
    "book_id", ["", ".", "..", "%2e%2E", "%2e", None, 7, "\ud800", "x" * 70_000]
)
def test_a_path_value_that_names_no_resource_is_refused(harness, book_id):
    script = Script(CREATED)
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: c.books.delete(book_id), script)
    assert isinstance(caught.value, ValueError)
    assert script.requests == []


def test_query_values_are_written_as_text(harness):
    script = Script(CREATED)
    since = dt.datetime(2025, 1, 2, 3, 4, 5, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    harness.call(
        lambda c: c.books.get(
            "b1",
            page=2,
            tags=["a&b", "c+d", "é"],
            ids=[1, 2],
            with_text=True,
            since=since,
            where={"shelf": {"no": 3}, "gone": None},
        ),
        script,
    )
    assert script.request.url.query.decode() == (
        "pageNo=2&tags=a%26b&tags=c%2Bd&tags=%C3%A9&ids=1,2&withText=true"
        "&since=2025-01-02T03%3A04%3A05%2B02%3A00&where%5Bshelf%5D%5Bno%5D=3"
    )


def test_none_and_empty_lists_are_no_query(harness):
    script = Script(CREATED)
    harness.call(lambda c: c.books.get("b1", page=None, tags=[], ids=[]), script)
    assert script.request.url.raw_path == b"/books/b1"


def test_a_form_repeats_names(harness):
    script = Script(reply(200, {"hits": 1}))
    form = {"q": "a b", "on": [True, False], "none": None}
    assert harness.call(lambda c: c.books.search(form=form), script) == {"hits": 1}
    assert script.request.content == b"q=a%20b&on=true&on=false"
    content_type = script.request.headers["content-type"]
    assert content_type == "application/x-www-form-urlencoded"


def test_options_of_a_call_win_over_those_of_the_client(harness):
    script = Script(CREATED)
    options = {
        "timeout": 3,
        "headers": {"X-Team": "call"},
        "query": {"pageNo": 9, "extra": ["x", 1, True], "none": None},
        "base_url": "http://127.0.0.1:9/v2/",
    }
    harness.call(
        lambda c: c.books.get("b1", page=2, options=options),
        script,
        headers={"x-team": "client", "x-other": "kept"},
    )
    request = script.request
    query = "pageNo=9&extra=x&extra=1&extra=true"
    assert str(request.url) == f"http://127.0.0.1:9/v2/books/b1?{query}"
    assert request.headers["x-team"] == "call"
    assert request.headers["x-other"] == "kept"
    timeout = {"connect": 3.0, "read": 3.0, "write": 3.0, "pool": 3.0}
    assert request.extensions["timeout"] == timeout


def test_by_default_connecting_may_take_5_seconds_and_silence_60(harness):
    script = Script(CREATED)
    harness.call(lambda c: c.books.get("b1"), script)
    timeout = script.request.extensions["timeout"]
    assert timeout == {"connect": 5.0, "read": 60.0, "write": 60.0, "pool": 60.0}


@pytest.mark.parametrize(
    ("options", "argument"),
    [
        ({"timeuot": 1}, "options.timeuot"),
        ({"timeout": 0}, "options.timeout"),
        ({"timeout": -1.0}, "options.timeout"),
        ({"timeout": float("inf")}, "options.timeout"),
        ({"timeout": float("nan")}, "options.timeout"),
        ({"timeout": None}, "options.timeout"),
        ({"max_retries": -1}, "options.max_retries"),
        ({"max_retries": True}, "options.max_retries"),
        ({"max_retries": 1.5}, "options.max_retries"),
        ({"base_url": "http://shelf.example"}, "options.base_url"),
        ({"headers": {"host": "evil.example"}}, "options.headers"),
        ({"headers": {"x y": "1"}}, "options.headers"),
        ({"headers": {"x": "a\r\nb: c"}}, "options.headers"),
        ({"headers": {"x": 1}}, "options.headers"),
        ({"query": {"x": object()}}, "options.query.x"),
        ({"query": {"x": {"a"}}}, "options.query.x"),
        ({"query": {5: "x"}}, "options.query"),
        ({"query": None}, "options.query"),
        ({"headers": None}, "options.headers"),
        ({"headers": [("x", "1")]}, "options.headers"),
        ({"base_url": None}, "options.base_url"),
        ({"timeout": 10**400}, "options.timeout"),
        ({"timeout": 1e300}, "options.timeout"),
        ({1: 2}, "options"),
        ([], "options"),
        (5, "options"),
        ("timeout", "options"),
    ],
)
def test_a_wrong_option_is_refused(harness, options, argument):
    script = Script(CREATED)
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: c.books.get("b1", options=options), script)
    assert caught.value.argument == argument
    assert script.requests == []


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("maxRetries", "options.maxRetries: is no option; did you mean `max_retries`?"),
        ("time_out", "options.time_out: is no option; did you mean `timeout`?"),
        ("colour", "options.colour: is no option"),
    ],
)
def test_a_misspelt_option_says_what_was_meant(harness, option, told):
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: c.books.get("b1", options={option: 1}), Script())
    assert str(caught.value) == told


@pytest.mark.parametrize("break_", ["\r", "\n", "\0", "\x7f", "\u2028", "\u20ac", " "])
def test_a_header_that_would_break_out_is_refused_without_showing_it(harness, break_):
    script = Script(CREATED)
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: c.books.get("b1", trace="canary" + break_), script)
    assert "canary" not in repr(caught.value)
    assert caught.value.argument == "trace"


def _ring():
    ring = {}
    ring["ring"] = ring
    return ring


@pytest.mark.parametrize(
    "metadata",
    [
        {"x": float("nan")},
        {"x": float("-inf")},
        {"x": object()},
        {"x": "\ud800"},
        {"x": b"\xff"},
        _ring(),
    ],
    ids=["nan", "infinity", "object", "surrogate", "bytes", "ring"],
)
def test_what_json_cannot_express_is_refused(harness, metadata):
    script = Script(CREATED)
    with pytest.raises(harness.errors.InvalidArgumentError):
        harness.call(lambda c: c.books.add(title="E", metadata=metadata), script)
    assert script.requests == []


def test_the_word_nan_is_just_text(harness):
    script = Script(CREATED)
    harness.call(lambda c: c.books.add(title="NaN to Infinity"), script)
    assert script.json == {"title": "NaN to Infinity"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("since", dt.datetime(2025, 1, 1)),  # noqa: DTZ001 - that is the point
        ("page", float("inf")),
    ],
)
def test_a_moment_without_zone_and_a_number_without_end_are_refused(
    harness, name, value
):
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: c.books.get("b1", **{name: value}), Script(CREATED))
    assert caught.value.argument == name


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), JSON))
def test_any_json_object_reaches_the_server_or_is_refused(sdk, metadata):
    script = Script(CREATED)
    http = httpx2.Client(transport=httpx2.MockTransport(script))
    client = sdk.Shelf(TOKEN, http_client=http)
    try:
        client.books.add(title="E", metadata=metadata)
    except sdk.errors.InvalidArgumentError:
        assert "inf" in repr(metadata)
    else:
        assert json.loads(script.request.content)["metadata"] == metadata


@given(st.text())
def test_any_path_value_is_one_segment_or_refused(runtime, text):
    urls, errors = runtime("urls"), runtime("errors")
    try:
        segment = urls.path_segment(text, "id")
    except errors.InvalidArgumentError:
        assert text in {"", ".", ".."}
    else:
        assert not set(segment) & set("/?#\\ \r\n\0")
        assert segment not in {"", ".", ".."}


def test_a_body_that_is_optional_is_left_out_where_no_argument_is_given(
    harness, runtime
):
    book = harness.sdk.models.operations.Book
    operation = runtime("operation").Operation(
        id="x", method="POST", path="/x", body=lambda: book, optional_body=True
    )

    def sent(**values):
        script = Script(reply(204))
        harness.call(
            lambda c: harness.resource(c)._call(operation, values, None), script
        )
        return script.request.headers.get("content-type"), script.request.content

    not_given = runtime("types").NOT_GIVEN
    assert sent(id=not_given, title=not_given) == (None, b"")
    kind, content = sent(id="1", title="Emma")
    assert (kind, json.loads(content)) == (
        "application/json",
        {"id": "1", "title": "Emma"},
    )
    with pytest.raises(harness.errors.InvalidArgumentError, match="title: is required"):
        sent(id="1", title=not_given)
