"""Items of a stream, as the documented type. No input or output."""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from pydantic_core import from_json, to_json

from .call import Call
from .decode import decode_error, read_json
from .errors import DecodeError, SDKError
from .events import Event, EventParser, LineParser, TooLongError
from .failure import connection_error
from .hints import is_model, members
from .lenient import Deviation
from .reply import Failure, Head, Reply

__all__ = ["Items"]

Item = TypeVar("Item")

_EVENT: Final = frozenset({"event", "data", "id", "retry"})
_BARE: Final[tuple[frozenset[str], bool]] = frozenset(), False
"""An item that is what the data of its event holds, as JSON."""
_END: Final = "[DONE]"
"""Data by which many servers say that no more events follow; it is no item."""


class Items(Generic[Item]):
    """The items of a stream that have arrived and are not yet taken."""

    def __init__(self, call: Call[Any], head: Head) -> None:
        self.head = head
        self.is_complete = False
        """Whether no more can arrive."""
        self.deviations: tuple[Deviation, ...] = ()
        """Where the item that was taken last deviates from the docs."""
        self._call = call
        stream = call.operation.stream
        item = None if stream is None else stream.item
        self._hint: Any = Any if item is None else item()
        kind = EventParser if call.kind == "events" else LineParser
        self._parser = kind(call.request.max_body_size)
        self._waiting: deque[Event | bytes] = deque()
        self._error: SDKError | None = None

    def take(self, piece: bytes | Failure | None) -> None:
        """Take a piece of the body, its end, or the failure to get more."""
        if isinstance(piece, Failure):
            call = self._call
            error = connection_error(call.operation, piece, call.credentials)
            error.__cause__ = piece.cause
            self._stop(call.told(error))
            return
        try:
            more = self._parser.finish() if piece is None else self._parser.feed(piece)
            for each in more:
                if isinstance(each, Event) and each.data == _END:
                    self.is_complete = True
                    return
                if not self._is_empty(each):
                    self._waiting.append(each)
        except TooLongError as problem:
            self._stop(self._decode_error(str(problem), b""))
        self.is_complete = self.is_complete or piece is None

    def _stop(self, error: SDKError) -> None:
        self._error, self.is_complete = error, True

    def _is_empty(self, raw: Event | bytes) -> bool:
        """Whether it holds no item: an empty line, or no data where JSON should be."""
        if isinstance(raw, bytes):
            return not raw.strip()
        return not raw.data and _fields(self._hint) == _BARE

    def has_next(self) -> bool:
        """Whether `next` has something to return or to raise."""
        return bool(self._waiting) or self._error is not None

    def next(self) -> Item:
        """Return the next item.

        Raises:
            APIConnectionError: the stream broke off here.
            DecodeError: the item is no JSON; or, in strict mode, it deviates from the docs. The
                items after it can still be read.
        """
        self.deviations = ()
        if not self._waiting and self._error is not None:
            error, self._error = self._error, None
            raise error
        raw = self._waiting.popleft()
        text = raw if isinstance(raw, bytes) else event_json(self._hint, raw)
        strict = self._call.strict
        result, self.deviations, problem = read_json(self._hint, text, strict=strict)
        if problem is not None:
            raise self._decode_error(problem, text, self.deviations)
        item: Item = result
        return item

    def _decode_error(
        self, problem: str, text: bytes, found: tuple[Deviation, ...] = ()
    ) -> DecodeError:
        reply = Reply(self.head.status, self.head.raw_headers, text)
        error = decode_error(self._call.operation, reply, problem, found)
        return self._call.told(error)


def event_json(hint: Any, event: Event) -> bytes:
    """Return a server-sent event as the JSON of an item.

    An item whose type has a field `data`, and none but `event`, `data`, `id` and `retry`, is the
    event itself, and `data` is JSON unless its type is text. Any other item is what `data` holds:
    JSON, unless the type of the item is text.
    """
    names, is_text = _fields(hint)
    data = event.data.encode()
    # An item that is not JSON is an error; a field of an item that is not JSON deviates.
    is_json = not is_text and (not names or _is_json(data))
    value = data if is_json else to_json(event.data)
    if not names:
        return value
    parts = [b'"data":' + value]
    others = (("event", event.event), ("id", event.id), ("retry", event.retry))
    for name, other in others:
        if name in names and other not in {"", None}:
            parts.append(b'"%s":%s' % (name.encode(), to_json(other)))
    return b"{%s}" % b",".join(parts)


@lru_cache(maxsize=256)
def _fields(hint: Any) -> tuple[frozenset[str], bool]:
    """Return the fields of an item that is an event, if it is one; and whether data is text."""
    kinds = [member for member in members(hint) if is_model(member)]
    named: set[str] = set()
    text = True
    for kind in kinds:
        fields = {
            field.alias or name: field for name, field in kind.model_fields.items()
        }
        if "data" not in fields or fields.keys() - _EVENT:
            return _BARE
        named |= fields.keys()
        text = text and _is_text(fields["data"].annotation)
    if kinds:
        return frozenset(named), text
    return (frozenset(), True) if _is_text(hint) else _BARE


def _is_text(hint: Any) -> bool:
    return set(members(hint)) - {type(None)} == {str}


def _is_json(data: bytes) -> bool:
    try:
        from_json(data)
    except (ValueError, RecursionError):
        return False
    return True
