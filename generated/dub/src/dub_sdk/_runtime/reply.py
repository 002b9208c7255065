"""What comes back for one request: an answer, whole or still to be read, or a failure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Final, Generic, TypeAlias, TypeVar

from .headers import Headers
from .records import record

__all__ = ["Failure", "Head", "Opening", "Outcome", "Reply"]

S = TypeVar("S")

_REQUEST_IDS: Final = (
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-vercel-id",
    "cf-ray",
)
"""Headers under which servers give a call a name; the first one present is taken."""


@record
class Head:
    """What comes before the body of an answer."""

    status: int
    raw_headers: Sequence[tuple[bytes, bytes]] = field(repr=False)

    @property
    def headers(self) -> Headers:
        """The headers, decoded from Latin-1."""
        return Headers(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, value in self.raw_headers
        )

    @property
    def content_type(self) -> str:
        """The media type with its parameters; empty if there is none."""
        for name, value in self.raw_headers:
            if name.lower() == b"content-type":
                return value.decode("latin-1")
        return ""

    @property
    def request_id(self) -> str | None:
        """The server's name for this call."""
        headers = self.headers
        return next((headers[name] for name in _REQUEST_IDS if headers.get(name)), None)


@record
class Reply(Head):
    """A complete answer."""

    body: bytes = field(repr=False)
    damage: str | None = None
    """Why the body could not be read; it is empty then."""


@record
class Opening(Head, Generic[S]):
    """An answer whose body is still to be read."""

    source: S = field(repr=False)
    """Reads the body, and releases the connection."""


@record
class Failure:
    """No complete answer."""

    cause: Exception
    """What the HTTP client raised."""
    sent: bool
    """Whether the server may have received something of the request."""
    timed_out: bool


Outcome: TypeAlias = Reply | Failure
