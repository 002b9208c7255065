"""Several processes at one output: one wins, another says so or waits; none sees half of it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from tests.cli.zoo import PAGES, PET, write
from tests.lowering import object_page, row

ROOT = Path(__file__).resolve().parents[2]
HELD = """
import sys
from importlib import import_module
from generator.cli import main

module, name = sys.argv[1].split(":")
module = import_module(module)
function = getattr(module, name)

def held(*args, **kwargs):
    print("held", flush=True)
    sys.stdin.readline()
    return function(*args, **kwargs)

setattr(module, name, held)
sys.exit(main(sys.argv[2:]))
"""
PLANNED = "generator.cli.writing:write"
"""Where a run knows what to write, and has written nothing."""
STAGED = "generator.emit.write:install"
"""Where a run has made the new folder, and keeps others away."""
READING = "generator.cli.writing:read_output"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Docs in two states, and what each gives."""
    monkeypatch.chdir(tmp_path)
    fewer = {PET: object_page("Pet", row("name"), row("ownerName"), row("born"))}
    write(tmp_path / "a" / "zoo", PAGES)
    write(tmp_path / "b" / "zoo", PAGES | fewer)
    for state in "ab":
        assert main(["generate", state, "--out", f"of {state}"]) == 0
    return tmp_path


@pytest.fixture
def start(home):
    """Start a command that stops at a function until it is let go."""
    started = []

    def call(place, *arguments):
        process = subprocess.Popen(
            [sys.executable, "-c", HELD, place, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": str(ROOT), "DOCS2SDK_CACHE": ""},
        )
        started.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield call
    for process in started:
        process.kill()
        process.communicate()


def let_go(process):
    """Let a process go on; return its exit code and its messages."""
    _, told = process.communicate("\n", timeout=60)
    return process.returncode, told


def output(folder):
    paths = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize(("first", "second"), ["ab", "ba"])
def test_who_planned_before_another_wrote_says_so(start, first, second):
    slow, quick = (start(PLANNED, "generate", state) for state in (first, second))
    assert let_go(quick) == (0, "")
    code, told = let_go(slow)
    assert code == 1
    assert told.endswith("changed while docs2sdk ran; run it again\n")
    assert output("generated") == output(f"of {second}")


@pytest.mark.parametrize(("before", "left"), ["ab", "ba"])
def test_who_has_nothing_to_write_is_in_nobodys_way(start, before, left):
    """Either run may be the one that finds its own state there; the other's is left."""
    assert main(["generate", before]) == 0
    slow, quick = (start(PLANNED, "generate", state) for state in "ab")
    assert [let_go(quick), let_go(slow)] == [(0, "")] * 2
    assert output("generated") == output(f"of {left}")


@pytest.mark.parametrize(("first", "second"), ["ab", "ba"])
def test_who_comes_while_another_writes_waits_and_then_writes(start, first, second):
    writing = start(STAGED, "generate", first)
    waiting = subprocess.Popen(
        [sys.executable, "-m", "generator", "generate", second],
        env={"PYTHONPATH": str(ROOT), "DOCS2SDK_CACHE": ""},
        stdout=subprocess.DEVNULL,
    )
    assert let_go(writing) == (0, "")
    assert waiting.wait(60) == 0
    assert output("generated") == output(f"of {second}")


@pytest.mark.parametrize(("old", "new"), ["ab", "ba"])
def test_a_check_reads_before_a_run_or_after_it(start, old, new):
    assert main(["generate", old]) == 0
    writing = start(STAGED, "generate", new)
    checking = start(READING, "check", new)
    checking.stdin.write("\n")
    checking.stdin.flush()
    assert let_go(writing) == (0, "")
    assert checking.wait(60) == 0


@pytest.mark.parametrize("place", [PLANNED, STAGED])
def test_a_run_that_is_interrupted_leaves_what_was_there(start, place):
    assert main(["generate", "a"]) == 0
    process = start(place, "generate", "b")
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == "error: interrupted; every file is as it was, or complete\n"
    assert output("generated") == output("of a")
    assert [path.name for path in Path("generated").iterdir()] == ["zoo"]


@pytest.mark.parametrize("place", [PLANNED, STAGED])
def test_a_run_that_is_killed_keeps_nobody_away(start, place):
    assert main(["generate", "a"]) == 0
    process = start(place, "generate", "b")
    process.kill()
    process.wait()
    assert output("generated/zoo") == output("of a/zoo")
    assert main(["generate", "b"]) == 0
    assert output("generated") == output("of b")
    assert [path.name for path in Path("generated").iterdir()] == ["zoo"]
