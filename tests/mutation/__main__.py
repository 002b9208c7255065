"""`make mutants`: try each mutant, print which test kills it, and fail if one survives.

A word after the command restricts it to mutants whose file or title holds that.
"""

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import Queue

from tests.mutation.mutant import Mutant, all_mutants
from tests.mutation.trial import Copy, Trial, copied


def main(wanted: str = "") -> int:
    """Return 0 if each mutant is killed, and if nothing fails without one."""
    mutants = [
        mutant for mutant in all_mutants() if wanted in f"{mutant.file} {mutant.title}"
    ]
    with ExitStack() as stack:
        copies: Queue[Copy] = Queue()
        for _ in range(len(os.sched_getaffinity(0))):
            copies.put(stack.enter_context(copied()))
        sound = _borrowed(copies, lambda copy: copy.run(_tests(mutants)))
        if sound.code:
            print(sound.output)
            return 1
        with ThreadPoolExecutor(copies.qsize()) as pool:
            trials = pool.map(
                lambda m: _borrowed(copies, lambda c: c.tried(m)), mutants
            )
            alive = sum(_told(m, t) for m, t in zip(mutants, trials, strict=True))
    print(f"{len(mutants)} mutants, {alive} alive")
    return 1 if alive else 0


def _tests(mutants: Sequence[Mutant]) -> list[str]:
    """Return the tests of all; a file stands for the single tests in it."""
    named = {test for mutant in mutants for test in mutant.tests}
    return sorted(
        t for t in named if "::" not in t or t.partition("::")[0] not in named
    )


def _borrowed(copies: "Queue[Copy]", work) -> Trial:
    copy = copies.get()
    try:
        return work(copy)
    finally:
        copies.put(copy)


def _told(mutant: Mutant, trial: Trial) -> bool:
    """Print a row of the table; return whether the mutant is alive."""
    killer = trial.killer
    print(
        f"{'killed' if killer else 'ALIVE '} | {mutant.title} | {killer or trial.output[-300:]}"
    )
    sys.stdout.flush()
    return killer is None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
