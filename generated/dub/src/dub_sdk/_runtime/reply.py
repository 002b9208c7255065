"""What comes back for one request: an answer, or a failure to get one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from .headers import Headers

__all__ = ["Failure", "Outcome", "Reply"]

_REQUEST_IDS: Final = (
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-vercel-id",
    "cf-ray",
)
"""Headers under which servers give a call a name; the first one present is taken."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A complete answer."""

    status: int
    raw_headers: Sequence[tuple[bytes, bytes]] = field(repr=False)
    body: bytes = field(repr=False)
    damage: str | None = None
    """Why the body could not be decompressed; it is empty then."""

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


@dataclass(frozen=True, slots=True)
class Failure:
    """No complete answer."""

    cause: Exception
    """What the HTTP client raised."""
    sent: bool
    """Whether the server may have received something of the request."""
    timed_out: bool


Outcome: TypeAlias = Reply | Failure
