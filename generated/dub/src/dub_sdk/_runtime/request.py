"""Building a request from an operation, its arguments and the settings. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from .arguments import as_form, as_json, as_pairs, as_text, check
from .errors import InvalidArgumentError
from .headers import header_pair
from .media import FORM, is_json
from .operation import Operation, Parameter
from .options import RequestOptions
from .settings import Settings
from .types import NOT_GIVEN
from .urls import check_base_url, fill_path, path_segment

__all__ = ["Request", "build_request"]

_LONGEST_URL: Final = 60_000


@dataclass(frozen=True, slots=True)
class Request:
    """A request, ready to be sent any number of times."""

    method: str
    url: str
    headers: Mapping[str, bytes] = field(repr=False)
    """By name in lower case."""
    body: bytes | None = field(repr=False)
    timeout: float
    """Seconds that the server may stay silent."""


def build_request(
    operation: Operation[Any],
    values: Mapping[str, object],
    options: RequestOptions,
    settings: Settings,
) -> Request:
    """Return the request. `options` have been checked; `values` are the caller's, untouched.

    Raises:
        InvalidArgumentError: an argument cannot be sent.
    """
    given = {name: value for name, value in values.items() if value is not NOT_GIVEN}
    segments: dict[str, str] = {}
    pairs: dict[str, str] = {}
    headers = _common_headers(operation, settings)
    for parameter in operation.parameters:
        value = given.pop(parameter.name, None)
        if parameter.location == "path":
            segments[parameter.wire_name] = _segment(parameter, value)
        elif value is not None and parameter.location == "query":
            pairs[parameter.wire_name] = _pairs(parameter, value)
        elif value is not None:
            key, text = _header(parameter, value)
            headers[key] = text
    body = _body(operation, given)
    if body is not None:
        headers["content-type"] = operation.content_type.encode("latin-1")
    headers.update(_option_headers(options))
    pairs.update(_option_pairs(options))
    return Request(
        method=operation.method,
        url=_url(operation, options, settings, segments, pairs),
        headers=headers,
        body=body,
        timeout=options.get("timeout", settings.timeout),
    )


def _common_headers(operation: Operation[Any], settings: Settings) -> dict[str, bytes]:
    headers = {"accept": operation.accept.encode("latin-1"), **settings.headers}
    if operation.secured:
        headers.update(settings.credentials.headers)
    return headers


def _segment(parameter: Parameter, value: object) -> str:
    hint = parameter.type()
    value = check(hint, value, argument=parameter.name)
    text = as_text(hint, value, argument=parameter.name)
    return path_segment(text, parameter.name)


def _pairs(parameter: Parameter, value: object) -> str:
    name, hint = parameter.name, parameter.type()
    value = check(hint, value, argument=name)
    wire, explode = parameter.wire_name, parameter.explode
    return as_pairs(wire, hint, value, explode=explode, argument=name)


def _header(parameter: Parameter, value: object) -> tuple[str, bytes]:
    hint = parameter.type()
    value = check(hint, value, argument=parameter.name)
    text = as_text(hint, value, argument=parameter.name)
    return header_pair(parameter.wire_name, text, parameter.name)


def _body(operation: Operation[Any], given: Mapping[str, object]) -> bytes | None:
    if operation.body is None:
        return None
    name = operation.body_argument
    if name is not None and name not in given:
        return None
    value = given if name is None else given[name]
    return _encode(operation, operation.body(), value, name)


def _encode(
    operation: Operation[Any], hint: Any, value: object, name: str | None
) -> bytes:
    argument = name or "arguments"
    if is_json(operation.content_type):
        return as_json(hint, check(hint, value, argument=name), argument=argument)
    if operation.content_type == FORM:
        return as_form(hint, check(hint, value, argument=name), argument=argument)
    if isinstance(value, bytes):
        return value
    if isinstance(value, str) and value.isascii():
        return value.encode("ascii")
    raise InvalidArgumentError(argument, "must be bytes, or text in ASCII")


def _option_headers(options: RequestOptions) -> dict[str, bytes]:
    extra = options.get("headers", {})
    return dict(header_pair(name, extra[name], "options.headers") for name in extra)


def _option_pairs(options: RequestOptions) -> dict[str, str]:
    query: Mapping[str, Any] = options.get("query", {})
    check(Any, query, argument="options.query")
    return {
        name: as_pairs(name, Any, value, explode=True, argument="options.query")
        for name, value in query.items()
        if value is not None
    }


def _url(
    operation: Operation[Any],
    options: RequestOptions,
    settings: Settings,
    segments: Mapping[str, str],
    pairs: Mapping[str, str],
) -> str:
    base = settings.base_url
    if "base_url" in options:
        base = check_base_url(options["base_url"], "options.base_url")
    query = "&".join(filter(None, pairs.values()))
    url = base + fill_path(operation.path, segments) + ("?" + query if query else "")
    if len(url) > _LONGEST_URL:
        raise InvalidArgumentError("arguments", "make a URL that is too long")
    return url
