"""What the SDK of Dub costs its users, beside raw httpx2, the vendor's own SDK and openai."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.environments import OURS, SDKS, environments, version
from tests.bench.processes import ROOT
from tests.bench.results import Row, Table
from tests.bench.sdk.answers import write_answers
from tests.bench.sdk.imports import compare_imports
from tests.bench.sdk.lines import SIZES, size_of

CHILD = Path(__file__).with_name("child.py")
OUR_NAME = "docs2sdk's SDK"
VENDOR = "dub"
CALLS = {
    "sync": ("a typed call", "raw HTTP", "µs", 1.1),
    "async": ("a typed call, async", "raw HTTP", "µs", 1.1),
    "listing": ("a list of 100", "raw HTTP", "µs", None),
    "held": ("a list of 100, held", "raw HTTP", "KiB", None),
    "list": ("100 links, less transport", "cached adapter", "µs", 1.15),
}
OVER_VENDOR = {"sync": 0.1, "async": 0.1}
"""What our call should cost at most of the vendor's, each as a multiple of the raw call."""
FIRST = {"first": "a first call", "first list": "a first list of links"}
IMPORTS = "Fresh processes: processor time and peak memory."
IN_PROCESS = (
    "Processor time of one call over an in-process transport, beside the same request without an "
    "SDK: by httpx2, or httpx where the SDK stands on that. `cached adapter` is pydantic alone. A "
    "list holds links of Dub, or completions of openai; raw HTTP gives it as parsed JSON. What is "
    "held is the memory of its result."
)
FIRST_CALLS = "By how much the first call exceeds the second, each in a process of its own; `second` is 10 ms."
SIZE = "Lines of code without comments and docs: for each operation, sync and async, and each model."


def compare_sdks(runs: int, folder: Path) -> list[Table]:
    """Measure our SDK and those that can be installed."""
    found = environments(SDKS)
    names = {
        sdk: OUR_NAME if sdk == OURS else f"{sdk} {version(python, sdk)}"
        for sdk, python in found.items()
    }
    imports = Table("SDK: import", IMPORTS)
    for row in compare_imports(found, names, folder, runs):
        imports.add(row)
    answers = folder / "answers.json"
    write_answers(answers)
    calls = Table("SDK: calls", IN_PROCESS)
    for row in compare_calls(found, names, answers):
        calls.add(row)
    first = Table("SDK: first call", FIRST_CALLS, plotted=False)
    for row in compare_first_calls(found, names, answers, runs):
        first.add(row)
    size = Table("SDK: size", SIZE, plotted=False)
    for row in compare_sizes(found, names):
        size.add(row)
    return [imports, calls, first, size]


def ask(python: Path, *arguments: str | Path) -> Any:
    """Return what the child process measures."""
    command = [python, "-I", CHILD, *arguments]
    run = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT)
    return json.loads(run.stdout)


def compare_calls(
    found: Mapping[str, Path], names: Mapping[str, str], answers: Path
) -> Iterator[Row]:
    """Yield what a call costs: microseconds of processor time, and memory of what it returns."""
    ratios: dict[str, dict[str, float]] = {}
    costs: dict[str, dict[str, float]] = {}
    for sdk, python in found.items():
        measured = ask(python, "calls", sdk, answers)
        ratios[sdk] = {case: ratio for case, (_, _, ratio) in measured.items()}
        costs[sdk] = {case: first for case, (first, _, _) in measured.items()}
        for case, (first, second, ratio) in measured.items():
            what, beside, unit, goal = CALLS[case]
            wanted = goal if sdk == OURS else None
            yield Row(what, names[sdk], beside, first, second, unit, ratio, wanted)
    for case in ratios.get(VENDOR, ()):
        yield Row(
            CALLS[case][0],
            names[OURS],
            names[VENDOR],
            costs[OURS][case],
            costs[VENDOR][case],
            CALLS[case][2],
            ratios[OURS][case] / ratios[VENDOR][case],
            OVER_VENDOR.get(case),
        )


def compare_first_calls(
    found: Mapping[str, Path], names: Mapping[str, str], answers: Path, runs: int
) -> Iterator[Row]:
    """Yield what a first call costs over a second one, each in a process of its own."""
    cases = [(sdk, python, names[sdk]) for sdk, python in found.items()]
    cases.insert(1, ("preloaded", found[OURS], f"{names[OURS]}, preloaded"))
    for kind, what in FIRST.items():
        for sdk, python, name in cases:
            if (kind, sdk) != ("first list", "openai"):
                times = [ask(python, kind, sdk, answers) for _ in range(runs)]
                goal = 1 if sdk == OURS else None
                ratio = median(times) / 10
                yield Row(what, name, "10 ms", median(times), 10, "ms", ratio, goal)


def compare_sizes(found: Mapping[str, Path], names: Mapping[str, str]) -> Iterator[Row]:
    """Yield how much code our SDK is, beside that of the vendor."""
    if VENDOR not in found:
        return
    ours, theirs = (size_of(sdk, found[sdk]) for sdk in (OURS, VENDOR))
    for what, first, second in zip(SIZES, ours, theirs, strict=True):
        ratio = first / second
        yield Row(what, names[OURS], names[VENDOR], first, second, "lines", ratio)
