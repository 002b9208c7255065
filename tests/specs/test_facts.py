"""The facts of specs/dub are those of the API's own docs; only the words are ours."""

import json
import shutil
import subprocess
import sys

import pytest

from generator.build import read_api
from generator.export.openapi import openapi
from generator.inputs import ApiFolder
from generator.ir.dump import dump
from tests.specs.conftest import SPECS
from tests.specs.vendor import DOCUMENT, SCORER, unpack

WORDS = {"doc", "summary", "title", "span"}
"""What may differ: descriptions, and where facts stand."""


@pytest.fixture(scope="module")
def vendor(tmp_path_factory):
    """The API's own docs, with what our overlay says of ours."""
    folder = unpack(tmp_path_factory.mktemp("vendor"))
    shutil.copy(SPECS / "sdk.toml", folder / "sdk.toml")
    return folder


def facts(node):
    """A dumped model without words: its examples keep their form, but not their texts."""
    match node:
        case {"class": "Operation"}:
            kept = {key: value for key, value in node.items() if key != "examples"}
            return {"class": "operation", **facts(kept | {"class": None})}
        case {"class": "Deprecation"}:
            return "deprecated"
        case {"value": value, "origin": {"class": origin}}:
            return facts(value), origin
        case dict():
            return {
                key: form(value) if key == "example" else facts(value)
                for key, value in node.items()
                if key not in WORDS
            }
        case list():
            return [facts(item) for item in node]
        case _:
            return node


def form(value):
    """An example without its texts; names, order, numbers and nulls are evidence."""
    match value:
        case {"class": "ObjectValue", "entries": entries}:
            return {name: form(inner) for name, inner in entries}
        case {"class": "ListValue", "items": items}:
            return [form(item) for item in items]
        case str():
            return "text"
        case _:
            return value


def facts_by_name(api):
    """All facts, each model and operation by its name, so that a failure tells which differs."""
    found = facts(dump(api))
    models = {
        f"{m['key']['namespace']}.{dump(model.key)['title']}": m
        for model, m in zip(api.models, found.pop("models"), strict=True)
    }
    operations = {
        f"{resource['path']}.{operation['name']}": operation
        for resource in found.pop("resources")
        for operation in resource["operations"]
    }
    return {"": found, **models, **operations}


def test_the_model_is_that_of_the_vendor_but_for_words(dub, vendor):
    theirs = read_api(ApiFolder("dub", vendor, "specs/dub")).api
    ours, theirs = facts_by_name(dub), facts_by_name(theirs)
    assert list(ours) == list(theirs)
    different = [name for name in ours if ours[name] != theirs[name]]
    assert different == []
    assert len(dub.models) == 312


def test_the_exported_document_is_that_of_the_vendor_fact_by_fact(
    dub, vendor, tmp_path
):
    exported = tmp_path / "exported.json"
    exported.write_text(json.dumps(openapi(dub)), "utf-8")
    command = [sys.executable, SCORER, exported, vendor / DOCUMENT, "--json"]
    scored = subprocess.run(command, capture_output=True, check=True)
    rows = json.loads(scored.stdout)
    assert len(rows) >= 20
    short = {
        row["fact"]: (row["recall"], row["precision"])
        for row in rows
        if min(row["recall"], row["precision"]) < 0.99
    }
    assert short == {}
