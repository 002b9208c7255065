"""Documents of real docs are valid, and agree with the API's own document.

Docs and scorer are not part of the project: the environment variable DOCS2SDK_SHARED names the
folder whose `corpora` and `tools` hold them.
"""

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from openapi_support import exported

from generator.build import read_api
from generator.inputs import ApiFolder

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("DOCS2SDK_SHARED", ROOT.parent / "shared"))
TRUTH = ".speakeasy/out.openapi.yaml"
EXACT = {
    "operation",
    "operation: id",
    "error status",
    "parameter: enum values",
    "body property: enum values",
    "response property: enum values",
}
NAMES = {"parameter", "body property", "response property"}
TYPES = {f"{name}: type" for name in NAMES}
LEAST = (
    dict.fromkeys(EXACT, 1.0) | dict.fromkeys(NAMES, 0.95) | dict.fromkeys(TYPES, 0.98)
)


def unpack(name, folder):
    archive = SHARED / "corpora" / f"{name}.tar.gz"
    if not archive.is_file():
        pytest.skip(f"no {archive.name} in corpora of DOCS2SDK_SHARED")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder


def document(folder):
    """The valid document of docs without an overlay."""
    found = read_api(ApiFolder("api", folder, "specs"))
    assert not found.diagnostics.has_errors
    return exported(found.api)


def test_from_docs_alone_the_document_is_close_to_the_own_one_of_the_api(tmp_path):
    folder = unpack("dub-2026-06", tmp_path)
    (tmp_path / "exported.json").write_text(json.dumps(document(folder)), "utf-8")
    scored = subprocess.run(
        [
            sys.executable,
            SHARED / "tools" / "score_openapi.py",
            tmp_path / "exported.json",
            folder / TRUTH,
            "--json",
        ],
        capture_output=True,
        check=True,
    )
    rows = {row["fact"]: row for row in json.loads(scored.stdout)}
    short = {
        fact: (row["recall"], row["precision"])
        for fact, row in rows.items()
        if min(row["recall"], row["precision"]) < LEAST.get(fact, 0)
    }
    assert rows.keys() >= LEAST.keys()
    assert short == {}


def test_docs_with_wrapped_answers_make_a_valid_document(tmp_path):
    found = document(unpack("leonardo", tmp_path))
    assert len(found["paths"]) > 40
