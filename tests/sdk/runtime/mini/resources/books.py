"""Books."""

# ruff: noqa: A002, PLR0913, TID252 - so are emitted modules

from __future__ import annotations

import datetime  # noqa: ICN001 - as the templates write it
from collections.abc import Mapping, Sequence
from typing import Any

from .. import errors
from .._runtime.operation import Operation, Parameter
from .._runtime.options import RequestOptions
from .._runtime.resource import AsyncResource, Resource
from .._runtime.types import NOT_GIVEN, NotGiven
from ..models import operations

__all__ = ["AsyncBooks", "Books"]

_ADD: Operation[operations.Book] = Operation(
    id="addBook",
    method="POST",
    path="/books",
    body=lambda: operations.NewBook,
    result=lambda: operations.Book,
    errors={range(400, 500): errors.ClientFault, 404: errors.NotOnShelf},
)
_GET: Operation[operations.Book] = Operation(
    id="getBook",
    method="GET",
    path="/books/{bookId}",
    parameters=(
        Parameter("book_id", "bookId", "path", lambda: str),
        Parameter("page", "pageNo", "query", lambda: int | float),
        Parameter("tags", "tags", "query", lambda: list[str]),
        Parameter("ids", "ids", "query", lambda: list[int], explode=False),
        Parameter("with_text", "withText", "query", lambda: bool),
        Parameter("since", "since", "query", lambda: datetime.datetime),
        Parameter("where", "where", "query", lambda: dict[str, Any]),
        Parameter("trace", "X-Trace", "header", lambda: str),
    ),
    result=lambda: operations.Book,
    errors={range(400, 500): errors.ClientFault, 404: errors.NotOnShelf},
)
_LIST: Operation[list[operations.Book]] = Operation(
    id="listBooks",
    method="GET",
    path="/books",
    result=lambda: list[operations.Book],
    errors={410: errors.NotOnShelf},
)
_REPLACE: Operation[operations.Book | None] = Operation(
    id="replaceBook",
    method="PUT",
    path="/books/{bookId}",
    parameters=(Parameter("book_id", "bookId", "path", lambda: str),),
    body=lambda: operations.NewBook,
    body_argument="book",
    result=lambda: operations.Book | None,
)
_DELETE: Operation[None] = Operation(
    id="deleteBook",
    method="DELETE",
    path="/books/{bookId}",
    parameters=(Parameter("book_id", "bookId", "path", lambda: str),),
)
_COVER: Operation[operations.Cover] = Operation(
    id="getCover", method="GET", path="/cover", result=lambda: operations.Cover
)
_SCAN: Operation[bytes] = Operation(
    id="scan", method="GET", path="/scan", accept="image/png", result=lambda: bytes
)
_TEXT: Operation[str] = Operation(
    id="readText",
    method="GET",
    path="/text",
    accept="text/plain",
    result=lambda: str,
    secured=False,
)
_SEARCH: Operation[dict[str, int]] = Operation(
    id="search",
    method="POST",
    path="/search",
    body=lambda: dict[str, Any],
    body_argument="form",
    content_type="application/x-www-form-urlencoded",
    result=lambda: dict[str, int],
)


