"""What comes with any kind of result: status and the like, and where it deviates from the docs."""

import json

import httpx2
import pytest

from tests.sdk.runtime.harness import Pieces, Script, done, each, raw, reply, until

DEAD = httpx2.Response(503)
EVENTS = "text/event-stream"


@pytest.fixture
def operation(runtime):
    """Return a function that describes an operation."""
    return lambda **more: runtime("operation").Operation(
        id="ask", method="GET", path="/ask", **more
    )


@pytest.fixture
def stream(runtime):
    return runtime("operation").Stream


@pytest.fixture
def pagination(runtime):
    return runtime("pagination").Pagination


class Heard(list):
    """A hook, and what it heard."""

    def __init__(self, harness):
        super().__init__()

        async def later(event):
            self.append((event.path, event.expected, event.got, event.request_id))

        def at_once(event):
            self.append((event.path, event.expected, event.got, event.request_id))

        self.hook = later if harness.asynchronous else at_once


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("hint", "value", "heard"),
    [
        (str, 7, [("", "text", "an integer")]),
        (list[str], ["a", None], [("[1]", "text", "null")]),
        (dict[str, int], {"a": "b"}, [("a", "an integer", "text")]),
        (str, "as documented", []),
    ],
)
def test_a_hook_hears_of_each_answer_that_deviates(
    harness, operation, hint, value, heard, strict
):
    told = Heard(harness)
    asked = operation(result=lambda: hint)

    async def run(client):
        return await done(client.execute(asked, {}))

    answers = Script(reply(200, value, x_request_id="r1"))
    settings = {"on_deviation": told.hook, "strict": strict}
    if strict and heard:
        with pytest.raises(harness.errors.DecodeError) as caught:
            harness.run(run, answers, **settings)
        assert len(caught.value.deviations) == len(heard)
    else:
        assert harness.run(run, answers, **settings) == value
    assert told == [(*each_, "r1") for each_ in heard]


STREAMS = {
    "events": (EVENTS, b'data: 1\n\ndata: "b"\n\ndata: null\n\ndata: 4\n\n'),
    "json-lines": ("application/jsonl", b'1\n"b"\nnull\n4\n'),
}


@pytest.mark.parametrize("kind", STREAMS)
def test_a_hook_hears_of_each_item_of_a_stream_that_deviates(
    harness, operation, stream, kind
):
    content_type, body = STREAMS[kind]
    told = Heard(harness)
    asked = operation(stream=stream(kind, lambda: int))

    async def run(client):
        opened = await done(client.execute_stream(asked, {}))
        return [(item, len(told)) async for item in each(opened)]

    script = Script(raw(200, body, content_type, x_request_id="r1"))
    seen = harness.run(run, script, on_deviation=told.hook)
    assert seen == [(1, 0), ("b", 1), (None, 2), (4, 2)]
    assert told == [
        ("", "an integer", "text", "r1"),
        ("", "an integer", "null", "r1"),
    ]


def test_an_item_that_a_strict_client_raises_is_told_of_with_all_that_is_known(
    harness, operation, stream
):
    told = Heard(harness)
    asked = operation(stream=stream("events", lambda: int))

    async def run(client):
        return await until(
            harness.errors.DecodeError, await done(client.execute_stream(asked, {}))
        )

    script = Script(DEAD, raw(200, STREAMS["events"][1], EVENTS))
    seen, error = harness.run(run, script, on_deviation=told.hook, strict=True)
    assert seen == [1]
    assert [path for path, *_ in told] == [""]
    assert (error.attempts, error.status, error.body) == (2, 200, b'"b"')
    assert error.elapsed == sum(harness.clock.slept) > 0


@pytest.mark.parametrize(
    ("hint", "value"), [(str, 7), (list[int], ["a"]), (list[int], [1])]
)
def test_a_response_lists_the_deviations_of_any_result(harness, operation, hint, value):
    asked = operation(result=lambda: hint)
    script = Script(reply(200, value))
    found = harness.call(lambda c: c.with_response(c.execute, asked, {}), script)
    assert found.result == value
    expected = [] if value == [1] else ["[0]" if isinstance(value, list) else ""]
    assert [each_.path for each_ in found.deviations] == expected


