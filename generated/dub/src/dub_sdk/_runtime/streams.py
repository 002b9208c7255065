"""Answers that arrive piece by piece. Each is a context manager, and is read once.

A stream holds its connection until its end, an error, or `close`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from typing_extensions import Self

from .call import Call
from .errors import StreamClosedError
from .headers import Headers
from .items import Items
from .reply import Head, Opening
from .response import Response, response_of

if TYPE_CHECKING:
    from types import TracebackType

    from .bodies import AsyncSource, Source

__all__ = [
    "AsyncEventStream",
    "AsyncItemStream",
    "AsyncJsonLines",
    "AsyncStream",
    "EventStream",
    "ItemStream",
    "JsonLines",
    "SyncStream",
]

Item = TypeVar("Item")

_CLOSED: Final = "the stream is closed"


class _Stream:
    """What all streams share."""

    def __init__(self, call: Call[Any], head: Head, owner: object) -> None:
        self._call = call
        self._head = head
        self._owner = owner  # whose connections must live as long as the stream
        self._is_closed = False

    @property
    def response(self) -> Response[Self]:
        """The stream with its status, headers, attempts, time and the like."""
        return response_of(self._call, self)

    @property
    def status(self) -> int:
        """HTTP status."""
        return self._head.status

    @property
    def headers(self) -> Headers:
        """Headers of the answer; names compare without case."""
        return self._head.headers

    @property
    def request_id(self) -> str | None:
        """The server's name for this call."""
        return self._head.request_id

    def _check_open(self) -> None:
        if self._is_closed:
            raise StreamClosedError(_CLOSED)

    def __repr__(self) -> str:
        state = "closed" if self._is_closed else "open"
        return f"<{type(self).__name__} of {self._call.operation.id}, {state}>"


class SyncStream(_Stream):
    """A stream that is read with `for`."""

    def __init__(
        self, call: Call[Any], opening: Opening[Source], owner: object
    ) -> None:
        super().__init__(call, opening, owner)
        self._source = opening.source

    def close(self) -> None:
        """End the stream, and release its connection. May be repeated."""
        self._is_closed = True
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class AsyncStream(_Stream):
    """A stream that is read with `async for`."""

    def __init__(
        self, call: Call[Any], opening: Opening[AsyncSource], owner: object
    ) -> None:
        super().__init__(call, opening, owner)
        self._source = opening.source

    async def close(self) -> None:
        """End the stream, and release its connection. May be repeated."""
        self._is_closed = True
        await self._source.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


class ItemStream(SyncStream, Generic[Item]):
    """A stream of decoded items."""

    def __init__(
        self, call: Call[Any], opening: Opening[Source], owner: object
    ) -> None:
        super().__init__(call, opening, owner)
        self._items: Items[Item] = Items(call, opening)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Item:
        """Return the next item.

        Raises:
            StopIteration: there are no more.
            SDKError: the stream was closed, broke off, or holds an item that cannot be read.
        """
        self._check_open()
        items, hooks = self._items, self._call.hooks
        while not items.has_next():
            if items.is_complete:
                self._source.close()
                raise StopIteration
            items.take(self._source.read())
        if items.is_complete:
            self._source.close()
        try:
            return items.next()
        finally:
            if items.deviations and hooks is not None:
                hooks.tell(hooks.deviating(self._call, items.deviations))


class AsyncItemStream(AsyncStream, Generic[Item]):
    """A stream of decoded items."""

    def __init__(
        self, call: Call[Any], opening: Opening[AsyncSource], owner: object
    ) -> None:
        super().__init__(call, opening, owner)
        self._items: Items[Item] = Items(call, opening)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Item:
        """Return the next item.

        Raises:
            StopAsyncIteration: there are no more.
            SDKError: the stream was closed, broke off, or holds an item that cannot be read.
        """
        self._check_open()
        items, hooks = self._items, self._call.hooks
        while not items.has_next():
            if items.is_complete:
                await self._source.close()
                raise StopAsyncIteration
            items.take(await self._source.read())
        if items.is_complete:
            await self._source.close()
        try:
            return items.next()
        finally:
            if items.deviations and hooks is not None:
                told = hooks.deviating(self._call, items.deviations)
                await hooks.tell_async(told)


class EventStream(ItemStream[Item]):
    """Server-sent events (HTML, section 9.2).

    An item type with a field `data`, and none but `event`, `data`, `id` and `retry`, is the event
    itself, and its `data` is decoded JSON unless its type is text. Any other item is what the
    event's data holds. Data that is exactly `[DONE]` ends the stream and is no item. Where an
    item deviates from the docs, `deviations(item)` says so.
    """


class AsyncEventStream(AsyncItemStream[Item]):
    """Server-sent events, for `async for`: see `EventStream`."""


class JsonLines(ItemStream[Item]):
    """One JSON value a line. Empty lines are skipped."""


class AsyncJsonLines(AsyncItemStream[Item]):
    """One JSON value a line, for `async for`. Empty lines are skipped."""
