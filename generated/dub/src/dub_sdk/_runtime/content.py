"""Bodies that are sent piece by piece, and forms with files (RFC 7578)."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from secrets import token_hex
from typing import Any, Final, final

from .adapters import adapter
from .arguments import as_plain, scalar_text
from .errors import InvalidArgumentError
from .files import FileContent, Upload
from .models import Model
from .shapes import is_list, is_object

__all__ = ["Content", "as_content", "as_multipart"]

_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f"]')
_MEDIA_TYPE: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
_JSON: Final = "application/json"


@final
class Content:
    """A body of several parts. It can be sent again, unless one of them cannot."""

    __slots__ = ("_parts", "length")

    def __init__(self, parts: Sequence[bytes | Upload]) -> None:
        """Measure the parts.

        Raises:
            OSError: there is no such file.
        """
        self._parts = parts
        lengths = [
            len(part) if isinstance(part, bytes) else part.length for part in parts
        ]
        known = [length for length in lengths if length is not None]
        self.length = sum(known) if len(known) == len(parts) else None
        """Bytes; `None` if unknown."""

    @property
    def spent(self) -> bool:
        """Whether a part has been read that cannot be read again."""
        return any(isinstance(part, Upload) and part.spent for part in self._parts)

    def chunks(self) -> Generator[bytes, None, None]:
        """Yield it from its beginning.

        Raises:
            OSError: a file cannot be read.
        """
        for part in self._parts:
            if isinstance(part, bytes):
                yield part
            else:
                yield from part.chunks()


def as_content(value: object, *, argument: str) -> Content:
    """Return a file, in any form, as a body of its own.

    Raises:
        InvalidArgumentError: it is no file, or cannot be read.
    """
    try:
        upload = adapter(FileContent).validate_python(value)
    except ValueError:
        problem = "must be bytes, a file opened in binary mode, or a path"
    else:
        return _measured([upload], argument)
    raise InvalidArgumentError(argument, problem)


def as_multipart(value: object, *, argument: str) -> tuple[str, Content]:
    """Return the media type and the body of a checked object as a form with files.

    Each item of a list is a part of its own. Files have their name and type; objects are JSON;
    all else is text. Fields that are `None` are left out: a form has no null.

    Raises:
        InvalidArgumentError: a field cannot be sent.
    """
    boundary = token_hex(16)
    parts: list[bytes | Upload] = []
    for name, wire_name, item in _items(value, argument):
        disposition = f'form-data; name="{_escaped(wire_name)}"'
        head, body = _part(disposition, wire_name, item, name)
        parts += [f"--{boundary}\r\n{head}\r\n\r\n".encode(), body, b"\r\n"]
    parts.append(f"--{boundary}--\r\n".encode())
    return f"multipart/form-data; boundary={boundary}", _measured(parts, argument)


def _measured(parts: Sequence[bytes | Upload], argument: str) -> Content:
    try:
        return Content(parts)
    except OSError as error:
        problem = f"cannot be read: {error.strerror or type(error).__name__}"
    except ValueError:
        problem = "is a file that has been closed"
    raise InvalidArgumentError(argument, problem)


def _items(value: object, argument: str) -> Iterator[tuple[str, str, Any]]:
    """Yield each part: its field in Python, its field on the wire, and its value."""
    for name, wire_name, held in _fields(value, argument):
        for item in held if is_list(held) else [held]:
            if item is not None:
                yield name, wire_name, item


def _fields(value: object, argument: str) -> Iterator[tuple[str, str, Any]]:
    if isinstance(value, Model):
        known = type(value).model_fields
        for name in known:
            if name in value.model_fields_set:
                yield name, known[name].alias or name, vars(value)[name]
        value = value.model_extra or {}
    if not is_object(value):
        raise InvalidArgumentError(argument, "must be an object")
    for key, item in value.items():
        yield key, key, item


def _part(
    disposition: str, wire_name: str, item: Any, argument: str
) -> tuple[str, bytes | Upload]:
    """Return the header and the body of one part."""
    lines = [f"Content-Disposition: {disposition}"]
    if isinstance(item, Upload):
        name = item.file_name(wire_name)
        media_type = item.media_type(name)
        if not _MEDIA_TYPE.fullmatch(media_type):
            raise InvalidArgumentError(argument, "has a content type that is none")
        _measured([item], argument)  # here, so that an error names this argument
        lines[0] += f'; filename="{_escaped(name)}"'
        return "\r\n".join([*lines, f"Content-Type: {media_type}"]), item
    plain = as_plain(Any, item, argument)
    if is_object(plain) or is_list(plain):
        body = adapter(Any).dump_json(plain)
        return "\r\n".join([*lines, f"Content-Type: {_JSON}"]), body
    try:
        return lines[0], scalar_text(plain, argument).encode()
    except UnicodeEncodeError:
        problem = "holds half a surrogate pair, which UTF-8 cannot express"
    raise InvalidArgumentError(argument, problem)


def _escaped(name: str) -> str:
    """Return a name in quotes as browsers write it (HTML, section 4.10.21.8), in UTF-8.

    RFC 7578, section 4.2, forbids the encoding of RFC 5987 that other headers use.
    """
    return _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", name)
