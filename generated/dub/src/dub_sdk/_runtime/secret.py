"""Secrets that are functions: each call asks for them anew."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from .auth import Credentials, find_credentials
from .records import record
from .schemes import Scheme
from .types import hidden

if TYPE_CHECKING:
    from .settings import Settings

__all__ = ["AsyncSecret", "LateSecrets", "Secret", "find_secrets"]

Secret: TypeAlias = "str | Callable[[], str]"  # noqa: S105 - a type
"""A secret, or a function that returns it, called for each call."""
AsyncSecret: TypeAlias = "str | Callable[[], str | Awaitable[str]]"
"""A secret, or a function or coroutine function that returns it, called for each call."""

_STANDS_FOR_ANY = "secret"


@record
class LateSecrets:
    """The secrets of a client, if one of them is a function."""

    schemes: tuple[Scheme, ...]
    given: Mapping[str, Any] = field(repr=False)
    """By argument; what is text is hidden."""

    def __reduce__(self) -> NoReturn:
        raise TypeError("credentials cannot be copied or pickled")

    def ask(self) -> dict[str, Any]:
        """Return the secrets, calling the functions. What they raise is the caller's own."""
        return {k: hidden(v() if callable(v) else v) for k, v in self.given.items()}

    async def ask_async(self) -> dict[str, Any]:
        """Return the secrets, calling the functions and waiting for their results."""
        found = self.ask()
        for name, value in found.items():
            if isinstance(value, Awaitable):
                found[name] = await value
        return {name: hidden(value) for name, value in found.items()}

    def settings(self, settings: Settings, found: Mapping[str, Any]) -> Settings:
        """Return the settings of one call.

        Raises:
            ConfigurationError: a function returned no text, or what cannot be sent.
        """
        credentials = find_credentials(self.schemes, found, os.environ)
        return replace(settings, credentials=credentials)


def find_secrets(
    schemes: tuple[Scheme, ...],
    given: Mapping[str, Any],
    environment: Mapping[str, str],
) -> tuple[Credentials, LateSecrets | None]:
    """Return the credentials of a client, and what is asked for anew for each call, if anything.

    Raises:
        ConfigurationError: see `find_credentials`.
    """
    if not any(map(callable, given.values())):
        return find_credentials(schemes, given, environment), None
    stand_in = {k: _STANDS_FOR_ANY if callable(v) else v for k, v in given.items()}
    missing = find_credentials(schemes, stand_in, environment).missing
    late = (
        None
        if missing
        else LateSecrets(
            schemes, {name: hidden(value) for name, value in given.items()}
        )
    )
    return Credentials({}, (), missing=missing), late
