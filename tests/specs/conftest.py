"""The pages of specs/dub and the SDK that they make, as they stand in the repository."""

import sys
from pathlib import Path

import pytest

from generator.build import read_api
from generator.inputs import ApiFolder

ROOT = Path(__file__).resolve().parents[2]
SPECS = ROOT / "specs" / "dub"
SOURCE = ROOT / "generated" / "dub" / "src"

sys.path.insert(0, str(SOURCE))


@pytest.fixture(scope="session")
def dub():
    """The model of specs/dub."""
    return read_api(ApiFolder("dub", SPECS, "specs/dub")).api
