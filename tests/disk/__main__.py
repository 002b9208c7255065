"""`python -m tests.disk`: every command that writes, on a disk that fails and in a process that dies."""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
from importlib import import_module
from itertools import islice
from pathlib import Path
from pkgutil import walk_packages

import generator
from generator import build
from generator.cli import writing
from tests.disk import in_place
from tests.disk.scenarios import SCENARIOS
from tests.disk.trials import Trial

_SHOWN = 20
_FEW = 2


def main() -> int:
    """Print a line for each command and system, with each fault that left something wrong."""
    options = argparse.ArgumentParser("tests.disk")
    options.add_argument("scenarios", nargs="*", choices=[*SCENARIOS, []], default=[])
    options.add_argument(
        "--brief", action="store_true", help="some faults of each line"
    )
    options.add_argument(
        "--in-place",
        action="store_true",
        help="write files where they stand, to see that this is found",
    )
    chosen = options.parse_args()
    # What a command imports only when it needs it is imported once, and not in each copy.
    for module in walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    gc.freeze()
    gc.disable()  # The copies of this process end soon.
    if chosen.in_place:
        writing.write = in_place.write
    # All files of the runtime are written alike: a few of them do.
    runtime_files = build.runtime_files
    build.runtime_files = lambda settings: islice(runtime_files(settings), _FEW)
    failures = 0
    print(f"{'command':24} {'calls':>6} {'runs':>6} {'wrong':>6}")
    for name in chosen.scenarios or SCENARIOS:
        with tempfile.TemporaryDirectory(prefix="docs2sdk-") as home:
            trial = Trial(SCENARIOS[name], Path(home))
            faults = list(trial.some_faults() if chosen.brief else trial.faults())
            tried = ((fault, list(trial.problems(fault))) for fault in faults)
            found_wrong = ((fault, found) for fault, found in tried if found)
            # One that is found proves enough of a writer that is wrong by intent.
            wrong = list(islice(found_wrong, 1 if chosen.in_place else None))
        failures += len(wrong)
        counts = f"{len(trial.clean.calls):6} {len(faults):6} {len(wrong):6}"
        print(f"{name:24} {counts}", flush=True)
        for fault, found in wrong[:_SHOWN]:
            print(f"  {fault} {' '.join(trial.clean.calls[fault.at - 1])}")
            print(*(f"    {problem}" for problem in found), sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
