"""Working at several things at once, in copies of this process.

A copy has all that was read so far and gives back plain values. Where there is nothing to gain, or
the system cannot copy a process, the work is done here, one after another, with the same results.
"""

from __future__ import annotations

import marshal
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any, Final, NoReturn, TypeAlias, TypeVar

T = TypeVar("T")
Answer = TypeVar("Answer")
Made: TypeAlias = list[tuple[str, str, bytes]]
"""Path, digest and content of each file: what `marshal` can carry through a pipe."""

_MOST: Final = 4
"""More workers than this would wait for the reading and the writing, which stay with one."""


_ALONE: Final = ContextVar("alone", default=False)


@contextmanager
def alone() -> Iterator[None]:
    """Do all work in this process: where a library has threads that Python does not know of."""
    token = _ALONE.set(True)
    try:
        yield
    finally:
        _ALONE.reset(token)


def workers() -> int:
    """Return how many processes are worth having: 1 where a copy is not safe or not possible.

    A process with threads is not copied, since a lock that another thread holds stays held.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    if _ALONE.get() or threading.active_count() > 1:
        return 1
    return min(_MOST, len(os.sched_getaffinity(0)))


def spread(
    work: Callable[[Sequence[T]], list[Answer]], shares: Sequence[Sequence[T]]
) -> list[Answer]:
    """Return the results of all shares; the first one is worked on here, beside the others.

    They are plain values, such as `marshal` knows.
    """
    first, *others = shares
    answers = [_in_copy(partial(work, share)) for share in others]
    made = work(first)
    for answer in answers:
        made += answer()
    return made


def meanwhile(work: Callable[[], Answer]) -> Callable[[], Answer]:
    """Begin some work, and return the function that waits for its result and returns it.

    That function must be called once. The result is a plain value, such as `marshal` knows.
    """
    return _in_copy(work) if workers() > 1 else work


def _in_copy(work: Callable[[], Answer]) -> Callable[[], Answer]:
    """Work in a copy, as `meanwhile` says.

    A copy that fails in any way gives back nothing, and its work is done here as well: then a fault
    raises where it can be seen.
    """
    answer, ours = os.pipe()
    process = os.fork()
    if not process:
        # Only who asked reads; once that process is gone, so is the reader, and writing fails.
        os.close(answer)
        _give_back(work, ours)
    os.close(ours)

    def result() -> Answer:
        with os.fdopen(answer, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(process, 0)
        if status:
            return work()
        found: Answer = marshal.loads(data)  # noqa: S302 - written by our own copy
        return found

    return result


def _give_back(work: Callable[[], Any], pipe: int) -> NoReturn:
    """Work, answer through a pipe, and end this process, which is a copy."""
    status = 1
    try:
        with os.fdopen(pipe, "wb") as file:
            file.write(marshal.dumps(work()))
        status = 0
    finally:
        # Nothing of the parent's may be flushed or cleaned up a second time.
        os._exit(status)
