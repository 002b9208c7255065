"""How long the commands take and how much memory, as ratios within one run.

Run by `make bench`. Whole processes run in turn (A B A B ...), because the speed of a machine
drifts; the median of the pairs counts, for wall time and for processor time. Each run writes to a
folder of its own, and nothing is removed between runs: ext4 looks through all files that were
removed in the last minute whenever it makes one. The docs of real APIs are used where the folder
that DOCS2SDK_CORPORA names holds them as archives, and openapi-python-client, with the formatter
that it runs, where it can be installed in an environment of its own below `.cache`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("DOCS2SDK_CORPORA", ROOT.parent / "shared" / "corpora"))
PEER = "openapi-python-client==0.29.1"
PEER_FOLDER = ROOT / ".cache" / "peer"
FLOOR = [sys.executable, "-c", "import pydantic, jinja2, markdown_it"]
GENERATE = [sys.executable, "-m", "generator", "generate"]


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time."""
    memory: float
    """Peak, in MiB."""


@dataclass(frozen=True, slots=True)
class Side:
    """A command. What makes it is not measured."""

    command: Callable[[Path], Sequence[object]]
    """Given a new folder, which the command may fill."""


def main() -> None:
    """Print a table of all comparisons, and where the time of a cold run goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="pairs for each case")
    parser.add_argument(
        "--only", nargs="*", help="names of APIs: specs, dub-2026-06, vercel"
    )
    options = parser.parse_args()
    runs: int = options.runs
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DOCS2SDK_CACHE"] = str(Path(folder, "cache"))
        os.environ["PYTHONPATH"] = str(ROOT)
        os.environ["PATH"] = f"{PEER_FOLDER / 'bin'}{os.pathsep}{os.environ['PATH']}"
        # Installed programs are compiled.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        print("| case | wall s | cpu s | MiB | wall ratio | cpu ratio | goal |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        found = [
            a for a in apis(Path(folder)) if not options.only or a[0] in options.only
        ]
        for name, specs in found:
            compare_api(name, specs, Path(folder), runs)
        print()
        stages = Path(__file__).with_name("stages.py")
        for name, specs in found:
            out = Path(folder, "stages", name)
            print(f"{name}, processor time by stage:", flush=True)
            subprocess.run([sys.executable, stages, specs, out], check=True)


def apis(folder: Path) -> list[tuple[str, Path]]:
    """Return the names and folders of the APIs to measure; archives are unpacked once."""
    found = [("specs", ROOT / "specs")]
    for name in ("dub-2026-06", "vercel"):
        archive, target = CORPORA / f"{name}.tar.gz", folder / "docs" / name
        if archive.is_file() and not target.is_dir():
            with tarfile.open(archive) as tar:
                tar.extractall(target, filter="data")
        if target.is_dir():
            found.append((name, target))
    return found


def compare_api(name: str, specs: Path, folder: Path, runs: int) -> None:
    """Print the rows of one API."""
    cold = Side(lambda new: [*GENERATE, specs, "--out", new])
    floor = Side(lambda _: FLOOR)
    measure = partial(_measure, folder=folder, runs=runs)
    report(f"{name}: cold / floor", *measure(cold, floor), "")
    document = specs / ".speakeasy" / "out.openapi.yaml"
    peer = install_peer() if document.is_file() and name.startswith("dub") else None
    if peer:
        command = [peer, "generate", "--path", document, "--output-path"]
        other = Side(lambda new: [*command, new / "out"])
        goal = "at most 0.25 (0.10)"
        report(f"{name}: cold / {PEER}", *measure(cold, other), goal)
    out = folder / "out" / name
    again = Side(lambda _: [*GENERATE, specs, "--out", out])
    run(again, folder)
    goal = "at most 1.5"
    report(f"{name}: unchanged / floor", *measure(again, floor), goal)
    if name != "specs":
        page = max(specs.rglob("docs/models/**/*.md"), key=lambda path: path.name)

        def changed(_: Path) -> Sequence[object]:
            page.write_bytes(page.read_bytes() + b"\n")
            return again.command(out)

        report(f"{name}: one page changed / floor", *measure(Side(changed), floor), "")
    if name == "vercel" and (folder / "docs" / "dub-2026-06").is_dir():
        compare_scale(cold, specs, folder, runs)


def compare_scale(cold: Side, specs: Path, folder: Path, runs: int) -> None:
    """Print the time for each page of a large API against that of a small one."""
    small = folder / "docs" / "dub-2026-06"
    other = Side(lambda new: [*GENERATE, small, "--out", new])
    ours, theirs = _measure(cold, other, folder, runs)
    pages = [sum(1 for _ in each.rglob("*.md")) for each in (specs, small)]
    report(
        "vercel / dub-2026-06, time for each page",
        [Run(r.wall / pages[0], r.cpu / pages[0], r.memory) for r in ours],
        [Run(r.wall / pages[1], r.cpu / pages[1], r.memory) for r in theirs],
        "at most 1.1, and 600 MiB",
    )


def _measure(
    one: Side, other: Side, folder: Path, runs: int
) -> tuple[list[Run], list[Run]]:
    """Run two commands in turn, after a pair that does not count."""
    pairs = [(run(one, folder), run(other, folder)) for _ in range(runs + 1)][1:]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def run(side: Side, folder: Path) -> Run:
    """Run a command and return what it took. Fails where the command fails."""
    command = list(map(str, side.command(Path(tempfile.mkdtemp(dir=folder)))))
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    wall = time.perf_counter() - start
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def report(name: str, ours: Sequence[Run], theirs: Sequence[Run], goal: str) -> None:
    """Print one row: medians, and medians of the ratios pair by pair."""
    median = statistics.median
    pairs = list(zip(ours, theirs, strict=True))
    print(
        f"| {name} | {median(r.wall for r in ours):.3g} | {median(r.cpu for r in ours):.3g} "
        f"| {max(r.memory for r in ours):.0f} "
        f"| {median(a.wall / b.wall for a, b in pairs):.2f} "
        f"| {median(a.cpu / b.cpu for a, b in pairs):.2f} | {goal} |",
        flush=True,
    )


def install_peer() -> Path | None:
    """Install openapi-python-client below `.cache`; return its command, or `None` if that fails."""
    command = PEER_FOLDER / "bin" / "openapi-python-client"
    if not command.exists():
        pip = [str(PEER_FOLDER / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        try:
            subprocess.run([sys.executable, "-m", "venv", PEER_FOLDER], check=True)
            subprocess.run([*pip, PEER, "ruff"], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"not compared with {PEER}: {error}", file=sys.stderr)
            return None
    return command


if __name__ == "__main__":
    main()
