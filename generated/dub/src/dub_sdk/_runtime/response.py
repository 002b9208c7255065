"""What came with a result: status, headers, the raw body, attempts and time."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from .errors import InvalidArgumentError
from .records import record
from .reply import Reply

if TYPE_CHECKING:
    from .call import Call
    from .headers import Headers
    from .lenient import Deviation

__all__ = ["Response", "recorder", "recording", "response", "response_of"]

T = TypeVar("T")


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
    deviations: tuple[Deviation, ...] = ()
    """Where the answer is not what the docs promise. Items of a stream say so themselves."""


recorder: Final[ContextVar[list[Call[Any]] | None]] = ContextVar(
    "recorder", default=None
)
"""Where calls note themselves once they are answered; nowhere, unless somebody wants them."""


@contextmanager
def recording() -> Generator[list[Call[Any]], None, None]:
    """Collect the calls that this task, or thread, makes meanwhile and that are answered."""
    found: list[Call[Any]] = []
    token = recorder.set(found)
    try:
        yield found
    finally:
        recorder.reset(token)


def response(result: T, calls: list[Call[Any]]) -> Response[T]:
    """Return a result with what came with it: the answer to the last of these calls.

    Raises:
        InvalidArgumentError: there is none: what was called is no method of a client.
    """
    if not calls:
        raise InvalidArgumentError("method", "must be one that calls the API")
    return response_of(calls[-1], result)


def response_of(call: Call[Any], result: T) -> Response[T]:
    """Return a result with what came with it: the answer to this call, which has one."""
    head = call.head
    return Response(
        result,
        call.request.method,
        call.request.url,
        head.status,
        head.headers,
        head.body if isinstance(head, Reply) else None,
        head.request_id,
        call.attempts,
        call.elapsed,
        call.deviations,
    )
