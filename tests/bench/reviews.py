"""How long a review takes, beside reading one of its two states twice, and how much memory."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.bench.generation import OURS, PROGRAM, InTurn, apis, rows
from tests.bench.processes import ROOT, Side, measure
from tests.bench.results import Row, Table
from tests.corpora import LARGEST

ABOUT = (
    "Wall time, processor time and peak memory of whole processes: one that compares two states of the "
    "same docs, of which every twentieth model differs, and one that reads one of them twice."
)
READING = "reading one state twice"
READER = [sys.executable, "-m", "tests.bench.reading"]
GOAL = 2.0
MEMORY = 700
"""Goal for the largest docs, in MiB."""
STEP = 20
"""Of so many model pages, one is another in the older state."""
REQUIRED, OPTIONAL = ":heavy_check_mark:", ":heavy_minus_sign:"


def compare_reviews(names: Sequence[str], runs: int, folder: Path) -> list[Table]:
    """Measure the APIs of these names, or all that are there."""
    os.environ["PYTHONPATH"] = str(ROOT)
    table = Table("Review", ABOUT)
    pairs = partial(measure, folder=folder, runs=runs)
    for name, specs in apis(folder / "reviews"):
        if not names or name in names:
            for row in compare_review(name, specs, pairs):
                table.add(row)
    return [table]


def compare_review(name: str, specs: Path, pairs: InTurn) -> Iterator[Row]:
    """Yield the rows of one API, whose older state is made of it."""
    older = shutil.copytree(specs, specs.parent / f"{name}-older")
    for page in sorted(older.rglob("docs/models/**/*.md"))[::STEP]:
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(REQUIRED, OPTIONAL, 1), encoding="utf-8")
    found = pairs(
        Side(lambda _: [*PROGRAM, "review", older, specs]),
        Side(lambda _: [*READER, specs]),
    )
    yield from rows(f"{name}, review", READING, found, GOAL)
    if name == LARGEST:
        peak = max(each.memory for each in found.ours)
        goal = f"{MEMORY} MiB"
        yield Row(f"{name}, review", OURS, goal, peak, MEMORY, "MiB", peak / MEMORY, 1)
