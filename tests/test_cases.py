"""Golden cases: a folder of docs in, diagnostics, model and files out.

`UPDATE_CASES=1` writes what comes out over what was expected.
"""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from generator.build import build_files, read_api
from generator.diagnostics import CODES, render
from generator.emit.tree import Tree
from generator.inputs import ApiFolder
from generator.ir.dump import dump

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())
UPDATE = os.environ.get("UPDATE_CASES") == "1"
ELSEWHERE = {
    "D008": "a symbolic link does not survive every checkout: test_bad_input.py",
    "D009": "a page of that size is made when it is needed: test_bad_input.py",
    "D060": "no page can cause it: test_account.py",
}


def lowered(name):
    return read_api(ApiFolder(name, CASES / name / "specs", "specs"))


def messages(api):
    found = api.diagnostics.sorted()
    return "".join(f"{render(d, 'specs', api.sources)}\n" for d in found)


def files(api):
    """All files that are made for this API alone: the runtime is the same for all."""
    nothing = Tree(exists=False, files={}, manifest=None, workshop=())
    built = build_files(api, nothing)
    return {path: f.content for path, f in built.items() if "/_runtime/" not in path}


def written(folder):
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths}


def update(folder, content):
    shutil.rmtree(folder)
    for path, data in content.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_gives_the_expected_diagnostics(name):
    expected = CASES / name / "diagnostics.txt"
    found = messages(lowered(name))
    if UPDATE and found:
        expected.write_text(found, encoding="utf-8")
    known = expected.read_text(encoding="utf-8") if expected.exists() else ""
    assert found == known


@pytest.mark.parametrize("name", [n for n in NAMES if (CASES / n / "ir.json").exists()])
def test_a_case_gives_the_expected_model(name):
    expected = CASES / name / "ir.json"
    found = json.dumps(dump(lowered(name).api), indent=2) + "\n"
    if UPDATE:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", [n for n in NAMES if (CASES / n / "expected").is_dir()]
)
def test_a_case_gives_the_expected_files(name):
    found = files(lowered(name))
    if UPDATE:
        update(CASES / name / "expected", found)
    assert found == written(CASES / name / "expected")


@pytest.mark.parametrize("name", NAMES)
def test_a_case_expects_something(name):
    expectations = {path.name for path in (CASES / name).iterdir()} - {"specs"}
    assert expectations
    assert expectations <= {"diagnostics.txt", "ir.json", "expected"}


def test_every_code_is_shown_by_a_case():
    shown = set(ELSEWHERE)
    for path in CASES.glob("*/diagnostics.txt"):
        shown |= set(re.findall(r"\[(D\d+)\]: ", path.read_text(encoding="utf-8")))
    assert shown == set(CODES)
