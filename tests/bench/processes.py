"""Whole processes, measured in pairs.

The speed of a machine drifts, so that two commands run in turn (A B A B ...), and what counts is the
median of the ratios pair by pair. A pair that does not count comes first: it fills caches.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]

LAUNCHER = """\
import os, sys, time
silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - start
cpu = used.ru_utime + used.ru_stime
print(os.waitstatus_to_exitcode(status), wall, cpu, used.ru_maxrss)
"""
"""Starts a command. A process begins with the peak of memory of the one that starts it, so that this
one imports next to nothing."""


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
    found = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LAUNCHER, *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    status, wall, cpu, memory = map(float, found.stdout.split())
    if status:
        raise subprocess.CalledProcessError(int(status), command, stderr=found.stderr)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall, cpu, memory / unit)
