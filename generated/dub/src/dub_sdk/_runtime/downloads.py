"""Answers that are bytes, read piece by piece, whole, or into a file."""

from __future__ import annotations

import os
from contextlib import suppress
from tempfile import mkstemp
from typing import Any, Final

from typing_extensions import Self

from .bodies import AsyncSource, Source
from .call import Call
from .decode import decode_error
from .errors import StreamClosedError
from .failure import connection_error
from .reply import Failure, Head, Opening, Reply
from .streams import AsyncStream, SyncStream

__all__ = ["AsyncByteStream", "ByteStream"]

_STARTED: Final = "the stream has been read already, at least in part"


class ByteStream(SyncStream):
    """Bytes, decompressed, in pieces as they arrive."""

    def __init__(
        self, call: Call[Any], opening: Opening[Source], owner: object
    ) -> None:
        super().__init__(call, opening, owner)
        self._is_started = False

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        """Return the next piece.

        Raises:
            StopIteration: there are no more.
            SDKError: the stream was closed, or broke off.
        """
        self._check_open()
        self._is_started = True
        piece = _checked(self._call, self._source.read())
        if piece is None:
            self._source.close()
            raise StopIteration
        return piece

    def read(self, limit: int | None = None) -> bytes:
        """Return the whole body, and close the stream.

        Raises:
            DecodeError: the body is longer than `limit` bytes; by default, than `max_body_size`.
            SDKError: the stream was closed or read before, or broke off.
        """
        body, most = bytearray(), _most(self._call, limit)
        with self:
            _check_unread(is_started=self._is_started)
            for piece in self:
                body += piece
                _check_length(self._call, self._head, len(body), most)
        return bytes(body)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the whole body into a file, and close the stream.

        The file appears when it is complete: until then there is another one beside it.

        Raises:
            OSError: the file cannot be written.
            SDKError: the stream was closed or read before, or broke off.
        """
        with self:
            _check_unread(is_started=self._is_started)
            self._check_open()
            file = _PartFile(path)
            try:
                for piece in self:
                    file.write(piece)
                file.complete()
            finally:
                file.discard()


class AsyncByteStream(AsyncStream):
    """Bytes, decompressed, in pieces as they arrive, for `async for`."""

    def __init__(
        self, call: Call[Any], opening: Opening[AsyncSource], owner: object
    ) -> None:
        super().__init__(call, opening, owner)
        self._is_started = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        """Return the next piece.

        Raises:
            StopAsyncIteration: there are no more.
            SDKError: the stream was closed, or broke off.
        """
        self._check_open()
        self._is_started = True
        piece = _checked(self._call, await self._source.read())
        if piece is None:
            await self._source.close()
            raise StopAsyncIteration
        return piece

    async def read(self, limit: int | None = None) -> bytes:
        """Return the whole body, and close the stream.

        Raises:
            DecodeError: the body is longer than `limit` bytes; by default, than `max_body_size`.
            SDKError: the stream was closed or read before, or broke off.
        """
        body, most = bytearray(), _most(self._call, limit)
        async with self:
            _check_unread(is_started=self._is_started)
            async for piece in self:
                body += piece
                _check_length(self._call, self._head, len(body), most)
        return bytes(body)

    async def save(self, path: str | os.PathLike[str]) -> None:
        """Write the whole body into a file, in threads, and close the stream.

        The file appears when it is complete: until then there is another one beside it.

        Raises:
            OSError: the file cannot be written.
            SDKError: the stream was closed or read before, or broke off.
        """
        from anyio.to_thread import run_sync  # noqa: PLC0415 - slow to load

        async with self:
            _check_unread(is_started=self._is_started)
            self._check_open()
            file = _PartFile(path)
            try:
                async for piece in self:
                    await run_sync(file.write, piece)
                await run_sync(file.complete)
            finally:
                file.discard()


class _PartFile:
    """A file that takes its place only when it is complete."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = os.fspath(path)
        folder, name = os.path.split(self._path)
        handle, self._part = mkstemp(
            prefix=f".{name[:100]}.", suffix=".part", dir=folder or os.curdir
        )
        self._file = os.fdopen(handle, "wb")

    def write(self, piece: bytes) -> None:
        self._file.write(piece)

    def complete(self) -> None:
        """Put the file in its place, with the permissions of any new file."""
        self._file.close()
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(self._part, 0o666 & ~mask)  # noqa: PTH101 - beside `os.umask`
        os.replace(self._part, self._path)  # noqa: PTH105 - any path will do

    def discard(self) -> None:
        """Remove what is not complete; after `complete`, nothing."""
        self._file.close()
        with suppress(FileNotFoundError):
            os.unlink(self._part)  # noqa: PTH108 - any path will do


def _checked(call: Call[Any], piece: bytes | Failure | None) -> bytes | None:
    if isinstance(piece, Failure):
        error = connection_error(call.operation, piece, call.credentials)
        raise call.told(error) from piece.cause
    return piece


def _check_unread(*, is_started: bool) -> None:
    if is_started:
        raise StreamClosedError(_STARTED)


def _most(call: Call[Any], limit: int | None) -> int:
    return call.request.max_body_size if limit is None else limit


def _check_length(call: Call[Any], head: Head, length: int, limit: int) -> None:
    if length > limit:
        problem = f"the answer is longer than {limit} bytes"
        empty = Reply(head.status, head.raw_headers, b"")
        raise call.told(decode_error(call.operation, empty, problem))
