"""Progress on a terminal: after a second, which stage a run is in, and how far."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, Self, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress as Display

T = TypeVar("T")
_PATIENCE: Final = 1.0
"""Seconds before anything is shown: most runs are over by then."""


class Progress:
    """Shows the stages of one run on standard error, if that is a terminal.

    Nothing is shown between stages, so that messages stand alone. Leaving the context takes away
    what is shown, also where a stage ends in an exception.
    """

    def __init__(
        self,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._begin = clock()
        self._shown = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._shown.close()

    def track(self, stage: str, items: Sequence[T], /) -> Iterable[T]:
        """Return the items, and show how many are through while they are taken."""
        return self._counted(stage, items) if self._stream.isatty() else items

    def _counted(self, stage: str, items: Sequence[T]) -> Iterator[T]:
        display: Display | None = None
        for done, item in enumerate(items):
            if display is None and self._clock() - self._begin >= _PATIENCE:
                display = self._shown.enter_context(_display(self._stream))
                display.add_task(stage, total=len(items))
            if display is not None:
                display.update(display.task_ids[0], completed=done)
            yield item
        self._shown.close()


def _display(stream: TextIO) -> Display:
    """Return a display. Its library is imported here: few runs need it, and all would wait."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
    )

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(file=stream),
        transient=True,
    )
