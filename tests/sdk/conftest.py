"""The emitted SDK of Dub, as it stands in the repository, and that of a golden case."""

import importlib
import sys
from pathlib import Path

import pytest

from generator.build import build_files, read_api
from generator.emit.tree import Tree
from generator.inputs import ApiFolder

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "generated" / "dub" / "src"
SHOP = ROOT / "tests" / "cases" / "shop" / "specs"

sys.path.insert(0, str(SOURCE))


@pytest.fixture(scope="session")
def shop_source(tmp_path_factory):
    """The folder that holds the package of the case `shop`, with its runtime."""
    folder = tmp_path_factory.mktemp("shop")
    nothing = Tree(exists=False, files={}, manifest=None, workshop=())
    for path, file in build_files(
        read_api(ApiFolder("shop", SHOP, "shop")), nothing
    ).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
    return folder / "src"


@pytest.fixture(scope="session")
def shop(shop_source):
    """The package."""
    sys.path.insert(0, str(shop_source))
    yield importlib.import_module("shop_sdk")
    sys.path.remove(str(shop_source))
