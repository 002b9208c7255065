"""Sending one request, with httpx2, and following where its answer leads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final, TypeAlias

import httpx2

from .bodies import AsyncSource, Source, complete, complete_async
from .content import Content
from .errors import ClientClosedError, ConfigurationError
from .forks import ForkLock, Process
from .loops import LoopClients
from .redirects import MOST_REDIRECTS, redirected
from .reply import Failure, Head, Opening, Outcome
from .request import Request
from .wire import failure, wire_request

__all__ = ["AsyncTransport", "Transport"]

Wanted: TypeAlias = Callable[[Head], bool]
"""Whether the body of an answer is left to be read piece by piece."""

_CLOSED: Final = "the client is closed"
_PACKED: Final = "accept-encoding"
_SOON: Final = 0.001
"""Seconds: the timeout of a request that has to be sent when the deadline is there."""


class Transport:
    """Sends with the caller's HTTP client, or with one of its own, made when first needed.

    Raises:
        ConfigurationError: `http_client` is something else.
    """

    def __init__(self, http_client: httpx2.Client | None) -> None:
        _check_client(http_client, httpx2.Client)
        self._client = http_client
        self._borrowed = http_client is not None
        self._closed = False
        self._lock = ForkLock()
        self._forks = Process.forks

    def prepare(self) -> None:
        """Make the HTTP client, which reads the certificates of the system.

        Raises:
            ClientClosedError: this transport, or the caller's HTTP client, is closed.
        """
        self._open()

    def send(self, request: Request) -> Outcome:
        """Send and read the whole answer. Redirects are followed: see `redirected`.

        Raises:
            ClientClosedError: this transport, or the caller's HTTP client, is closed.
        """
        response = self._start(request)
        if isinstance(response, Failure):
            return response
        return complete(response, request)

    def open(self, request: Request, wanted: Wanted) -> Outcome | Opening[Source]:
        """Like `send`, but leave the body of a wanted answer unread.

        Raises:
            ClientClosedError: this transport, or the caller's HTTP client, is closed.
        """
        response = self._start(request)
        if isinstance(response, Failure):
            return response
        head = Head(response.status_code, response.headers.raw)
        if not wanted(head):
            return complete(response, request)
        return Opening(head.status, head.raw_headers, Source(response))

    def _start(self, request: Request) -> httpx2.Response | Failure:
        response = self._send(request)
        for _ in range(MOST_REDIRECTS):
            following = _following(request, response)
            if following is None or isinstance(response, Failure):
                return response
            with suppress(Exception):  # its body says nothing that matters
                response.close()
            request, response = following, _later(self._send(following))
        return response

    def _send(self, request: Request) -> httpx2.Response | Failure:
        client = self._open()
        body = request.body
        content = body.chunks() if isinstance(body, Content) else body
        try:
            wire = wire_request(request, content, client.headers.get(_PACKED))
            auth = None if request.is_foreign else client.auth
            return client.send(wire, stream=True, auth=auth, follow_redirects=False)
        except Exception as error:  # noqa: BLE001 - callers meet only ours
            return failure(error)

    def close(self) -> None:
        """Close connections; a client of the caller's stays open. May be repeated."""
        if self._forks != Process.forks:
            self._leave()
        with self._lock.now:
            client, self._client, self._closed = self._client, None, True
        if client is not None and not self._borrowed:
            client.close()

    def _leave(self) -> None:
        """Take no further part in connections, without a word: another process has them."""
        self._forks = Process.forks
        if not self._borrowed:
            _left.append(self._client)
            self._client = None

    def _open(self) -> httpx2.Client:
        if self._forks != Process.forks:
            self._leave()
        with self._lock.now:
            if self._client is None and not self._closed:
                self._client = httpx2.Client()
            client = self._client
        if client is None or client.is_closed:
            raise ClientClosedError(_CLOSED)
        return client


