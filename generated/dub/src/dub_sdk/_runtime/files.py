"""Files to upload: what callers may give, and how it is read, as often as it has to be sent."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from io import SEEK_END, TextIOBase
from mimetypes import guess_type
from pathlib import PurePath
from typing import IO, Annotated, Any, Final, TypeAlias, cast, final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .shapes import is_tuple

__all__ = ["FileContent", "FileInput", "Upload"]

_CHUNK: Final = 65_536
_BINARY: Final = "application/octet-stream"
_FORMS: Final = (
    "must be bytes, a file opened in binary mode, a path, "
    "or a tuple of a name, one of these, and perhaps a content type"
)
_CLOSED: Final = "the file has been closed"


@final
class Upload:
    """Content to send, with its name and its type. It is in no `repr`.

    Bytes and paths can be sent any number of times, and so can files that can seek: each time
    from where they stood. A path is opened when it is sent.
    """

    __slots__ = ("_spent", "_start", "content", "content_type", "name")

    def __init__(
        self,
        content: bytes | IO[bytes] | os.PathLike[str],
        *,
        name: str | None = None,
        content_type: str | None = None,
    ) -> None:
        self.content = content
        self.name = name
        """Its file name; by default that of the path or of the file."""
        self.content_type = content_type
        """Its media type; by default what the name suggests."""
        self._start = _position(content)
        self._spent = False

    @property
    def spent(self) -> bool:
        """Whether it has been read and cannot be read again."""
        return self._spent

    @property
    def length(self) -> int | None:
        """Its length in bytes; `None` if that is unknown before it has been read.

        Raises:
            OSError: there is no such file.
            ValueError: the file has been closed.
        """
        if isinstance(self.content, bytes):
            return len(self.content)
        if isinstance(self.content, os.PathLike):
            return os.stat(self.content).st_size  # noqa: PTH116 - any path will do
        if getattr(self.content, "closed", False):
            raise ValueError(_CLOSED)
        if self._start is None:
            return None
        end = self.content.seek(0, SEEK_END)
        self.content.seek(self._start)
        return end - self._start

    def file_name(self, otherwise: str) -> str:
        """Return its name without folders."""
        found: object = self.name
        if found is None and isinstance(self.content, os.PathLike):
            found = self.content
        elif found is None:
            found = getattr(self.content, "name", None)
        text = found if isinstance(found, str | PurePath) else ""
        return PurePath(text).name or otherwise

    def media_type(self, file_name: str) -> str:
        """Return its type."""
        return self.content_type or guess_type(file_name)[0] or _BINARY

    def chunks(self) -> Generator[bytes, None, None]:
        """Yield its content in pieces.

        Raises:
            OSError: it cannot be read.
        """
        if isinstance(self.content, bytes):
            yield self.content
        elif isinstance(self.content, os.PathLike):
            with open(self.content, "rb") as file:  # noqa: PTH123 - any path will do
                yield from _pieces(file)
        else:
            if self._start is None:
                self._spent = True
            else:
                self.content.seek(self._start)
            yield from _pieces(self.content)

    def __repr__(self) -> str:
        return "Upload(...)"


def _position(content: object) -> int | None:
    """Return where a file stands; `None` if it cannot go back there, or is no file."""
    if isinstance(content, bytes | os.PathLike) or not hasattr(content, "read"):
        return None
    try:
        file = cast("IO[bytes]", content)
        return file.tell() if file.seekable() else None
    except (AttributeError, OSError, ValueError):
        return None


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_CHUNK):
        yield piece


class _Form:
    """Teaches pydantic to take a file in any of its forms, as an `Upload`."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _upload,
            serialization=core_schema.plain_serializer_function_ser_schema(_refuse),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "format": "binary"}


def _upload(value: Any) -> Upload:
    if isinstance(value, Upload):
        return value
    given: list[Any] = list(value) if is_tuple(value) else [None, value]
    if not 2 <= len(given) <= 3 or not _is_content(given[1]):
        raise ValueError(_FORMS)
    texts = (given[0], given[2] if len(given) > 2 else None)
    if not all(text is None or isinstance(text, str) for text in texts):
        raise ValueError(_FORMS)
    return Upload(given[1], name=texts[0], content_type=texts[1])


def _is_content(value: object) -> bool:
    if isinstance(value, TextIOBase):
        return False
    return isinstance(value, bytes | os.PathLike) or callable(
        getattr(value, "read", None)
    )


def _refuse(_: object) -> None:
    raise ValueError("a file is no JSON")


FileContent: TypeAlias = Annotated[
    bytes | IO[bytes] | os.PathLike[str] | Upload, _Form()
]
"""What is sent: bytes, a file opened in binary mode, or the path of a file."""
FileInput: TypeAlias = Annotated[
    bytes
    | IO[bytes]
    | os.PathLike[str]
    | tuple[str, bytes | IO[bytes] | os.PathLike[str]]
    | tuple[str, bytes | IO[bytes] | os.PathLike[str], str]
    | Upload,
    _Form(),
]
"""A file of a form: its content, or a tuple of its name, its content and perhaps its type."""
