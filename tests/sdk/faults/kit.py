"""What the checks use: the clients of the mini SDK, and answers of a server."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
from collections.abc import Iterator, Mapping
from typing import Any

import httpx2

from tests.sdk.runtime.harness import TOKEN, Harness, Script, done, raw, reply

ORIGIN = "https://api.example"
BOOK = {"id": "b1", "title": "Emma"}


class Kit(Harness):
    """The harness, and what came of a call."""

    thorough = False
    """Whether there is time: `make faults` has it, `make test` has not."""

    def outcome(self, do: Any, script: Script | None = None, **settings: Any) -> Any:
        """Return the result of a call or our error; any other exception goes on."""
        try:
            return self.call(do, script, **settings)
        except self.errors.SDKError as error:
            return error

    def get(self, *steps: Any, **settings: Any) -> Any:
        """Return what comes of a read that is answered like this."""
        return self.outcome(lambda c: c.books.get("b1"), Script(*steps), **settings)

    def add(self, *steps: Any, **settings: Any) -> Any:
        """Return what comes of a write that is answered like this."""
        return self.outcome(
            lambda c: c.books.add(title="E"), Script(*steps), **settings
        )

    def runtime(self, name: str) -> Any:
        """Return a module of the runtime."""
        return importlib.import_module(f"mini_sdk._runtime.{name}")

    def ping(self, schemes: Any, secrets: Any, /, *steps: Any, **more: Any) -> Any:
        """Return what comes of a call of an API with these schemes."""
        config = self.runtime("config").ClientConfig(
            name="api",
            version="1",
            servers=more.pop("api_servers", (ORIGIN,)),
            schemes=tuple(schemes),
        )
        values, settings = more.pop("values", {}), more.pop("settings", {})
        options = more.pop("options", None)
        operation = self.runtime("operation").Operation(
            id="ping", method="GET", path="/ping", result=lambda: dict[str, Any], **more
        )
        script = Script(*steps)

        async def run() -> Any:
            try:
                client = self.bare(script, config, secrets, **settings)
                resource = self.resource(client)
                return await done(resource._call(operation, values, options))
            except self.errors.SDKError as error:
                return error

        return asyncio.run(run()), script

    def with_http(self, do: Any, http: Any = None, **settings: Any) -> Any:
        """Return what `do(client, http_client)` returns; both are closed after it."""

        async def run() -> Any:
            kind = httpx2.AsyncClient if self.asynchronous else httpx2.Client
            own = kind(**(http or {}))
            client = self.client(None, token=TOKEN, http_client=own, **settings)
            try:
                return await do(client, own)
            finally:
                await done(own.aclose() if self.asynchronous else own.close())

        return asyncio.run(run())

    def measured(
        self, *calls: Any, http: Any = None, count: bool = True, **settings: Any
    ) -> Any:
        """Return what comes of each call, and how many connections are left."""

        async def do(client: Any, own: Any) -> Any:
            found = []
            for call in calls:
                try:
                    found.append(await done(call(client)))
                except self.errors.SDKError as error:  # noqa: PERF203
                    found.append(error)
            return found, connections(own) if count else None

        return self.with_http(do, http, **settings)

    def is_book(self, found: Any) -> bool:
        return type(found).__name__ == "Book"

    def is_error(self, found: Any, name: str) -> bool:
        return isinstance(found, getattr(self.errors, name))


def connections(http: Any) -> int:
    """Return how many connections an HTTP client holds."""
    return len(http._transport._pool.connections)


@contextlib.contextmanager
def environment(**variables: str | None) -> Iterator[None]:
    """Set variables of the environment, or remove them, for a while."""
    before: Mapping[str, str | None] = {
        name: os.environ.get(name) for name in variables
    }
    _set(variables)
    try:
        yield
    finally:
        _set(before)


def _set(variables: Mapping[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


__all__ = [
    "BOOK",
    "ORIGIN",
    "Kit",
    "Script",
    "connections",
    "environment",
    "raw",
    "reply",
]
