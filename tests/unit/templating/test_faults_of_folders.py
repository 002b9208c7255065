"""Folders of templates with faults, and the exact text that tells of them.

`UPDATE_CASES=1` writes what comes out over what was expected.
"""

import os
from pathlib import Path

import pytest

from generator.templating.findings import TemplatesError
from generator.templating.folder import read_templates

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_is_told_with_its_place(name, monkeypatch):
    monkeypatch.chdir(CASES / name)
    with pytest.raises(TemplatesError) as caught:
        read_templates(Path("templates"))
    found = f"{caught.value}\n"
    expected = Path("faults.txt")
    if os.environ.get("UPDATE_CASES") == "1":
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
