"""How long the commands take and how much memory, beside other generators and the libraries alone.

The docs of real APIs are used where DOCS2SDK_SHARED names a folder whose `corpora` holds them as
archives. Other generators read the OpenAPI document that lies beside such docs, or else the one that
`export openapi` makes of ours: what they write differs, the API does not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from tests.bench.environments import GENERATORS, environments
from tests.bench.processes import ROOT, Pairs, Run, Side, measure, run
from tests.bench.results import Row, Table
from tests.corpora import LARGEST, unpack

FLOOR = [sys.executable, "-c", "import pydantic, jinja2, markdown_it"]
PROGRAM = [sys.executable, "-m", "generator"]
OURS = "docs2sdk"
OWN = "dub"
REAL = ("dub-2026-06", LARGEST)
WALL = "s"
ABOUT = (
    "Wall time of whole processes, formatted output included. `libraries` is a process that imports "
    "pydantic, jinja2 and markdown-it-py, and does nothing. datamodel-code-generator writes models "
    "alone. Other generators read the OpenAPI document that the vendor keeps beside the docs of "
    "dub-2026-06. The docs of dub come without one, so that there they read what `export openapi` "
    "makes of these docs. openapi-python-client leaves out what it does not understand of a document, "
    "with a warning: of the vendor's 14 parts, of ours 48, for which it writes a sixth of the files; so "
    "the row of dub-2026-06 is the fair one."
)
MORE = "Processor time and peak memory of the same processes."
COLD = {"openapi-python-client": 0.15}
"""What a cold run should take at most of another generator's time."""
InTurn = Callable[[Side, Side], Pairs]


def compare_generation(names: Sequence[str], runs: int, folder: Path) -> list[Table]:
    """Measure the APIs of these names, or all that are there."""
    # A run with nothing to do remembers that in a folder of its own; installed programs are compiled.
    os.environ["DOCS2SDK_CACHE"] = str(folder / "cache")
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    peers = environments(GENERATORS)
    programs = [str(python.parent) for python in peers.values()]
    os.environ["PATH"] = os.pathsep.join([*programs, os.environ["PATH"]])
    found = [each for each in apis(folder) if not names or each[0] in names]
    times = Table("Generation", ABOUT)
    others: list[Row] = []
    for name, specs in found:
        for row in compare_api(
            name, specs, peers, partial(measure, folder=folder, runs=runs)
        ):
            (times.add if row.unit == WALL else others.append)(row)
    more = Table("Generation: processor time and memory", MORE, plotted=False)
    for row in others:
        more.add(row)
    for name, specs in found:
        print(f"\n{name}, processor time by stage:", flush=True)
        stages = Path(__file__).with_name("stages.py")
        subprocess.run(
            [sys.executable, stages, specs, folder / "stages" / name], check=True
        )
    return [times, more]


def apis(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the names and folders of the APIs to measure: copies, since pages are changed."""
    yield OWN, Path(shutil.copytree(ROOT / "specs" / "dub", folder / "docs" / OWN))
    for name in REAL:
        docs = unpack(name, folder / "docs" / name)
        if docs is not None:
            yield name, docs


def compare_api(
    name: str,
    specs: Path,
    peers: Mapping[str, Path],
    pairs: InTurn,
) -> Iterator[Row]:
    """Yield the rows of one API."""
    cold = Side(lambda new: generate(specs, new))
    floor = Side(lambda _: FLOOR)
    if name != LARGEST:
        yield from compare_peers(name, cold, document_of(specs), peers, pairs)
    found = pairs(cold, floor)
    yield from rows(f"{name}, cold", "libraries", found, None)
    if name == LARGEST:
        peak = max(each.memory for each in found.ours)
        yield Row(f"{name}, cold", OURS, "600 MiB", peak, 600, "MiB", peak / 600, 1)
    again = Side(lambda _: generate(specs, specs.parent / "out"))
    run(again, specs.parent)
    yield from rows(f"{name}, nothing changed", "libraries", pairs(again, floor), 1.5)
    page = max(specs.rglob("docs/models/**/*.md"), key=lambda path: path.name)

    text = page.read_text("utf-8")

    def changed(new: Path) -> Sequence[object]:
        # Text below the title, other each time: the docs of one model.
        page.write_text(text.replace("\n", f"\n\nText {new.name}.\n", 1), "utf-8")
        return again.command(specs.parent)

    # The second of each pair has nothing to do, since the first has written the change.
    found = pairs(Side(changed), again)
    yield from rows(f"{name}, one page changed", "nothing changed", found, 1.3)


def generate(specs: Path, out: Path) -> list[object]:
    """Return the command that writes the SDKs of `specs` below `out`."""
    return [*PROGRAM, "generate", specs, "--out", out]


def document_of(specs: Path) -> Path:
    """Return the OpenAPI document that lies beside the docs, or the one that they make."""
    beside = specs / ".speakeasy" / "out.openapi.yaml"
    if beside.is_file():
        return beside
    document = specs.with_suffix(".json")
    with document.open("wb") as file:
        command = [*PROGRAM, "export", "openapi", specs]
        subprocess.run(command, cwd=ROOT, stdout=file, check=True)
    return document


def other_command(name: str, python: Path, document: Path, new: Path) -> list[object]:
    """Return how another generator writes Python for a document."""
    commands: dict[str, list[object]] = {
        "openapi-python-client": [
            "generate",
            "--path",
            document,
            "--output-path",
            new / "out",
        ],
        "datamodel-code-generator": [
            *("--input", document, "--input-file-type", "openapi"),
            *(
                "--output-model-type",
                "pydantic_v2.BaseModel",
                "--output",
                new / "models",
            ),
        ],
        "openapi-generator-cli": [
            *("generate", "--generator-name", "python", "--skip-validate-spec"),
            *("--input-spec", document, "--output", new / "out"),
        ],
    }
    program = {"datamodel-code-generator": "datamodel-codegen"}.get(name, name)
    return [python.parent / program, *commands[name]]


def rows(case: str, beside: str, pairs: Pairs, goal: float | None) -> Iterator[Row]:
    """Yield the rows of wall time, of processor time and of memory; the goal is about the first."""
    takes: dict[str, Callable[[Run], float]] = {
        WALL: lambda run: run.wall,
        "s of CPU": lambda run: run.cpu,
        "MiB": lambda run: run.memory,
    }
    for unit, take in takes.items():
        first, second = pairs.values(take)
        aim = goal if unit == WALL else None
        yield Row(case, OURS, beside, first, second, unit, pairs.ratio(take), aim)


def compare_peers(
    name: str, cold: Side, document: Path, peers: Mapping[str, Path], pairs: InTurn
) -> Iterator[Row]:
    """Yield the rows of other generators; one that cannot read the document is left out."""
    for peer, python in peers.items():
        other = Side(partial(other_command, peer, python, document))
        try:
            found = pairs(cold, other)
        except subprocess.CalledProcessError as error:
            print(f"{name} not compared with {peer}: {error.stderr}", file=sys.stderr)
        else:
            yield from rows(f"{name}, cold", peer, found, COLD.get(peer))
