"""Records compare, hash and print like the values that they hold."""

import os
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

from generator.records import record


@record
class Point:
    """A place."""

    x: int
    y: int = 0


@record
class Size:
    """As many fields as a point."""

    x: int
    y: int = 0


@record
class Nothing:
    """No fields."""


@record
class Named(Point):
    """One field more."""

    name: str = ""


def test_records_are_equal_by_their_fields():
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(2, 1)
    assert Nothing() == Nothing()
    assert {Point(1, 2): "here"}[Point(1, 2)] == "here"
    assert len({Nothing(), Nothing()}) == 1


def test_records_of_two_classes_differ():
    assert Point(1) != Size(1)
    assert Point(1) != Named(1)
    assert Point(1) != (1, 0)
    assert len({Point(1), Size(1), Named(1)}) == 3


def test_records_are_dataclasses_with_slots():
    assert replace(Named(1, name="a"), y=3) == Named(1, 3, "a")
    assert [each.name for each in fields(Named)] == ["x", "y", "name"]
    assert repr(Named(1, 3, "a")) == "Named(x=1, y=3, name='a')"
    with pytest.raises(AttributeError):
        Point(1).z = 2
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)


def test_type_checkers_refuse_to_assign_a_field(tmp_path):
    source = "from generator.source import Span\nspan = Span('a.md', 1, 1, 1)\n"
    file = tmp_path / "assigns.py"
    file.write_text(f"{source}span.line = 2\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", os.devnull]
    found = subprocess.run(
        [*command, os.fspath(file)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    problem, _ = found.stdout.splitlines()
    assert "assigns.py:3: error:" in problem
    assert "read-only" in problem
