"""The bases of the emitted clients: the sync and the async driver of a call."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from threading import Lock
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar
from weakref import WeakKeyDictionary

from typing_extensions import Self

from .auth import Grant
from .call import Call
from .clock import AsyncClock, Clock
from .config import ClientConfig
from .late import async_streams, late_async_transport, late_transport, streams
from .operation import Operation
from .options import RequestOptions
from .pagination import AsyncPage, Page, Walk
from .reply import Opening, Outcome
from .request import Request
from .settings import resolve_settings
from .tokens import Tokens, token_call, token_result

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from types import TracebackType

    import httpx2

    from .resource import AsyncResource, Resource
    from .transport import AsyncSource, Source

__all__ = ["AsyncClient", "Client"]

T = TypeVar("T")
Got = TypeVar("Got", bound=Outcome | Opening[Any])


class _Base:
    """What both clients share."""

    def __init__(  # noqa: PLR0913 - one setting each, all by keyword
        self,
        config: ClientConfig,
        credentials: Mapping[str, str | None],
        *,
        base_url: str | None,
        timeout: float | None,
        max_retries: int | None,
        headers: Mapping[str, str] | None,
        strict: bool,
        server: str | int | None,
        variables: Mapping[str, str | None] | None,
        globals: Mapping[str, object] | None,  # noqa: A002 - as the config says
    ) -> None:
        self._settings = resolve_settings(
            config,
            credentials,
            os.environ,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            strict=strict,
            server=server,
            variables=variables,
            globals=globals,
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._settings.base_url!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"{type(self).__name__} holds connections and secrets: "
            "it cannot be copied or pickled"
        )


class Client(_Base):
    """The base of the emitted sync client. Threads may share it."""

    def __init__(  # noqa: PLR0913 - one setting each, all by keyword
        self,
        config: ClientConfig,
        credentials: Mapping[str, str | None],
        *,
        base_url: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.Client | None = None,
        strict: bool = False,
        server: str | int | None = None,
        variables: Mapping[str, str | None] | None = None,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - as the config says
    ) -> None:
        super().__init__(
            config,
            credentials,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            strict=strict,
            server=server,
            variables=variables,
            globals=globals,
        )
        self._transport = late_transport(http_client)
        self._clock = Clock()
        self._tokens = Tokens()
        self._token_lock = Lock()

    def execute(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> T:
        """Carry out an operation; what each method of a resource does.

        Raises:
            SDKError: one of its subclasses, whatever goes wrong.
        """
        call = Call(operation, values, options, self._settings)
        return call.result(self._outcome(call, self._transport().send))

    def execute_stream(
        self,
        operation: Operation[Any],
        values: Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> Any:
        """Carry out an operation; return its stream, or the result that came instead.

        Raises:
            SDKError: one of its subclasses, whatever goes wrong.
        """
        call = Call(operation, values, options, self._settings)

        def start(request: Request) -> Outcome | Opening[Source]:
            return self._transport().open(request, call.is_streamed)

        outcome = self._outcome(call, start)
        if isinstance(outcome, Opening):
            return streams()[call.kind](call, outcome, self)
        return call.result(outcome)

    def execute_page(self, walk: Walk[T]) -> Page[Any, T]:
        """Fetch a page of a list.

        Raises:
            SDKError: one of its subclasses, whatever goes wrong.
        """
        return Page(self, walk, self.execute(walk.operation, walk.values, walk.options))

    def _outcome(self, call: Call[Any], send: Callable[[Request], Got]) -> Got:
        """Send as often as the call wants; return the last outcome."""
        while True:
            request = call.request
            if call.grant is not None:
                request = call.authorized(self._token(call.grant, call.refused))
            outcome = send(request)
            chance, now = self._clock.random(), self._clock.now()
            delay = call.delay(outcome, random=chance, now=now)
            if delay is None:
                return outcome
            self._clock.sleep(delay)

    def _token(self, grant: Grant, refused: str | None) -> str:
        """Return a token: one that is there, or else a new one, which other threads wait for."""
        with self._token_lock:
            now = self._clock.monotonic()
            token = self._tokens.find(grant, refused=refused, now=now)
            if token is None:
                call = token_call(grant, self._settings)
                answer = token_result(call, self._outcome(call, self._transport().send))
                token = self._tokens.keep(grant, answer, now=now)
            return token

    def preload(self, *resources: Resource) -> None:
        """Load now what the first calls would load: modules, models, the HTTP client.

        Give resources to load these and those below them; without any, all are loaded. Nothing is
        sent. Threads may call it at the same time.

        Raises:
            InvalidArgumentError: one of `resources` is something else.
            ClientClosedError: the client is closed.
        """
        from .preload import preload  # noqa: PLC0415 - most programs do without

        preload(self, resources)
        self._transport().prepare()

    def close(self) -> None:
        """Close the connections. A `http_client` that was given stays open."""
        self._transport().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class AsyncClient(_Base):
    """The base of the emitted async client."""

    def __init__(  # noqa: PLR0913 - one setting each, all by keyword
        self,
        config: ClientConfig,
        credentials: Mapping[str, str | None],
        *,
        base_url: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        strict: bool = False,
        server: str | int | None = None,
        variables: Mapping[str, str | None] | None = None,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - as the config says
    ) -> None:
        super().__init__(
            config,
            credentials,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            strict=strict,
            server=server,
            variables=variables,
            globals=globals,
        )
        self._transport = late_async_transport(http_client)
        self._clock = AsyncClock()
        self._tokens = Tokens()
        self._locks: WeakKeyDictionary[
            AbstractEventLoop, AbstractAsyncContextManager[None]
        ] = WeakKeyDictionary()

    async def execute(
        self,
        operation: Operation[T],
        values: Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> T:
        """Carry out an operation; what each method of a resource does.

        Raises:
            SDKError: one of its subclasses, whatever goes wrong.
        """
        call = Call(operation, values, options, self._settings)
        return call.result(await self._outcome(call, self._transport().send))

    async def execute_stream(
        self,
        operation: Operation[Any],
        values: Mapping[str, object],
        options: RequestOptions | None = None,
    ) -> Any:
        """Carry out an operation; return its stream, or the result that came instead.

        Raises:
            SDKError: one of its subclasses, whatever goes wrong.
        """
        call = Call(operation, values, options, self._settings)

        async def start(request: Request) -> Outcome | Opening[AsyncSource]:
            return await self._transport().open(request, call.is_streamed)

        outcome = await self._outcome(call, start)
        if isinstance(outcome, Opening):
            return async_streams()[call.kind](call, outcome, self)
        return call.result(outcome)

    async def execute_page(self, walk: Walk[T]) -> AsyncPage[Any, T]:
        """Fetch a page of a list.

        Raises:
            SDKError: one of its subclasses, whatever goes wrong.
        """
        result = await self.execute(walk.operation, walk.values, walk.options)
        return AsyncPage(self, walk, result)

    async def _outcome(
        self, call: Call[Any], send: Callable[[Request], Awaitable[Got]]
    ) -> Got:
        """Send as often as the call wants; return the last outcome."""
        while True:
            request = call.request
            if call.grant is not None:
                request = call.authorized(await self._token(call.grant, call.refused))
            outcome = await send(request)
            chance, now = self._clock.random(), self._clock.now()
            delay = call.delay(outcome, random=chance, now=now)
            if delay is None:
                return outcome
            await self._clock.sleep(delay)

    async def _token(self, grant: Grant, refused: str | None) -> str:
        """Return a token: one that is there, or else a new one, which other tasks wait for."""
        async with self._token_lock():
            now = self._clock.monotonic()
            token = self._tokens.find(grant, refused=refused, now=now)
            if token is None:
                call = token_call(grant, self._settings)
                outcome = await self._outcome(call, self._transport().send)
                token = self._tokens.keep(grant, token_result(call, outcome), now=now)
            return token

    def _token_lock(self) -> AbstractAsyncContextManager[None]:
        """Return the lock of the running loop; asyncio's locks belong to one loop."""
        import asyncio  # noqa: PLC0415 - slow to load, and only tokens need it

        return self._locks.setdefault(asyncio.get_running_loop(), asyncio.Lock())

    def preload(self, *resources: AsyncResource) -> None:
        """Load now what the first calls would load: modules, models, the HTTP client.

        Give resources to load these and those below them; without any, all are loaded. Nothing is
        sent. Blocks meanwhile: call it
        before the event loop has other work.

        Raises:
            InvalidArgumentError: one of `resources` is something else.
            ClientClosedError: the client is closed.
        """
        from .preload import preload  # noqa: PLC0415 - most programs do without

        preload(self, resources)
        self._transport().prepare()

    async def aclose(self) -> None:
        """Close the connections. A `http_client` that was given stays open."""
        await self._transport().close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()
