"""Folders of templates that make something wrong, and the exact text that tells of it.

`UPDATE_CASES=1` writes what comes out over what was expected.
"""

import os
from pathlib import Path

import pytest

from generator.render.environment import templates_dir
from generator.templating.check import check, shapes
from generator.templating.folder import read_folder, read_templates
from generator.templating.memory import stale
from generator.templating.sets import OWN

CHECKS = Path(__file__).parent / "checks"
NAMES = sorted(path.name for path in CHECKS.iterdir())
UPDATE = os.environ.get("UPDATE_CASES") == "1"
CACHE = Path(__file__).resolve().parents[3] / ".cache" / "types"


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_names_the_line_of_the_template(name, monkeypatch):
    monkeypatch.chdir(CHECKS / name)
    types = name == "types"
    apis = [api for api in shapes() if api.api.name in ("harbour", "buoy")]
    found = check(read_templates(Path("templates")), apis, types=types, cache=CACHE)
    text = "".join(f"{each}\n" for each in found)
    expected = Path("findings.txt")
    if UPDATE:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
    assert found


def test_a_template_of_the_project_that_no_longer_fits_is_told_as_such(tmp_path):
    (tmp_path / "python").mkdir()
    (tmp_path / "templates.toml").write_text("context = 1\n", "utf-8")
    (tmp_path / "python" / "_module.jinja").write_text("nothing\n", "utf-8")
    found = check(read_templates(tmp_path), shapes(), types=False)
    files = {finding.file for finding in found}
    assert {"python/object.py.jinja", "python/resource.py.jinja"} <= files
    for finding in found:
        assert "does not export" in finding.message
        assert (
            finding.hint == "this is a template of the project, which yours have to fit"
        )


EXAMPLES = sorted(
    path.name for path in (templates_dir() / "examples").iterdir() if path.is_dir()
)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_right(name):
    path = templates_dir() / "examples" / name
    assert check(read_templates(path), shapes(), types=True, cache=CACHE) == ()
    folder = read_folder(path)  # After a change of ours: docs2sdk templates accept.
    assert list(stale(folder.texts, folder.memory, folder.shown)) == []


def test_the_own_templates_are_right():
    assert check(OWN, shapes(), types=False) == ()
