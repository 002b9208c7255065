"""What importing an SDK and making its client costs, against an HTTP client and Pydantic alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

FLOOR = "import httpx2, pydantic; httpx2.Client()"
CASES = {
    "ours": {
        "ours": "from dub_sdk import Dub; Dub('t')",
        "ours, async": "from dub_sdk import AsyncDub; AsyncDub('t')",
        "ours, and a resource": "from dub_sdk import Dub; Dub('t').links",
    },
    "dub": {"dub": "from dub import Dub; Dub(token='t')"},
    "openai": {"openai": "from openai import OpenAI; OpenAI(api_key='t')"},
}


class Cost(NamedTuple):
    """What one process took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time."""
    memory: float
    """Peak, in MiB."""


def compare_imports(environments: Mapping[str, Path], runs: int) -> None:
    """Print a row for each case: medians, and medians of the ratios pair by pair."""
    print(f"| import and construct / `{FLOOR}` | wall | cpu | MiB | wall s | goal |")
    print("| --- | --- | --- | --- | --- | --- |")
    floor = environments["ours"]
    for name, python in environments.items():
        for case, code in CASES[name].items():
            pairs = [(run(python, code), run(floor, FLOOR)) for _ in range(runs + 1)]
            goal = "at most 1.15 (0.95)" if name == "ours" else ""
            print(f"| {case} | {_ratios(pairs[1:])} | {goal} |", flush=True)


def _ratios(pairs: list[tuple[Cost, Cost]]) -> str:
    takes: tuple[Callable[[Cost], float], ...] = (
        lambda cost: cost.wall,
        lambda cost: cost.cpu,
        lambda cost: cost.memory,
    )
    ratios = [median(take(a) / take(b) for a, b in pairs) for take in takes]
    shown = [f"{ratio:.2f}" for ratio in ratios]
    return " | ".join([*shown, f"{median(a.wall for a, _ in pairs):.3f}"])


def run(python: Path, code: str) -> Cost:
    """Run code in a fresh process."""
    start = time.perf_counter()
    with subprocess.Popen([python, "-I", "-c", code]) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, code)
    wall = time.perf_counter() - start
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)
