"""Nothing grows beyond what one reads at a sitting."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILE = 400
FUNCTION = 50
TEMPLATE = 60
EXCEPTIONS = {}
"""Files and functions that may be longer: path or path::name, and the reason."""

CODE = [
    path
    for folder in ("generator", "templates", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "cases" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.jinja"))


def relative(path):
    return path.relative_to(ROOT).as_posix()


def length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{relative(path)}::{node.name}", node.end_lineno - node.lineno + 1


def test_there_is_something_to_measure():
    assert len(CODE) > 100
    assert len(TEMPLATES) > 10


@pytest.mark.parametrize(
    ("found", "limit"),
    [
        ({relative(path): length(path) for path in CODE}, FILE),
        ({relative(path): length(path) for path in TEMPLATES}, TEMPLATE),
        (dict(found for path in CODE for found in functions(path)), FUNCTION),
    ],
    ids=["files", "templates", "functions"],
)
def test_nothing_is_longer_than_its_limit(found, limit):
    long = {name: lines for name, lines in found.items() if lines > limit}
    assert long.keys() - EXCEPTIONS.keys() == set()


def test_no_exception_outlives_its_reason():
    sizes = {relative(path): length(path) for path in CODE}
    for path in CODE:
        sizes |= dict(functions(path))
    assert all(sizes[name] > FUNCTION and reason for name, reason in EXCEPTIONS.items())
