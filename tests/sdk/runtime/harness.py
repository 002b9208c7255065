"""Drives the sync and the async client of the mini SDK in the same way."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2

_HERE = Path(__file__).parent
RUNTIME = _HERE.parents[2] / "templates/python/_runtime"
TOKEN = "canary-token-0123456789"
NOW = 1_700_000_000.0


def lay_out(folder: Path) -> None:
    """Write the package of the mini SDK into a folder."""
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(_HERE / "mini", folder / "mini_sdk", ignore=skip)
    shutil.copytree(RUNTIME, folder / "mini_sdk/_runtime", ignore=skip)


def load(folder: Path) -> ModuleType:
    """Import the package that lies in a folder."""
    sys.path.insert(0, str(folder))
    package = importlib.import_module("mini_sdk")
    importlib.import_module("mini_sdk.errors")
    importlib.import_module("mini_sdk.models.operations")
    return package


class FakeClock:
    """Never waits; remembers how long it was asked to, and lets that time pass."""

    def __init__(self, chance: float = 0.5) -> None:
        self.slept: list[float] = []
        self.time = 0.0
        self.keys = 0
        self._chance = chance

    def now(self) -> float:
        return NOW

    def monotonic(self) -> float:
        return self.time

    def random(self) -> float:
        return self._chance

    def key(self) -> str:
        self.keys += 1
        return f"key-{self.keys}"

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


class FakeAsyncClock(FakeClock):
    async def sleep(self, seconds: float) -> None:
        FakeClock.sleep(self, seconds)


class Script:
    """An in-process server: its steps are answers, exceptions, or functions of the request.

    The last one repeats.
    """

    def __init__(self, *steps: Any) -> None:
        self._steps = steps
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        step = self._steps[min(len(self.requests), len(self._steps) - 1)]
        self.requests.append(request)
        if isinstance(step, Exception):
            raise step
        if callable(step):
            answer: httpx2.Response = step(request)
            return answer
        return httpx2.Response(
            step.status_code, headers=step.headers, content=step.content
        )

    @property
    def request(self) -> httpx2.Request:
        (only,) = self.requests
        return only

    @property
    def json(self) -> Any:
        return json.loads(self.request.content)


def reply(status: int = 200, value: object = None, **headers: str) -> httpx2.Response:
    """Return a JSON answer. Underscores in the names of headers stand for hyphens."""
    return raw(status, json.dumps(value).encode(), "application/json", **headers)


def raw(
    status: int, body: bytes, content_type: str | None = None, **headers: str
) -> httpx2.Response:
    fields = {name.replace("_", "-"): text for name, text in headers.items()}
    if content_type is not None:
        fields["content-type"] = content_type
    encoded = httpx2.Headers(fields, encoding="latin-1")
    return httpx2.Response(status, headers=encoded, content=body)


class Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that arrives piece by piece; an exception among the pieces is raised."""

    def __init__(self, *pieces: bytes | Exception) -> None:
        self._pieces = pieces
        self.given = 0
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.given += 1
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.is_closed = True

    async def aclose(self) -> None:
        self.is_closed = True

    def answer(self, content_type: str | None, **headers: str) -> Callable[..., Any]:
        """Return a step of a script that answers with this body."""
        fields = {name.replace("_", "-"): text for name, text in headers.items()}
        if content_type is not None:
            fields["content-type"] = content_type
        return lambda _: httpx2.Response(200, headers=fields, stream=self)


async def done(value: Any) -> Any:
    """Return a value of the sync client, or what the async client promises."""
    return await value if inspect.isawaitable(value) else value


async def each(value: Any) -> AsyncIterator[Any]:
    """Yield what the sync or the async client yields."""
    if hasattr(value, "__aiter__"):
        async for item in value:
            yield item
    else:
        for item in value:
            yield item


async def until(error: type[Exception], value: Any) -> tuple[list[Any], Exception]:
    """Return what is yielded until this error comes, and the error."""
    seen: list[Any] = []
    try:
        async for item in each(value):
            seen.append(item)  # noqa: PERF401 - the error would lose them
    except error as caught:
        return seen, caught
    raise AssertionError(f"no {error.__name__}, but the end after {seen}")


BOOK = {"id": "b1", "title": "Emma"}


class Harness:
    """Calls `do(client)` with one kind of client, on a fresh connection and a fake clock."""

    def __init__(self, sdk: ModuleType, *, asynchronous: bool) -> None:
        self.sdk = sdk
        self.errors: Any = sdk.errors
        self.asynchronous = asynchronous
        self.clock: FakeClock = FakeAsyncClock() if asynchronous else FakeClock()

    def call(
        self, do: Callable[[Any], Any], script: Script | None = None, **settings: Any
    ) -> Any:
        settings.setdefault("token", TOKEN)
        if self.asynchronous:
            return asyncio.run(self._acall(do, script, settings))
        client = self.client(script, **settings)
        with client:
            return do(client)

    async def _acall(
        self, do: Callable[[Any], Any], script: Script | None, settings: dict[str, Any]
    ) -> Any:
        client = self.client(script, **settings)
        async with client:
            return await do(client)

    def run(
        self,
        do: Callable[[Any], Awaitable[Any]],
        script: Script | None = None,
        **settings: Any,
    ) -> Any:
        """Run one coroutine with either kind of client; it uses `done` and `each`."""
        settings.setdefault("token", TOKEN)

        async def run() -> Any:
            client = self.client(script, **settings)
            try:
                return await do(client)
            finally:
                await done(client.aclose() if self.asynchronous else client.close())

        return asyncio.run(run())

    def resource(self, client: Any) -> Any:
        """Return a resource of the client, for operations of a test's own."""
        module = importlib.import_module("mini_sdk._runtime.resource")
        kind = module.AsyncResource if self.asynchronous else module.Resource
        return kind(client)

    def bare(
        self, script: Script | None, config: Any, secrets: Any, **more: Any
    ) -> Any:
        """Return a client of another API than the mini SDK's."""
        module = importlib.import_module("mini_sdk._runtime.client")
        kind = module.AsyncClient if self.asynchronous else module.Client
        if script is not None:
            http = httpx2.AsyncClient if self.asynchronous else httpx2.Client
            more["http_client"] = http(transport=httpx2.MockTransport(script))
        client = kind(config, secrets, **more)
        client._clock = self.clock
        return client

    def client(self, script: Script | None, **settings: Any) -> Any:
        kind = self.sdk.AsyncShelf if self.asynchronous else self.sdk.Shelf
        if script is not None:
            http = httpx2.AsyncClient if self.asynchronous else httpx2.Client
            settings["http_client"] = http(transport=httpx2.MockTransport(script))
        client = kind(**settings)
        client._clock = self.clock
        return client
