"""What httpx2 is told about a request, and what its exceptions mean."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import httpx2

from .content import Content
from .reply import Failure
from .request import Request

__all__ = ["failure", "wire_request"]

_CONNECT_TIMEOUT: Final = 5.0
_NOTHING_SENT: Final = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.InvalidURL,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
)

_NOT_PACKED: Final = frozenset({"accept-encoding", "range"})
"""Headers of a caller who says how an answer is packed, or what part of it is wanted."""

_url = lru_cache(maxsize=256)(httpx2.URL)
"""Parsing a URL costs more than all else in building a request; paths repeat."""


def wire_request(
    request: Request, content: Any, encodings: str | None
) -> httpx2.Request:
    """Return a request as httpx2 sends it; `content` is its body.

    `encodings` are those in which the HTTP client can read an answer. They are asked for, except
    where a part of a file is: servers disagree on what that is a part of.
    """
    seconds = request.timeout
    timeout: dict[str, Any] = {
        "connect": min(_CONNECT_TIMEOUT, seconds),
        "read": seconds,
        "write": seconds,
        "pool": seconds,
    }
    headers = [(name.encode(), value) for name, value in request.headers.items()]
    if encodings and not request.headers.keys() & _NOT_PACKED:
        headers.append((b"accept-encoding", encodings.encode("latin-1")))
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


def failure(error: Exception) -> Failure:
    """Return what an exception of httpx2, or of what it calls, says of a request."""
    return Failure(
        cause=error,
        sent=not isinstance(error, _NOTHING_SENT),
        timed_out=isinstance(error, httpx2.TimeoutException),
    )
