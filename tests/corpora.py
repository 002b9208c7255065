"""Docs trees of vendors, and the slow checks of what becomes of them: `make corpora`.

Writes each tree as `docs2sdk generate` does and has its output checked by ruff, mypy and pyright;
the largest tree by ruff alone. Prints one line for each step, and ends with 1 if one failed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DOCS2SDK_SHARED", ROOT.parent / "shared"))
CORPORA = ("dub-2026-06", "leonardo", "novu", "mistral", "plex", "vercel")
LARGEST = "vercel"
ENVIRONMENT = {"DUB_API_KEY": "k", "MISTRAL_API_KEY": "k", "NOVU_SECRET_KEY": "k"}
"""Variables that the docs name for secrets."""


def unpack(name: str, folder: Path) -> Path | None:
    """Unpack a tree to `folder`, if there is such a tree."""
    archive = SHARED / "corpora" / f"{name}.tar.gz"
    if not archive.is_file():
        return None
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder


def steps(name: str, docs: Path, out: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the steps for one tree: what each is called, and its command."""
    python = sys.executable
    source = str(out / name / "src")
    yield "generate", [
        python,
        "-m",
        "generator",
        "generate",
        str(docs),
        "--out",
        str(out),
    ]
    yield "compile", [python, "-m", "compileall", "-q", source]
    yield "ruff", [
        python,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--config",
        str(_ruff(out)),
        source,
    ]
    if name != LARGEST:
        yield "mypy", [
            python,
            "-m",
            "mypy",
            "--strict",
            "--cache-dir",
            os.devnull,
            source,
        ]
        yield "pyright", [
            python,
            "-m",
            "pyright",
            "--warnings",
            "-p",
            str(_pyright(out / name)),
        ]


def _ruff(out: Path) -> Path:
    """Write the project's settings, so that those of `generated/` hold for `out`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    ignores = project["tool"]["ruff"]["lint"]["per-file-ignores"]
    here = {
        pattern.replace("generated/", f"{out}/"): codes
        for pattern, codes in ignores.items()
        if pattern.startswith("generated/")
    }
    lines = [
        f"extend = {json.dumps(str(ROOT / 'pyproject.toml'))}",
        "[lint.per-file-ignores]",
    ]
    lines += [
        f"{json.dumps(pattern)} = {json.dumps(codes)}"
        for pattern, codes in here.items()
    ]
    file = out / "ruff.toml"
    file.write_text("\n".join(lines), "utf-8")
    return file


def _pyright(folder: Path) -> Path:
    settings = {
        "include": ["src"],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.10",
    }
    settings |= {"venvPath": str(ROOT), "venv": ".venv"}
    file = folder / "pyrightconfig.json"
    file.write_text(json.dumps(settings), "utf-8")
    return file


def trees(scratch: Path) -> Iterator[tuple[str, Path | None]]:
    """Yield the project's own APIs, then the trees of vendors; `None` for what is not there."""
    for folder in sorted((ROOT / "specs").iterdir()):
        yield folder.name, folder
    for name in CORPORA:
        yield name, unpack(name, scratch / "docs" / name)


def main() -> int:
    """Check all trees that are there."""
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name, docs in trees(Path(scratch)):
            if docs is None:
                print(f"{name}: not there")
                continue
            for step, command in steps(name, docs, Path(scratch) / "out"):
                start = time.monotonic()
                run = subprocess.run(
                    command, cwd=ROOT, capture_output=True, text=True, check=False
                )
                took = f"{time.monotonic() - start:.1f} s"
                print(
                    f"{name}: {step}: {'ok' if run.returncode == 0 else 'FAILED'}, {took}",
                    flush=True,
                )
                if run.returncode != 0:
                    failed = 1
                    print("\n".join((run.stdout + run.stderr).splitlines()[-20:]))
                    break
    return failed


if __name__ == "__main__":
    sys.exit(main())
