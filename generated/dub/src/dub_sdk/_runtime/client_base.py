"""What the sync and the async client share: their settings, and copies with others."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from typing_extensions import Self, Unpack

from .config import ClientConfig
from .options import CallDefaults, check_defaults, with_defaults
from .settings import ClientArguments, resolve_settings
from .urls import check_base_url

if TYPE_CHECKING:
    from .hooks import Hooks

__all__ = ["ClientBase"]


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

    def with_options(self, **options: Unpack[CallDefaults]) -> Self:
        """Return a client like this one whose calls have other options.

        Both share connections, fetched tokens and the retries that are left. Closing the new one
        leaves the connections open: they are this one's.

        Raises:
            InvalidArgumentError: an option is unknown, or has a wrong value.
        """
        checked = check_defaults(options)
        if "base_url" in checked:
            allow_http = self._settings.allow_http
            check_base_url(checked["base_url"], "base_url", allow_http=allow_http)
        made = object.__new__(type(self))
        # Resources belong to the client that made them; the new one makes its own.
        shared = {k: v for k, v in vars(self).items() if k.startswith("_")}
        vars(made).update(shared)
        if "_client" in shared:
            vars(made)["_client"] = made
        defaults = with_defaults(self._settings.defaults, checked)
        made._settings = replace(self._settings, defaults=defaults)
        made._is_origin = False
        return made

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._settings.base_url!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"{type(self).__name__} holds connections and secrets: "
            "it cannot be copied or pickled"
        )
