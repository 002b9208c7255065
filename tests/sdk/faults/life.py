"""Threads, processes, event loops, cancellation, and the end of clients and streams."""

import asyncio
import contextlib
import gc
import json
import subprocess
import sys
import threading
import warnings
from pathlib import Path

from tests.sdk.faults.kit import BOOK, Script, connections, reply
from tests.sdk.faults.peer import End, answer, serve
from tests.sdk.faults.rows import row
from tests.sdk.runtime.harness import done

_HERE = Path(__file__).parent
EVENTS = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
    b"transfer-encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n"
)


def echo(target):
    """Answer with a book that is called as the request asks."""
    return (answer(json.dumps({**BOOK, "id": target.rpartition("/")[2]}).encode()),)


@row(
    "C15",
    "threads share a client, and no answer crosses",
    "32 threads that start together",
    only="sync",
)
def _threads(kit):
    calls = 200 if kit.thorough else 10
    start, wrong = threading.Barrier(32), []

    def work(client, number):
        start.wait()
        for turn in range(calls):
            wanted = f"{number}-{turn}"
            try:
                found = client.books.get(wanted).id
            except Exception as error:  # noqa: BLE001 - whatever it is, it is wrong
                found = error
            if found != wanted:
                wrong.append(found)

    with serve(echo) as peer, kit.client(None, token="t", base_url=peer.url) as client:
        threads = [threading.Thread(target=work, args=(client, n)) for n in range(32)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert wrong == []
        assert len(peer.targets) == 32 * calls


@row(
    "C15 tasks", "tasks share a client, and no answer crosses", "32 tasks", only="async"
)
def _tasks(kit):
    calls = 200 if kit.thorough else 10

    async def work(client, number):
        for turn in range(calls):
            assert (await client.books.get(f"{number}-{turn}")).id == f"{number}-{turn}"

    async def run(url):
        async with kit.client(None, token="t", base_url=url) as client:
            await asyncio.gather(*(work(client, number) for number in range(32)))

    with serve(echo) as peer:
        asyncio.run(run(peer.url))
        assert len(peer.targets) == 32 * calls


@row(
    "C16",
    "a forked process has connections of its own",
    "parent and child call in turn",
)
def _fork(kit):
    kind = "async" if kit.asynchronous else "sync"
    with serve(echo) as peer:
        result = subprocess.run(
            [
                sys.executable,
                "-X",
                "dev",
                "-W",
                "error",
                str(_HERE / "forked.py"),
                kind,
                peer.url,
            ],
            env={"PYTHONPATH": str(Path(kit.sdk.__file__).parents[1])},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (result.returncode, result.stdout) == (0, "both\n"), result.stderr
    assert "Warning" not in result.stderr


@row(
    "C17 loops",
    "one client serves loop after loop",
    "three runs; all warnings are errors",
    only="async",
)
def _loops(kit):
    with serve(echo) as peer, _no_resource_is_left():
        client = kit.client(None, token="t", base_url=peer.url)

        async def run(name):
            return (await client.books.get(name)).id

        assert [asyncio.run(run(name)) for name in "abc"] == list("abc")
        asyncio.run(client.aclose())


@row(
    "C17 loops in threads",
    "one client serves loops at the same time",
    "two threads",
    only="async",
)
def _loops_at_once(kit):
    found = []
    with serve(echo) as peer:
        client = kit.client(None, token="t", base_url=peer.url)

        async def run(name):
            for turn in range(20):
                book = await client.books.get(f"{name}{turn}")
                found.append(book.id == f"{name}{turn}")

        threads = [threading.Thread(target=asyncio.run, args=(run(n),)) for n in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        asyncio.run(client.aclose())
    assert found == [True] * 40


@row(
    "C17 trio",
    "the async client runs under trio",
    "calls, waits, tokens, uploads",
    only="async",
)
def _trio(kit):
    result = subprocess.run(
        [sys.executable, str(_HERE / "under_trio.py")],
        env={"PYTHONPATH": f"{Path(kit.sdk.__file__).parents[1]}:{_HERE.parents[2]}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stdout) == (0, "done\n"), result.stderr


def _steps(kit):
    return range(60) if kit.thorough else (*range(12), 20, 40)


@row(
    "C17 cancel",
    "a task may be cancelled at any await",
    "after k steps, for each k",
    only="async",
)
def _cancel(kit):
    async def run(url, http):
        client = kit.client(None, token="t", base_url=url, http_client=http)
        for steps in _steps(kit):
            task = asyncio.ensure_future(client.books.get("slow"))
            await _steps_of_the_loop(steps)
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            assert task.cancelled()
            assert (await client.books.get("b1")).id == "b1"
            assert connections(http) <= 1
        await http.aclose()

    def decide(target):
        return (End.HANG,) if target.endswith("slow") else echo(target)

    import httpx2  # noqa: PLC0415

    with serve(decide) as peer:
        asyncio.run(run(peer.url, httpx2.AsyncClient()))


@row(
    "C17 cancel stream",
    "a stream may be cancelled at any await",
    "after k steps, for each k",
    only="async",
)
def _cancel_stream(kit):
    async def run(url):
        import httpx2  # noqa: PLC0415

        http = httpx2.AsyncClient(limits=httpx2.Limits(max_connections=1))
        client = kit.client(None, token="t", base_url=url, http_client=http)

        async def work():
            async with await watch(kit, client) as stream:
                return [item async for item in stream]

        for steps in _steps(kit):
            task = asyncio.ensure_future(work())
            await _steps_of_the_loop(steps)
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            assert (await client.books.get("b1")).id == "b1"
        await http.aclose()

    def decide(target):
        return (EVENTS, End.HANG) if target == "/watch" else echo(target)

    with serve(decide) as peer:
        asyncio.run(run(peer.url))


async def _steps_of_the_loop(count):
    """Let a task take steps; from some on, they need the socket's turn, too."""
    for step in range(count):
        await asyncio.sleep(0 if step < 9 else 0.0005)


def watch(kit, client):
    operation = kit.runtime("operation")
    declared = operation.Operation(
        id="watch",
        method="GET",
        path="/watch",
        stream=operation.Stream("events", lambda: int),
    )
    return kit.resource(client)._events(declared, {}, None)


@row(
    "C14 stream",
    "a stream that is left gives its connection back",
    "close it early, twice",
)
def _stream(kit):
    async def left(client, http):
        stream = await done(watch(kit, client))
        first = await _first(stream)
        await done(stream.close())
        await done(stream.close())
        try:
            await _first(stream)
        except kit.errors.StreamClosedError:
            return first, connections(http)
        return None

    def decide(target):
        return (EVENTS, End.HANG) if target == "/watch" else echo(target)

    with serve(decide) as peer, _no_resource_is_left():
        assert kit.with_http(left, base_url=peer.url) == (1, 0)


async def _first(stream):
    return await stream.__anext__() if hasattr(stream, "__anext__") else next(stream)


@row("C25", "closed twice is closed; used after that is our error", "all ways to close")
def _closed(kit):
    async def twice(client):
        close = client.aclose if kit.asynchronous else client.close
        before = await done(client.books.get("b1"))
        await done(close())
        await done(close())
        try:
            await done(client.books.get("b1"))
        except kit.errors.ClientClosedError:
            return before
        return None

    with serve(echo) as peer, _no_resource_is_left():
        assert kit.run(twice, base_url=peer.url).id == "b1"
    assert kit.run(twice, Script(reply(200, BOOK))).id == "b1"


@row(
    "C25 caller's",
    "a client of the caller's stays open, and may be closed",
    "call after it is closed",
)
def _borrowed(kit):
    async def after(client, http):
        await done(client.books.get("b1"))
        await done(client.aclose() if kit.asynchronous else client.close())
        assert not http.is_closed
        other = kit.client(None, token="t", base_url=peer.url, http_client=http)
        assert (await done(other.books.get("b2"))).id == "b2"
        await done(http.aclose() if kit.asynchronous else http.close())
        try:
            await done(other.books.get("b3"))
        except kit.errors.ClientClosedError:
            return True
        return False

    with serve(echo) as peer:
        assert kit.with_http(after, base_url=peer.url)


@contextlib.contextmanager
def _no_resource_is_left():
    """Fail if something is collected that should have been closed."""
    gc.collect()
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", ResourceWarning)
        yield
        gc.collect()
    assert [str(warning.message) for warning in seen] == []
