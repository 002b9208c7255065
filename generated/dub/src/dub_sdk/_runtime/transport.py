"""Sending one request. The only module that talks to httpx2 and knows its exceptions."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from functools import lru_cache
from threading import Lock
from typing import Any, Final, TypeAlias

import httpx2

from .content import Content
from .errors import ClientClosedError, ConfigurationError
from .reply import Failure, Head, Opening, Outcome, Reply
from .request import Request

__all__ = ["AsyncSource", "AsyncTransport", "Source", "Transport"]

Wanted: TypeAlias = Callable[[Head], bool]
"""Whether the body of an answer is left to be read piece by piece."""

LONGEST_BODY: Final = 100 * 2**20
"""Bytes, after decompression: more than that is no answer, but an attack or a mistake."""

_CONNECT_TIMEOUT: Final = 5.0
_NOTHING_SENT: Final = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.InvalidURL,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
)
_CLOSED: Final = "the client is closed"

_url = lru_cache(maxsize=256)(httpx2.URL)
"""Parsing a URL costs more than all else in building a request; paths repeat."""


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
        self._lock = Lock()

    def prepare(self) -> None:
        """Make the HTTP client, which reads the certificates of the system.

        Raises:
            ClientClosedError: this transport, or the caller's HTTP client, is closed.
        """
        self._open()

    def send(self, request: Request) -> Outcome:
        """Send and read the whole answer. Redirects are not followed.

        Raises:
            ClientClosedError: this transport, or the caller's HTTP client, is closed.
        """
        response = self._start(request)
        return (
            response if isinstance(response, Failure) else _complete(response, request)
        )

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
            return _complete(response, request)
        return Opening(head.status, head.raw_headers, Source(response))

    def _start(self, request: Request) -> httpx2.Response | Failure:
        client = self._open()
        body = request.body
        content = body.chunks() if isinstance(body, Content) else body
        try:
            wire = _wire(request, content)
            return client.send(wire, stream=True, follow_redirects=False)
        except Exception as error:  # noqa: BLE001 - callers meet only ours
            return _failure(error)

    def close(self) -> None:
        """Close connections; a client of the caller's stays open. May be repeated."""
        with self._lock:
            client, self._client, self._closed = self._client, None, True
        if client is not None and not self._borrowed:
            client.close()

    def _open(self) -> httpx2.Client:
        with self._lock:
            if self._client is None and not self._closed:
                self._client = httpx2.Client()
            client = self._client
        if client is None or client.is_closed:
            raise ClientClosedError(_CLOSED)
        return client


class AsyncTransport:
    """Sends with the caller's HTTP client, or with one of its own, made when first needed.

    Raises:
        ConfigurationError: `http_client` is something else.
    """

    def __init__(self, http_client: httpx2.AsyncClient | None) -> None:
        _check_client(http_client, httpx2.AsyncClient)
        self._client = http_client
        self._borrowed = http_client is not None
        self._closed = False
        self._lock = Lock()

    def prepare(self) -> None:
        """Make the HTTP client, which reads the certificates of the system.

        Raises:
            ClientClosedError: this transport, or the caller's HTTP client, is closed.
        """
        self._open()

    async def send(self, request: Request) -> Outcome:
        """Send and read the whole answer. Redirects are not followed.

        Raises:
            ClientClosedError: this transport, or the caller's HTTP client, is closed.
        """
        response = await self._start(request)
        return (
            response
            if isinstance(response, Failure)
            else await _acomplete(response, request)
        )

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
            return await _acomplete(response, request)
        return Opening(head.status, head.raw_headers, AsyncSource(response))

    async def _start(self, request: Request) -> httpx2.Response | Failure:
        client = self._open()
        body = request.body
        content = _from_thread(body) if isinstance(body, Content) else body
        try:
            wire = _wire(request, content)
            return await client.send(wire, stream=True, follow_redirects=False)
        except Exception as error:  # noqa: BLE001 - callers meet only ours
            return _failure(error)

    async def close(self) -> None:
        """Close connections; a client of the caller's stays open. May be repeated."""
        with self._lock:
            client, self._client, self._closed = self._client, None, True
        if client is not None and not self._borrowed:
            await client.aclose()

    def _open(self) -> httpx2.AsyncClient:
        with self._lock:
            if self._client is None and not self._closed:
                self._client = httpx2.AsyncClient()
            client = self._client
        if client is None or client.is_closed:
            raise ClientClosedError(_CLOSED)
        return client


class Source:
    """Reads the body of an answer piece by piece."""

    def __init__(self, response: httpx2.Response) -> None:
        self._response = response
        self._pieces = response.iter_bytes()

    def read(self) -> bytes | Failure | None:
        """Return the next piece, decompressed; `None` at the end."""
        try:
            return next(self._pieces, None)
        except Exception as error:  # noqa: BLE001 - callers meet only ours
            return _failure(error)

    def close(self) -> None:
        """Release the connection, which is closed if there is more to read."""
        with suppress(Exception):  # whoever closes wants no more of it
            self._response.close()


