"""Packages that load their members when they are used."""

import importlib
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

import pytest

PACKAGE = """
    import threading
    from mini_sdk._runtime.lazy import lazy_module

    met = threading.Barrier(2)
    __getattr__, __dir__ = lazy_module(__name__, {"One": "one", "Two": "two"})
"""
MEMBER = """
    import contextlib, threading
    from . import met

    class {name}:
        pass

    with contextlib.suppress(threading.BrokenBarrierError):
        met.wait(0.1)  # until the other module is being loaded as well, if ever

    from .{other} import {other_name}
"""


@pytest.fixture
def ring(sdk, tmp_path, monkeypatch):
    """A package of two modules that import each other at their ends."""
    folder = tmp_path / "ring"
    folder.mkdir()
    members = {
        "__init__": PACKAGE,
        "one": MEMBER.format(name="One", other="two", other_name="Two"),
        "two": MEMBER.format(name="Two", other="one", other_name="One"),
    }
    for name, text in members.items():
        (folder / f"{name}.py").write_text(textwrap.dedent(text), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("ring")
    for name in ("ring", "ring.one", "ring.two"):
        sys.modules.pop(name, None)


def test_threads_do_not_come_into_a_ring_at_two_places(ring):
    """Python would now and then find their import locks in a deadlock, and raise."""
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda name: getattr(ring, name), ("One", "Two")))
    assert [each.__name__ for each in found] == ["One", "Two"]
    assert ring.met.broken


def test_a_member_is_listed_before_it_is_loaded(ring):
    assert {"One", "Two"} <= set(dir(ring))
    assert "ring.one" not in sys.modules
