"""The cells of the matrix: one hostile text in one place, or in several at once."""

import re
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.diagnostics import Severity
from generator.workers import alone
from tests.hostile import shapes
from tests.hostile.outputs import Made, write
from tests.hostile.places import (
    PLACES,
    as_it_is,
    own_word,
    plain,
    raw_cell,
    texts,
)

_SHAPES = {
    "python": shapes.python,
    "docs": shapes.markdown,
    "toml": shapes.toml_text,
    "init": shapes.settings,
}
"""Kinds of output that have the shape of their benign twin."""
_CHECKS = {
    **_SHAPES,
    "JSON": shapes.json_text,
    "TOML": shapes.toml_text,
    "report": shapes.report,
}
"""Kinds of output whose shape depends on what there is to tell."""
_LINES = {"terminal": "\n", "github": "\n", "report": "\n", "diff": "\n\t"}
"""Kinds of output that a terminal shows, and the control characters that they may hold."""
_COMMAND = re.compile(r"::(?:error|warning|notice) (?:[a-z]+=[^:,]*,?)+::(?P<data>.*)")
HARMLESS = (None, "harmless", "Harmless", "two words")
"""What stands in the places of twins: the word of each, names in small and capital letters, no name.

What is no name, no address or no number is written otherwise, whether it is hostile or not."""
REFUSAL = "refusal"
"""The kind of output that every place may come to: a diagnostic."""


@dataclass
class Outcome:
    """What became of a text."""

    refused: bool = False
    problems: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """Kinds of output in which names depend on the text."""
    lines: set[tuple[str, int]] = field(default_factory=set)
    """Where an error is."""


class Matrix:
    """Tries texts beside a benign twin."""

    def __init__(self):
        benign = texts({})
        words = {_other(path): _other(text) for path, text in benign.items()}
        other = self.made(words, None)
        self._twin = self.made(benign, other)
        assert not self._twin.refused
        self._elements = set().union(
            *(shapes.html(t) for kind, _, t in self._twin.texts if kind == "HTML")
        )
        self._twins = {}

    def sinks(self):
        """The pairs of a place and a kind of output that its text comes to."""
        words = {p.name: own_word(p.name).lower() for p in PLACES.values() if p.is_own}
        found = set()
        for kind, _, text in self._twin.texts:
            shown = plain(text)
            found |= {(name, kind) for name, word in words.items() if word in shown}
        return found | {(name, REFUSAL) for name in PLACES}

    def tried(self, payloads):
        """What becomes of these texts, which are given by place."""
        outcome = Outcome()
        try:
            made = self.made(texts(payloads), self._twin)
            self._judge(made, payloads, outcome)
        except Exception:  # noqa: BLE001 - whatever a command would have ended with
            outcome.problems.append(traceback.format_exc(limit=-4))
        return outcome

    def made(self, files, before=None):
        """What becomes of these files."""
        with TemporaryDirectory() as scratch, alone():  # small work needs no copies
            write(Path(scratch), files)
            return Made(Path(scratch), before)

    def _judge(self, made, payloads, outcome):
        for kind, name, text in made.texts:
            outcome.problems += (
                f"{kind}, {name}: {p}" for p in self._flaws(kind, text)
            )
        outcome.refused = made.refused
        if made.refused:
            found = made.lowered.diagnostics.sorted()
            spans = [d.span for d in found if d.severity is Severity.ERROR]
            outcome.lines = {(span.file, span.line) for span in spans}
        elif not outcome.problems:
            if not any(_ends_its_place(*each) for each in payloads.items()):
                outcome.problems += self._differences(made, payloads)
            outcome.names = {
                k for k in _NAMES if _NAMES[k](made) != _NAMES[k](self._twin)
            }

    def _flaws(self, kind, text):
        """Yield what is wrong with one output by itself."""
        try:
            if kind in _LINES:
                unseen = set(shapes.unseen_in(text)) - set(_LINES[kind])
                assert not unseen, f"holds {sorted(unseen)!a}"
            if kind == "github":
                _check_commands(text)
            if kind == "HTML":
                assert shapes.html(text) <= self._elements
            _CHECKS.get(kind, len)(text)
        except Exception as error:  # noqa: BLE001 - a parser's, or ours
            yield f"{type(error).__name__}: {error}"

    def _differences(self, made, places):
        """Return what sets the outputs apart from those of the twin that is most alike."""
        mine = Counter(_shapes(made))
        apart = []
        for word in HARMLESS:
            other = self._shapes_of(word, tuple(sorted(places)))
            if other == mine:
                return []
            if other is not None:
                apart.append((mine - other) + (other - mine))
        least = min(apart, key=Counter.total)
        return [
            f"{kind}: no twin has the shape {str(shape)[:500]}" for kind, shape in least
        ]

    def _shapes_of(self, word, places):
        """The shapes of a twin, which has a harmless word in these places; `None` if refused."""
        key = (word, places if word else ())
        if key not in self._twins:
            made = self.made(texts(dict.fromkeys(places, word)), None)
            self._twins[key] = None if made.refused else Counter(_shapes(made))
        return self._twins[key]


def _ends_its_place(place, payload):
    """Whether a text goes on behind its place, in a line or a code span of its own.

    Then the page is another, and has no twin. All else is asked of it as of any page.
    """
    ends = {*"\r\n`"} & {*payload}
    return PLACES[place].form in (as_it_is, raw_cell) and bool(ends)


def _check_commands(text):
    """Each line is one command, and none begins in its data, as GitHub reads it."""
    for line in filter(None, text.split("\n")):
        match = _COMMAND.fullmatch(line)
        assert match, f"no command: {line!r}"
        data = match["data"].replace("%0A", "\n").replace("%0D", "\n")
        assert "\n::" not in data, f"two commands: {line!r}"


def _other(text):
    """A benign state in which all words of places are other words."""
    return text.replace("zq", "zw").replace("Zq", "Zw").replace("ZQ", "ZW")


def _shapes(made):
    """Yield the shape of each output that has one."""
    for kind, _, text in made.texts:
        if kind in _SHAPES:
            yield kind, _SHAPES[kind](text)


def _identifiers(made):
    found = [shapes.identifiers(t) for kind, _, t in made.texts if kind == "python"]
    return sum(found, Counter())


_NAMES = {"python": _identifiers, "paths": lambda made: sorted(made.files)}
"""What tells whether names depend on a text."""