class AsyncSource:
    """Reads the body of an answer piece by piece."""

    def __init__(self, response: httpx2.Response) -> None:
        self._response = response
        self._pieces = response.aiter_bytes()

    async def read(self) -> bytes | Failure | None:
        """Return the next piece, decompressed; `None` at the end."""
        try:
            return await anext(self._pieces, None)
        except Exception as error:  # noqa: BLE001 - callers meet only ours
            return _failure(error)

    async def close(self) -> None:
        """Release the connection, which is closed if there is more to read."""
        with suppress(Exception):  # whoever closes wants no more of it
            await self._response.aclose()


def _complete(response: httpx2.Response, request: Request) -> Outcome:
    pieces: list[bytes] = []
    room = LONGEST_BODY
    try:
        try:
            for piece in response.iter_bytes():
                pieces.append(piece)
                room -= len(piece)
                if room < 0:
                    break
                if request.left is not None and request.left() <= 0:
                    return _late()
        finally:
            response.close()
    except Exception as error:  # noqa: BLE001 - callers meet only ours
        return _incomplete(response, error)
    return _whole(response, pieces, room)


async def _acomplete(response: httpx2.Response, request: Request) -> Outcome:
    pieces: list[bytes] = []
    room = LONGEST_BODY
    try:
        try:
            async for piece in response.aiter_bytes():
                pieces.append(piece)
                room -= len(piece)
                if room < 0:
                    break
                if request.left is not None and request.left() <= 0:
                    return _late()
        finally:
            await response.aclose()
    except Exception as error:  # noqa: BLE001 - callers meet only ours
        return _incomplete(response, error)
    return _whole(response, pieces, room)


def _late() -> Failure:
    """Return that the deadline passed while the body came."""
    return Failure(TimeoutError("the deadline has passed"), sent=True, timed_out=True)


def _whole(response: httpx2.Response, pieces: list[bytes], room: int) -> Reply:
    if room < 0:
        return _damaged(response, f"is longer than {LONGEST_BODY} bytes")
    return Reply(response.status_code, response.headers.raw, b"".join(pieces))


def _incomplete(response: httpx2.Response, error: Exception) -> Outcome:
    if isinstance(error, httpx2.DecodingError):
        return _damaged(response, f"cannot be decompressed: {error}")
    return _failure(error)


def _damaged(response: httpx2.Response, problem: str) -> Reply:
    raw = response.headers.raw
    return Reply(response.status_code, raw, b"", f"the answer {problem}")


async def _from_thread(content: Content) -> AsyncIterator[bytes]:
    """Yield a body that is read in a thread, because files have no async way to be read."""
    import asyncio  # noqa: PLC0415 - slow to load, and only files need it

    chunks = content.chunks()
    try:
        while (piece := await asyncio.to_thread(next, chunks, None)) is not None:
            yield piece
    finally:
        with suppress(ValueError):  # cancelled while the thread still reads
            chunks.close()


def _check_client(http_client: object, kind: type) -> None:
    if http_client is not None and not isinstance(http_client, kind):
        raise ConfigurationError(f"http_client: must be a httpx2.{kind.__name__}")


def _wire(request: Request, content: Any) -> httpx2.Request:
    seconds = request.timeout
    timeout: dict[str, Any] = {
        "connect": min(_CONNECT_TIMEOUT, seconds),
        "read": seconds,
        "write": seconds,
        "pool": seconds,
    }
    headers = [(name.encode(), value) for name, value in request.headers.items()]
    if isinstance(request.body, Content) and request.body.length is not None:
        headers.append((b"content-length", str(request.body.length).encode()))
    wire = httpx2.Request(
        request.method,
        _url(request.url),
        headers=headers,
        content=content,
        extensions={"timeout": timeout},
    )
    if request.secret_query:
        wire.url = _SecretURL(request)
    return wire


class _SecretURL(httpx2.URL):
    """A URL with a secret in its query, which its text, as in httpx2's log, does not show."""

    def __init__(self, request: Request) -> None:
        joint = "&" if "?" in request.url else "?"
        super().__init__(f"{request.url}{joint}{request.secret_query}")
        self._shown = f"{request.url}{joint}[hidden]"

    def __str__(self) -> str:
        return self._shown

    def __repr__(self) -> str:
        return f"URL({self._shown!r})"


def _failure(error: Exception) -> Failure:
    return Failure(
        cause=error,
        sent=not isinstance(error, _NOTHING_SENT),
        timed_out=isinstance(error, httpx2.TimeoutException),
    )
