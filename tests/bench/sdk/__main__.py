"""What the SDK of Dub costs its users, beside raw httpx2, the vendor's own SDK and openai.

Run by `make bench`. Ratios count, within one run: processes and calls are measured in turn (A B A
B ...), because the speed of a machine drifts. Each SDK lives in an environment of its own below
`.cache`, with nothing but what it needs, since other packages there would change what imports cost.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.sdk.answers import write_answers
from tests.bench.sdk.environments import ROOT, environments
from tests.bench.sdk.imports import compare_imports
from tests.bench.sdk.lines import SIZES, size_of

CHILD = Path(__file__).with_name("child.py")
CALLS = {
    "sync": ("a typed call, sync / raw httpx", "at most 1.3 (1.0)"),
    "async": ("a typed call, async / raw httpx", "at most 1.3 (1.0)"),
    "list": ("100 links, less transport / cached adapter", "at most 1.15"),
}


def main() -> None:
    """Print a table of each concern."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="processes for each case")
    runs: int = parser.parse_args().runs
    found = environments()
    compare_imports(found, runs)
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder, "answers.json")
        write_answers(answers)
        compare_calls(found, answers)
        compare_first_calls(found, answers, runs)
        print_lives(found, answers)
    print("\n| whole SDK, lines of code | operations | for each | models | for each |")
    print("| --- | --- | --- | --- | --- |")
    for name, python in found.items():
        if name in SIZES:
            print(f"| {name} | {size_of(name, python)} |", flush=True)


def ask(python: Path, *arguments: str | Path) -> Any:
    """Return what the child process measures."""
    command = [python, "-I", CHILD, *arguments]
    run = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=ROOT)
    return json.loads(run.stdout)


def compare_calls(found: Mapping[str, Path], answers: Path) -> None:
    """Print what a call costs, in microseconds of processor time."""
    print("\n| call | SDK | us | us of the other | ratio | goal |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, python in found.items():
        for case, (ours, theirs, ratio) in ask(python, "calls", name, answers).items():
            what, goal = CALLS[case]
            goal = goal if name == "ours" else ""
            print(
                f"| {what} | {name} | {ours:.0f} | {theirs:.0f} | {ratio:.2f} | {goal} |"
            )


def compare_first_calls(found: Mapping[str, Path], answers: Path, runs: int) -> None:
    """Print what a first call costs over a second one, each in a process of its own."""
    print("\n| first call, in process | SDK | ms over the second | goal |")
    print("| --- | --- | --- | --- |")
    cases = [(name, python) for name, python in found.items()]
    cases.insert(1, ("preloaded", found["ours"]))
    for kind, goal in (("first", "at most 10"), ("first list", "")):
        for name, python in cases:
            if (kind, name) != ("first list", "openai"):
                times = [ask(python, kind, name, answers) for _ in range(runs)]
                aim = goal if name == "ours" else ""
                print(f"| {kind} | {name} | {median(times):.1f} | {aim} |", flush=True)


def print_lives(found: Mapping[str, Path], answers: Path) -> None:
    """Print by how much the peak of memory grows."""
    print("\n| memory, ours | KiB more at the peak | goal |")
    print("| --- | --- | --- |")
    for what, grown in ask(found["ours"], "lives", "ours", answers).items():
        print(f"| {what} | {grown} | none |")


if __name__ == "__main__":
    main()
