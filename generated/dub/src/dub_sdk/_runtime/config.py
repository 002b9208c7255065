"""What the emitted client says about its API: its name, its servers, its global parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .records import record
from .schemes import Scheme

__all__ = ["ClientConfig", "GlobalParameter", "Server", "ServerVariable"]


@record
class ServerVariable:
    """A part of a server's URL that the caller may choose."""

    name: str
    """Its name between the braces of the URL."""
    argument: str
    """The client's argument that takes its value."""
    default: str | None = None
    """The value where the caller gives none; `None`: the caller must."""
    values: tuple[str, ...] = ()
    """The allowed values; empty: any."""


@record
class Server:
    """A base URL, with variables in braces."""

    url: str
    name: str | None = None
    """The name by which it is chosen; `None` without one."""
    variables: tuple[ServerVariable, ...] = ()


@record
class GlobalParameter:
    """A parameter that the client takes once and sends with each operation that knows it."""

    name: str
    """The client's argument."""
    env: str | None = None
    """The environment variable that holds it otherwise."""
    required: bool = False
    type: Callable[[], Any] = lambda: str
    """Returns the type that reads the environment variable."""


@record
class ClientConfig:
    """An API, as its client knows it."""

    name: str
    """Name of the distribution, for the user agent."""
    version: str
    servers: tuple[str | Server, ...]
    """The first one is the default. Empty: the caller must give a base URL."""
    schemes: tuple[Scheme, ...] = ()
    """Ways to authenticate: see `auth`."""
    globals: tuple[GlobalParameter, ...] = ()
    timeout: float = 60.0
    """Seconds that the server may stay silent."""
    max_retries: int = 2
    """How often a call is repeated, where that is safe: see `retry`."""
    max_body_size: int = 100 * 2**20
    """Bytes of an answer, after decompression: more than that is an attack or a mistake."""
