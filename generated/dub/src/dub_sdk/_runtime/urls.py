"""URLs: the base URL, variables of the path, and the query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from typing import Final, TypeAlias
from urllib.parse import SplitResult, quote, unquote, urlsplit

from .errors import InvalidArgumentError

__all__ = [
    "Origin",
    "check_base_url",
    "fill_path",
    "is_known",
    "join_pairs",
    "origin",
    "path_segment",
]

Origin: TypeAlias = tuple[str, str | None, int | None]
"""Scheme, host and port (RFC 6454, section 4)."""

_VISIBLE: Final = re.compile(r"[\x21-\x7e]+")
_ELSEWHERE: Final = frozenset({"", ".", ".."})
_PORTS: Final = {"http": 80, "https": 443}
_VARIABLE: Final = re.compile(r"\{([^{}]+)\}")


def check_base_url(text: object, argument: str, *, allow_http: bool = False) -> str:
    """Return a base URL without its trailing slash.

    Raises:
        InvalidArgumentError: it is neither https nor http to this machine (or `allow_http` to any),
            or has a user name, a query, a fragment, a variable or an empty segment. The message
            does not hold it: it might hold a password.
    """
    if not isinstance(text, str) or not _VISIBLE.fullmatch(text) or "\\" in text:
        raise InvalidArgumentError(argument, "must be a URL in ASCII, without spaces")
    problem = _base_url_problem(text, allow_http=allow_http)
    if problem is not None:
        raise InvalidArgumentError(argument, problem)
    return text.rstrip("/")


def _base_url_problem(text: str, *, allow_http: bool) -> str | None:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "must be a URL"
    if parts.scheme not in {"http", "https"} or not host:
        return "must start with https:// and a host"
    if "@" in parts.netloc:
        return "must hold no user name or password"
    if "?" in text or "#" in text:
        return "must hold no query and no fragment"
    if "{" in text or "}" in text:
        return "must hold no variable and no brace"
    if "//" in parts.path:
        return "must hold no empty segment"
    if parts.scheme == "http" and not (allow_http or _is_loopback(host)):
        return (
            "must be https: http would send credentials in the clear; "
            "if that is meant, make the client with allow_http=True"
        )
    return None


def _is_loopback(host: str) -> bool:
    """Whether `host` is this machine (RFC 6761, section 6.3; RFC 1122, section 3.2.1.3)."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def origin(parts: SplitResult) -> Origin:
    """Return the origin of a URL.

    Raises:
        ValueError: its port is none.
    """
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def is_known(url: str, known: Iterable[str]) -> bool:
    """Whether a URL has the origin of one of those that are known, or is of this machine."""
    parts = urlsplit(url)
    if _is_loopback(parts.hostname or ""):
        return True
    return any(origin(urlsplit(each)) == origin(parts) for each in known)


def path_segment(text: str, argument: str) -> str:
    """Return `text` as one segment of a path (RFC 3986, section 3.3).

    Raises:
        InvalidArgumentError: it is empty, `.` or `..`, which would reach another path, or what
            servers that decode twice take for that.
    """
    if text in _ELSEWHERE or ("%" in text and unquote(text) in _ELSEWHERE):
        raise InvalidArgumentError(argument, "must not be empty, '.' or '..'")
    return _quote(text, argument)


def fill_path(template: str, segments: Mapping[str, str]) -> str:
    """Return the path with its variables replaced. `segments` are encoded, by wire name."""
    return _VARIABLE.sub(lambda variable: segments[variable[1]], template)


def join_pairs(name: str, texts: Iterable[str], *, explode: bool, argument: str) -> str:
    """Return the part of a query or a form that gives `texts` to `name`.

    A list repeats the name (`explode`), or joins its items by commas.
    """
    key = _quote(name, argument)
    values = [_quote(text, argument) for text in texts]
    if explode:
        return "&".join(f"{key}={value}" for value in values)
    return f"{key}={','.join(values)}" if values else ""


def _quote(text: str, argument: str) -> str:
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        problem = "holds half a surrogate pair, which UTF-8 cannot express"
    raise InvalidArgumentError(argument, problem)
