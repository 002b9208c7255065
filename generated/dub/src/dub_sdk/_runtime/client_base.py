"""What the sync and the async client share: their settings, and copies with others."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn

from typing_extensions import Self, Unpack

from .config import ClientConfig
from .options import CallDefaults, check_defaults, with_defaults
from .settings import ClientArguments, resolve_settings
from .urls import check_base_url

if TYPE_CHECKING:
    from .hooks import (
        DeviationEvent,
        Hooks,
        RequestEvent,
        ResponseEvent,
        RetryEvent,
    )

__all__ = ["ClientBase"]


class CopyOptions(CallDefaults, total=False):
    """What a copy of a client may have of its own."""

    on_request: Callable[[RequestEvent], object] | None
    on_response: Callable[[ResponseEvent], object] | None
    on_retry: Callable[[RetryEvent], object] | None
    on_deviation: Callable[[DeviationEvent], object] | None


_HOOKS: Final = CopyOptions.__optional_keys__ - CallDefaults.__optional_keys__


class ClientBase:
    """What both clients share."""

    _asynchronous: ClassVar[bool] = False

    def __init__(
        self,
        config: ClientConfig,
        credentials: Mapping[str, object],
        given: ClientArguments,
    ) -> None:
        hooks = self._hooks(given.get("hooks") or {})
        self._settings = resolve_settings(
            config, credentials, os.environ, given, hooks=hooks
        )
        self._is_origin = True

    def _hooks(
        self, given: Mapping[str, Callable[[Any], object] | None]
    ) -> Hooks | None:
        if all(hook is None for hook in given.values()):
            return None
        from .hooks import make_hooks  # noqa: PLC0415 - most clients have none

        return make_hooks(given, asynchronous=self._asynchronous)

    def _other_hooks(
        self, before: Hooks | None, given: Mapping[str, Any]
    ) -> Hooks | None:
        """Return these hooks with others in the place of some."""
        if not given:
            return before
        held = {name: getattr(before, name, None) for name in _HOOKS}
        return self._hooks({**held, **given})

    def with_options(self, **options: Unpack[CopyOptions]) -> Self:
        """Return a client like this one whose calls have other options, or other hooks.

        A hook stands for the one of its name; `None` is none. Both clients share connections,
        fetched tokens and the retries that are left. Closing the new one leaves the connections
        open: they are this one's.

        Raises:
            InvalidArgumentError: an option is unknown, or has a wrong value.
            ConfigurationError: a hook is no function, or one that this client cannot call.
        """
        settings = self._settings
        hooks = {k: v for k, v in options.items() if k in _HOOKS}
        checked = check_defaults({k: v for k, v in options.items() if k not in _HOOKS})
        if "base_url" in checked:
            allow_http = settings.allow_http
            check_base_url(checked["base_url"], "base_url", allow_http=allow_http)
        made = object.__new__(type(self))
        # Resources belong to the client that made them; the new one makes its own.
        shared = {k: v for k, v in vars(self).items() if k.startswith("_")}
        vars(made).update(shared)
        if "_client" in shared:
            vars(made)["_client"] = made
        made._settings = replace(
            settings,
            defaults=with_defaults(settings.defaults, checked),
            hooks=self._other_hooks(settings.hooks, hooks),
        )
        made._is_origin = False
        return made

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._settings.base_url!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"{type(self).__name__} holds connections and secrets: "
            "it cannot be copied or pickled"
        )
