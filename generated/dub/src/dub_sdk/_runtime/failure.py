"""Turning a failed call into the exception that says so."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any, Final, TypeAlias

from .auth import Credentials
from .decode import json_or_none, place
from .errors import APIConnectionError, APIStatusError, APITimeoutError
from .lenient import rebuild
from .operation import ErrorKinds, Operation
from .reply import Failure, Reply
from .shapes import is_object

__all__ = ["connection_error", "status_error"]

_WORDS: Final = ("message", "detail", "error_description", "title")
"""Where servers put their words; `detail` and `title` are those of RFC 9457."""
_LONGEST_WORDS: Final = 1000
_Kind: TypeAlias = type[APIStatusError]
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def status_error(
    operation: Operation[Any], reply: Reply, credentials: Credentials
) -> APIStatusError:
    """Return the documented error for a status, or a plain `APIStatusError`."""
    plain = json_or_none(reply.body)
    kind, data = _fitting(_documented(operation, reply.status), plain)
    words = _words(plain)
    if words is not None:
        words = credentials.redact(_CONTROL.sub(" ", words)[:_LONGEST_WORDS])
    return kind(
        f"{words or _phrase(reply.status)} ({place(operation, reply)})",
        status=reply.status,
        headers=reply.headers,
        body=reply.body,
        request_id=reply.request_id,
        operation=operation.id,
        code=_find(plain, ("code", "type")),
        doc_url=_find(plain, ("doc_url", "docUrl")),
        words=words,
        data=data,
    )


def _documented(operation: Operation[Any], status: int) -> tuple[_Kind, ...]:
    """Return the classes of `status` or else of the narrowest range that holds it."""
    errors = operation.errors
    found: ErrorKinds = errors.get(status, ())
    if status not in errors:
        ranges = [key for key in errors if isinstance(key, range) and status in key]
        found = errors[min(ranges, key=len)] if ranges else APIStatusError
    return found if isinstance(found, tuple) else (found,)


def _fitting(kinds: tuple[_Kind, ...], plain: object) -> tuple[_Kind, Any]:
    """Return the class whose model fits the body, and the body as that model."""
    models: list[Any] = [kind.model() for kind in kinds]
    if plain is None or models[0] is None:
        return kinds[0], plain
    either: Any = models[0]
    for model in models[1:]:
        either = either | model
    data: Any = rebuild(either, plain)[0]
    for kind, model in zip(kinds, models, strict=True):
        if type(data) is model:
            return kind, data
    return kinds[0], data if len(kinds) == 1 else rebuild(models[0], plain)[0]


def _words(plain: object) -> str | None:
    """Return what the server says: a field of the body, or a body that is just text."""
    found = _find(plain, _WORDS)
    if found is None and is_object(plain):
        plain = plain.get("error")
    return found or (plain if isinstance(plain, str) and plain else None)


def _find(plain: object, names: tuple[str, ...]) -> str | None:
    """Return the first of these fields, below `error` or at the top, as text."""
    if not is_object(plain):
        return None
    inner: object = plain.get("error")
    for where in (inner if is_object(inner) else {}, plain):
        for name in names:
            value = where.get(name)
            if isinstance(value, (str, int)) and value != "":
                return str(value)
    return None


def _phrase(status: int) -> str:
    """Return what a status means (RFC 9110, section 15)."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "The call failed"


def connection_error(
    operation: Operation[Any], failure: Failure, credentials: Credentials
) -> APIConnectionError:
    """Return the error for a call that got no complete answer."""
    kind = APITimeoutError if failure.timed_out else APIConnectionError
    detail = _CONTROL.sub(" ", str(failure.cause))[:_LONGEST_WORDS]
    what = "no answer in time" if failure.timed_out else "no complete answer"
    cause = f"{type(failure.cause).__name__} {credentials.redact(detail)}".strip()
    message = f"{what}: {cause} (operation {operation.id})"
    return kind(message, sent=failure.sent, operation=operation.id)
