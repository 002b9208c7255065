"""How much a client repeats altogether: a server that is down gets few more calls than were made.

The scheme is that of a token bucket (the retry quota of the AWS SDKs). Each call puts a tenth of
a token in, each retry takes one out, and a call that succeeds after retries gives back what they
took. So retries of single faults are always paid for; while a server stays down, only each tenth
call is repeated once the bucket is empty. How much the bucket holds is the client's `retry_budget`.
"""

from __future__ import annotations

from typing import Final

from .errors import InvalidArgumentError
from .forks import ForkLock

__all__ = ["Budget", "check_budget"]

_USUAL: Final = 30.0
_OF_A_CALL: Final = 0.1


class Budget:
    """The retries that a client has left. Its threads share it."""

    __slots__ = ("_full", "_left", "_lock")

    def __init__(self, full: float = _USUAL) -> None:
        self._full = self._left = full
        self._lock = ForkLock()

    def take(self) -> bool:
        """Take a retry out; return whether there was one."""
        with self._lock.now:
            if self._left < 1:
                return False
            self._left -= 1
            return True

    def call(self) -> None:
        """Put in what each call earns."""
        if self._left < self._full:
            self._put(_OF_A_CALL)

    def give_back(self, retries: int) -> None:
        """Put back what the retries of a call took that succeeded in the end."""
        self._put(retries)

    def _put(self, tokens: float) -> None:
        with self._lock.now:
            self._left = min(self._full, self._left + tokens)


def check_budget(size: object) -> float:
    """Return how many retries a client may have left at most; `None` takes what is usual.

    Raises:
        InvalidArgumentError: it is no number from 0; infinity is one.
    """
    if size is None:
        return _USUAL
    if isinstance(size, int | float) and not isinstance(size, bool) and size >= 0:
        return float(size)
    problem = "must be a number of retries, 0 or more; math.inf sets no limit"
    raise InvalidArgumentError("retry_budget", problem)
