"""All exceptions that come out of this package. Their base is `SDKError`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .lenient import Deviation

__all__ = [
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "ClientClosedError",
    "ConfigurationError",
    "DecodeError",
    "InvalidArgumentError",
    "PaginationError",
    "SDKError",
    "StreamClosedError",
]


class SDKError(Exception):
    """The base of every exception of this package."""

    def __reduce__(self) -> tuple[Any, ...]:
        # Constructors of subclasses take more than the message; so args alone won't do.
        return _restore, (type(self), self.args, self.__dict__)


def _restore(
    kind: type[SDKError], args: tuple[Any, ...], state: Mapping[str, Any]
) -> SDKError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class ConfigurationError(SDKError):
    """No credentials for an operation, credentials that may not go there, or a bad setting."""


class ClientClosedError(SDKError):
    """The client was used after it had been closed."""


class StreamClosedError(SDKError):
    """A stream was read after it had been closed, or a second time."""


class PaginationError(SDKError):
    """A list cannot be read on: the next page is one that was there before, or cannot be found."""


class InvalidArgumentError(SDKError, ValueError):
    """An argument is wrong. Nothing was sent. The message never holds the argument's value."""

    def __init__(self, argument: str, problem: str) -> None:
        super().__init__(f"{argument}: {problem}")
        self.argument = argument
        """The argument, with the path to the wrong part, such as `metadata.plan`."""


class _CallError(SDKError):
    """An error of a call that was sent, or tried to be."""

    operation: str = ""
    """Which operation was called, by the name that the API gives it."""
    attempts: int = 1
    """How many attempts were made."""
    elapsed: float = 0.0
    """Seconds from the beginning of the first attempt to the end of the last."""


class APIConnectionError(_CallError):
    """No complete answer came: the connection failed, broke, or spoke no HTTP."""

    def __init__(self, message: str, *, sent: bool, operation: str = "") -> None:
        super().__init__(message)
        self.sent = sent
        """Whether the server may have received something of the request."""
        self.operation = operation


class APITimeoutError(APIConnectionError):
    """Connecting, sending or waiting for the answer took too long, or the deadline passed."""


class _ReplyError(_CallError):
    """An error that an answer caused; it keeps the answer."""

    def __init__(
        self,
        message: str,
        *,
        status: int,
        headers: Mapping[str, str],
        body: bytes,
        request_id: str | None,
        operation: str,
    ) -> None:
        super().__init__(message)
        self.status = status
        """HTTP status."""
        self.headers = headers
        """Headers of the answer; names compare without case."""
        self.body = body
        """The body, as it came."""
        self.request_id = request_id
        """The server's name for this call: what its operators ask for."""
        self.operation = operation


class DecodeError(_ReplyError):
    """The server said yes, but its answer cannot be read as what the docs promise."""

    def __init__(  # noqa: PLR0913 - one field each, all by keyword
        self,
        message: str,
        *,
        status: int,
        headers: Mapping[str, str],
        body: bytes,
        request_id: str | None,
        operation: str,
        deviations: tuple[Deviation, ...] = (),
    ) -> None:
        super().__init__(
            message,
            status=status,
            headers=headers,
            body=body,
            request_id=request_id,
            operation=operation,
        )
        self.deviations = deviations
        """Where the answer is not what the docs promise. Empty if it could not be read at all."""


class APIStatusError(_ReplyError):
    """The server answered with a status that means failure. `str()` starts with its own words."""

    retry_after: float | None = None
    """Seconds that the server asks to wait before the next attempt, if it does. If they are more
    than 60, or more than the deadline leaves, there was no further attempt."""

    @staticmethod
    def _model() -> Any:
        """Return the type of the body; `None` where the docs give none."""
        return None

    def __init__(  # noqa: PLR0913 - one field each, all by keyword
        self,
        message: str,
        *,
        status: int,
        headers: Mapping[str, str],
        body: bytes,
        request_id: str | None,
        operation: str,
        code: str | None = None,
        doc_url: str | None = None,
        words: str | None = None,
        data: Any = None,
    ) -> None:
        super().__init__(
            message,
            status=status,
            headers=headers,
            body=body,
            request_id=request_id,
            operation=operation,
        )
        self.code = code
        """The server's name for the error."""
        self.message = words
        """The server's own words, if it gave any."""
        self.doc_url = doc_url
        """Where the server says that the error is explained."""
        self.data = data
        """The body, decoded: a model where the docs give one, else plain JSON, else `None`."""

    @classmethod
    def model(cls) -> Any:
        """Return the type of the body, loading it; `None` where the docs give none."""
        return cls._model()
