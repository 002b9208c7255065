"""What clients can do beside the operations of the docs: any request, and results in full."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol, TypeVar, overload

from typing_extensions import ParamSpec

from .operation import Operation
from .options import RequestOptions, with_query
from .response import Response, recording, response
from .types import NOT_GIVEN

__all__ = ["AsyncExtraCalls", "ExtraCalls"]

P = ParamSpec("P")
T = TypeVar("T")


class _Executes(Protocol):
    """A client that carries out operations."""

    def execute(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> T: ...


class ExtraCalls:
    """Calls of a sync client that no resource has."""

    def with_response(
        self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[T]:
        """Call a method of this client; return its result with status, headers and the like.

        Give the method itself, and its arguments behind it.

        Raises:
            SDKError: one of its subclasses, whatever goes wrong.
        """
        with recording() as calls:
            result = method(*args, **kwargs)
        return response(result, calls)

    @overload
    def request(
        self: _Executes,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: object = NOT_GIVEN,
        result: type[T],
        options: RequestOptions | None = None,
    ) -> T: ...

    @overload
    def request(
        self: _Executes,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: object = NOT_GIVEN,
        options: RequestOptions | None = None,
    ) -> Any: ...

    def request(
        self: _Executes,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: object = NOT_GIVEN,
        result: Any = NOT_GIVEN,
        options: RequestOptions | None = None,
    ) -> Any:
        """Call what the docs do not cover, with all that other calls have.

        `path` comes below the base URL; it begins with a slash and is encoded already. `body` is
        JSON, or bytes. `result` is the type of the answer, such as a model, `list[Model]`, `str` or
        `bytes`; without it, the answer is plain JSON.

        Raises:
            SDKError: one of its subclasses, whatever goes wrong.
        """
        from .undocumented import undocumented  # noqa: PLC0415 - few calls need it

        operation = undocumented(method, path, body, result)
        held = with_query(options, query)
        return self.execute(operation, {"body": body}, held)


class _AsyncExecutes(Protocol):
    """A client that carries out operations."""

    async def execute(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> T: ...


class AsyncExtraCalls:
    """Calls of an async client that no resource has."""

    async def with_response(
        self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[T]:
        """Call a method of this client; return its result with status, headers and the like.

        Give the method itself, and its arguments behind it.

        Raises:
            SDKError: one of its subclasses, whatever goes wrong.
        """
        with recording() as calls:
            result = await method(*args, **kwargs)
        return response(result, calls)

    @overload
    async def request(
        self: _AsyncExecutes,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: object = NOT_GIVEN,
        result: type[T],
        options: RequestOptions | None = None,
    ) -> T: ...

    @overload
    async def request(
        self: _AsyncExecutes,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: object = NOT_GIVEN,
        options: RequestOptions | None = None,
    ) -> Any: ...

    async def request(
        self: _AsyncExecutes,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: object = NOT_GIVEN,
        result: Any = NOT_GIVEN,
        options: RequestOptions | None = None,
    ) -> Any:
        """Call what the docs do not cover, with all that other calls have.

        `path` comes below the base URL; it begins with a slash and is encoded already. `body` is
        JSON, or bytes. `result` is the type of the answer, such as a model, `list[Model]`, `str` or
        `bytes`; without it, the answer is plain JSON.

        Raises:
            SDKError: one of its subclasses, whatever goes wrong.
        """
        from .undocumented import undocumented  # noqa: PLC0415 - few calls need it

        operation = undocumented(method, path, body, result)
        held = with_query(options, query)
        return await self.execute(operation, {"body": body}, held)
