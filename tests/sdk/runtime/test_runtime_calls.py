"""Options of a call and of a client, any request, results in full, deadline and retry budget."""

import json
import threading

import httpx2
import pytest

from tests.sdk.runtime.harness import BOOK, Script, done, each, reply

DEAD = reply(503, {"error": "down"})


def get(client, **options):
    return client.books.get("b1", options=options)


def add(client, **options):
    return client.books.add(title="Emma", options=options)


def test_an_idempotency_key_is_the_same_on_each_attempt(harness):
    script = Script(DEAD, reply(200, BOOK))
    harness.call(lambda c: add(c, idempotency_key="key-1"), script)
    keys = [request.headers["idempotency-key"] for request in script.requests]
    assert keys == ["key-1", "key-1"]


def test_further_fields_go_into_the_body(harness):
    script = Script(reply(200, BOOK))
    harness.call(lambda c: add(c, body={"colour": "red", "title": "E"}), script)
    assert script.json == {"title": "E", "colour": "red"}


@pytest.mark.parametrize(
    ("options", "argument"),
    [
        ({"deadline": 0}, "options.deadline"),
        ({"deadline": "3"}, "options.deadline"),
        ({"strict": 1}, "options.strict"),
        ({"idempotency_key": ""}, "options.idempotency_key"),
        ({"idempotency_key": "a\nb"}, "options.idempotency_key"),
        ({"body": ["x"]}, "options.body"),
        ({"body": {"x": object()}}, "options.body.x"),
        ({"tries": 3}, "options.tries"),
    ],
)
def test_a_wrong_option_is_named_before_anything_is_sent(harness, options, argument):
    script = Script(reply(200, BOOK))
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: add(c, **options), script)
    assert caught.value.argument == argument
    assert script.requests == []


def test_options_of_a_client_hold_for_its_calls_and_a_call_may_change_them(harness):
    script = Script(reply(200, BOOK))

    async def run(client):
        hurried = client.with_options(
            headers={"x-a": "1", "x-b": "1"}, query={"q": "1"}, timeout=3
        )
        twice = hurried.with_options(headers={"x-b": "2"})
        await done(get(twice, headers={"x-c": "3"}, query={"r": "2"}))
        await done(get(client))

    harness.run(run, script)
    changed, plain = script.requests
    assert [changed.headers.get(f"x-{n}") for n in "abc"] == ["1", "2", "3"]
    assert changed.url.query == b"q=1&r=2"
    assert changed.extensions["timeout"]["read"] == 3
    assert "x-a" not in plain.headers
    assert plain.url.query == b""


@pytest.mark.parametrize(
    "options", [{"tries": 1}, {"idempotency_key": "k"}, {"timeout": -1}]
)
def test_options_that_cannot_hold_for_a_client_are_refused(harness, options):
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.client(None, token="t").with_options(**options)
    assert next(iter(options)) in caught.value.argument


def test_closing_a_client_with_other_options_leaves_the_connections_open(harness):
    script = Script(reply(200, BOOK))

    async def run(client):
        other = client.with_options(timeout=3)
        await done(other.aclose() if harness.asynchronous else other.close())
        return await done(get(client)), await done(get(other))

    first, second = harness.run(run, script)
    assert first.id == second.id == "b1"


def test_what_the_docs_do_not_cover_can_be_called(harness):
    script = Script(reply(200, {"n": 1}))

    def do(client):
        return client.request(
            "post", "/labels/a%2Fb", query={"dry": True}, body={"x": [1]}
        )

    assert harness.call(do, script) == {"n": 1}
    request = script.request
    assert request.method == "POST"
    assert request.url.raw_path.endswith(b"/labels/a%2Fb?dry=true")
    assert request.headers["authorization"]
    assert json.loads(request.content) == {"x": [1]}


@pytest.mark.parametrize(
    ("result", "body", "expected"),
    [
        (list[int], b"[1, 2]", [1, 2]),
        (str, b'"x"', '"x"'),
        (bytes, b"\x00", b"\x00"),
    ],
)
def test_its_answer_is_read_as_the_type_that_is_asked_for(
    harness, result, body, expected
):
    answer = httpx2.Response(
        200, content=body, headers={"content-type": "application/json"}
    )
    found = harness.call(
        lambda c: c.request("GET", "/x", result=result), Script(answer)
    )
    assert found == expected


def test_its_answer_may_be_empty(harness):
    answer = httpx2.Response(204)
    assert harness.call(lambda c: c.request("DELETE", "/x"), Script(answer)) is None


@pytest.mark.parametrize(
    ("method", "path", "argument"),
    [
        ("GE T", "/x", "method"),
        ("", "/x", "method"),
        ("GET", "x", "path"),
        ("GET", "/x?y=1", "path"),
        ("GET", "/x#y", "path"),
        ("GET", "/a/../b", "path"),
        ("GET", "/a/%2E%2e/b", "path"),
        ("GET", "/a b", "path"),
        ("GET", "/{id}", "path"),
        ("GET", "/\r\nx", "path"),
    ],
)
def test_a_method_or_path_that_could_go_astray_is_refused(
    harness, method, path, argument
):
    script = Script(reply(200, {}))
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: c.request(method, path), script)
    assert caught.value.argument == argument
    assert script.requests == []


