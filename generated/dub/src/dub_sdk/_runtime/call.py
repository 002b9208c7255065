"""One call, from its arguments to its result, without any input or output.

A driver sends `request`, hands the outcome to `delay`, waits and sends again for as long as that
says so, and then takes `result`. The drivers are in `client`.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Generic, TypeVar

from .decode import decode
from .failure import connection_error, status_error
from .operation import Operation
from .options import RequestOptions, check_options
from .reply import Failure, Outcome
from .request import build_request
from .retry import retry_delay
from .settings import Settings

__all__ = ["Call"]

T = TypeVar("T")


class Call(Generic[T]):
    """The state of one call."""

    __slots__ = ("_operation", "_retries", "_settings", "attempts", "request")

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
        """
        checked = check_options(options)
        self.request = build_request(operation, values, checked, settings)
        """The request, the same for each attempt."""
        self.attempts = 0
        """How many attempts have had an outcome."""
        self._operation = operation
        self._settings = settings
        self._retries = checked.get("max_retries", settings.max_retries)

    def delay(self, outcome: Outcome, *, random: float, now: float) -> float | None:
        """Take the outcome of an attempt; return the seconds to wait before the next, if any.

        `random` is in [0, 1), `now` in seconds since 1970.
        """
        attempt = self.attempts
        self.attempts += 1
        if attempt >= self._retries:
            return None
        method, headers = self.request.method, self.request.headers
        return retry_delay(method, headers, attempt, outcome, random=random, now=now)

    def result(self, outcome: Outcome) -> T:
        """Return what the last outcome holds.

        Raises:
            APIConnectionError: no complete answer came.
            APIStatusError: the status means failure; redirects are not followed and count as such.
            DecodeError: the answer cannot be read.
        """
        credentials = self._settings.credentials
        if isinstance(outcome, Failure):
            error = connection_error(self._operation, outcome, credentials)
            raise error from outcome.cause
        if not HTTPStatus.OK <= outcome.status < HTTPStatus.MULTIPLE_CHOICES:
            raise status_error(self._operation, outcome, credentials)
        result: T = decode(self._operation, outcome, strict=self._settings.strict)
        return result
