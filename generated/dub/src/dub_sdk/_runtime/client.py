"""The bases of the emitted clients: the sync and the async driver of a call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from typing_extensions import Self, Unpack

from .auth import Grant
from .call import Call
from .client_base import ClientBase
from .clock import AsyncClock, Clock
from .config import ClientConfig
from .extra_calls import AsyncExtraCalls, ExtraCalls
from .late import (
    async_streams,
    late_async_tokens,
    late_async_transport,
    late_tokens,
    late_transport,
    streams,
)
from .operation import Operation
from .options import RequestOptions
from .pagination import AsyncPage, Page, Walk
from .reply import Opening, Outcome
from .request import Request
from .settings import ClientArguments, Settings

if TYPE_CHECKING:
    from types import TracebackType

    import httpx2

    from .bodies import AsyncSource, Source
    from .hooks import Hooks, Told
    from .resource import AsyncResource, Resource

__all__ = ["AsyncClient", "Client"]

T = TypeVar("T")
Got = TypeVar("Got", bound=Outcome | Opening[Any])


class Client(ClientBase, ExtraCalls):
    """The base of the emitted sync client. Threads may share it."""

    def __init__(
        self,
        config: ClientConfig,
        credentials: Mapping[str, object],
        *,
        http_client: httpx2.Client | None = None,
        **given: Unpack[ClientArguments],
    ) -> None:
        super().__init__(config, credentials, given)
        self._transport = late_transport(http_client)
        self._clock = Clock()
        self._tokens = late_tokens()

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
        call = Call(operation, values, options, self._current(operation))
        return self._result(call, self._outcome(call, self._transport().send))

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
        call = Call(operation, values, options, self._current(operation))
        opened = partial(self._transport().open, wanted=call.is_streamed)
        outcome = self._outcome(call, opened)
        if isinstance(outcome, Opening):
            return streams()[call.kind](call, outcome, self)
        return self._result(call, outcome)

    def execute_page(self, walk: Walk[T]) -> Page[Any, T]:
        """Fetch a page of a list.

        Raises:
            SDKError: one of its subclasses, whatever goes wrong.
        """
        call = walk.call(self._current(walk.operation))
        result = self._result(call, self._outcome(call, self._transport().send))
        return Page(self, walk, result, call)

    def _outcome(self, call: Call[Any], send: Callable[[Request], Got]) -> Got:
        """Send as often as the call wants; return the last outcome."""
        clock = self._clock
        call.begin(clock.monotonic, clock.key)
        while True:
            grant = call.grant
            token = None if grant is None else self._token(grant, call)
            if call.hooks is not None:
                call.hooks.tell(call.hooks.before(call))
            outcome = send(call.attempt(token))
            delay = call.delay(outcome, random=clock.random(), now=clock.now())
            if call.hooks is not None:
                self._tell(call.hooks, call.hooks.after(call, outcome, delay), outcome)
            if delay is None:
                call.note(outcome)
                return outcome
            clock.sleep(delay)

    def _tell(
        self, hooks: Hooks, told: Iterable[Told], outcome: Outcome | Opening[Source]
    ) -> None:
        """Call hooks; if one raises, nobody will read the answer."""
        try:
            hooks.tell(told)
        except BaseException:
            if isinstance(outcome, Opening):
                outcome.source.close()
            raise

    def _result(self, call: Call[T], outcome: Outcome) -> T:
        try:
            return call.result(outcome)
        finally:
            if call.deviations and call.hooks is not None:
                call.hooks.tell(call.hooks.deviating(call, call.deviations))

    def _current(self, operation: Operation[Any]) -> Settings:
        """Return the settings of one call; secrets that it needs are asked for anew."""
        settings = self._settings
        if settings.secrets is None or not operation.asks_client:
            return settings
        return settings.secrets.settings(settings, settings.secrets.ask())

    def _token(self, grant: Grant, call: Call[Any]) -> str:
        """Return a token: one that is there, or else a new one, which other threads wait for."""
        tokens = self._tokens()
        with tokens.turn(call):
            now = self._clock.monotonic()
            token = tokens.find(grant, refused=call.refused, now=now)
            if token is None:
                fetch = tokens.request(grant, call)
                outcome = self._outcome(fetch, self._transport().send)
                token = tokens.keep(grant, fetch, outcome, now=now)
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
        if self._settings.credentials.grant is not None:
            self._tokens()

    def close(self) -> None:
        """Close the connections. A `http_client` that was given stays open."""
        if self._is_origin:
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


class AsyncClient(ClientBase, AsyncExtraCalls):
    """The base of the emitted async client."""

    _asynchronous = True

    def __init__(
        self,
        config: ClientConfig,
        credentials: Mapping[str, object],
        *,
        http_client: httpx2.AsyncClient | None = None,
        **given: Unpack[ClientArguments],
    ) -> None:
        super().__init__(config, credentials, given)
        self._transport = late_async_transport(http_client)
        self._clock = AsyncClock()
        self._tokens = late_async_tokens()

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
        call = Call(operation, values, options, await self._current(operation))
        outcome = await self._outcome(call, self._transport().send)
        return await self._result(call, outcome)

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
        call = Call(operation, values, options, await self._current(operation))
        opened = partial(self._transport().open, wanted=call.is_streamed)
        outcome = await self._outcome(call, opened)
        if isinstance(outcome, Opening):
            return async_streams()[call.kind](call, outcome, self)
        return await self._result(call, outcome)

    async def execute_page(self, walk: Walk[T]) -> AsyncPage[Any, T]:
        """Fetch a page of a list.

        Raises:
            SDKError: one of its subclasses, whatever goes wrong.
        """
        call = walk.call(await self._current(walk.operation))
        outcome = await self._outcome(call, self._transport().send)
        return AsyncPage(self, walk, await self._result(call, outcome), call)

    async def _outcome(
        self, call: Call[Any], send: Callable[[Request], Awaitable[Got]]
    ) -> Got:
        """Send as often as the call wants; return the last outcome."""
        clock = self._clock
        call.begin(clock.monotonic, clock.key)
        while True:
            grant = call.grant
            token = None if grant is None else await self._token(grant, call)
            if call.hooks is not None:
                await call.hooks.tell_async(call.hooks.before(call))
            outcome = await send(call.attempt(token))
            delay = call.delay(outcome, random=clock.random(), now=clock.now())
            if call.hooks is not None:
                await self._tell(
                    call.hooks, call.hooks.after(call, outcome, delay), outcome
                )
            if delay is None:
                call.note(outcome)
                return outcome
            await clock.sleep(delay)

    async def _tell(
        self,
        hooks: Hooks,
        told: Iterable[Told],
        outcome: Outcome | Opening[AsyncSource],
    ) -> None:
        """Call hooks; if one raises, nobody will read the answer."""
        try:
            await hooks.tell_async(told)
        except BaseException:
            if isinstance(outcome, Opening):
                await outcome.source.close()
            raise

    async def _result(self, call: Call[T], outcome: Outcome) -> T:
        try:
            return call.result(outcome)
        finally:
            if call.deviations and call.hooks is not None:
                told = call.hooks.deviating(call, call.deviations)
                await call.hooks.tell_async(told)

    async def _current(self, operation: Operation[Any]) -> Settings:
        """Return the settings of one call; secrets that it needs are asked for anew."""
        settings = self._settings
        if settings.secrets is None or not operation.asks_client:
            return settings
        return settings.secrets.settings(settings, await settings.secrets.ask_async())

    async def _token(self, grant: Grant, call: Call[Any]) -> str:
        """Return a token: one that is there, or else a new one, which other tasks wait for."""
        tokens = self._tokens()
        async with tokens.turn(call):
            now = self._clock.monotonic()
            token = tokens.find(grant, refused=call.refused, now=now)
            if token is None:
                fetch = tokens.request(grant, call)
                outcome = await self._outcome(fetch, self._transport().send)
                token = tokens.keep(grant, fetch, outcome, now=now)
            return token

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
        if self._settings.credentials.grant is not None:
            self._tokens()

    async def aclose(self) -> None:
        """Close the connections. A `http_client` that was given stays open."""
        if self._is_origin:
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
