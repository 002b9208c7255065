"""An HTTP client for each event loop, of asyncio or trio: they cannot share connections."""

from __future__ import annotations

from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import AsyncGenerator
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import httpx2

from .forks import ForkLock

if TYPE_CHECKING:
    from ssl import SSLContext

    from anyio.lowlevel import RunVar

__all__ = ["LoopClients", "current_loop"]


def current_loop() -> object:
    """Return the event loop that runs, or what stands for it as long as it runs.

    Raises:
        RuntimeError: none runs.
    """
    try:
        return get_running_loop()
    except RuntimeError:
        pass
    mark = _marks()
    found = mark.get(None)
    if found is None:
        found = _Mark()
        mark.set(found)
    return found


class _Mark:
    """Stands for a loop of trio."""


@cache
def _marks() -> RunVar[object]:
    from anyio.lowlevel import RunVar  # noqa: PLC0415 - asyncio does without

    mark: RunVar[object] = RunVar("mark")
    return mark


class LoopClients:
    """Makes an HTTP client for each event loop that asks for one, and closes it with the loop."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[
            object, tuple[httpx2.AsyncClient, AsyncGenerator[None, None]]
        ] = WeakKeyDictionary()
        self._context: SSLContext | None = None
        self._lock = ForkLock()

    def prepare(self) -> None:
        """Read the certificates of the system, which takes long, for all clients to come."""
        with self._lock.now:
            if self._context is None:
                self._context = httpx2.create_ssl_context()

    async def here(self) -> httpx2.AsyncClient:
        """Return the client of the loop that runs; make one if there is none yet.

        Raises:
            RuntimeError: no loop runs.
        """
        loop = current_loop()
        kept = self._kept.get(loop)
        if kept is not None and not kept[0].is_closed:
            return kept[0]
        self.prepare()
        client = httpx2.AsyncClient(verify=self._context or True)
        keeper = _keep(client)
        await anext(keeper)
        with self._lock.now:
            for other in list(self._kept):  # their connections keep such loops alive
                if isinstance(other, AbstractEventLoop) and other.is_closed():
                    del self._kept[other]
            self._kept[loop] = client, keeper
        return client

    async def close(self) -> None:
        """Close the client of this loop here, and have other loops close theirs."""
        kept = self._kept.pop(current_loop(), None)
        self._kept.clear()
        if kept is not None:
            await kept[1].aclose()


async def _keep(client: httpx2.AsyncClient) -> AsyncGenerator[None, None]:
    """Close a client when its loop ends, or when nobody holds this generator any more.

    That is what event loops do with generators that have begun: they run them to their end
    (PEP 525, section "Finalization").
    """
    try:
        yield
    finally:
        await client.aclose()
