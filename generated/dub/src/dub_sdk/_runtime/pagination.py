"""Lists that come page by page: how to go on (no input or output), and two thin drivers.

A list ends with an empty page; or, read by cursor, with a page that names no further cursor. A
page that is shorter than was asked for proves nothing: servers cap and filter pages.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar

from .call import Call
from .errors import PaginationError
from .models import Model, held
from .operation import Operation
from .options import RequestOptions, check_count
from .records import record
from .response import Response, response_of
from .shapes import is_list, is_mapping

if TYPE_CHECKING:
    from .client import AsyncClient, Client
    from .lenient import Deviation
    from .settings import Settings

__all__ = ["AsyncPage", "AsyncPager", "Page", "Pagination", "Walk"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_MISSING: Final = object()


@record
class Pagination:
    """How an operation's list is read page by page. Names are Python's."""

    style: Literal["page", "offset", "cursor"]
    """By the number of a page, by the number of items before it, or by a mark."""
    argument: str | tuple[str, ...]
    """The argument that says where a page begins; or the way to it, where it is a field of the
    argument that is the body."""
    items: tuple[str, ...]
    """The way from the result to the list of items; empty: the result is the list."""
    cursor: tuple[str, ...] = ()
    """The way from the result to the mark of the next page."""
    cursor_field: str | None = None
    """The field of the last item that is the mark of the next page."""
    start: int = 1
    """The number of the first page."""

    @property
    def way(self) -> tuple[str, ...]:
        """The way to the argument."""
        return (self.argument,) if isinstance(self.argument, str) else self.argument


@record
class Walk(Generic[Result]):
    """The way through a list: which page is asked for, and where the walk has been."""

    operation: Operation[Result]
    pagination: Pagination
    values: Mapping[str, object]
    options: RequestOptions | None
    seen: frozenset[str] = frozenset()
    """The cursors that were followed, to notice a circle."""

    def call(self, settings: Settings) -> Call[Result]:
        """Return the call for the page.

        Raises:
            InvalidArgumentError: an argument or an option is wrong.
            ConfigurationError: secrets that it needs are missing.
        """
        return Call(self.operation, self.values, self.options, settings)

    def items(self, result: Result) -> list[Any]:
        """Return the items of a page.

        Raises:
            PaginationError: the page has something else in their place.
        """
        way = self.pagination.items
        found = _follow(result, way)
        if found is None or found is _MISSING:
            return []
        if is_list(found):
            return found
        where = ".".join(way) or "the result"
        raise self._error(f"the page holds no list at {where}")

    def cursor(self, result: Result, items: list[Any]) -> Any:
        """Return what the argument is for the page after this one; `None` if there is none."""
        pagination = self.pagination
        given = _follow(self.values, pagination.way)
        if pagination.style == "cursor":
            field = pagination.cursor_field
            found = _follow(result, pagination.cursor)
            if field is not None:
                found = _follow(items[-1], (field,)) if items else None
            return self._mark(found)
        if not items:
            return None
        if pagination.style == "page":
            return (given if isinstance(given, int | float) else pagination.start) + 1
        return (given if isinstance(given, int | float) else 0) + len(items)

    def _mark(self, found: object) -> object:
        if found is None or found is _MISSING or found == "":
            return None
        if isinstance(found, str | int | float | date):
            return found
        raise self._error(
            "the page names its successor by what is no text and no number"
        )

    def next(self, cursor: Any) -> Walk[Result]:
        """Return the walk to the page at `cursor`.

        Raises:
            PaginationError: that page was read before.
        """
        given = _follow(self.values, self.pagination.way)
        seen = self.seen | {repr(given)}
        if repr(cursor) in seen:
            raise self._error("the server names a page that was read before")
        values = _put(self.values, self.pagination.way, cursor)
        return replace(self, values=values, seen=seen)

    def check_moved(self, before: list[Any], items: list[Any]) -> None:
        """Notice a server that sends the same page again.

        Raises:
            PaginationError: the objects of two pages in turn are the same.
        """
        numbered = self.pagination.style != "cursor"
        objects = any(isinstance(item, Model | dict) for item in items)
        if numbered and objects and items == before:
            name = ".".join(self.pagination.way)
            raise self._error(f"the server sends the same page for another {name}")

    def _error(self, problem: str) -> PaginationError:
        return PaginationError(f"{problem} (operation {self.operation.id})")


def _follow(value: Any, way: tuple[str, ...]) -> Any:
    """Return what a value holds at the end of a way, or `_MISSING`."""
    for name in way:
        if isinstance(value, Model):
            value = held(value)
        value = value.get(name, _MISSING) if is_mapping(value) else _MISSING
    return value


def _put(holder: object, way: tuple[str, ...], value: object) -> Any:
    """Return a copy of what holds the argument, with another value at the end of the way."""
    name, *rest = way
    if rest:
        value = _put(_follow(holder, (name,)), tuple(rest), value)
    if isinstance(holder, Model):
        return holder.model_copy(update={name: value})
    return {**(holder if is_mapping(holder) else {}), name: value}


class _Page(Generic[Item, Result]):
    """What both kinds of pages share."""

    def __init__(self, walk: Walk[Result], result: Result, call: Call[Result]) -> None:
        self._walk = walk
        self._call = call
        self.result = result
        """The whole answer."""

    @property
    def response(self) -> Response[Result]:
        """The whole answer with its status, headers, raw body and the like."""
        return response_of(self._call, self.result)

    @property
    def _deviations(self) -> tuple[Deviation, ...]:
        """Read by `deviations`."""
        return self._call.deviations

    @cached_property
    def items(self) -> list[Item]:
        """The items of this page.

        Raises:
            PaginationError: the answer has something else in their place.
        """
        return self._walk.items(self.result)

    @property
    def cursor(self) -> Any:
        """Where the next page begins; `None` if there is none.

        Give it as the argument of the method to go on later, also in another process.
        """
        return self._walk.cursor(self.result, self.items)

    @property
    def has_next(self) -> bool:
        """Whether there may be another page."""
        return self.cursor is not None

    def _next(self) -> Walk[Result] | None:
        cursor = self.cursor
        return None if cursor is None else self._walk.next(cursor)

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}(items={len(self.items)}, has_next={self.has_next})"
        )


class Page(_Page[Item, Result]):
    """A page of a list. Iterating it yields its items and those of all pages after it.

    Each further page is a call like the first, with the same options.
    """

    def __init__(
        self, client: Client, walk: Walk[Result], result: Result, call: Call[Result]
    ) -> None:
        super().__init__(walk, result, call)
        self._client = client

    def next_page(self) -> Page[Item, Result] | None:
        """Fetch the next page; `None` if there is none.

        Raises:
            PaginationError: the page is one that was there before.
            SDKError: the call failed.
        """
        walk = self._next()
        if walk is None:
            return None
        page: Page[Item, Result] = self._client.execute_page(walk)
        walk.check_moved(self.items, page.items)
        return page

    def pages(self) -> Iterator[Page[Item, Result]]:
        """Yield this page and all after it, each fetched when it is needed."""
        page: Page[Item, Result] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from page.items

    def limit(self, count: int) -> Iterator[Item]:
        """Yield at most so many items. No page is fetched that is not needed for them.

        Raises:
            InvalidArgumentError: `count` is no whole number from 0.
        """
        return islice(self, check_count(count, "count"))


class AsyncPage(_Page[Item, Result]):
    """A page of a list. Iterating it yields its items and those of all pages after it.

    Each further page is a call like the first, with the same options.
    """

    def __init__(
        self,
        client: AsyncClient,
        walk: Walk[Result],
        result: Result,
        call: Call[Result],
    ) -> None:
        super().__init__(walk, result, call)
        self._client = client

    async def next_page(self) -> AsyncPage[Item, Result] | None:
        """Fetch the next page; `None` if there is none.

        Raises:
            PaginationError: the page is one that was there before.
            SDKError: the call failed.
        """
        walk = self._next()
        if walk is None:
            return None
        page: AsyncPage[Item, Result] = await self._client.execute_page(walk)
        walk.check_moved(self.items, page.items)
        return page

    async def pages(self) -> AsyncIterator[AsyncPage[Item, Result]]:
        """Yield this page and all after it, each fetched when it is needed."""
        page: AsyncPage[Item, Result] | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in page.items:
                yield item

    async def limit(self, count: int) -> AsyncIterator[Item]:
        """Yield at most so many items. No page is fetched that is not needed for them.

        Raises:
            InvalidArgumentError: `count` is no whole number from 0.
        """
        if check_count(count, "count") == 0:
            return
        async for item in self:
            yield item
            count -= 1
            if count == 0:
                return


class AsyncPager(Generic[Item, Result]):
    """A list that is still to be fetched: `await` it for its first page, or iterate it."""

    def __init__(self, client: AsyncClient, walk: Walk[Result]) -> None:
        self._client = client
        self._walk = walk

    def __await__(self) -> Generator[Any, None, AsyncPage[Item, Result]]:
        return self._first().__await__()

    async def _first(self) -> AsyncPage[Item, Result]:
        page: AsyncPage[Item, Result] = await self._client.execute_page(self._walk)
        return page

    async def pages(self) -> AsyncIterator[AsyncPage[Item, Result]]:
        """Yield all pages, each fetched when it is needed."""
        async for page in (await self._first()).pages():
            yield page

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for item in await self._first():
            yield item

    async def limit(self, count: int) -> AsyncIterator[Item]:
        """Yield at most so many items. No page is fetched that is not needed for them.

        Raises:
            InvalidArgumentError: `count` is no whole number from 0.
        """
        if check_count(count, "count") == 0:
            return
        async for item in self:
            yield item
            count -= 1
            if count == 0:
                return

    def __repr__(self) -> str:
        return f"<AsyncPager of {self._walk.operation.id}>"
