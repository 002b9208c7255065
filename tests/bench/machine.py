"""What a bench ran on, and when."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from generator import __version__

LIBRARIES = ("pydantic", "httpx2", "jinja2", "markdown-it-py")
BUSY = 0.75
"""Processes that wait for each core; with more, times say less."""


def described() -> Iterator[str]:
    """Yield lines about the day, the versions and the machine."""
    yield f"Date: {datetime.now(UTC):%Y-%m-%d}, docs2sdk {__version__}"
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield f"Versions: Python {platform.python_version()}, {libraries}"
    yield f"Machine: {_processor()}, {os.cpu_count()} cores, {_memory()}{platform.system()}"


def busy() -> str | None:
    """Return a warning if the machine has other things to do; `None` if it is at rest."""
    load = os.getloadavg()[0]
    if load / (os.cpu_count() or 1) <= BUSY:
        return None
    return f"The machine was busy with other things (load {load:.1f}): take times as rough ones."


def _processor() -> str:
    lines = _lines(Path("/proc/cpuinfo"))
    names = [line.partition(":")[2].strip() for line in lines if "model name" in line]
    return names[0] if names else platform.machine()


def _memory() -> str:
    for line in _lines(Path("/proc/meminfo")):
        if line.startswith("MemTotal:"):
            return f"{int(line.split()[1]) / 2**20:.0f} GiB, "
    return ""


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines() if file.is_file() else []
