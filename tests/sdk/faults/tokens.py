"""Tokens that the client fetches: who waits for them, how long, and in which process."""

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import httpx2

from tests.sdk.faults.kit import ORIGIN, Script
from tests.sdk.faults.rows import row

_HERE = Path(__file__).parent


def _client(kit, answer, **more):
    scheme = kit.runtime("schemes").ClientCredentialsScheme(default_token_url="/token")
    config = kit.runtime("config").ClientConfig("api", "1", (ORIGIN,), (scheme,))
    secrets = {"client_id": "me", "client_secret": "canary-secret"}
    ping = kit.runtime("operation").Operation(
        id="ping", method="GET", path="/ping", result=lambda: object
    )
    return kit.bare(None, config, secrets, http_client=answer, **more), ping


@row(
    "C10 token",
    "a deadline ends the wait for a token that another call fetches",
    "a fetch that hangs until the wait is over",
)
def _turn(kit):
    error = _tasks(kit) if kit.asynchronous else _threads(kit)
    assert kit.is_error(error, "APITimeoutError")
    assert "token" in repr(error.__cause__)
    assert not error.sent
    assert error.attempts >= 1


def _token(request):
    token = {"access_token": "t"} if request.url.path == "/token" else {}
    return httpx2.Response(200, json=token)


def _threads(kit):
    fetching, over = threading.Event(), threading.Event()

    def answer(request):
        if request.url.path == "/token":
            fetching.set()
            assert over.wait(30)
        return _token(request)

    http = httpx2.Client(transport=httpx2.MockTransport(answer))
    client, ping = _client(kit, http)
    first = threading.Thread(target=client.execute, args=(ping, {}))
    first.start()
    assert fetching.wait(30)
    try:
        client.execute(ping, {}, {"deadline": 0.05})
    except kit.errors.SDKError as error:
        return error
    finally:
        over.set()
        first.join()
        assert client.execute(ping, {}) == {}
    raise AssertionError


def _tasks(kit):
    async def run():
        fetching, over = asyncio.Event(), asyncio.Event()

        async def answer(request):
            if request.url.path == "/token":
                fetching.set()
                await over.wait()
            return _token(request)

        http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
        client, ping = _client(kit, http)
        first = asyncio.create_task(client.execute(ping, {}))
        await fetching.wait()
        try:
            await client.execute(ping, {}, {"deadline": 0.05})
        except kit.errors.SDKError as error:
            return error
        finally:
            over.set()
            await first
            assert await client.execute(ping, {}) == {}
        raise AssertionError

    return asyncio.run(run())


@row(
    "C16 token",
    "a process that is forked while a token is fetched can fetch one",
    "a thread that holds the turn; the child calls",
    only="sync",
)
def _forked(kit):
    result = subprocess.run(
        [sys.executable, "-W", "ignore", str(_HERE / "forked_token.py")],
        env={"PYTHONPATH": str(Path(kit.sdk.__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.returncode, result.stdout) == (0, "both\n"), result.stderr


@row(
    "C10 token late",
    "fetching a token takes no longer than the call has left",
    "a token endpoint that fails, on a fake clock",
)
def _late(kit):
    script = Script(httpx2.Response(503, headers={"retry-after": "4"}))
    kind = httpx2.AsyncClient if kit.asynchronous else httpx2.Client
    client, ping = _client(kit, kind(transport=httpx2.MockTransport(script)))

    async def run():
        try:
            found = client.execute(ping, {}, {"deadline": 6.0, "max_retries": 9})
            return await found if kit.asynchronous else found
        except kit.errors.SDKError as error:
            return error

    found = asyncio.run(run())
    assert found.status == 503
    assert kit.clock.slept == [4.0]
    assert [r.extensions["timeout"]["read"] for r in script.requests] == [6.0, 2.0]
