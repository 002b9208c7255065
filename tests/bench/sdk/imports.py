"""What importing an SDK and making its client costs, against an HTTP client and Pydantic alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.environments import OURS
from tests.bench.processes import Run, Side, measure
from tests.bench.results import Row

FLOOR = "import httpx2, pydantic; httpx2.Client()"
CASES = {
    "ours": {
        "import and client": "from dub_sdk import Dub; Dub('t')",
        "import and async client": "from dub_sdk import AsyncDub; AsyncDub('t')",
        "import, client, a resource": "from dub_sdk import Dub; Dub('t').links",
    },
    "dub": {"import and client": "from dub import Dub; Dub(token='t')"},
    "openai": {"import and client": "from openai import OpenAI; OpenAI(api_key='t')"},
}
TIME, MEMORY = 1.0, 1.15
"""What the ratios should be at most."""


def compare_imports(
    found: Mapping[str, Path], names: Mapping[str, str], folder: Path, runs: int
) -> Iterator[Row]:
    """Yield the rows of each SDK: processor time and memory of a fresh process."""
    floor = Side(lambda _: [found[OURS], "-I", "-c", FLOOR])
    for sdk, python in found.items():
        for case, code in CASES[sdk].items():
            ours = Side(lambda _, at=python, run=code: [at, "-I", "-c", run])
            pairs = measure(ours, floor, folder, runs)
            goals = (TIME, MEMORY) if sdk == OURS else (None, None)
            for unit, goal in zip(("ms", "MiB"), goals, strict=True):
                take = milliseconds if unit == "ms" else memory
                first, second = pairs.values(take)
                yield Row(
                    case,
                    names[sdk],
                    "httpx2 and pydantic",
                    first,
                    second,
                    unit,
                    pairs.ratio(take),
                    goal,
                )


def milliseconds(run: Run) -> float:
    """Return the processor time."""
    return 1000 * run.cpu


def memory(run: Run) -> float:
    """Return the peak of memory, in MiB."""
    return run.memory
