"""How much a client repeats altogether: a server that is down gets few more calls than were made.

The scheme is that of a token bucket (the retry quota of the AWS SDKs). Each call puts a tenth of
a token in, each retry takes one out, and a call that succeeds after retries gives back what they
took. So retries of single faults are always paid for; while a server stays down, only each tenth
call is repeated once the bucket is empty.
"""

from __future__ import annotations

from threading import Lock
from typing import Final

__all__ = ["Budget"]

_FULL: Final = 30.0
_OF_A_CALL: Final = 0.1


class Budget:
    """The retries that a client has left. Its threads share it."""

    __slots__ = ("_left", "_lock")

    def __init__(self) -> None:
        self._left = _FULL
        self._lock = Lock()

    def take(self) -> bool:
        """Take a retry out; return whether there was one."""
        with self._lock:
            if self._left < 1:
                return False
            self._left -= 1
            return True

    def call(self) -> None:
        """Put in what each call earns."""
        if self._left < _FULL:
            self._put(_OF_A_CALL)

    def give_back(self, retries: int) -> None:
        """Put back what the retries of a call took that succeeded in the end."""
        self._put(retries)

    def _put(self, tokens: float) -> None:
        with self._lock:
            self._left = min(_FULL, self._left + tokens)
