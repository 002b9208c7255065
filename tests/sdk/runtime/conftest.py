"""Builds the mini SDK: its own modules, and a copy of the runtime."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path

import pytest

from tests.sdk.runtime.harness import Harness

_HERE = Path(__file__).parent
RUNTIME = _HERE.parents[2] / "templates/python/_runtime"


@pytest.fixture(scope="session")
def mini_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(_HERE / "mini", folder / "mini_sdk", ignore=skip)
    shutil.copytree(RUNTIME, folder / "mini_sdk/_runtime", ignore=skip)
    return folder


@pytest.fixture(scope="session")
def sdk(mini_folder):
    sys.path.insert(0, str(mini_folder))
    package = importlib.import_module("mini_sdk")
    importlib.import_module("mini_sdk.errors")
    importlib.import_module("mini_sdk.models.operations")
    return package


@pytest.fixture(params=["sync", "async"])
def harness(sdk, request, monkeypatch):
    monkeypatch.delenv("SHELF_API_KEY", raising=False)
    return Harness(sdk, asynchronous=request.param == "async")


@pytest.fixture(scope="session")
def runtime(sdk):
    """Return a function that imports a module of the runtime."""
    return lambda name: importlib.import_module(f"mini_sdk._runtime.{name}")