class Books(Resource):
    """Books."""

    def add(
        self,
        *,
        title: str,
        page_count: float | NotGiven | None = NOT_GIVEN,
        format: operations.Format | NotGiven | None = NOT_GIVEN,
        printed_at: datetime.datetime | NotGiven | None = NOT_GIVEN,
        authors: Sequence[operations.Author | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        metadata: Mapping[str, Any] | NotGiven | None = NOT_GIVEN,
        options: RequestOptions | None = None,
    ) -> operations.Book:
        """Call `add`."""
        return self._call(
            _ADD,
            {
                "title": title,
                "page_count": page_count,
                "format": format,
                "printed_at": printed_at,
                "authors": authors,
                "metadata": metadata,
            },
            options,
        )

    def get(
        self,
        book_id: str,
        *,
        page: float | NotGiven | None = NOT_GIVEN,
        tags: Sequence[str] | NotGiven = NOT_GIVEN,
        ids: Sequence[int] | NotGiven = NOT_GIVEN,
        with_text: bool | NotGiven = NOT_GIVEN,
        since: datetime.datetime | NotGiven = NOT_GIVEN,
        where: Mapping[str, Any] | NotGiven = NOT_GIVEN,
        trace: str | NotGiven = NOT_GIVEN,
        options: RequestOptions | None = None,
    ) -> operations.Book:
        """Call `get`."""
        return self._call(
            _GET,
            {
                "book_id": book_id,
                "page": page,
                "tags": tags,
                "ids": ids,
                "with_text": with_text,
                "since": since,
                "where": where,
                "trace": trace,
            },
            options,
        )

    def list(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> list[operations.Book]:
        """Call `list`."""
        return self._call(_LIST, {}, options)

    def replace(
        self,
        book_id: str,
        *,
        book: operations.NewBook | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        options: RequestOptions | None = None,
    ) -> operations.Book | None:
        """Call `replace`."""
        return self._call(_REPLACE, {"book_id": book_id, "book": book}, options)

    def delete(
        self,
        book_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Call `delete`."""
        return self._call(_DELETE, {"book_id": book_id}, options)

    def cover(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> operations.Cover:
        """Call `cover`."""
        return self._call(_COVER, {}, options)

    def scan(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Call `scan`."""
        return self._call(_SCAN, {}, options)

    def text(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> str:
        """Call `text`."""
        return self._call(_TEXT, {}, options)

    def search(
        self,
        *,
        form: Mapping[str, Any],
        options: RequestOptions | None = None,
    ) -> dict[str, int]:
        """Call `search`."""
        return self._call(_SEARCH, {"form": form}, options)


class AsyncBooks(AsyncResource):
    """Books."""

    async def add(
        self,
        *,
        title: str,
        page_count: float | NotGiven | None = NOT_GIVEN,
        format: operations.Format | NotGiven | None = NOT_GIVEN,
        printed_at: datetime.datetime | NotGiven | None = NOT_GIVEN,
        authors: Sequence[operations.Author | Mapping[str, Any]] | NotGiven = NOT_GIVEN,
        metadata: Mapping[str, Any] | NotGiven | None = NOT_GIVEN,
        options: RequestOptions | None = None,
    ) -> operations.Book:
        """Call `add`."""
        return await self._call(
            _ADD,
            {
                "title": title,
                "page_count": page_count,
                "format": format,
                "printed_at": printed_at,
                "authors": authors,
                "metadata": metadata,
            },
            options,
        )

    async def get(
        self,
        book_id: str,
        *,
        page: float | NotGiven | None = NOT_GIVEN,
        tags: Sequence[str] | NotGiven = NOT_GIVEN,
        ids: Sequence[int] | NotGiven = NOT_GIVEN,
        with_text: bool | NotGiven = NOT_GIVEN,
        since: datetime.datetime | NotGiven = NOT_GIVEN,
        where: Mapping[str, Any] | NotGiven = NOT_GIVEN,
        trace: str | NotGiven = NOT_GIVEN,
        options: RequestOptions | None = None,
    ) -> operations.Book:
        """Call `get`."""
        return await self._call(
            _GET,
            {
                "book_id": book_id,
                "page": page,
                "tags": tags,
                "ids": ids,
                "with_text": with_text,
                "since": since,
                "where": where,
                "trace": trace,
            },
            options,
        )

    async def list(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> list[operations.Book]:
        """Call `list`."""
        return await self._call(_LIST, {}, options)

    async def replace(
        self,
        book_id: str,
        *,
        book: operations.NewBook | Mapping[str, Any] | NotGiven = NOT_GIVEN,
        options: RequestOptions | None = None,
    ) -> operations.Book | None:
        """Call `replace`."""
        return await self._call(_REPLACE, {"book_id": book_id, "book": book}, options)

    async def delete(
        self,
        book_id: str,
        *,
        options: RequestOptions | None = None,
    ) -> None:
        """Call `delete`."""
        return await self._call(_DELETE, {"book_id": book_id}, options)

    async def cover(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> operations.Cover:
        """Call `cover`."""
        return await self._call(_COVER, {}, options)

    async def scan(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> bytes:
        """Call `scan`."""
        return await self._call(_SCAN, {}, options)

    async def text(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> str:
        """Call `text`."""
        return await self._call(_TEXT, {}, options)

    async def search(
        self,
        *,
        form: Mapping[str, Any],
        options: RequestOptions | None = None,
    ) -> dict[str, int]:
        """Call `search`."""
        return await self._call(_SEARCH, {"form": form}, options)
