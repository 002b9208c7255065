"""Renders the hand-built API to a folder, as a build does."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from generator.ir.api import Api
from generator.python.package import package_files
from generator.python.settings import PythonSettings
from generator.render.environment import render, templates_dir
from generator.render.format import format_python
from generator.render.printers import PRINTERS, Printers


def render_files(
    api: Api, settings: PythonSettings, printers: Printers = PRINTERS
) -> dict[str, str]:
    return {
        file.path: render(file.template, file.view)
        for file in package_files(api, settings, printers)
    }


def write_distribution(folder: Path, api: Api, settings: PythonSettings) -> Path:
    for path, text in render_files(api, settings).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        content = format_python(text) if path.endswith(".py") else text
        file.write_text(content, encoding="utf-8")
    runtime = folder / "src" / settings.package / "_runtime"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(templates_dir() / "python" / "_runtime", runtime, ignore=ignored)
    return folder


@contextmanager
def imported(folder: Path, package: str) -> Iterator[ModuleType]:
    """Import the package of a distribution; afterwards, nothing of it is left."""
    source = str(folder / "src")
    sys.path.insert(0, source)
    yield importlib.import_module(package)
    sys.path.remove(source)
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        del sys.modules[name]
