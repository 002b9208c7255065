"""`init` on real docs trees: each line of its `sdk.toml` may be uncommented, and no fact is lost.

The trees are not part of the project: the environment variable DOCS2SDK_CORPORA names the folder
that holds them as archives.
"""

import json
import os
import tarfile
import tomllib
from pathlib import Path

import pytest

from tests.cli.test_init import uncommented, without_places
from tests.cli.zoo import ROOT

CORPORA = Path(os.environ.get("DOCS2SDK_CORPORA", ROOT.parent / "shared" / "corpora"))


@pytest.fixture(params=["dub-2025-07", "leonardo"])
def vendor(request, home):
    """The name of a real tree, unpacked below its own name."""
    archive = CORPORA / f"{request.param}.tar.gz"
    if not archive.is_file():
        pytest.skip(f"no {archive.name} in the folder of DOCS2SDK_CORPORA")
    with tarfile.open(archive) as tar:
        tar.extractall(home / request.param, filter="data")
    return request.param


def model_of(run, folder):
    (api,) = json.loads(run("ir", folder)[1])
    return without_places(api)


def test_a_real_tree_becomes_an_api_without_loss(vendor, home, run):
    code, _, err = run("init", vendor, "ark")
    # Older docs name no requests: that is all that keeps an SDK from being written.
    assert (code, err.count("error[")) == (err.count("error[D031]"),) * 2
    content = (home / "specs" / "ark" / "sdk.toml").read_text("utf-8")
    for one in uncommented(content):
        tomllib.loads(one)
    assert len(content.splitlines()) < 250
    assert run("fmt", "--check", "specs/ark") == (0, "", "")
    assert model_of(run, "specs/ark") == model_of(run, vendor)
