"""Each row of the table of faults, for either kind of client; `make faults` takes longer."""

import ast
from pathlib import Path

import pytest

from tests.sdk.faults.checklist import MEASURED, PROPERTIES
from tests.sdk.faults.kit import Kit
from tests.sdk.faults.table import load

ROOT = Path(__file__).parents[3]
CASES = [
    pytest.param(row, kind, id=f"{row.id}-{kind}")
    for row in load().values()
    for kind in row.kinds
]


@pytest.mark.parametrize(("row", "kind"), CASES)
def test_the_row_holds(sdk, monkeypatch, row, kind):
    monkeypatch.delenv("SHELF_API_KEY", raising=False)
    row.check(Kit(sdk, asynchronous=kind == "async"))


POINTS = {**PROPERTIES, **MEASURED}


def test_the_checklist_is_complete():
    numbers = [name.partition(" ")[0] for name in PROPERTIES]
    assert numbers == [f"C{number}" for number in range(1, 31)]
    assert len(MEASURED) == 21


@pytest.mark.parametrize("point", POINTS)
def test_what_holds_a_point_is_there(point):
    for holder in POINTS[point]:
        path, _, name = holder.partition("::")
        if name:
            tree = ast.parse((ROOT / path).read_text("utf-8"))
            names = [n.name for n in tree.body if isinstance(n, ast.FunctionDef)]
            assert name in names, holder
        else:
            assert any(row.startswith(holder) for row in load()), holder


def test_no_row_is_beside_the_checklist():
    holders = tuple(holder for point in POINTS.values() for holder in point)
    assert [row for row in load() if not row.startswith(holders)] == []
