"""Streams of items: server-sent events and JSON lines."""

import asyncio
import gc
import json

import httpx2
import pytest

from tests.sdk.loopback import Fault, Loopback
from tests.sdk.runtime.harness import (
    TOKEN,
    Pieces,
    Script,
    done,
    each,
    raw,
    reply,
    until,
)

EVENTS = "text/event-stream"


@pytest.fixture
def streamed(harness, runtime):
    """Return a function that opens a stream."""
    operation = runtime("operation")

    def start(client, hint=object, kind="events", **more):
        options = more.pop("options", None)
        called = operation.Operation(
            id="watch",
            method=more.pop("method", "GET"),
            path="/watch",
            accept=EVENTS,
            stream=operation.Stream(kind, lambda: hint),
            **more,
        )
        resource = harness.resource(client)
        if called.result is not None:
            return resource._mixed(called, {}, options)
        way = resource._events if kind == "events" else resource._json_lines
        return way(called, {}, options)

    return start


def _sse(*data, event=None):
    head = f"event: {event}\n" if event else ""
    return "".join(f"{head}data: {json.dumps(d)}\n\n" for d in data).encode()


def _items(harness, streamed, body, hint=object, **more):
    async def run(client):
        stream = await done(streamed(client, hint, **more))
        return [item async for item in each(stream)]

    return harness.run(run, Script(body))


def test_items_that_have_no_data_of_their_own_are_what_the_data_holds(
    harness, streamed, sdk
):
    body = Pieces(_sse({"id": "1", "title": "E", "pageCount": 3}))
    book = sdk.models.operations.Book(id="1", title="E", page_count=3)
    step = body.answer(EVENTS + "; charset=utf-8")
    assert _items(harness, streamed, step, sdk.models.operations.Book) == [book]
    assert body.is_closed


def test_text_items_are_the_data_as_it_came(harness, streamed):
    body = Pieces(b'data: {"a": 1}\n\ndata: x\n\n')
    assert _items(harness, streamed, body.answer(EVENTS), str) == ['{"a": 1}', "x"]


@pytest.fixture
def models(runtime, sdk):
    """Return models of events."""
    model = runtime("models").Model

    class Notice(model):
        event: str | None = None
        data: sdk.models.operations.Book
        id: str | None = None
        retry: int | float | None = None

    class Plain(model):
        data: str

    class Payload(model):
        type: str
        data: dict[str, int]

    return {"Notice": Notice, "Plain": Plain, "Payload": Payload}


def test_an_item_that_is_the_event_has_its_fields(harness, streamed, models):
    text = b'event: new\nid: 9\nretry: 50\ndata: {"id": "1",\ndata: "title": "E"}\n\n'
    (item,) = _items(harness, streamed, Pieces(text).answer(EVENTS), models["Notice"])
    assert (item.event, item.id, item.retry) == ("new", "9", 50)
    assert item.data.title == "E"
    body = Pieces(b"event: new\ndata: 7\n\n")
    assert _items(harness, streamed, body.answer(EVENTS), models["Plain"]) == [
        models["Plain"](data="7")
    ]


def test_an_item_with_further_fields_is_no_event(harness, streamed, models):
    body = Pieces(_sse({"type": "x", "data": {"a": 1}}))
    (item,) = _items(harness, streamed, body.answer(EVENTS), models["Payload"])
    assert (item.type, item.data) == ("x", {"a": 1})


def test_a_union_of_events_is_an_event(harness, streamed, models, sdk):
    hint = models["Notice"] | models["Plain"]
    body = Pieces(_sse({"id": "1", "title": "E"}) + b"data: x\n\n")
    first, second = _items(harness, streamed, body.answer(EVENTS), hint)
    assert first.data.title == "E"
    assert second == models["Plain"](data="x")


