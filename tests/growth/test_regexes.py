"""No regular expression takes more than linear time, whatever it is given.

Each expression of the generator is found in its modules, so that none can be forgotten. The texts
are made of the characters that it tells apart. Times are compared with each other only: first with
that of looking at each character once, and where that is in doubt, with that of a longer text.
"""

import re
from math import log
from time import process_time

import pytest

from tests.growth.patterns import (
    ELSEWHERE,
    MADE,
    Pattern,
    all_patterns,
    alphabet,
    attacks,
)

SIZE = 2_000
MANY = 300
"""Times as long as looking at each character once. Linear expressions take up to sixty."""
LONGER = 4
WORST = 3
"""How many texts are tried again, longer: those that took most time."""
EXPONENT = 1.5
SCAN = re.compile("[^\n]*")
EXEMPT = {
    "generator.templating.running._FOUND": "sees what a type checker says of our own fixture",
    "generator.lower.toml_places._TOKEN": "sees text that tomllib accepted: all quotes close",
    "generator.render.syntax._TEXTS": "sees text that ast or tomllib parsed: all quotes close",
}
"""Expressions that are slow on texts that cannot come to them."""
PATTERNS = all_patterns()


def used(compiled, method, text):
    """Use an expression as its module does."""
    match method:
        case "finditer":
            for _ in compiled.finditer(text):
                pass
        case "sub":
            compiled.sub("", text)
        case _:
            getattr(compiled, method)(text)


def seconds(compiled, method, text, times):
    """The best of some times."""
    best = float("inf")
    for _ in range(times):
        before = process_time()
        used(compiled, method, text)
        best = min(best, process_time() - before)
    return best


def slow(pattern):
    """The uses of an expression that take more than linear time, of those that look worst."""
    limit = MANY * seconds(SCAN, "match", "a" * SIZE, 20)
    for method in sorted(pattern.methods):
        taken = [
            (seconds(pattern.compiled, method, text, 1), number)
            for number, text in enumerate(attacks(pattern.compiled, SIZE))
        ]
        longer = list(attacks(pattern.compiled, SIZE * LONGER))
        for before, number in sorted(taken, reverse=True)[:WORST]:
            if before > limit:
                after = seconds(pattern.compiled, method, longer[number], 3)
                if log(after / before) / log(LONGER) > EXPONENT:
                    yield method, longer[number][:9], longer[number][-3:]


def test_each_expression_is_found():
    assert len(PATTERNS) > 140
    places = {pattern.place for pattern in PATTERNS}
    assert EXEMPT.keys() | ELSEWHERE.keys() <= places
    assert MADE.keys() <= {place.partition(":")[0] for place in places}


@pytest.mark.parametrize("part", range(4))
def test_no_expression_takes_more_than_linear_time(part):
    found = {
        pattern.place: use
        for pattern in PATTERNS[part::4]
        if pattern.place not in EXEMPT and (use := next(slow(pattern), None))
    }
    assert found == {}


@pytest.mark.parametrize("text", [":*!", "`([^!]+)[^`]*`"])
def test_an_expression_that_is_slow_is_seen(text):
    assert next(slow(Pattern("x", re.compile(text), frozenset({"search"}))), None)


def test_texts_are_made_of_what_an_expression_tells_apart():
    assert set(alphabet(re.compile(r"a[x-z]\d|~"))) >= set("ay7~")
    assert all(len(each) <= 12 for each in attacks(re.compile("a"), 10))
