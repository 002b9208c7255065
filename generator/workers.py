"""Working on several shares of one job at once, in copies of this process.

A copy has all that was read so far and gives back plain values. Where there is nothing to gain, or
the system cannot copy a process, the shares are worked on one after another; the results are the
same.
"""

from __future__ import annotations

import marshal
import os
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias, TypeVar

T = TypeVar("T")
Made: TypeAlias = list[tuple[str, str, bytes]]
"""Path, digest and content of each file: what `marshal` can carry through a pipe."""

_MOST: Final = 4
"""More workers than this would wait for the reading and the writing, which stay with one."""


def workers() -> int:
    """Return how many processes are worth having: 1 where a copy is not safe or not possible.

    A process with threads is not copied, since a lock that another thread holds stays held.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    if threading.active_count() > 1:
        return 1
    return min(_MOST, len(os.sched_getaffinity(0)))


def spread(work: Callable[[Sequence[T]], Made], shares: Sequence[Sequence[T]]) -> Made:
    """Return the results of all shares; the first one is worked on here.

    A copy that fails in any way gives back nothing, and its share is worked on here as well: then
    a fault raises where it can be seen.
    """
    first, *others = shares
    copies = [(share, *_start(work, share)) for share in others]
    made = work(first)
    for share, process, answer in copies:
        with os.fdopen(answer, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(process, 0)
        if status == 0:
            made += marshal.loads(data)  # noqa: S302 - written by our own copy
        else:
            made += work(share)
    return made


def _start(work: Callable[[Sequence[T]], Made], share: Sequence[T]) -> tuple[int, int]:
    """Return the process that works on a share, and the pipe through which it answers."""
    answer, ours = os.pipe()
    process = os.fork()
    if process:
        os.close(ours)
        return process, answer
    status = 1
    try:
        with os.fdopen(ours, "wb") as pipe:
            pipe.write(marshal.dumps(work(share)))
        status = 0
    finally:
        # Nothing of the parent's may be flushed or cleaned up a second time.
        os._exit(status)