def test_a_result_comes_with_status_headers_body_attempts_and_time(harness):
    script = Script(DEAD, reply(200, BOOK, x_request_id="r-1"))
    found = harness.call(lambda c: c.with_response(c.books.get, "b1"), script)
    assert found.result.id == "b1"
    assert (found.status, found.method) == (200, "GET")
    assert found.url.endswith("/books/b1")
    assert found.headers["X-Request-Id"] == found.request_id == "r-1"
    assert json.loads(found.body) == BOOK
    assert found.attempts == 2
    assert found.elapsed == sum(harness.clock.slept) > 0


def test_what_calls_nothing_has_no_response(harness):
    def nothing():
        return done(None) if harness.asynchronous else None

    with pytest.raises(harness.errors.InvalidArgumentError, match="method"):
        harness.call(lambda c: c.with_response(nothing), Script(DEAD))


def test_threads_and_tasks_do_not_see_each_other_s_responses(sdk):
    def serve(request):
        return reply(200, {**BOOK, "id": request.url.path.rsplit("/", 1)[1]})

    http = httpx2.Client(transport=httpx2.MockTransport(serve))
    client = sdk.Shelf(token="t", http_client=http)
    start = threading.Barrier(8)
    found = {}

    def run(name):
        start.wait()
        for _ in range(20):
            given = client.with_response(client.books.get, name)
            found.setdefault(name, set()).add((given.result.id, given.url[-2:]))

    threads = [threading.Thread(target=run, args=(f"b{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {f"b{n}": {(f"b{n}", f"b{n}")} for n in range(8)}


def test_errors_know_how_often_and_how_long_was_tried(harness):
    with pytest.raises(harness.errors.APIStatusError) as caught:
        harness.call(get, Script(DEAD))
    assert caught.value.attempts == 3
    assert caught.value.elapsed == sum(harness.clock.slept) > 0
    with pytest.raises(harness.errors.APIConnectionError) as lost:
        harness.call(get, Script(httpx2.ReadError("x")))
    assert (lost.value.attempts, lost.value.operation) == (3, "getBook")
    with pytest.raises(harness.errors.DecodeError) as unread:
        harness.call(get, Script(httpx2.Response(200, content=b"<html>")))
    assert unread.value.attempts == 1


def test_what_the_server_asks_to_wait_is_told_and_not_waited_beyond_the_deadline(
    harness,
):
    script = Script(reply(429, {}, retry_after="20"))
    with pytest.raises(harness.errors.APIStatusError) as caught:
        harness.call(lambda c: get(c, deadline=10), script)
    assert caught.value.retry_after == 20
    assert (len(script.requests), harness.clock.slept) == (1, [])


def test_the_more_exact_header_counts(harness):
    script = Script(reply(429, {}, retry_after="20", retry_after_ms="1500"), DEAD)
    with pytest.raises(harness.errors.APIStatusError):
        harness.call(lambda c: get(c, max_retries=1), script)
    assert harness.clock.slept == [1.5]


def test_a_deadline_ends_retries_and_shortens_timeouts(harness):
    def serve(request):
        harness.clock.time += 4
        return reply(503, {"error": "down"})

    script = Script(serve)
    with pytest.raises(harness.errors.APITimeoutError):
        harness.call(lambda c: get(c, deadline=9, max_retries=9, timeout=6), script)
    timeouts = [r.extensions["timeout"]["read"] for r in script.requests]
    assert timeouts[0] == 6
    assert timeouts[1] < 5
    assert 9 <= harness.clock.time < 14


def test_a_body_that_comes_too_slowly_meets_the_deadline(harness):
    class Drip(httpx2.SyncByteStream, httpx2.AsyncByteStream):
        def __iter__(self):
            for _ in range(100):
                harness.clock.time += 1
                yield b" "

        async def __aiter__(self):
            for piece in self:
                yield piece

    answer = httpx2.Response(200, stream=Drip())
    script = Script(lambda _: answer)
    with pytest.raises(harness.errors.APITimeoutError, match="deadline"):
        harness.call(lambda c: get(c, deadline=5), script)
    assert harness.clock.time <= 7


def test_a_client_has_a_deadline_for_all_of_its_calls(harness):
    script = Script(reply(503, {}, retry_after="30"))
    with pytest.raises(harness.errors.APIStatusError):
        harness.call(get, script, deadline=10)
    assert harness.clock.slept == []
    with pytest.raises(harness.errors.ConfigurationError, match="deadline"):
        harness.client(None, token="t", deadline=-1)


def test_a_dead_server_sees_few_more_calls_than_were_made(harness):
    script = Script(DEAD)

    async def calls(client, count):
        before = len(script.requests)
        for number in range(count):
            other = client if number % 2 else client.with_options(timeout=9)
            with pytest.raises(harness.errors.APIStatusError):
                await done(get(other))
        return len(script.requests) - before

    async def run(client):
        return await calls(client, 100), await calls(client, 1000)

    first, spent = harness.run(run, script)
    assert first <= 100 + 30 + 10
    assert 1000 <= spent <= 1100


def test_calls_that_succeed_in_the_end_pay_back_their_retries(harness):
    answers = [DEAD, reply(200, BOOK)] * 200
    script = Script(*answers)

    async def run(client):
        for _ in range(200):
            await done(get(client))

    harness.run(run, script)
    assert len(script.requests) == 400


def test_pages_come_with_their_response_too(harness):
    pages = [reply(200, [BOOK]), reply(200, [])]

    async def run(client):
        found = await done(client.with_response(client.books.list))
        items = [item async for item in each(found.result)]
        return found, items

    found, items = harness.run(run, Script(*pages))
    assert found.status == 200
    assert [item.id for item in items] == ["b1"]
