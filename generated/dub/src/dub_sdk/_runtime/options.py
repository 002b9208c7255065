"""Options of one call."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from typing_extensions import TypedDict

from .errors import InvalidArgumentError

__all__ = ["RequestOptions", "check_options", "check_retries", "check_timeout"]


class RequestOptions(TypedDict, total=False):
    """Settings for one call, before those of the client."""

    timeout: float
    """Seconds that the server may stay silent."""
    max_retries: int
    """How often a failed call is repeated; 0 = never."""
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
    for name in options:
        if name not in _KNOWN:
            raise InvalidArgumentError(f"options.{name}", "is no option")
    if "timeout" in options:
        check_timeout(options["timeout"], "options.timeout")
    if "max_retries" in options:
        check_retries(options["max_retries"], "options.max_retries")
    return options


def check_timeout(seconds: Any, argument: str) -> float:
    """Return a timeout in seconds.

    Raises:
        InvalidArgumentError: it is no finite number above 0.
    """
    number = isinstance(seconds, (int, float)) and not isinstance(seconds, bool)
    if number and 0 < seconds < math.inf:
        return float(seconds)
    raise InvalidArgumentError(argument, "must be a number of seconds above 0")


def check_retries(count: object, argument: str) -> int:
    """Return a number of retries.

    Raises:
        InvalidArgumentError: it is no integer from 0.
    """
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise InvalidArgumentError(argument, "must be a whole number, 0 or more")
    return count
