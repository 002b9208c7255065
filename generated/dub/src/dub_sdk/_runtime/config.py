"""What the emitted client says about its API: name, servers, ways to authenticate."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["BasicScheme", "BearerScheme", "ClientConfig", "HeaderScheme", "Scheme"]


@dataclass(frozen=True, slots=True)
class BearerScheme:
    """A token in `Authorization: Bearer` (RFC 6750, section 2.1)."""

    name: str
    """The client's argument that takes the token."""
    env: str | None = None
    """The environment variable that holds it otherwise."""

    @property
    def sources(self) -> tuple[tuple[str, str | None], ...]:
        """The arguments that it needs, each with its environment variable."""
        return ((self.name, self.env),)

    def header(self, secrets: Mapping[str, str]) -> tuple[str, str]:
        """Return the header that carries `secrets`, which are given by argument."""
        return "authorization", f"Bearer {secrets[self.name]}"


@dataclass(frozen=True, slots=True)
class HeaderScheme:
    """An API key in a header of its own."""

    name: str
    """The client's argument that takes the key."""
    header_name: str
    env: str | None = None
    """The environment variable that holds it otherwise."""

    @property
    def sources(self) -> tuple[tuple[str, str | None], ...]:
        """The arguments that it needs, each with its environment variable."""
        return ((self.name, self.env),)

    def header(self, secrets: Mapping[str, str]) -> tuple[str, str]:
        """Return the header that carries `secrets`, which are given by argument."""
        return self.header_name, secrets[self.name]


@dataclass(frozen=True, slots=True)
class BasicScheme:
    """A user name and a password (RFC 7617), in UTF-8. The name must hold no colon."""

    username: str = "username"
    """The client's argument that takes the user name."""
    password: str = "password"  # noqa: S105 - the name of an argument
    """The client's argument that takes the password."""
    username_env: str | None = None
    password_env: str | None = None

    @property
    def sources(self) -> tuple[tuple[str, str | None], ...]:
        """The arguments that it needs, each with its environment variable."""
        return (
            (self.username, self.username_env),
            (self.password, self.password_env),
        )

    def header(self, secrets: Mapping[str, str]) -> tuple[str, str]:
        """Return the header that carries `secrets`, which are given by argument."""
        pair = f"{secrets[self.username]}:{secrets[self.password]}"
        return "authorization", f"Basic {b64encode(pair.encode()).decode()}"


Scheme: TypeAlias = BearerScheme | HeaderScheme | BasicScheme
"""A way to authenticate."""


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """An API, as its client knows it."""

    name: str
    """Name of the distribution, for the user agent."""
    version: str
    base_urls: tuple[str, ...]
    """Servers; the first one is the default."""
    schemes: tuple[Scheme, ...] = ()
    """Ways to authenticate: each one that has credentials is used, and one must have them."""
    timeout: float = 60.0
    """Seconds that the server may stay silent."""
    max_retries: int = 2
    """How often a call is repeated, where that is safe: see `retry`."""