def test_an_item_that_deviates_is_kept_and_says_so(harness, streamed, models, runtime):
    body = Pieces(_sse({"id": 1, "title": "E"}) + b"data: {oops\n\n")
    wrong, text = _items(harness, streamed, body.answer(EVENTS), models["Notice"])
    deviations = runtime("lenient").deviations
    assert wrong.data.id == 1
    assert [str(d) for d in deviations(wrong)] == [
        "data.id: expected text, got an integer"
    ]
    assert text.data == "{oops"
    assert [d.path for d in deviations(text)] == ["data"]


def test_an_item_that_cannot_be_read_is_an_error_and_those_after_it_are_there(
    harness, streamed, sdk
):
    async def run(client):
        book = sdk.models.operations.Book
        stream = await done(streamed(client, book))
        seen, error = await until(harness.errors.DecodeError, stream)
        assert seen == [book(id="1", title="E")]
        assert error.body == b"{oops"
        assert (error.status, error.operation) == (200, "watch")
        return [item.id async for item in each(stream)]

    text = _sse({"id": "1", "title": "E"}) + b"data: {oops\n\n"
    text += _sse({"id": "2", "title": "F"})
    assert harness.run(run, Script(Pieces(text).answer(EVENTS))) == ["2"]


def test_a_strict_client_refuses_an_item_that_deviates(harness, streamed, sdk):
    async def run(client):
        stream = await done(streamed(client, sdk.models.operations.Book))
        _, error = await until(harness.errors.DecodeError, stream)
        return [deviation.path for deviation in error.deviations]

    body = Pieces(_sse({"id": 1, "title": "E"}))
    assert harness.run(run, Script(body.answer(EVENTS)), strict=True) == ["id"]


def test_an_event_without_data_holds_no_item_unless_it_is_one(
    harness, streamed, models
):
    body = Pieces(b"event: ping\ndata\n\n" + _sse(1))
    assert _items(harness, streamed, body.answer(EVENTS)) == [1]
    assert _items(harness, streamed, body.answer(EVENTS), str) == ["", "1"]
    ping, _ = _items(harness, streamed, body.answer(EVENTS), models["Notice"])
    assert (ping.event, ping.data) == ("ping", "")


def test_data_that_says_done_ends_the_stream(harness, streamed):
    body = Pieces(_sse(1), b"data: [DONE]\n\n", _sse(2), _sse(3))
    assert _items(harness, streamed, body.answer(EVENTS)) == [1]
    assert body.is_closed
    assert body.given == 2


LINES = [
    ("application/jsonl", b'1\r\n"x"\nnull', [1, "x", None]),
    ("application/json", b"1\n2\n", [1, 2]),
    (None, b"", []),
]


@pytest.mark.parametrize(("content_type", "text", "items"), LINES)
def test_json_lines(harness, streamed, content_type, text, items):
    pieces = Pieces(*(text[at : at + 1] for at in range(len(text))))
    step = pieces.answer(content_type)
    assert _items(harness, streamed, step, kind="json-lines") == items


def test_empty_lines_are_skipped(harness, streamed):
    body = Pieces(b"1\n\n \r\n\n2\n").answer("application/x-ndjson")
    assert _items(harness, streamed, body, kind="json-lines") == [1, 2]


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("events", "application/json"),
        ("events", "text/html"),
        ("json-lines", "text/html"),
        ("json-lines", EVENTS),
    ],
)
def test_an_answer_that_is_no_stream_is_an_error(harness, streamed, kind, content_type):
    body = Pieces(b"hello")
    with pytest.raises(harness.errors.DecodeError, match="no stream") as caught:
        _items(harness, streamed, body.answer(content_type), kind=kind)
    assert caught.value.body == b"hello"
    assert body.is_closed


def test_an_error_status_is_the_usual_error_with_its_body(harness, streamed):
    script = Script(raw(429, b'{"message": "slow down"}', EVENTS))
    with pytest.raises(harness.errors.APIStatusError, match="slow down") as caught:
        harness.run(lambda c: done(streamed(c)), script)
    assert json.loads(caught.value.body) == {"message": "slow down"}
    assert len(script.requests) == 3


