"""The matrix of sinks and payloads: every cell, or a bounded part, and the table of it.

Where text stays text, one build tries a payload in many places at once: what is wrong anywhere is
seen, and then the places are tried by halves until the cell is found that is to blame. Names decide
what is written at all, so each is tried alone.
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from tests.hostile.cells import REFUSAL, Matrix, Outcome
from tests.hostile.payloads import PAYLOADS
from tests.hostile.places import ALONE, PLACES

TEXTS = tuple(p.name for p in PLACES.values() if p.form not in ALONE)
NAMES = tuple(p.name for p in PLACES.values() if p.form in ALONE)
_ALIKE = 1
"""Payloads that `make test` tries with each name."""


@cache
def matrix():
    """The matrix of this process."""
    return Matrix()


def outcomes(payload, places):
    """Yield each place, and what becomes of the payload there."""
    found = matrix().tried(dict.fromkeys(places, PAYLOADS[payload]))
    if len(places) == 1 or not (found.problems or found.refused):
        yield from ((place, found) for place in places)
        return
    half = len(places) // 2
    parts = [*outcomes(payload, places[:half]), *outcomes(payload, places[half:])]
    if found.problems and not any(each.problems for _, each in parts):
        parts = [(place, found) for place in places]
    yield from parts


def sample(name):
    """The payloads that `make test` tries with a name: over all names, each of them."""
    payloads = list(PAYLOADS)
    start = NAMES.index(name) * _ALIKE
    return [payloads[(start + i) % len(payloads)] for i in range(_ALIKE)]


def faults(payload, places):
    """What is wrong, with the cell that it is wrong with."""
    return [
        f"{place} <- {payload}: {problem[-1000:]}"
        for place, found in outcomes(payload, places)
        for problem in found.problems
    ]


def every_outcome():
    """Yield every place and payload, and what becomes of both, as it is found: minutes."""
    matrix()  # Before the processes are copied, so that each has it.
    jobs = [(payload, TEXTS) for payload in PAYLOADS]
    jobs += [(payload, (name,)) for name in NAMES for payload in PAYLOADS]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        parts = pool.map(_outcomes, *zip(*jobs, strict=True))
        for (payload, _), part in zip(jobs, parts, strict=True):
            for place, found in part:
                yield (place, payload), found


def _outcomes(payload, places):
    return list(outcomes(payload, places))


def state(found: Outcome, kind):
    """The word for a cell."""
    if found.problems:
        return "FAILS"
    if found.refused:
        return "refused"
    return "name" if kind in found.names else "text"


def table(cells):
    """Yield the lines of the table: a sink a line, a payload a column."""
    sinks = sorted((place, kind) for place, kind in matrix().sinks() if kind != REFUSAL)
    widest = max(len(f"{place} -> {kind}") for place, kind in sinks)
    numbers = [f"{n:>2}" for n, _ in enumerate(PAYLOADS, 1)]
    yield from (f"{n} {payload}" for n, payload in zip(numbers, PAYLOADS, strict=True))
    yield "t text, n name, r refused, F fails"
    yield " ".join([" " * widest, *numbers])
    counts = Counter()
    for place, kind in sinks:
        row = [state(cells[place, payload], kind) for payload in PAYLOADS]
        counts.update(row)
        letters = " ".join(f" {word[0]}" for word in row)
        yield f"{f'{place} -> {kind}':{widest}} {letters}"
    told = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
    yield f"{len(sinks)} sinks of {len(PLACES)} places, {len(PAYLOADS)} payloads: {told}"
