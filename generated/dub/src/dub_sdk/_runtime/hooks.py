"""Hooks: functions of the caller that hear of requests, answers, retries and deviations.

Events hold no secrets and no bodies: of a URL, they show what stands before the query.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, TypeAlias

from .errors import ConfigurationError
from .records import record
from .reply import Failure, Head
from .response import recorder

if TYPE_CHECKING:
    from .call import Call
    from .lenient import Deviation

__all__ = [
    "DeviationEvent",
    "Hooks",
    "RequestEvent",
    "ResponseEvent",
    "RetryEvent",
    "Told",
    "make_hooks",
]


@record
class RequestEvent:
    """A request is about to be sent."""

    operation: str
    """The API's own name for the operation; `token request` if the client fetches a token."""
    method: str
    url: str
    """Without its query."""
    attempt: int
    """Counts from 1."""


@record
class ResponseEvent:
    """An answer came, or none will come."""

    operation: str
    method: str
    url: str
    """Without its query."""
    attempt: int
    """Counts from 1."""
    status: int | None
    """HTTP status; `None` if no complete answer came."""
    request_id: str | None
    """The server's name for this call."""
    error: str | None
    """The kind of failure, such as `ConnectTimeout`, if no complete answer came."""
    elapsed: float
    """Seconds since the beginning of the call."""


@record
class RetryEvent:
    """A request will be sent again."""

    operation: str
    method: str
    url: str
    """Without its query."""
    attempt: int
    """The one that failed; counts from 1."""
    status: int | None
    """HTTP status; `None` if no complete answer came."""
    error: str | None
    """The kind of failure, such as `ConnectTimeout`, if no complete answer came."""
    delay: float
    """Seconds to wait before."""


@record
class DeviationEvent:
    """An answer is not what the docs promise, at one place. The caller gets it all the same."""

    operation: str
    request_id: str | None
    """The server's name for this call."""
    path: str
    """Where in the answer, such as `links[3].clicks`."""
    expected: str
    got: str


Told: TypeAlias = "tuple[Callable[[Any], object], Any]"
"""A hook, and what it hears."""


@record
class Hooks:
    """The hooks of a client."""

    on_request: Callable[[RequestEvent], object] | None = None
    on_response: Callable[[ResponseEvent], object] | None = None
    on_retry: Callable[[RetryEvent], object] | None = None
    on_deviation: Callable[[DeviationEvent], object] | None = None

    @staticmethod
    def tell(told: Iterable[Told]) -> None:
        """Call hooks, one after the other. What they raise is the caller's own.

        Calls that they make themselves are none that a response is about.
        """
        token = recorder.set(None)
        try:
            for hook, event in told:
                hook(event)
        finally:
            recorder.reset(token)

    @staticmethod
    async def tell_async(told: Iterable[Told]) -> None:
        """Call hooks, one after the other, and wait for those that are coroutine functions."""
        token = recorder.set(None)
        try:
            for hook, event in told:
                answer = hook(event)
                if isinstance(answer, Awaitable):
                    await answer
        finally:
            recorder.reset(token)

    def before(self, call: Call[Any]) -> Iterator[Told]:
        """Yield what is told before an attempt."""
        if self.on_request is not None:
            yield self.on_request, RequestEvent(*_place(call), call.attempts + 1)

    def after(
        self, call: Call[Any], outcome: Head | Failure, delay: float | None
    ) -> Iterator[Told]:
        """Yield what is told after an attempt; `delay` is the wait before the next, if any."""
        status = request_id = error = None
        if isinstance(outcome, Failure):
            error = type(outcome.cause).__name__
        else:
            status, request_id = outcome.status, outcome.request_id
        place, attempt = _place(call), call.attempts
        if self.on_response is not None:
            yield (
                self.on_response,
                ResponseEvent(*place, attempt, status, request_id, error, call.elapsed),
            )
        if self.on_retry is not None and delay is not None:
            yield self.on_retry, RetryEvent(*place, attempt, status, error, delay)

    def deviating(
        self, call: Call[Any], found: tuple[Deviation, ...]
    ) -> Iterator[Told]:
        """Yield what is told of an answer, or an item of a stream, that deviates."""
        if self.on_deviation is None:
            return
        name, request_id = call.operation.id, call.head.request_id
        for each in found:
            event = DeviationEvent(name, request_id, each.path, each.expected, each.got)
            yield self.on_deviation, event


def _place(call: Call[Any]) -> tuple[str, str, str]:
    request = call.request
    url = call.credentials.redact(request.url.partition("?")[0])
    return call.operation.id, request.method, url


def make_hooks(
    given: Mapping[str, Callable[[Any], object] | None], *, asynchronous: bool
) -> Hooks:
    """Return the hooks of a client, given by the names of its arguments.

    Raises:
        ConfigurationError: one of them is no function, or one that a sync client cannot await.
    """
    for name, hook in given.items():
        if hook is not None and not callable(hook):
            raise ConfigurationError(f"{name}: must be a function")
        if iscoroutinefunction(hook) and not asynchronous:
            raise ConfigurationError(
                f"{name}: must be no coroutine function; the async client takes those"
            )
    return Hooks(**given)
