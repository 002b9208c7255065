"""The bases of the emitted resources: groups of operations of one client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from .operation import Operation
from .options import RequestOptions
from .pagination import AsyncPager, Page, Pagination, Walk

if TYPE_CHECKING:
    from .client import AsyncClient, Client
    from .downloads import AsyncByteStream, ByteStream
    from .streams import AsyncEventStream, AsyncJsonLines, EventStream, JsonLines

__all__ = ["AsyncResource", "Resource"]

T = TypeVar("T")


class Resource:
    """A group of operations."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._client!r})"

    def _call(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None,
    ) -> T:
        return self._client.execute(operation, values, options)

    def _page(
        self,
        operation: Operation[T],
        pagination: Pagination,
        values: Mapping[str, object],
        options: RequestOptions | None,
    ) -> Page[Any, T]:
        return self._client.execute_page(Walk(operation, pagination, values, options))

    def _events(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None,
    ) -> EventStream[T]:
        stream: EventStream[T] = self._client.execute_stream(operation, values, options)
        return stream

    def _json_lines(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None,
    ) -> JsonLines[T]:
        stream: JsonLines[T] = self._client.execute_stream(operation, values, options)
        return stream

    def _bytes(
        self,
        operation: Operation[bytes],
        values: Mapping[str, object],
        options: RequestOptions | None,
    ) -> ByteStream:
        stream: ByteStream = self._client.execute_stream(operation, values, options)
        return stream

    def _mixed(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None,
    ) -> T | Any:
        return self._client.execute_stream(operation, values, options)


class AsyncResource:
    """A group of operations, for use with `await`."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._client!r})"

    async def _call(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None,
    ) -> T:
        return await self._client.execute(operation, values, options)

    def _page(
        self,
        operation: Operation[T],
        pagination: Pagination,
        values: Mapping[str, object],
        options: RequestOptions | None,
    ) -> AsyncPager[Any, T]:
        walk = Walk(operation, pagination, values, options)
        return AsyncPager(self._client, walk)

    async def _events(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None,
    ) -> AsyncEventStream[T]:
        stream: AsyncEventStream[T] = await self._client.execute_stream(
            operation, values, options
        )
        return stream

    async def _json_lines(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None,
    ) -> AsyncJsonLines[T]:
        stream: AsyncJsonLines[T] = await self._client.execute_stream(
            operation, values, options
        )
        return stream

    async def _bytes(
        self,
        operation: Operation[bytes],
        values: Mapping[str, object],
        options: RequestOptions | None,
    ) -> AsyncByteStream:
        stream: AsyncByteStream = await self._client.execute_stream(
            operation, values, options
        )
        return stream

    async def _mixed(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None,
    ) -> T | Any:
        return await self._client.execute_stream(operation, values, options)
