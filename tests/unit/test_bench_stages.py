"""The bench times functions that there are."""

from pkgutil import resolve_name

import pytest

from tests.bench.stages import STAGES


@pytest.mark.parametrize(
    ("owner", "name"),
    [(owner, name) for owner, names in STAGES.items() for name in names],
)
def test_each_stage_is_there(owner, name):
    assert callable(getattr(resolve_name(owner), name))
