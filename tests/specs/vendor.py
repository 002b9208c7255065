"""The API's own docs, which are not part of the project.

The environment variable DOCS2SDK_SHARED names the folder whose `corpora` and `tools` hold them and
a scorer; without it, tests that need them are skipped.
"""

import os
import tarfile
from pathlib import Path

import pytest

from tests.specs.conftest import ROOT

SHARED = Path(os.environ.get("DOCS2SDK_SHARED", ROOT.parent / "shared"))
SCORER = SHARED / "tools" / "score_openapi.py"
CORPUS = "dub-2025-07"
DOCUMENT = ".speakeasy/out.openapi.yaml"


def unpack(folder: Path) -> Path:
    """Unpack the docs into a folder and return it; skips the test where there are none."""
    archive = SHARED / "corpora" / f"{CORPUS}.tar.gz"
    if not archive.is_file():
        pytest.skip(f"no {archive.name} in corpora of DOCS2SDK_SHARED")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder
