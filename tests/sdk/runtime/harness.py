"""Drives the sync and the async client of the mini SDK in the same way."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx2

TOKEN = "canary-token-0123456789"
NOW = 1_700_000_000.0


class FakeClock:
    """Never waits; remembers how long it was asked to."""

    def __init__(self, chance: float = 0.5) -> None:
        self.slept: list[float] = []
        self._chance = chance

    def now(self) -> float:
        return NOW

    def random(self) -> float:
        return self._chance

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


class FakeAsyncClock(FakeClock):
    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


class Script:
    """An in-process server: its steps are answers or exceptions, the last one repeats."""

    def __init__(self, *steps: httpx2.Response | Exception) -> None:
        self._steps = steps
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        step = self._steps[min(len(self.requests), len(self._steps) - 1)]
        self.requests.append(request)
        if isinstance(step, Exception):
            raise step
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

    def client(self, script: Script | None, **settings: Any) -> Any:
        kind = self.sdk.AsyncShelf if self.asynchronous else self.sdk.Shelf
        if script is not None:
            http = httpx2.AsyncClient if self.asynchronous else httpx2.Client
            settings["http_client"] = http(transport=httpx2.MockTransport(script))
        client = kind(**settings)
        client._clock = self.clock
        return client
