"""Sending one request. The only module that talks to httpx2 and knows its exceptions."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Any, Final

import httpx2

from .errors import ClientClosedError, ConfigurationError
from .reply import Failure, Outcome, Reply
from .request import Request

__all__ = ["AsyncTransport", "Transport"]

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

    def send(self, request: Request) -> Outcome:
        """Send and read the whole answer. Redirects are not followed.

        Raises:
            ClientClosedError: this transport, or the caller's HTTP client, is closed.
        """
        client = self._open()
        try:
            response = client.send(_wire(request), stream=True, follow_redirects=False)
            try:
                return _reply(response, response.read())
            except httpx2.DecodingError as error:
                return _damaged(response, error)
            finally:
                response.close()
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

    async def send(self, request: Request) -> Outcome:
        """Send and read the whole answer. Redirects are not followed.

        Raises:
            ClientClosedError: this transport, or the caller's HTTP client, is closed.
        """
        client = self._open()
        try:
            response = await client.send(
                _wire(request), stream=True, follow_redirects=False
            )
            try:
                return _reply(response, await response.aread())
            except httpx2.DecodingError as error:
                return _damaged(response, error)
            finally:
                await response.aclose()
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


def _check_client(http_client: object, kind: type) -> None:
    if http_client is not None and not isinstance(http_client, kind):
        raise ConfigurationError(f"http_client: must be a httpx2.{kind.__name__}")


def _wire(request: Request) -> httpx2.Request:
    seconds = request.timeout
    timeout: dict[str, Any] = {
        "connect": min(_CONNECT_TIMEOUT, seconds),
        "read": seconds,
        "write": seconds,
        "pool": seconds,
    }
    return httpx2.Request(
        request.method,
        _url(request.url),
        headers=[(name.encode(), value) for name, value in request.headers.items()],
        content=request.body,
        extensions={"timeout": timeout},
    )


def _reply(response: httpx2.Response, body: bytes) -> Reply:
    return Reply(response.status_code, response.headers.raw, body)


def _damaged(response: httpx2.Response, error: httpx2.DecodingError) -> Reply:
    problem = f"the answer cannot be decompressed: {error}"
    return Reply(response.status_code, response.headers.raw, b"", problem)


def _failure(error: Exception) -> Failure:
    return Failure(
        cause=error,
        sent=not isinstance(error, _NOTHING_SENT),
        timed_out=isinstance(error, httpx2.TimeoutException),
    )