def test_calls_of_a_hook_are_not_those_that_a_response_is_about(harness):
    def serve(request):
        name = request.url.path.rpartition("/")[2]
        return reply(200, {"id": name, "title": 7 if name == "b1" else "Emma"})

    clients = []

    async def later(event):
        await clients[0].books.get("b2")

    def at_once(event):
        clients[0].books.get("b2")

    async def run(client):
        clients.append(client)
        return await done(client.with_response(client.books.get, "b1"))

    script = Script(serve)
    hook = later if harness.asynchronous else at_once
    found = harness.run(run, script, on_deviation=hook)
    assert len(script.requests) == 2
    assert (found.result.id, found.url[-3:]) == ("b1", "/b1")
    assert [each_.path for each_ in found.deviations] == ["title"]


def test_each_page_knows_its_own_answer(harness, runtime, operation, pagination):
    pages = [[{"id": 1}], [{"id": "2"}], []]
    script = Script(
        reply(200, pages[0], x_request_id="r1"),
        DEAD,
        reply(200, pages[1], x_request_id="r2"),
        reply(206, pages[2], x_request_id="r3"),
    )
    told = Heard(harness)
    parameter = runtime("operation").Parameter("page", "page", "query", lambda: int)
    asked = operation(result=lambda: list[dict[str, int]], parameters=(parameter,))
    how = pagination("page", "page", ())

    async def run(client):
        begun = harness.resource(client)._page(asked, how, {}, None)
        return [(page, page.response) async for page in each(begun.pages())]

    found = harness.run(run, script, on_deviation=told.hook)
    assert [found_.request_id for _, found_ in found] == ["r1", "r2", "r3"]
    assert [found_.attempts for _, found_ in found] == [1, 2, 1]
    assert [found_.status for _, found_ in found] == [200, 200, 206]
    assert [json.loads(found_.body) for _, found_ in found] == pages
    assert [found_.result for _, found_ in found] == pages
    assert [found_.url.partition("?")[2] for _, found_ in found] == [
        "",
        "page=2",
        "page=3",
    ]
    deviations = runtime("lenient").deviations
    for page, found_ in found:
        assert deviations(page) == found_.deviations
    assert [[str(one) for one in found_.deviations] for _, found_ in found] == [
        [],
        ["[0].id: expected an integer, got text"],
        [],
    ]
    assert [(path, request_id) for path, _, _, request_id in told] == [("[0].id", "r2")]


@pytest.mark.parametrize("kind", ["events", "json-lines", "bytes"])
def test_a_stream_knows_its_answer(harness, operation, stream, kind):
    asked = operation(stream=stream(kind, lambda: int))
    content_type = EVENTS if kind == "events" else "application/jsonl"
    body = Pieces(b"")

    async def run(client):
        opened = await done(client.execute_stream(asked, {}))
        return opened, opened.response

    step = body.answer(content_type, x_request_id="r1")
    opened, found = harness.run(run, Script(DEAD, step))
    assert found.result is opened
    assert (found.status, found.method, found.body) == (200, "GET", None)
    assert found.url.endswith("/ask")
    assert found.headers["X-Request-Id"] == found.request_id == "r1"
    assert found.attempts == 2
    assert found.elapsed == sum(harness.clock.slept) > 0


def test_a_stream_that_breaks_off_says_how_often_it_was_tried(
    harness, operation, stream
):
    asked = operation(stream=stream("bytes"))
    body = Pieces(b"a", httpx2.ReadError("gone"))

    async def run(client):
        opened = await done(client.execute_stream(asked, {}))
        return await until(harness.errors.APIConnectionError, opened)

    _, error = harness.run(run, Script(DEAD, body.answer(None)))
    assert (error.attempts, error.elapsed) == (2, sum(harness.clock.slept))
