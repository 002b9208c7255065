"""What a fork leaves behind: locks held by threads, and connections used by another process."""

from __future__ import annotations

import os
from threading import Lock

__all__ = ["ForkLock", "Process"]


class Process:
    """The process that this is."""

    forks = 0
    """How often it was forked, counted from the first that loaded this module."""
    lock = Lock()
    """Held while a lock is replaced."""

    @classmethod
    def forked(cls) -> None:
        """Note that this is another process now, with one thread."""
        cls.forks += 1
        cls.lock = Lock()


class ForkLock:
    """A lock that is open in a forked process, whoever held it in the first one."""

    __slots__ = ("_forks", "_lock")

    def __init__(self) -> None:
        self._lock = Lock()
        self._forks = Process.forks

    @property
    def now(self) -> Lock:
        """The lock of this process. Ask once for each use, so as to release what was taken."""
        if self._forks != Process.forks:
            with Process.lock:
                if self._forks != Process.forks:
                    self._lock = Lock()
                    self._forks = Process.forks
        return self._lock


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=Process.forked)
