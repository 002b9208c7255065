"""Time and chance, in one place, so that tests can replace them."""

from __future__ import annotations

import random
import time

__all__ = ["AsyncClock", "Clock"]


class _Source:
    def now(self) -> float:
        """Return the time in seconds since 1970; used only to read HTTP dates."""
        return time.time()

    def monotonic(self) -> float:
        """Return the seconds since some moment; nobody can set this clock."""
        return time.monotonic()

    def random(self) -> float:
        """Return a number in [0, 1)."""
        return random.random()  # noqa: S311 - spreads retries, guards nothing

    def key(self) -> str:
        """Return what no other call has."""
        from uuid import uuid4  # noqa: PLC0415 - few operations need it

        return str(uuid4())


class Clock(_Source):
    """The clock of a `Client`."""

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class AsyncClock(_Source):
    """The clock of an `AsyncClient`, which runs on asyncio or trio."""

    async def sleep(self, seconds: float) -> None:
        """Wait, letting other tasks run."""
        from anyio import sleep  # noqa: PLC0415 - only a retry needs it

        await sleep(seconds)
