"""Reading the body of an answer: piece by piece, or whole."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import httpx2

from .reply import Failure, Outcome, Reply
from .request import Request
from .wire import failure

__all__ = ["AsyncSource", "Source", "complete", "complete_async"]


class Source:
    """Reads the body of an answer piece by piece."""

    def __init__(self, response: httpx2.Response) -> None:
        self._response = response
        self._pieces = response.iter_bytes()

    def read(self) -> bytes | Failure | None:
        """Return the next piece, decompressed; `None` at the end."""
        try:
            return next(self._pieces, None)
        except Exception as error:  # noqa: BLE001 - callers meet only ours
            return failure(error)

    def close(self) -> None:
        """Release the connection, which is closed if there is more to read."""
        with suppress(Exception):  # whoever closes wants no more of it
            self._response.close()


class AsyncSource:
    """Reads the body of an answer piece by piece."""

    def __init__(self, response: httpx2.Response) -> None:
        self._response = response
        self._pieces = response.aiter_bytes()

    async def read(self) -> bytes | Failure | None:
        """Return the next piece, decompressed; `None` at the end."""
        try:
            return await anext(self._pieces)
        except StopAsyncIteration:
            return None
        except Exception as error:  # noqa: BLE001 - callers meet only ours
            return failure(error)

    async def close(self) -> None:
        """Release the connection, which is closed if there is more to read."""
        with suppress(Exception):  # whoever closes wants no more of it
            await self._response.aclose()


def complete(response: httpx2.Response, request: Request) -> Outcome:
    """Read an answer to its end or to the deadline, and release its connection."""
    body = _Body(request.max_body_size)
    try:
        try:
            for piece in response.iter_bytes():
                if not body.take(piece):
                    break
                if request.left is not None and request.left() <= 0:
                    return _late()
        finally:
            response.close()
    except Exception as error:  # noqa: BLE001 - callers meet only ours
        return _incomplete(response, error)
    return body.reply(response)


async def complete_async(response: httpx2.Response, request: Request) -> Outcome:
    """Read an answer to its end or to the deadline, and release its connection."""
    body = _Body(request.max_body_size)
    try:
        try:
            async for piece in response.aiter_bytes():
                if not body.take(piece):
                    break
                if request.left is not None and request.left() <= 0:
                    return _late()
        finally:
            await response.aclose()
    except Exception as error:  # noqa: BLE001 - callers meet only ours
        return _incomplete(response, error)
    return body.reply(response)


class _Body:
    """Collects pieces; in one buffer, so that a long body is not in memory twice."""

    __slots__ = ("_buffer", "_limit", "_room")

    def __init__(self, limit: int) -> None:
        self._buffer = BytesIO()
        self._limit = self._room = limit

    def take(self, piece: bytes) -> bool:
        """Add a piece; say whether there may be more."""
        self._room -= len(piece)
        if self._room < 0:
            return False
        self._buffer.write(piece)
        return True

    def reply(self, response: httpx2.Response) -> Reply:
        """Return the answer with what was collected."""
        if self._room < 0:
            return _damaged(response, f"is longer than {self._limit} bytes")
        raw = response.headers.raw
        return Reply(response.status_code, raw, self._buffer.getvalue())


def _late() -> Failure:
    """Return that the deadline passed while the body came."""
    return Failure(TimeoutError("the deadline has passed"), sent=True, timed_out=True)


def _incomplete(response: httpx2.Response, error: Exception) -> Outcome:
    if isinstance(error, httpx2.DecodingError):
        return _damaged(response, f"cannot be decompressed: {error}")
    return failure(error)


def _damaged(response: httpx2.Response, problem: str) -> Reply:
    raw = response.headers.raw
    return Reply(response.status_code, raw, b"", f"the answer {problem}")
