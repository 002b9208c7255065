"""Options of one call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from typing_extensions import TypedDict

from .errors import InvalidArgumentError
from .shapes import is_mapping

__all__ = [
    "CallDefaults",
    "RequestOptions",
    "check_count",
    "check_defaults",
    "check_mapping",
    "check_options",
    "check_size",
    "check_switch",
    "check_timeout",
    "merged",
    "with_defaults",
    "with_query",
]

_LONGEST_TIMEOUT: Final = 86_400
"""Seconds: a day. Operating systems cannot wait for any length of time."""


class CallDefaults(TypedDict, total=False):
    """Settings that hold for all calls of a client, or for one."""

    timeout: float
    """Seconds that the server may stay silent."""
    deadline: float
    """Seconds for all of a call: its attempts, the waits between them, and fetching a token. Of a
    stream, it is the time until its answer begins. It is looked at between two pieces of a body; a
    server that sends the headers of an answer byte by byte can take longer."""
    max_retries: int
    """How often the call is repeated, where that is safe; 0 = never."""
    headers: Mapping[str, str]
    """Headers to add or replace."""
    query: Mapping[str, Any]
    """Query parameters to add or replace, by wire name."""
    base_url: str
    """Another server."""
    max_body_size: int
    """Bytes that an answer may have, after decompression, or one item of a stream."""
    strict: bool
    """Whether an answer that deviates from the docs is an error."""


class RequestOptions(CallDefaults, total=False):
    """Settings for one call, before those of the client."""

    idempotency_key: str
    """Sent with each attempt, as the header that the operation names for it, or else as
    `Idempotency-Key`: a server that knows it does once what is asked for twice."""
    body: Mapping[str, Any]
    """Fields to add to a JSON body, or to replace in it, by wire name."""


_DEFAULTS: Final = CallDefaults.__optional_keys__
_KNOWN: Final = RequestOptions.__optional_keys__


def check_options(options: RequestOptions | None) -> RequestOptions:
    """Return the options, empty if there are none.

    Raises:
        InvalidArgumentError: an option is unknown or has a wrong value.
    """
    if options is None:
        return {}
    for name in check_mapping(options, "options"):
        if name not in _KNOWN:
            raise _unknown(f"options.{name}", "is no option", name, _KNOWN)
        _check(name, options[name])  # type: ignore[literal-required]
    return options


def _unknown(
    argument: str, problem: str, name: str, known: frozenset[str]
) -> InvalidArgumentError:
    from .spelling import meant  # noqa: PLC0415 - only what is wrong needs it

    return InvalidArgumentError(argument, problem + meant(name, {x: x for x in known}))


def _check(name: str, value: Any) -> None:
    argument = f"options.{name}"
    if name in {"timeout", "deadline"}:
        check_timeout(value, argument)
    elif name == "max_retries":
        check_count(value, argument)
    elif name in {"headers", "query", "body"}:
        check_mapping(value, argument)
    elif name == "max_body_size":
        check_size(value, argument)
    elif name == "strict":
        check_switch(value, argument)
    elif name == "idempotency_key" and not value:
        raise InvalidArgumentError(argument, "must not be empty")


def merged(defaults: CallDefaults, options: RequestOptions) -> RequestOptions:
    """Return the options of a call with what holds for all; headers and query are joined."""
    if not defaults:
        return options
    return {**options, **with_defaults(defaults, options)}


def with_defaults(before: CallDefaults, options: CallDefaults) -> CallDefaults:
    """Return what of `options` may hold for all calls, joined with what holds already."""
    known: CallDefaults = {k: v for k, v in options.items() if k in _DEFAULTS}  # type: ignore[assignment]
    found: CallDefaults = {**before, **known}
    if "headers" in before and "headers" in options:
        found["headers"] = {**before["headers"], **options["headers"]}
    if "query" in before and "query" in options:
        found["query"] = {**before["query"], **options["query"]}
    return found


def with_query(
    options: RequestOptions | None, query: Mapping[str, Any] | None
) -> RequestOptions:
    """Return the options of a call with further query parameters."""
    found: RequestOptions = {} if options is None else {**options}
    if query is not None:
        more = check_mapping(query, "query")
        found["query"] = {**more, **found.get("query", {})}
    return found


def check_defaults(defaults: Mapping[str, Any]) -> CallDefaults:
    """Return what may hold for all calls.

    Raises:
        InvalidArgumentError: it is unknown, has a wrong value, or is of one call only.
    """
    for name in defaults:
        if name not in _DEFAULTS:
            raise _unknown(name, "is no option for all calls", name, _DEFAULTS)
        _check(name, defaults[name])
    return cast("CallDefaults", dict(defaults))


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


def check_count(count: object, argument: str) -> int:
    """Return a number of things.

    Raises:
        InvalidArgumentError: it is no integer from 0.
    """
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise InvalidArgumentError(argument, "must be a whole number, 0 or more")
    return count


def check_size(size: object, argument: str) -> int:
    """Return a number of bytes.

    Raises:
        InvalidArgumentError: it is no integer above 0.
    """
    if not isinstance(size, int) or isinstance(size, bool) or size < 1:
        raise InvalidArgumentError(argument, "must be a whole number of bytes, above 0")
    return size


def check_switch(value: object, argument: str) -> bool:
    """Return whether something is wanted.

    Raises:
        InvalidArgumentError: it is neither `True` nor `False`.
    """
    if not isinstance(value, bool):
        raise InvalidArgumentError(argument, "must be True or False")
    return value
