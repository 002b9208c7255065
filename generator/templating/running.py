"""Importing and type-checking of what was made, each in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from generator.templating.trial import Complaint

NEEDED: Final = ("anyio", "httpx2", "pydantic", "typing_extensions")
"""What an SDK imports."""
_IMPORTS: Final = Path(__file__).with_name("importing.py")
_FOUND: Final = re.compile(r"(?P<path>[^:\n]+):(?P<line>\d+): error: (?P<message>.*)")
_STRICT: Final = (
    "--strict",
    "--config-file=",
    "--no-error-summary",
    "--no-color-output",
    "--hide-error-context",
    "--python-version=3.10",
)


class CannotRun(Exception):  # noqa: N818 - it says what holds
    """A process ended otherwise than by telling what it found."""


def missing(*names: str) -> tuple[str, ...]:
    """Return the libraries that are not installed."""
    return tuple(name for name in names if find_spec(name) is None)


def import_all(root: Path, packages: Mapping[str, str]) -> dict[str, list[Complaint]]:
    """Import all modules of packages below `root`; return what failed, by distribution.

    `packages` are import names by distribution. Raises `CannotRun`.
    """
    listed = [f"{name}:{package}" for name, package in packages.items()]
    run = _run([sys.executable, "-P", "-W", "error", str(_IMPORTS), *listed], root)
    try:
        told = json.loads(run.stdout)
    except ValueError as error:
        raise CannotRun(
            run.stderr.strip() or "importing ended without a word"
        ) from error
    return {name: [Complaint(*each) for each in found] for name, found in told.items()}


def check_types(
    root: Path, names: Sequence[str], cache: Path | None
) -> dict[str, list[Complaint]]:
    """Check the types of distributions below `root`, strictly; return what is wrong with each.

    What mypy knows of files that have not changed is kept in `cache`. Raises `CannotRun`.
    """
    kept = cache if cache is not None else Path(os.devnull)
    sources = [f"{name}/src" for name in names]
    command = [
        sys.executable,
        "-P",
        "-m",
        "mypy",
        *_STRICT,
        f"--cache-dir={kept}",
        *sources,
    ]
    run = _run(command, root)
    if run.returncode > 1:
        raise CannotRun(run.stdout.strip() or run.stderr.strip())
    found: dict[str, list[Complaint]] = {name: [] for name in names}
    for name, complaint in _told(run.stdout):
        found[name].append(complaint)
    return found


def _told(output: str) -> Iterator[tuple[str, Complaint]]:
    for match in _FOUND.finditer(output):
        name, _, path = match["path"].replace("\\", "/").partition("/")
        yield name, Complaint(path, int(match["line"]), match["message"])


def _run(command: Sequence[str], root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter
        command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False
    )
