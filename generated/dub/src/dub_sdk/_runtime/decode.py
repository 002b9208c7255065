"""Reading an answer: as the documented type, or as an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias, get_origin

from pydantic_core import from_json

from .adapters import adapter
from .errors import DecodeError
from .hints import is_model, members
from .lenient import Deviation, rebuild
from .media import charset, is_json
from .operation import Operation
from .reply import Reply
from .shapes import is_list, is_object

__all__ = ["decode", "decode_error", "json_or_none", "place", "read_json"]

Deviations: TypeAlias = tuple[Deviation, ...]
Note: TypeAlias = Callable[[Deviations], None]

_BOM: Final = b"\xef\xbb\xbf"
_SHOWN_DEVIATIONS: Final = 5


def decode(
    operation: Operation[Any], reply: Reply, *, strict: bool, note: Note | None = None
) -> Any:
    """Return the result that a successful answer holds.

    `note` is told where it deviates from the docs, if it does.

    Raises:
        DecodeError: it cannot be read; or, if `strict`, it deviates from the docs.
    """
    if operation.result is None:
        return None
    hint = operation.result()
    if reply.damage is not None:
        raise decode_error(operation, reply, reply.damage)
    if hint is bytes:
        return reply.body
    if hint is str and not is_json(operation.accept):
        return _text(operation, reply)
    if not reply.body and type(None) in members(hint):
        return None
    problem = _why_not_json(reply)
    if problem is not None:
        raise decode_error(operation, reply, problem)
    body = reply.body.removeprefix(_BOM)
    result, found, problem = read_json(hint, body, strict=strict)
    if found and note is not None:
        note(found)
    if problem is not None:
        raise decode_error(operation, reply, problem, found)
    return result


def _why_not_json(reply: Reply) -> str | None:
    if not reply.body:
        return "the answer has no content"
    media_type = reply.content_type
    if media_type and not is_json(media_type):
        return f"the answer is {media_type.partition(';')[0]!a}, not JSON"
    return None


def read_json(
    hint: Any, text: bytes, *, strict: bool
) -> tuple[Any, Deviations, str | None]:
    """Return JSON as a type, where it deviates from it, and why it is of no use, if so."""
    try:
        result = adapter(hint).validate_json(
            text, strict=True, by_alias=True, by_name=False
        )
    except (ValueError, RecursionError):
        pass  # outside of `except`, because pydantic's error holds the values
    else:
        return result, (), None
    try:
        value = from_json(text)
    except ValueError as error:  # which says where, and nothing of what is there
        return None, (), f"the answer is no JSON that can be read: {error}"
    try:
        result, found = rebuild(hint, value)
    except (ValueError, RecursionError):
        return None, (), "the answer is nested too deeply to be read"
    refused = strict or _unusable(hint, result, found)
    return result, found, _summary(found) if refused else None


def _unusable(hint: Any, result: Any, found: tuple[Deviation, ...]) -> bool:
    """Whether the answer as a whole is of another type, of which nothing that is promised is left.

    A list or an object is kept where the docs promise something else: it can say itself that it
    deviates. Only a list in the place of an object is not: it has none of its fields. A scalar or
    null is kept in the place of a scalar.
    """
    if all(deviation.path for deviation in found) or is_object(result):
        return False
    promised = [member for member in members(hint) if member is not type(None)]
    kinds = {dict} if is_list(result) else {dict, list}
    return all(is_model(each) or get_origin(each) in kinds for each in promised)


def _summary(found: tuple[Deviation, ...]) -> str:
    shown = "; ".join(map(str, found[:_SHOWN_DEVIATIONS]))
    more = len(found) - _SHOWN_DEVIATIONS
    return shown + (f"; and {more} more" if more > 0 else "")


def _text(operation: Operation[Any], reply: Reply) -> str:
    try:
        return reply.body.decode(charset(reply.content_type))
    except (LookupError, ValueError):
        problem = "the answer is not text in the encoding that it claims"
    raise decode_error(operation, reply, problem)


def decode_error(
    operation: Operation[Any],
    reply: Reply,
    problem: str,
    found: tuple[Deviation, ...] = (),
) -> DecodeError:
    """Return the error for a successful answer that cannot be read."""
    return DecodeError(
        f"{problem} ({place(operation, reply)})",
        status=reply.status,
        headers=reply.headers,
        body=reply.body,
        request_id=reply.request_id,
        operation=operation.id,
        deviations=found,
    )


def place(operation: Operation[Any], reply: Reply) -> str:
    """Return which call an answer belongs to, for messages."""
    request_id = reply.request_id
    known = f", request id {request_id[:100]!a}" if request_id else ""
    return f"status {reply.status}, operation {operation.id}{known}"


def json_or_none(body: bytes) -> Any:
    """Return a body as plain JSON; `None` if it is none."""
    try:
        return from_json(body.removeprefix(_BOM))
    except (ValueError, RecursionError):
        return None
