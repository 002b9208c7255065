"""The clients of a library's shelf."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime.client import AsyncClient, Client
from ._runtime.config import ClientConfig
from ._runtime.schemes import BearerScheme
from ._runtime.secret import AsyncSecret, Secret
from ._version import __version__

if TYPE_CHECKING:
    import httpx2

    from ._runtime.hooks import DeviationEvent, RequestEvent, ResponseEvent, RetryEvent
    from .resources.books import AsyncBooks, Books

__all__ = ["AsyncShelf", "Shelf"]

_CONFIG = ClientConfig(
    name="mini-sdk",
    version=__version__,
    servers=("https://api.shelf.example",),
    schemes=(BearerScheme(name="token", env="SHELF_API_KEY"),),
)


class Shelf(Client):
    """The sync client."""

    def __init__(  # noqa: PLR0913 - one setting each
        self,
        token: Secret | None = None,
        *,
        base_url: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.Client | None = None,
        strict: bool = False,
        deadline: float | None = None,
        max_body_size: int | None = None,
        allow_http: bool = False,
        retry_budget: float | None = None,
        on_request: Callable[[RequestEvent], object] | None = None,
        on_response: Callable[[ResponseEvent], object] | None = None,
        on_retry: Callable[[RetryEvent], object] | None = None,
        on_deviation: Callable[[DeviationEvent], object] | None = None,
    ) -> None:
        super().__init__(
            _CONFIG,
            {"token": token},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            http_client=http_client,
            strict=strict,
            deadline=deadline,
            max_body_size=max_body_size,
            allow_http=allow_http,
            retry_budget=retry_budget,
            hooks={
                "on_request": on_request,
                "on_response": on_response,
                "on_retry": on_retry,
                "on_deviation": on_deviation,
            },
        )

    @cached_property
    def books(self) -> Books:
        """Books."""
        from .resources.books import Books  # noqa: PLC0415 - loaded when used

        return Books(self)


class AsyncShelf(AsyncClient):
    """The async client."""

    def __init__(  # noqa: PLR0913 - one setting each
        self,
        token: AsyncSecret | None = None,
        *,
        base_url: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        strict: bool = False,
        deadline: float | None = None,
        max_body_size: int | None = None,
        allow_http: bool = False,
        retry_budget: float | None = None,
        on_request: Callable[[RequestEvent], object] | None = None,
        on_response: Callable[[ResponseEvent], object] | None = None,
        on_retry: Callable[[RetryEvent], object] | None = None,
        on_deviation: Callable[[DeviationEvent], object] | None = None,
    ) -> None:
        super().__init__(
            _CONFIG,
            {"token": token},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            http_client=http_client,
            strict=strict,
            deadline=deadline,
            max_body_size=max_body_size,
            allow_http=allow_http,
            retry_budget=retry_budget,
            hooks={
                "on_request": on_request,
                "on_response": on_response,
                "on_retry": on_retry,
                "on_deviation": on_deviation,
            },
        )

    @cached_property
    def books(self) -> AsyncBooks:
        """Books."""
        from .resources.books import AsyncBooks  # noqa: PLC0415 - loaded when used

        return AsyncBooks(self)
