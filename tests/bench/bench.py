"""How long the commands take, against what importing the libraries takes anyway.

Run by `make bench`. Figures are ratios of whole processes that run one after the other in turn
(A B A B ...), because the speed of a machine drifts; the median of the pairs counts.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOOR = [sys.executable, "-c", "import pydantic, jinja2, markdown_it"]
GENERATOR = [sys.executable, "-m", "generator"]


@dataclass(frozen=True, slots=True)
class Case:
    """One command to time."""

    name: str
    command: Sequence[str]
    before: Callable[[], object]
    """Puts the files as the command is to find them; not timed."""
    goal: str


def main() -> None:
    """Print a table of all cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="pairs for each case")
    runs: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "generated")
        environment = {**os.environ, "DOCS2SDK_CACHE": str(Path(folder, "cache"))}
        print(f"{runs} pairs each, medians; 1.0 = {' '.join(FLOOR[1:])}")
        print(f"{'case':24}{'seconds':>9}{'floor':>9}{'ratio':>9}  goal")
        for case in cases(out, Path(folder, "cache")):
            case.before()
            seconds(case.command, environment)
            taken, floor = measure(case, runs, environment)
            ratio = statistics.median(t / f for t, f in zip(taken, floor, strict=True))
            median = statistics.median
            print(
                f"{case.name:24}{median(taken):9.3f}{median(floor):9.3f}{ratio:9.2f}"
                f"  {case.goal}"
            )


def cases(out: Path, cache: Path) -> tuple[Case, ...]:
    """Return the cases, each with the state that it begins in."""
    generate = [*GENERATOR, "generate", "--out", str(out)]
    check = [*GENERATOR, "check", "--out", str(out)]

    def clear_all() -> None:
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(cache, ignore_errors=True)

    def clear_cache() -> None:
        shutil.rmtree(cache, ignore_errors=True)

    return (
        Case("generate, cold", generate, clear_all, ""),
        Case("generate, no stamp", generate, clear_cache, ""),
        Case("generate, unchanged", generate, lambda: None, "at most 2, by its stamp"),
        Case("check, no stamp", check, clear_cache, ""),
        Case("check, unchanged", check, lambda: None, "at most 2, by its stamp"),
    )


def measure(
    case: Case, runs: int, environment: Mapping[str, str]
) -> tuple[list[float], list[float]]:
    """Return the seconds of each run, and of the floor right after it."""
    taken: list[float] = []
    floor: list[float] = []
    for _ in range(runs):
        case.before()
        taken.append(seconds(case.command, environment))
        floor.append(seconds(FLOOR, environment))
    return taken, floor


def seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return how long a whole process takes."""
    start = time.perf_counter()
    subprocess.run(
        command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
