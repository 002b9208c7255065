"""The fuzz targets on their corpus, and on what Hypothesis makes of it."""

import re
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings, target
from hypothesis import strategies as st

from generator.markdown import type_parser
from tests.fuzz.__main__ import CORPUS, LONGEST
from tests.fuzz.targets import TARGETS, fuzz_one

GENERATOR = str(Path(type_parser.__file__).parents[1])
SEEDS = {name: sorted((CORPUS / name).iterdir()) for name in TARGETS}
PIECE = re.compile(rb"\s+|\w+|[^\w\s]")
EXAMPLES = {"tree": 15}
"""A whole tree takes a hundred times as long as a type."""


@pytest.mark.parametrize(
    ("name", "path"),
    [pytest.param(n, p, id=f"{n}-{p.name}") for n in TARGETS for p in SEEDS[n]],
)
def test_what_was_found_worth_keeping_holds(name, path):
    data = path.read_bytes()
    assert len(data) <= LONGEST
    fuzz_one(name, data)


def spliced(first, second, cut, paste):
    """Return the beginning of one input, a part of another, and the rest of the first."""
    one, other = PIECE.findall(first), PIECE.findall(second)
    at, start = cut % (len(one) + 1), paste[0] % (len(other) + 1)
    inserted = other[start : start + paste[1]]
    return b"".join((*one[:at], *inserted, *one[at + paste[2] :]))


@contextmanager
def lines_reached(found):
    """Collect the lines of the generator that run."""

    def lines(frame, event, _):
        if event == "line":
            found.add((frame.f_code, frame.f_lineno))
        return lines

    def calls(frame, _event, _):
        return lines if frame.f_code.co_filename.startswith(GENERATOR) else None

    before = sys.gettrace()
    sys.settrace(calls)
    try:
        yield
    finally:
        sys.settrace(before)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_made_of_it_holds_too(name):
    seeds = st.sampled_from([path.read_bytes() for path in SEEDS[name]])
    numbers = st.integers(0, LONGEST)
    parts = st.tuples(numbers, st.integers(0, 40), st.integers(0, 9))

    @settings(max_examples=EXAMPLES.get(name, settings.default.max_examples))
    @given(seeds, seeds, numbers, parts)
    def holds(first, second, cut, paste):
        reached = set()
        with lines_reached(reached):
            fuzz_one(name, spliced(first, second, cut, paste))
        target(float(len(reached)), label="lines reached")

    holds()


def test_a_broken_promise_is_seen(monkeypatch):
    monkeypatch.setattr("tests.fuzz.targets.column_type", lambda _: "*string*")
    fuzz_one("type", b"*string*")
    with pytest.raises(AssertionError):
        fuzz_one("type", b"*number*")


def test_whatever_the_bytes_are_something_is_read():
    for name in TARGETS:
        for data in (b"", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00|", b"=== README.md\n"):
            partial(fuzz_one, name)(data)
