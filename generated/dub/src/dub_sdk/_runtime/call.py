"""One call, from its arguments to its result, without any input or output.

A driver sends `request`, hands the outcome to `delay`, waits and sends again for as long as that
says so, and then takes `result`. The drivers are in `client`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from math import inf
from typing import Any, Final, Generic, TypeVar

from .auth import Credentials, Grant
from .decode import decode, decode_error
from .errors import APIConnectionError, APIStatusError, DecodeError
from .failure import connection_error, status_error
from .lenient import Deviation
from .media import is_streamed
from .operation import Operation
from .options import RequestOptions, check_options, merged
from .reply import Failure, Head, Opening, Outcome, Reply
from .request import Request, build_request
from .response import recorder
from .retry import is_idempotent, retry_after, retry_delay
from .settings import Settings
from .types import HiddenBytes

__all__ = ["Call", "is_success"]

T = TypeVar("T")
_NO_HEAD: Final = Head(0, ())
Told = TypeVar("Told", APIConnectionError, APIStatusError, DecodeError)


class Call(Generic[T]):
    """The state of one call."""

    __slots__ = (
        "_asked",
        "_budget",
        "_clock",
        "_deadline",
        "_retries",
        "_started",
        "_token",
        "attempts",
        "credentials",
        "deviations",
        "elapsed",
        "grant",
        "head",
        "hooks",
        "operation",
        "refused",
        "request",
        "settings",
        "strict",
    )

    def __init__(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None,
        settings: Settings,
    ) -> None:
        """Check the arguments and build the request.

        Raises:
            InvalidArgumentError: an argument or an option is wrong.
            ConfigurationError: the operation needs credentials that there are not, or that may
                not go where it goes.
        """
        checked = merged(settings.defaults, check_options(options))
        sent, values = _credentials(operation, values, settings)
        self.credentials = settings.credentials if sent is None else sent
        """What is hidden in messages."""
        self.request = build_request(operation, values, checked, settings, sent)
        """The request, without a token that has to be fetched."""
        if settings.base_url_is_foreign or "base_url" in checked:
            _check_place(sent, self.request.url, operation, settings)
        self.attempts = 0
        """How many attempts have had an outcome."""
        self.operation = operation
        self.settings = settings
        self.hooks = settings.hooks
        self.strict = checked.get("strict", settings.strict)
        self.grant: Grant | None = None if sent is None else sent.grant
        """What has to be exchanged for a token before the request is sent."""
        if self.grant is not None and "authorization" in self.request.headers:
            self.grant = None
        self.refused: str | None = None
        """The token that the server has refused, if any: another one is needed."""
        self._token: str | None = None
        self._retries = checked.get("max_retries", settings.max_retries)
        self._deadline = checked.get("deadline", settings.deadline)
        self._budget = settings.budget
        self._asked: float | None = None
        self._clock: Callable[[], float] = _no_time
        self._started = 0.0
        self.elapsed = 0.0
        """Seconds from the beginning of the first attempt to the end of the last."""
        self.head: Head = _NO_HEAD
        """The last answer, once there is one."""
        self.deviations: tuple[Deviation, ...] = ()
        """Where it deviates from the docs, once it has been read."""

    @property
    def kind(self) -> str:
        """Which kind of stream the operation promises; empty if none."""
        stream = self.operation.stream
        return "" if stream is None else stream.kind

    def begin(self, clock: Callable[[], float], key: Callable[[], str]) -> None:
        """Start the time of the call.

        `clock` returns seconds since any moment, `key` what no other call has.
        """
        self._clock, self._started = clock, clock()
        self._budget.call()
        if self.operation.keyed and not self._has_key():
            own = {self.operation.key_header: key().encode("latin-1")}
            self.request = replace(
                self.request, headers={**self.request.headers, **own}
            )

    def left(self) -> float:
        """Return the seconds that are left; not below 0, endless without a deadline."""
        if self._deadline is None:
            return inf
        return max(0.0, self._started + self._deadline - self._clock())

    def attempt(self, token: str | None = None) -> Request:
        """Return the request of the next attempt, with a token that was fetched for it.

        Its timeout is never longer than what is left for the call.
        """
        request = self.request
        if token is not None:
            self._token = token
            self.credentials = self.credentials.hiding(token)
            header = HiddenBytes(f"Bearer {token}".encode("latin-1"))
            headers = {**request.headers, "authorization": header}
            request = replace(request, headers=headers)
        if self._deadline is None:
            return request
        timeout = min(request.timeout, self.left())
        return replace(request, timeout=timeout, left=self.left)

    def delay(
        self, outcome: Outcome | Opening[Any], *, random: float, now: float
    ) -> float | None:
        """Take the outcome of an attempt; return the seconds to wait before the next, if any.

        A token that the server refuses is renewed once, without waiting. `random` is in [0, 1),
        `now` in seconds since 1970.
        """
        attempt = self.attempts
        self.attempts += 1
        self.elapsed = self._clock() - self._started
        if isinstance(outcome, Opening) or _is_good(outcome):
            if attempt:
                self._budget.give_back(attempt)
            return None
        self._asked = None
        if isinstance(outcome, Reply):
            self._asked = retry_after(outcome, now)
        if self.request.spent:
            return None
        if self._is_refusal(outcome):
            self.refused = self._token
            self.attempts = attempt
            return 0.0
        if attempt >= self._retries:
            return None
        safe, keyed = self._is_safe(), self._has_key()
        wait = retry_delay(
            attempt, outcome, asked=self._asked, safe=safe, keyed=keyed, random=random
        )
        if wait is None or wait >= self.left() or not self._budget.take():
            return None
        return wait

    def _is_refusal(self, outcome: Outcome) -> bool:
        first = self._token is not None and self.refused is None
        unauthorized = HTTPStatus.UNAUTHORIZED
        return first and isinstance(outcome, Reply) and outcome.status == unauthorized

    def _has_key(self) -> bool:
        return self.operation.key_header in self.request.headers

    def _is_safe(self) -> bool:
        said = self.operation.idempotent
        return is_idempotent(self.request.method) if said is None else said

    def is_streamed(self, head: Head) -> bool:
        """Whether the body of an answer is the stream that the operation promises."""
        operation = self.operation
        if operation.stream is None or not is_success(head):
            return False
        mixed = operation.result is not None
        return is_streamed(operation.stream.kind, head.content_type, mixed=mixed)

    def result(self, outcome: Outcome) -> T:
        """Return what the last outcome holds.

        Raises:
            APIConnectionError: no complete answer came.
            APIStatusError: the status means failure, or is a redirect that is not followed.
            DecodeError: the answer cannot be read.
        """
        operation = self.operation
        if isinstance(outcome, Failure):
            failed = connection_error(operation, outcome, self.credentials)
            raise self.told(failed) from outcome.cause
        if not is_success(outcome):
            error = status_error(operation, outcome, self.credentials)
            error.retry_after = self._asked
            raise self.told(error)
        if operation.stream is not None and operation.result is None:
            raise self.told(decode_error(operation, outcome, "the answer is no stream"))
        try:
            result: T = decode(
                operation, outcome, strict=self.strict, note=self._deviates
            )
        except DecodeError as unread:
            self.told(unread)
            raise
        return result

    def _deviates(self, found: tuple[Deviation, ...]) -> None:
        self.deviations = found

    def out_of_time(self, doing: str) -> APIConnectionError:
        """Return the error that says that the deadline passed before anything was sent."""
        self.elapsed = self._clock() - self._started
        cause = TimeoutError(f"the deadline has passed {doing}")
        late = Failure(cause, sent=False, timed_out=True)
        error = self.told(connection_error(self.operation, late, self.credentials))
        error.__cause__ = cause
        return error

    def told(self, error: Told) -> Told:
        """Return an error that knows how often and how long was tried."""
        error.attempts, error.elapsed = max(1, self.attempts), self.elapsed
        return error

    def note(self, outcome: Outcome | Opening[Any]) -> None:
        """Keep the last answer; note the call for whoever wants it: see `response`."""
        if isinstance(outcome, Failure):
            return
        self.head = outcome
        calls = recorder.get()
        if calls is not None:
            calls.append(self)


def _is_good(outcome: Outcome) -> bool:
    return isinstance(outcome, Reply) and is_success(outcome)


def _no_time() -> float:
    return 0.0


def is_success(head: Head) -> bool:
    """Whether a status means that the call succeeded (RFC 9110, section 15.3)."""
    return 200 <= head.status < 300


def _credentials(
    operation: Operation[Any], values: Mapping[str, object], settings: Settings
) -> tuple[Credentials | None, Mapping[str, object]]:
    """Return the credentials that an operation sends, if any, and its other arguments."""
    if operation.schemes:
        from .permits import own_credentials  # noqa: PLC0415 - few operations

        return own_credentials(operation, values)
    if not operation.secured:
        return None, values
    return settings.credentials.demanded(operation.id, "client"), values


def _check_place(
    sent: Credentials | None, url: str, operation: Operation[Any], settings: Settings
) -> None:
    if sent is not None and sent.variables:
        from .permits import check_place  # noqa: PLC0415 - few calls

        check_place(sent, url, operation, settings)
