"""Formatting every page of a real docs tree changes no fact of its API.

The trees are not part of the project: the environment variable DOCS2SDK_CORPORA names the folder
that holds them as archives. A folder `seed` beside it holds one padded page.
"""

import dataclasses
import os
import tarfile
from enum import Enum
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostics
from generator.fmt.page import format_page
from generator.lower.api import lower
from generator.lower.overlay import read_overlay
from generator.lower.tree import is_sdk_page
from generator.markdown.reader import read_page
from generator.passes import run_passes
from generator.source import SourceFile, Span
from generator.untrusted import Untrusted

ROOT = Path(__file__).resolve().parents[3]
CORPORA = Path(os.environ.get("DOCS2SDK_CORPORA", ROOT.parent / "shared" / "corpora"))
NAMES = (
    *("dub-2025-07", "dub-2026-06", "leonardo", "mistral", "novu", "plex", "vercel"),
)


def pages_of(name):
    """The pages of an archive that hold facts."""
    archive = CORPORA / f"{name}.tar.gz"
    if not archive.is_file():
        pytest.skip(f"no {archive.name} in the folder of DOCS2SDK_CORPORA")
    with tarfile.open(archive) as tar:
        for member in tar:
            path = member.name.removeprefix("./")
            holds_facts = path.startswith("docs/") and not is_sdk_page(path)
            if path == "README.md" or (path.endswith(".md") and holds_facts):
                text = tar.extractfile(member).read().decode("utf-8")
                yield SourceFile(path, text)


def model_of(name, sources):
    """The model of an API, its account of rows and its findings: all without places."""
    diagnostics = Diagnostics()
    overlay = read_overlay(None, diagnostics)
    pages = [read_page(source, diagnostics) for source in sources]
    api, account = lower(name, pages, overlay, diagnostics)
    assert api.models
    findings = sorted((d.code, d.span.file, d.hint) for d in diagnostics.sorted())
    counts = account.total, account.consumed, account.reported, account.ignored
    return without_spans(run_passes(api)), counts, findings


def without_spans(value):
    """A value of the model as plain tuples; every place in it is gone."""
    match value:
        case Span():
            return None
        case tuple():
            return tuple(without_spans(item) for item in value)
        case Untrusted() | Enum():
            return value
        case _ if dataclasses.is_dataclass(value):
            fields = dataclasses.fields(value)
            values = tuple(without_spans(getattr(value, f.name)) for f in fields)
            return type(value), values
        case _:
            return value


@pytest.mark.parametrize("name", NAMES)
def test_formatting_keeps_every_fact_and_formatting_again_changes_nothing(name):
    sources = list(pages_of(name))
    after = [SourceFile(source.path, format_page(source)) for source in sources]
    for source in after:
        assert format_page(source) == source.text, source.path
    assert model_of(name, after) == model_of(name, sources)


def test_a_padded_page_is_unpadded():
    path = CORPORA.parent / "seed" / "trackleadrequestbody.md"
    if not path.is_file():
        pytest.skip("no folder seed beside the folder of DOCS2SDK_CORPORA")
    source = SourceFile(path.name, path.read_bytes().decode("utf-8"))
    before, after = source.lines, format_page(source).split("\n")
    assert after[-1] == ""
    assert len(after) - 1 == len(before)
    rows = [line for line in after if line.startswith("|")]
    assert len(rows) == 11
    assert rows[1] == "| --- | --- | --- | --- | --- |"
    assert not any("  " in row for row in rows)
    assert [line for line in after if not line.startswith("|")][:-1] == [
        line for line in before if not line.startswith("|")
    ]
