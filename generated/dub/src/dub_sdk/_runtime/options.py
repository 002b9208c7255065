"""Options of one call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from typing_extensions import TypedDict

from .errors import InvalidArgumentError
from .shapes import is_mapping

__all__ = [
    "RequestOptions",
    "check_mapping",
    "check_options",
    "check_retries",
    "check_timeout",
]

_LONGEST_TIMEOUT: Final = 86_400
"""Seconds: a day. Operating systems cannot wait for any length of time."""


class RequestOptions(TypedDict, total=False):
    """Settings for one call, before those of the client."""

    timeout: float
    """Seconds that the server may stay silent."""
    max_retries: int
    """How often the call is repeated, where that is safe; 0 = never."""
    headers: Mapping[str, str]
    """Headers to add or replace."""
    query: Mapping[str, Any]
    """Query parameters to add or replace, by wire name."""
    base_url: str
    """Another server."""


_KNOWN: Final = frozenset(RequestOptions.__annotations__)


def check_options(options: RequestOptions | None) -> RequestOptions:
    """Return the options, empty if there are none.

    Raises:
        InvalidArgumentError: an option is unknown or has a wrong value.
    """
    if options is None:
        return {}
    for name in check_mapping(options, "options"):
        if name not in _KNOWN:
            raise InvalidArgumentError(f"options.{name}", "is no option")
    if "timeout" in options:
        check_timeout(options["timeout"], "options.timeout")
    if "max_retries" in options:
        check_retries(options["max_retries"], "options.max_retries")
    if "headers" in options:
        check_mapping(options["headers"], "options.headers")
    if "query" in options:
        check_mapping(options["query"], "options.query")
    return options


def check_mapping(value: object, argument: str) -> Mapping[str, Any]:
    """Return a mapping.

    Raises:
        InvalidArgumentError: it is none, or one of its keys is no text.
    """
    if not is_mapping(value):
        raise InvalidArgumentError(argument, "must be a dict")
    if not all(isinstance(key, str) for key in value):
        raise InvalidArgumentError(argument, "must have keys that are text")
    return value


def check_timeout(seconds: Any, argument: str) -> float:
    """Return a timeout in seconds.

    Raises:
        InvalidArgumentError: it is no number above 0, or longer than a day.
    """
    number = isinstance(seconds, (int, float)) and not isinstance(seconds, bool)
    if number and 0 < seconds <= _LONGEST_TIMEOUT:
        return float(seconds)
    raise InvalidArgumentError(
        argument, "must be a number of seconds, above 0 and up to a day"
    )


def check_retries(count: object, argument: str) -> int:
    """Return a number of retries.

    Raises:
        InvalidArgumentError: it is no integer from 0.
    """
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise InvalidArgumentError(argument, "must be a whole number, 0 or more")
    return count