def test_only_what_comes_before_the_body_is_repeated(harness, streamed):
    body = Pieces(_sse(1), httpx2.ReadError("cut"))
    script = Script(httpx2.ConnectError("x"), reply(503, {}), body.answer(EVENTS))

    async def run(client):
        stream = await done(streamed(client))
        seen, error = await until(harness.errors.APIConnectionError, stream)
        assert "ReadError cut (operation watch)" in str(error)
        assert isinstance(error.__cause__, httpx2.ReadError)
        assert [item async for item in each(stream)] == []
        return seen

    assert harness.run(run, script) == [1]
    assert len(script.requests) == 3
    assert body.is_closed


def test_a_stream_that_stays_silent_is_a_timeout(harness, streamed):
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: 1\n\n"

    async def run(client):
        stream = await done(streamed(client, options={"timeout": 0.2}))
        seen, _ = await until(harness.errors.APITimeoutError, stream)
        return seen

    with Loopback((head, Fault.SILENCE)) as server:
        assert harness.run(run, base_url=server.url) == [1]


def test_closing_early_releases_the_connection(harness, streamed):
    body = Pieces(_sse(1), _sse(2), _sse(3))

    async def run(client):
        stream = await done(streamed(client))
        async for item in each(stream):
            assert item == 1
            break
        assert not body.is_closed
        assert "open" in repr(stream)
        await done(stream.close())
        await done(stream.close())
        assert "closed" in repr(stream)
        error = harness.errors.StreamClosedError
        return await until(error, stream)

    seen, _ = harness.run(run, Script(body.answer(EVENTS)))
    assert seen == []
    assert body.is_closed
    assert body.given == 1


def test_a_stream_is_a_context_manager_and_knows_its_answer(harness, streamed):
    body = Pieces(_sse(1))

    async def run(client):
        stream = await done(streamed(client))
        if harness.asynchronous:
            async with stream as same:
                assert same is stream
        else:
            with stream as same:
                assert same is stream
        return stream.status, stream.headers["X-A"], stream.request_id

    step = body.answer(EVENTS, x_a="b", x_request_id="r1")
    assert harness.run(run, Script(step)) == (200, "b", "r1")
    assert body.is_closed


def test_a_stream_keeps_its_client_alive(harness, streamed):
    async def run():
        client = harness.client(
            Script(Pieces(_sse(1), _sse(2)).answer(EVENTS)), token="t" * 9
        )
        stream = await done(streamed(client))
        del client
        gc.collect()
        return [item async for item in each(stream)]

    assert asyncio.run(run()) == [1, 2]


MIXED = [
    ("text/event-stream", _sse({"n": 1}), True),
    ("application/json", b'{"n": 1}', False),
    (None, b'{"n": 1}', False),
]


@pytest.mark.parametrize(("content_type", "text", "is_stream"), MIXED)
def test_the_content_type_tells_a_stream_from_a_result(
    harness, streamed, content_type, text, is_stream
):
    async def run(client):
        hint = dict[str, int]
        got = await done(streamed(client, hint, result=lambda: hint))
        if not is_stream:
            return got
        (item,) = [item async for item in each(got)]
        return item

    script = Script(Pieces(text).answer(content_type))
    assert harness.run(run, script) == {"n": 1}


def test_a_stream_shows_no_secret(harness, streamed):
    async def run(client):
        stream = await done(streamed(client))
        _, error = await until(harness.errors.APIConnectionError, stream)
        return repr(stream), repr(error), str(error), repr(vars(error))

    body = Pieces(httpx2.ReadError(f"no {TOKEN}"))
    shown = harness.run(run, Script(body.answer(EVENTS)))
    assert not [text for text in shown if TOKEN in text]
