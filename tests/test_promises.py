"""SECURITY.md is held to the code: what it links to is there, and each line has a test."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| G\d", line)
]
_GROUP = re.compile(r"\[[^\]]+\]\(([^)]+)\): ((?:`test_\w+`(?:, )?)+)")
_TARGETS = re.findall(
    r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
)


def collected(path):
    """The tests of a file that pytest collects."""
    assert path.name.startswith("test_"), path
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (n.name for n in tree.body if isinstance(n, ast.FunctionDef))
    return {name for name in functions if name.startswith("test_")}


def test_the_checklist_is_whole():
    assert [row[0] for row in ROWS] == [f"G{number}" for number in range(1, 28)]
    assert all(len(row) == 5 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_line_has_tests_that_are_there(row):
    _, says, held, tests, command = row
    assert says.endswith(".")
    for target in re.findall(r"\]\(([^)]+)\)", held):
        assert (ROOT / target).is_file(), target
    groups = _GROUP.findall(tests)
    assert "; ".join(match[0] for match in _GROUP.finditer(tests)) == tests
    assert groups
    for target, names in groups:
        assert set(re.findall(r"\w+", names)) <= collected(ROOT / target), target
    assert command.strip("`").removeprefix("make ") in _TARGETS


def test_readme_leads_to_the_page():
    assert "(SECURITY.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_libraries_are_pinned_to_one_version_by_their_hashes():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lines = text.replace("\\\n", "").splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    one = r"[A-Za-z0-9._-]+==[0-9][\w.]*(?: ;[^#]*?)?(?:\s+--hash=sha256:[0-9a-f]{64})+"
    assert len(pinned) > 30
    assert all(re.fullmatch(one, line) for line in pinned)
