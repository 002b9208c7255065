"""Building a request from an operation, its arguments and the settings. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any, Final

from pydantic_core import from_json

from .arguments import as_form, as_json, as_pairs, as_text, check
from .auth import Credentials
from .content import Content, as_content, as_multipart
from .errors import InvalidArgumentError
from .headers import header_pair
from .media import FORM, MULTIPART, is_json
from .operation import Operation, Parameter
from .options import RequestOptions
from .records import record
from .servers import find_server, server_url
from .settings import Settings
from .types import NOT_GIVEN
from .urls import check_base_url, fill_path, path_segment

__all__ = ["Request", "build_request"]

_LONGEST_URL: Final = 60_000


@record
class Request:
    """A request, ready to be sent as often as its body can be read."""

    method: str
    url: str
    headers: Mapping[str, bytes] = field(repr=False)
    """By name in lower case."""
    body: bytes | Content | None = field(repr=False)
    timeout: float
    """Seconds that the server may stay silent."""
    max_body_size: int
    """Bytes of the answer, after decompression."""
    secret_query: str = field(default="", repr=False)
    """What is added to the query and shown nowhere: credentials."""
    is_foreign: bool = field(default=False, repr=False)
    """Whether a redirect has led it to another origin, which gets no credentials."""
    left: Callable[[], float] | None = field(default=None, repr=False)
    """Returns the seconds that are left for the whole call; `None`: there is no end."""

    @property
    def spent(self) -> bool:
        """Whether its body has been read and cannot be read again."""
        return isinstance(self.body, Content) and self.body.spent


def build_request(
    operation: Operation[Any],
    values: Mapping[str, object],
    options: RequestOptions,
    settings: Settings,
    credentials: Credentials | None,
) -> Request:
    """Return the request. `options` have been checked; `values` are the caller's, untouched.

    Raises:
        InvalidArgumentError: an argument cannot be sent.
    """
    given = {name: value for name, value in values.items() if value is not NOT_GIVEN}
    segments: dict[str, str] = {}
    pairs: dict[str, str] = {}
    headers = _common_headers(operation, settings, credentials)
    for parameter in operation.parameters:
        value = given.pop(parameter.name, None)
        if value is not None and parameter.deprecated is not None:
            _warn(parameter.name, parameter.deprecated)
        if value is None and parameter.client_argument is not None:
            value = settings.globals.get(parameter.client_argument)
        if parameter.location == "path":
            segments[parameter.wire_name] = _segment(parameter, value)
        elif value is not None and parameter.location == "query":
            pairs[parameter.wire_name] = _pairs(parameter, value)
        elif value is not None:
            key, text = _header(parameter, value)
            headers[key] = text
    content_type, body = _body(operation, given)
    if "body" in options:
        body = _extended(content_type, body, options["body"])
    if body is not None:
        headers["content-type"] = content_type.encode("latin-1")
    if options:
        headers.update(_option_headers(operation, options))
        pairs.update(_option_pairs(options))
    return Request(
        method=operation.method,
        url=_url(operation, options, settings, segments, pairs),
        headers=headers,
        body=body,
        timeout=options.get("timeout", settings.timeout),
        max_body_size=options.get("max_body_size", settings.max_body_size),
        secret_query=_secret_query(credentials, pairs),
    )


def _warn(argument: str, reason: str) -> None:
    from .deprecations import warn  # noqa: PLC0415 - few calls need it

    warn(argument, reason)


def _secret_query(credentials: Credentials | None, pairs: Mapping[str, str]) -> str:
    if credentials is None or not credentials.query:
        return ""
    secrets = credentials.query
    return "&".join(secrets[name] for name in secrets if name not in pairs)


def _common_headers(
    operation: Operation[Any], settings: Settings, credentials: Credentials | None
) -> dict[str, bytes]:
    headers = {"accept": operation.accept.encode("latin-1"), **settings.headers}
    if credentials is not None:
        headers.update(credentials.headers)
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


def _body(
    operation: Operation[Any], given: Mapping[str, object]
) -> tuple[str, bytes | Content | None]:
    """Return the media type and the body."""
    name = operation.body_argument
    if name is None and not given and operation.optional_body:
        return operation.content_type, None
    if operation.body is None or (name is not None and name not in given):
        return operation.content_type, None
    value = given if name is None else given[name]
    return _encode(operation, operation.body(), value, name)


def _encode(
    operation: Operation[Any], hint: Any, value: object, name: str | None
) -> tuple[str, bytes | Content]:
    argument, media_type = name or "arguments", operation.content_type
    if is_json(media_type):
        checked = check(hint, value, argument=name)
        return media_type, as_json(hint, checked, argument=name)
    if media_type == FORM:
        checked = check(hint, value, argument=name)
        return media_type, as_form(hint, checked, argument=argument)
    if media_type == MULTIPART:
        return as_multipart(check(hint, value, argument=name), argument=argument)
    if isinstance(value, bytes):
        return media_type, value
    if isinstance(value, str) and value.isascii():
        return media_type, value.encode("ascii")
    if isinstance(value, str):
        raise InvalidArgumentError(argument, "must be bytes, or text in ASCII")
    return media_type, as_content(value, argument=argument)


def _extended(
    content_type: str, body: bytes | Content | None, extra: Mapping[str, Any]
) -> bytes:
    """Return a JSON object with these fields in it, too."""
    argument = "options.body"
    check(Any, {**extra}, argument=argument)
    fields: Any = {}
    if body is not None:
        json = isinstance(body, bytes) and is_json(content_type)
        fields = from_json(body) if json and isinstance(body, bytes) else None
    if not isinstance(fields, dict):
        raise InvalidArgumentError(argument, "is for a body that is a JSON object")
    return as_json(dict[str, Any], {**fields, **extra}, argument=argument)


def _option_headers(
    operation: Operation[Any], options: RequestOptions
) -> dict[str, bytes]:
    extra = options.get("headers", {})
    found = dict(header_pair(name, extra[name], "options.headers") for name in extra)
    if "idempotency_key" in options:
        key = options["idempotency_key"]
        found.update(
            [header_pair(operation.key_header, key, "options.idempotency_key")]
        )
    return found


def _option_pairs(options: RequestOptions) -> dict[str, str]:
    query: Mapping[str, Any] = {**options.get("query", {})}
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
    base = _base_url(operation, options, settings)
    query = "&".join(filter(None, pairs.values()))
    url = base + fill_path(operation.path, segments) + ("?" + query if query else "")
    if len(url) > _LONGEST_URL:
        raise InvalidArgumentError("arguments", "make a URL that is too long")
    return url


def _base_url(
    operation: Operation[Any], options: RequestOptions, settings: Settings
) -> str:
    if "base_url" in options:
        return check_base_url(
            options["base_url"], "options.base_url", allow_http=settings.allow_http
        )
    servers = operation.servers
    if servers is None or settings.base_url_given:
        return settings.base_url
    if not servers:
        problem = "is needed: the docs name no server for this operation"
        raise InvalidArgumentError("options.base_url", problem)
    server = find_server(servers, None)
    return server_url(server, settings.variables, allow_http=settings.allow_http)
