"""Commands that write, on a disk that fails at some call, or in a process that dies there.

A brief run tries some faults at the first and last call of each line of the generator. `make disk`
tries every fault at every call.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.disk.scenarios import SCENARIOS

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments):
    """Run trials in a process of their own, which has no threads and may be copied."""
    command = [sys.executable, "-m", "tests.disk", *arguments]
    return subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True
    )


# The others take ways that these take as well.
BRIEF = [
    name
    for name in SCENARIOS
    if name not in {"lint --accept again", "review --out anew"}
]


@pytest.mark.parametrize("name", BRIEF)
def test_what_fails_or_dies_leaves_the_old_or_the_new_and_the_next_run_the_new(name):
    done = run("--brief", name)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_writer_that_works_in_place_would_be_found():
    done = run("--brief", "--in-place", "generate again")
    assert done.returncode == 1
    assert "is neither old nor new" in done.stdout
