"""An environment for each SDK, below `.cache`, with nothing else in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SDKS = {
    "ours": str(ROOT / "generated" / "dub"),
    "dub": "dub==0.39.0",
    "openai": "openai>=3,<4",
}


def environments() -> dict[str, Path]:
    """Return the Python of each SDK that can be installed; ours is installed anew."""
    found: dict[str, Path] = {}
    for name, package in SDKS.items():
        python = ROOT / ".cache" / "sdks" / name / "bin" / "python"
        try:
            _install(python, name, package)
        except (OSError, subprocess.CalledProcessError) as error:
            if name == "ours":
                raise
            print(f"not compared with {package}: {error}", file=sys.stderr)
        else:
            found[name] = python
    return found


def _install(python: Path, name: str, package: str) -> None:
    new = not python.exists()
    if new:
        folder = python.parents[1]
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    if new or name == "ours":
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        again = [] if new else ["--force-reinstall", "--no-deps"]
        subprocess.run([*pip, *again, package], check=True)
