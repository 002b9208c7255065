"""Imports all modules of packages, and prints what failed as JSON. Run as a program of its own.

Its arguments are distributions, folders of the working directory, each with the package in it. A
module `__main__` is left out: to import it is to run the program.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path


def modules(source: Path, package: str) -> Iterator[str]:
    """Yield the names of all modules of a package but those of the runtime."""
    for path in sorted((source / package).rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        if parts[1] == "_runtime" or parts[-1] == "__main__":
            continue
        yield ".".join(part for part in parts if part != "__init__")


def failures(name: str, package: str) -> Iterator[tuple[str, int, str]]:
    """Yield the file, the line and the error of each import that fails."""
    root = Path.cwd() / name
    sys.path.insert(0, str(root / "src"))
    for module in modules(root / "src", package):
        error = failure(module)
        if error is not None:
            yield (*place(error, root, module), f"{type(error).__name__}: {error}")


def failure(module: str) -> BaseException | None:
    """Import a module, and return what it raised."""
    try:
        with contextlib.redirect_stdout(sys.stderr):
            importlib.import_module(module)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - it may raise anything
        return error
    return None


def place(error: BaseException, root: Path, module: str) -> tuple[str, int]:
    """Return the innermost place in the distribution, outside of its runtime."""
    found = (f"src/{module.replace('.', '/')}.py", 0)
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(root) and "_runtime" not in path.parts:
            found = (path.relative_to(root).as_posix(), frame.lineno or 0)
    return found


if __name__ == "__main__":
    told = {}
    for argument in sys.argv[1:]:
        distribution, _, imported = argument.partition(":")
        told[distribution] = list(dict.fromkeys(failures(distribution, imported)))
    json.dump(told, sys.stdout)
