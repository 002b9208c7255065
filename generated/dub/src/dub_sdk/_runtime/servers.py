"""Choosing a server, and filling the variables of its URL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final

from .config import Server, ServerVariable
from .errors import InvalidArgumentError
from .urls import check_base_url, path_segment

__all__ = ["find_server", "server_url", "server_urls"]

_VARIABLE: Final = re.compile(r"\{([^{}]+)\}")
_HOST: Final = re.compile(r"[A-Za-z0-9._:\[\]-]+")
"""What may stand in a host or a port; a value can neither end the host nor name a user."""
_ORIGIN: Final = re.compile(r"[A-Za-z0-9._~:/%\[\]-]+")
"""What may stand where a variable begins the URL."""


def find_server(servers: tuple[str | Server, ...], choice: str | int | None) -> Server:
    """Return the server with this name or index; `None` takes the first.

    Raises:
        InvalidArgumentError: there is none.
    """
    known = [Server(each) if isinstance(each, str) else each for each in servers]
    if not known:
        raise InvalidArgumentError("base_url", "is needed: the docs name no server")
    if choice is None:
        return known[0]
    if isinstance(choice, int) and not isinstance(choice, bool):
        if 0 <= choice < len(known):
            return known[choice]
        raise InvalidArgumentError("server", f"must be from 0 to {len(known) - 1}")
    for server in known:
        if server.name is not None and server.name == choice:
            return server
    names = [repr(server.name) for server in known if server.name is not None]
    ways = [*names, f"a number from 0 to {len(known) - 1}"]
    raise InvalidArgumentError("server", f"must be {' or '.join(ways)}")


def server_url(
    server: Server, values: Mapping[str, str], *, allow_http: bool = False
) -> str:
    """Return the URL of a server; `values` are those that the caller chose, by argument.

    Raises:
        InvalidArgumentError: a variable lacks a value or has one that is not allowed, or the URL
            is none that may be used: see `check_base_url`.
    """
    if not server.variables:
        return check_base_url(server.url, "base_url", allow_http=allow_http)
    known = {variable.name: variable for variable in server.variables}

    def fill(found: re.Match[str]) -> str:
        variable = known.get(found[1])
        if variable is None:
            return found[0]
        return _filled(variable, values, server.url[: found.start()])

    argument = server.variables[0].argument
    url = _VARIABLE.sub(fill, server.url)
    return check_base_url(url, argument, allow_http=allow_http)


def server_urls(
    servers: Iterable[str | Server], values: Mapping[str, str]
) -> Iterator[str]:
    """Yield the URLs of servers; of those whose variables have values."""
    for each in servers:
        server = Server(each) if isinstance(each, str) else each
        with suppress(InvalidArgumentError):
            yield server_url(server, values, allow_http=True)


def _filled(variable: ServerVariable, values: Mapping[str, str], before: str) -> str:
    """Return a value as it stands in the URL after the text `before`."""
    argument = variable.argument
    value = values.get(argument, variable.default)
    if value is None:
        raise InvalidArgumentError(argument, "is needed for the URL of the server")
    if variable.values and value not in variable.values:
        allowed = ", ".join(map(repr, variable.values))
        raise InvalidArgumentError(argument, f"must be one of {allowed}")
    _, scheme, rest = before.partition("://")
    if scheme and "/" in rest:
        parts = value.strip("/").split("/")
        return "/".join(path_segment(part, argument) for part in parts)
    if not (_HOST if before else _ORIGIN).fullmatch(value):
        raise InvalidArgumentError(argument, "holds what no host can hold")
    return value
