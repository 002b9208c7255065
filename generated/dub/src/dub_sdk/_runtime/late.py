"""Parts of a client that are loaded with the first call that needs them.

httpx2 takes long to import, and many programs make a client that they may not use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .forks import ForkLock

if TYPE_CHECKING:
    import httpx2

    from .tokens import AsyncTokens, SyncTokens
    from .transport import AsyncTransport, Transport

__all__ = [
    "Late",
    "async_streams",
    "late_async_tokens",
    "late_async_transport",
    "late_tokens",
    "late_transport",
    "streams",
]

T = TypeVar("T")


class Late(Generic[T]):
    """A value that is made when it is first asked for; once, however many threads ask."""

    __slots__ = ("_lock", "_made", "_make")

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: T | None = None
        self._lock = ForkLock()

    def __call__(self) -> T:
        """Return the value. If making it fails, the next caller tries again."""
        made = self._made
        if made is None:
            with self._lock.now:
                made = self._made
                if made is None:
                    made = self._made = self._make()
        return made


def late_transport(http_client: httpx2.Client | None) -> Late[Transport]:
    """Return what makes the transport; a client of the caller's is checked at once.

    Raises:
        ConfigurationError: `http_client` is something else.
    """

    def make() -> Transport:
        from .transport import Transport  # noqa: PLC0415 - see the top

        return Transport(http_client)

    late = Late(make)
    if http_client is not None:
        late()
    return late


def late_async_transport(
    http_client: httpx2.AsyncClient | None,
) -> Late[AsyncTransport]:
    """Return what makes the transport; a client of the caller's is checked at once.

    Raises:
        ConfigurationError: `http_client` is something else.
    """

    def make() -> AsyncTransport:
        from .transport import AsyncTransport  # noqa: PLC0415 - see the top

        return AsyncTransport(http_client)

    late = Late(make)
    if http_client is not None:
        late()
    return late


def late_tokens() -> Late[SyncTokens]:
    """Return what makes the place for fetched tokens."""

    def make() -> SyncTokens:
        from .tokens import SyncTokens  # noqa: PLC0415 - see the top

        return SyncTokens()

    return Late(make)


def late_async_tokens() -> Late[AsyncTokens]:
    """Return what makes the place for fetched tokens."""

    def make() -> AsyncTokens:
        from .tokens import AsyncTokens  # noqa: PLC0415 - see the top

        return AsyncTokens()

    return Late(make)


def streams() -> Mapping[str, Callable[..., Any]]:
    """Return the classes of sync streams, by kind."""
    from .downloads import ByteStream  # noqa: PLC0415 - see the top
    from .streams import EventStream, JsonLines  # noqa: PLC0415

    return {"bytes": ByteStream, "events": EventStream, "json-lines": JsonLines}


def async_streams() -> Mapping[str, Callable[..., Any]]:
    """Return the classes of async streams, by kind."""
    from .downloads import AsyncByteStream  # noqa: PLC0415 - see the top
    from .streams import AsyncEventStream, AsyncJsonLines  # noqa: PLC0415

    return {
        "bytes": AsyncByteStream,
        "events": AsyncEventStream,
        "json-lines": AsyncJsonLines,
    }
