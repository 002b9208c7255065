"""Taking a stream of bytes apart: into server-sent events, or into lines. No input or output."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .records import record

__all__ = ["Event", "EventParser", "LineParser", "TooLongError"]

_BOM: Final = b"\xef\xbb\xbf"
_ANY_END: Final = re.compile(rb"\r\n|\r|\n")


class TooLongError(ValueError):
    """An event or a line does not end."""

    def __init__(self, longest: int) -> None:
        super().__init__(f"an item of the stream is longer than {longest} bytes")


@record
class Event:
    """One server-sent event."""

    data: str
    event: str = ""
    """Its type; empty where the server names none, which stands for `message`."""
    id: str = ""
    """The last id that the server named up to here."""
    retry: int | None = None
    """Milliseconds after which to connect again, if the server named them with this event."""


class LineParser:
    """Splits bytes into lines that end with LF or CRLF; the last one needs no end.

    The longest may have `longest` bytes.
    """

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._pieces: list[bytes] = []
        self._length = 0

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Yield the lines that a further piece completes, without their ends.

        Raises:
            TooLongError: a line does not end.
        """
        *lines, rest = piece.split(b"\n")
        for line in lines:
            yield self._whole(line).removesuffix(b"\r")
        self._pieces.append(rest)
        self._length += len(rest)
        if self._length > self._longest:
            raise TooLongError(self._longest)

    def finish(self) -> Iterator[bytes]:
        """Yield what is left at the end of the stream."""
        last = self._whole(b"").removesuffix(b"\r")
        if last:
            yield last

    def _whole(self, end: bytes) -> bytes:
        line = b"".join((*self._pieces, end))
        self._pieces, self._length = [], 0
        return line


class EventParser:
    """Parses `text/event-stream` (HTML, section 9.2.6), however it is cut into pieces.

    The longest event may have `longest` bytes.
    """

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._pieces: list[bytes] = []
        self._length = 0
        self._is_first = True
        self._after_cr = False
        self._data: list[str] = []
        self._event = ""
        self._id = ""
        self._retry: int | None = None

    def feed(self, piece: bytes) -> Iterator[Event]:
        """Yield the events that a further piece completes.

        Raises:
            TooLongError: an event does not end.
        """
        if self._after_cr and piece:
            piece = piece.removeprefix(b"\n")
            self._after_cr = False
        self._after_cr = self._after_cr or piece.endswith(b"\r")
        *lines, rest = _ANY_END.split(piece)
        for line in lines:
            event = self._take(b"".join((*self._pieces, line)))
            self._pieces = []
            if event is not None:
                yield event
        self._pieces.append(rest)
        self._length += len(piece)
        if self._length > self._longest:
            raise TooLongError(self._longest)

    def finish(self) -> Iterator[Event]:
        """Yield nothing: an event without the empty line at its end is incomplete."""
        yield from ()

    def _take(self, line: bytes) -> Event | None:
        if self._is_first:
            line = line.removeprefix(_BOM)
            self._is_first = False
        if not line:
            return self._dispatch()
        name, _, value = line.decode("utf-8", "replace").partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self._id = value
        elif name == "retry" and value.isascii() and value.isdigit():
            self._retry = int(value[:18])
        return None

    def _dispatch(self) -> Event | None:
        data, event, retry = self._data, self._event, self._retry
        self._data, self._event, self._retry, self._length = [], "", None, 0
        return Event("\n".join(data), event, self._id, retry) if data else None
