"""The bases of the emitted resources: groups of operations of one client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from .operation import Operation
from .options import RequestOptions

if TYPE_CHECKING:
    from .client import AsyncClient, Client

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
