"""The bases of the emitted clients: the sync and the async driver of a call."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn, TypeVar

from typing_extensions import Self

from .call import Call
from .clock import AsyncClock, Clock
from .config import ClientConfig
from .operation import Operation
from .options import RequestOptions
from .settings import resolve_settings
from .transport import AsyncTransport, Transport

if TYPE_CHECKING:
    from types import TracebackType

    import httpx2

__all__ = ["AsyncClient", "Client"]

T = TypeVar("T")


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
    ) -> None:
        super().__init__(
            config,
            credentials,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            strict=strict,
        )
        self._transport = Transport(http_client)
        self._clock = Clock()

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
        while True:
            outcome = self._transport.send(call.request)
            chance, now = self._clock.random(), self._clock.now()
            delay = call.delay(outcome, random=chance, now=now)
            if delay is None:
                return call.result(outcome)
            self._clock.sleep(delay)

    def close(self) -> None:
        """Close the connections. A `http_client` that was given stays open."""
        self._transport.close()

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
    ) -> None:
        super().__init__(
            config,
            credentials,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            strict=strict,
        )
        self._transport = AsyncTransport(http_client)
        self._clock = AsyncClock()

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
        while True:
            outcome = await self._transport.send(call.request)
            chance, now = self._clock.random(), self._clock.now()
            delay = call.delay(outcome, random=chance, now=now)
            if delay is None:
                return call.result(outcome)
            await self._clock.sleep(delay)

    async def aclose(self) -> None:
        """Close the connections. A `http_client` that was given stays open."""
        await self._transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()
