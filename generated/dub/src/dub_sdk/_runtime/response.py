"""What came with a result: status, headers, the raw body, attempts and time."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from .errors import InvalidArgumentError
from .records import record

if TYPE_CHECKING:
    from .headers import Headers

__all__ = ["Exchange", "Response", "recorder", "recording", "response"]

T = TypeVar("T")


@record
class Exchange:
    """The last request of a call, and its answer."""

    method: str
    url: str
    """Without credentials."""
    status: int
    headers: Headers = field(repr=False)
    body: bytes | None = field(repr=False)
    request_id: str | None
    attempts: int
    elapsed: float


@record
class Response(Generic[T]):
    """A result, and what came with it."""

    result: T
    """What the method returns."""
    method: str
    """HTTP method of the request."""
    url: str
    """Where the request went, without credentials."""
    status: int
    """HTTP status."""
    headers: Headers = field(repr=False)
    """Headers of the answer; names compare without case."""
    body: bytes | None = field(repr=False)
    """The body of the answer, as it came but decompressed; `None` for a stream."""
    request_id: str | None
    """The server's name for this call: what its operators ask for."""
    attempts: int
    """How many attempts were made, this one included."""
    elapsed: float
    """Seconds from the beginning of the first attempt to the end of the last."""


recorder: Final[ContextVar[list[Exchange] | None]] = ContextVar(
    "recorder", default=None
)
"""Where calls note their exchanges; nowhere, unless somebody wants them."""


@contextmanager
def recording() -> Generator[list[Exchange], None, None]:
    """Collect the exchanges of the calls that this task, or thread, makes meanwhile."""
    found: list[Exchange] = []
    token = recorder.set(found)
    try:
        yield found
    finally:
        recorder.reset(token)


def response(result: T, exchanges: list[Exchange]) -> Response[T]:
    """Return a result with the last of these exchanges.

    Raises:
        InvalidArgumentError: there is none: what was called is no method of a client.
    """
    if not exchanges:
        raise InvalidArgumentError("method", "must be one that calls the API")
    last = exchanges[-1]
    return Response(
        result,
        last.method,
        last.url,
        last.status,
        last.headers,
        last.body,
        last.request_id,
        last.attempts,
        last.elapsed,
    )
