"""No connection is kept by what has ended: the pool of these tests holds one only."""

import asyncio
import contextlib

import httpx2
import pytest

from tests.sdk.loopback import Fault, Loopback, answer, json_answer
from tests.sdk.runtime.harness import BOOK, TOKEN, done, each

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
CHUNKED = HEAD + b"transfer-encoding: chunked\r\n\r\n"
EVENT = b"9\r\ndata: 1\n\n\r\n"
ENDLESS = (CHUNKED + EVENT, Fault.SILENCE)
CUT = CHUNKED + EVENT + b"zz"


async def _closed(stream):
    async for _ in each(stream):
        break
    await done(stream.close())


async def _unread(stream):
    await done(stream.close())


async def _context(stream):
    with contextlib.suppress(ZeroDivisionError):
        if hasattr(stream, "__aenter__"):
            async with stream:
                _ = 1 / 0
        else:
            with stream:
                _ = 1 / 0


async def _all(stream):
    return [item async for item in each(stream)]


async def _first(stream):
    await anext(each(stream))


ENDINGS = {
    "closed": (ENDLESS, _closed),
    "unread": (ENDLESS, _unread),
    "left by an error": (ENDLESS, _context),
    "read": (answer(200, b"data: 1\n\n", content_type="text/event-stream"), _all),
    "done": ((CHUNKED + b"e\r\ndata: [DONE]\n\n\r\n", Fault.SILENCE), _all),
    "broken": (CUT, _all),
    "unreadable": (HEAD + b"\r\ndata: {\n\n", _first),
    "no stream": (json_answer(200, {}), _all),
    "refused": (json_answer(404, {}), _all),
}


@pytest.fixture
def narrow(harness, runtime):
    """Return a function that makes a client with one connection, and its operation."""
    operation = runtime("operation")
    watch = operation.Operation(
        id="watch",
        method="GET",
        path="/",
        stream=operation.Stream("events", lambda: int),
    )

    def make(url):
        kind = httpx2.AsyncClient if harness.asynchronous else httpx2.Client
        http = kind(limits=httpx2.Limits(max_connections=1))
        client = harness.client(
            None, token=TOKEN, base_url=url, http_client=http, max_retries=0, timeout=5
        )
        return client, http, lambda: harness.resource(client)._events(watch, {}, None)

    return make


async def _end(client, http):
    await done(client.aclose() if hasattr(client, "aclose") else client.close())
    await done(http.aclose() if hasattr(http, "aclose") else http.close())


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_stream_that_has_ended_gives_its_connection_back(harness, narrow, ending):
    step, end = ENDINGS[ending]

    async def run(url):
        client, http, watch = narrow(url)
        with contextlib.suppress(harness.errors.SDKError):
            await end(await done(watch()))
        book = await done(client.books.get("b1"))
        await _end(client, http)
        return book.id

    with Loopback(step, json_answer(200, BOOK)) as server:
        assert asyncio.run(run(server.url)) == "b1"
        assert len(server.received) == 2


@pytest.mark.parametrize("harness", ["async"], indirect=True)
@pytest.mark.parametrize("steps", range(12))
def test_a_task_that_is_cancelled_leaves_no_connection(harness, narrow, steps):
    async def run(url):
        client, http, watch = narrow(url)

        async def work():
            async with await watch() as stream:
                return [item async for item in stream]

        task = asyncio.ensure_future(work())
        for _ in range(steps):
            await asyncio.sleep(0.002 if steps > 8 else 0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        book = await client.books.get("b1")
        await _end(client, http)
        return book.id

    def choose(request):
        return ENDLESS if request.target == "/" else json_answer(200, BOOK)

    with Loopback(choose) as server:
        assert asyncio.run(run(server.url)) == "b1"
