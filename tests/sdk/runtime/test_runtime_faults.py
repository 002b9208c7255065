"""Each row of the table of faults, for either kind of client; `make faults` takes longer."""

import pytest

from tests.sdk.faults.kit import Kit
from tests.sdk.faults.table import load

CASES = [
    pytest.param(row, kind, id=f"{row.id}-{kind}")
    for row in load().values()
    for kind in row.kinds
]


@pytest.mark.parametrize(("row", "kind"), CASES)
def test_the_row_holds(sdk, monkeypatch, row, kind):
    monkeypatch.delenv("SHELF_API_KEY", raising=False)
    row.check(Kit(sdk, asynchronous=kind == "async"))


def test_no_row_of_the_checklist_is_missing():
    """C30 is held by the tests of the docs, which run each block of them."""
    stated = {name.partition(" ")[0] for name in load()}
    assert stated >= {f"C{number}" for number in range(1, 30)} | {"B1"}
