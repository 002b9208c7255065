"""Whole processes, measured in pairs.

The speed of a machine drifts, so that two commands run in turn (A B A B ...), and what counts is the
median of the ratios pair by pair. A pair that does not count comes first: it fills caches.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time."""
    memory: float
    """Peak, in MiB."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """What two commands took, run in turn."""

    ours: Sequence[Run]
    theirs: Sequence[Run]

    def ratio(self, take: Callable[[Run], float]) -> float:
        """Return the median of the ratios pair by pair."""
        pairs = zip(self.ours, self.theirs, strict=True)
        return median(take(one) / take(other) for one, other in pairs)

    def values(self, take: Callable[[Run], float]) -> tuple[float, float]:
        """Return the medians of both sides."""
        return median(map(take, self.ours)), median(map(take, self.theirs))


@dataclass(frozen=True, slots=True)
class Side:
    """A command. What makes it is not measured."""

    command: Callable[[Path], Sequence[object]]
    """Given a new folder, which the command may fill."""


def measure(one: Side, other: Side, folder: Path, runs: int) -> Pairs:
    """Run two commands in turn.

    Each run gets a folder of its own below `folder`, and nothing is removed between runs: ext4 looks
    through all files that were removed in the last minute whenever it makes one.
    """
    pairs = [(run(one, folder), run(other, folder)) for _ in range(runs + 1)][1:]
    return Pairs([pair[0] for pair in pairs], [pair[1] for pair in pairs])


def run(side: Side, folder: Path) -> Run:
    """Run a command and return what it took.

    Raises `CalledProcessError` where the command fails, with what it wrote to stderr.
    """
    new = Path(tempfile.mkdtemp(dir=folder))
    command = list(map(str, side.command(new)))
    with tempfile.TemporaryFile() as told:
        start = time.perf_counter()
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=told
        ) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        if process.returncode:
            told.seek(0)
            raise subprocess.CalledProcessError(
                process.returncode, command, stderr=told.read().decode()
            )
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)
