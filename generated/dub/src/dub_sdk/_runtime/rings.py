"""Room on the stack for models that refer to each other.

Each of them imports the next one, and pydantic describes each inside of the one that it was met in:
both go as deep as the models are many, at up to 30 calls each. Python's usual limit of 1000 calls
is enough for 30 of them.
"""

from __future__ import annotations

import sys
from threading import Lock
from typing import Final

__all__ = ["room"]

_MORE: Final = 15_000
_LOCK: Final = Lock()
_usual: int | None = None
_inside = 0


class room:  # noqa: N801 - reads like a function, as other context managers do
    """Let calls nest deeper while the context is entered; several threads may be in it."""

    __slots__ = ()

    def __enter__(self) -> None:
        global _usual, _inside  # noqa: PLW0603 - the limit is one for all threads as well
        with _LOCK:
            if _inside == 0:
                _usual = sys.getrecursionlimit()
                sys.setrecursionlimit(_usual + _MORE)
            _inside += 1

    def __exit__(self, *_: object) -> None:
        global _inside  # noqa: PLW0603 - likewise
        with _LOCK:
            _inside -= 1
            if _inside == 0 and _usual is not None:
                sys.setrecursionlimit(_usual)