class AsyncTransport:
    """Sends with the caller's HTTP client, or with one of its own in each event loop.

    Raises:
        ConfigurationError: `http_client` is something else.
    """

    def __init__(self, http_client: httpx2.AsyncClient | None) -> None:
        _check_client(http_client, httpx2.AsyncClient)
        self._client = http_client
        self._own = LoopClients()
        self._closed = False

    def prepare(self) -> None:
        """Read the certificates of the system, which takes long.

        Raises:
            ClientClosedError: this transport, or the caller's HTTP client, is closed.
        """
        client = self._client
        if self._closed or (client is not None and client.is_closed):
            raise ClientClosedError(_CLOSED)
        if client is None:
            self._own.prepare()

    async def send(self, request: Request) -> Outcome:
        """Send and read the whole answer. Redirects are followed: see `redirected`.

        Raises:
            ClientClosedError: this transport, or the caller's HTTP client, is closed.
        """
        response = await self._start(request)
        if isinstance(response, Failure):
            return response
        return await complete_async(response, request)

    async def open(
        self, request: Request, wanted: Wanted
    ) -> Outcome | Opening[AsyncSource]:
        """Like `send`, but leave the body of a wanted answer unread.

        Raises:
            ClientClosedError: this transport, or the caller's HTTP client, is closed.
        """
        response = await self._start(request)
        if isinstance(response, Failure):
            return response
        head = Head(response.status_code, response.headers.raw)
        if not wanted(head):
            return await complete_async(response, request)
        return Opening(head.status, head.raw_headers, AsyncSource(response))

    async def _start(self, request: Request) -> httpx2.Response | Failure:
        response = await self._send(request)
        for _ in range(MOST_REDIRECTS):
            following = _following(request, response)
            if following is None or isinstance(response, Failure):
                return response
            with suppress(Exception):  # its body says nothing that matters
                await response.aclose()
            request, response = following, _later(await self._send(following))
        return response

    async def _send(self, request: Request) -> httpx2.Response | Failure:
        body = request.body
        content = _from_thread(body) if isinstance(body, Content) else body
        try:
            client = await self._open()
            wire = wire_request(request, content, client.headers.get(_PACKED))
            auth = None if request.is_foreign else client.auth
            return await client.send(
                wire, stream=True, auth=auth, follow_redirects=False
            )
        except ClientClosedError:
            raise
        except Exception as error:  # noqa: BLE001 - callers meet only ours
            return failure(error)

    async def close(self) -> None:
        """Close connections; a client of the caller's stays open. May be repeated."""
        self._closed = True
        await self._own.close()

    async def _open(self) -> httpx2.AsyncClient:
        if self._closed:
            raise ClientClosedError(_CLOSED)
        client = self._client or await self._own.here()
        if client.is_closed:
            raise ClientClosedError(_CLOSED)
        return client


_left: list[httpx2.Client | None] = []
"""Kept for good: closing what another process uses could end it there, or wait for a lost lock."""


def _following(request: Request, response: httpx2.Response | Failure) -> Request | None:
    """Return the request that an answer asks for, if it may be sent."""
    if isinstance(response, Failure) or not 300 <= response.status_code < 400:
        return None
    head = Head(response.status_code, response.headers.raw)
    following = redirected(request, head)
    if following is None or request.left is None:
        return following
    return replace(following, timeout=min(request.timeout, max(request.left(), _SOON)))


def _later(outcome: httpx2.Response | Failure) -> httpx2.Response | Failure:
    """Return the outcome of a request that was not the first of its call."""
    return replace(outcome, sent=True) if isinstance(outcome, Failure) else outcome


async def _from_thread(content: Content) -> AsyncIterator[bytes]:
    """Yield a body that is read in a thread, because files have no async way to be read."""
    from anyio.to_thread import run_sync  # noqa: PLC0415 - only files need it

    chunks = content.chunks()
    try:
        while (
            piece := await run_sync(next, chunks, None, abandon_on_cancel=True)
        ) is not None:
            yield piece
    finally:
        with suppress(ValueError):  # cancelled while the thread still reads
            chunks.close()


def _check_client(http_client: object, kind: type) -> None:
    if http_client is not None and not isinstance(http_client, kind):
        raise ConfigurationError(f"http_client: must be a httpx2.{kind.__name__}")
