"""Twice as much input is twice as much work, on every shape that has hurt a parser or a generator.

Work is counted, not timed: lines that run, and calls of functions of C's. Of three sizes, the growth
of the growth is taken, so that what each run costs anyway does not hide anything. What single calls
do beside, such as regular expressions, `test_regexes` sees to.
"""

import sys
from math import log2

import pytest

from tests.growth.shapes import PAGES, TEXTS, TREES

EXPONENT = 1.2
KNOWN = {"a ring of models": 2.0}
"""Shapes whose output is longer than their input: each module of a ring imports all others."""
SIZES = {**dict.fromkeys({**PAGES, **TEXTS}, 100), **dict.fromkeys(TREES, 12)}
SHAPES = {**PAGES, **TEXTS, **TREES}


def steps(work, size):
    """How many lines run, each turn of a loop anew, and how many functions of C's are called."""
    count = 0

    def called(_frame, event, _argument):
        nonlocal count
        count += event == "c_call"

    def line(_frame, _event, _argument):
        nonlocal count
        count += 1
        return line

    before = sys.gettrace(), sys.getprofile()
    sys.setprofile(called)
    sys.settrace(line)
    try:
        work(size)
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return count


def exponent(work, size):
    """The exponent with which work grows; at most 0 where it grows no more."""
    small, middle, large = (steps(work, size * times) for times in (1, 2, 4))
    return log2(max(1, large - middle) / max(1, middle - small))


@pytest.mark.parametrize("name", SHAPES)
def test_twice_as_much_is_twice_the_work(name):
    work, size = SHAPES[name], SIZES[name]
    work(1)
    assert exponent(work, size) <= KNOWN.get(name, EXPONENT)


def test_what_grows_faster_is_seen():
    assert exponent(lambda size: [n for m in range(size) for n in range(m)], 40) > 1.8
    assert exponent(lambda size: [len("") for m in range(size)], 40) < 1.1


def test_there_are_many_shapes():
    assert len(SHAPES) >= 60
