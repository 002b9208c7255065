"""Lines of a terminal: their width, their colours, and nothing that the terminal would act on."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import takewhile
from typing import Final

from rich.cells import cell_len

from generator.diagnostics import visible
from generator.records import record
from generator.review.report import Words
from generator.untrusted import Untrusted

_CUT: Final = "..."
_NARROWEST: Final = 20
_EXCERPT: Final = 160
"""Columns of an excerpt where lines may be of any length: it shows what is meant, no more."""
_BEFORE: Final = 3
"""A third of a line shows what comes before a difference."""


class Style(Enum):
    """How text looks: parameters of SGR (ECMA-48, 8.3.117), of the eight colours all have."""

    PLAIN = ""
    STRONG = "1"
    FAINT = "2"
    BAD = "1;31"
    GOOD = "32"
    NEW = "36"


@record
class Terminal:
    """What lines are made for."""

    width: int | None
    """Columns; `None` if lines may be of any length: in a file or a pipe."""
    colour: bool
    """Whether it shows colours."""

    def styled(self, text: str, style: Style) -> str:
        """Return finished text in a style."""
        if not self.colour or style is Style.PLAIN:
            return text
        return f"\x1b[{style.value}m{text}\x1b[0m"

    def lines(
        self, text: str, style: Style = Style.PLAIN, indent: int = 0
    ) -> Iterator[str]:
        """Yield visible text in lines of the width, each indented."""
        for line in self._wrapped(text, indent):
            yield " " * indent + self.styled(line, style)

    def line(self, text: str, style: Style = Style.PLAIN, indent: int = 0) -> str:
        """Return an excerpt of visible text as one line, cut where the terminal ends."""
        text = cut(text, self._room(indent))
        return " " * indent + self.styled(text, style)

    def sides(self, before: str, after: str, indent: int) -> tuple[str, str]:
        """Return two visible texts so that the place where they differ is seen."""
        return cut_alike(before, after, self._room(indent))

    def _room(self, indent: int) -> int:
        """Return the columns that an excerpt may take."""
        return max((self.width or _EXCERPT) - indent, _NARROWEST)

    def _wrapped(self, text: str, indent: int) -> Iterator[str]:
        if self.width is None or cell_len(text) + indent <= self.width:
            yield text
            return
        room = max(self.width - indent, _NARROWEST)
        taken, line = 0, list[str]()
        for word in text.split(" "):
            size = cell_len(word)
            if line and taken + 1 + size > room:
                yield " ".join(line)
                taken, line = 0, []
            taken += size + bool(line)
            line.append(word)
        yield " ".join(line)


def cut(text: str, cells: int) -> str:
    """Return text that takes as many columns at most."""
    if cell_len(text) <= cells:
        return text
    end = min(len(text), cells)
    while cell_len(text[:end]) > cells - len(_CUT):
        end -= 1
    return text[:end] + _CUT


def cut_alike(before: str, after: str, cells: int) -> tuple[str, str]:
    """Return two texts without most of what they begin with alike, where they are too long."""
    if max(cell_len(before), cell_len(after)) <= cells:
        return before, after
    pairs = zip(before, after, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    alike = same - cells // _BEFORE
    if alike <= len(_CUT):
        return before, after
    return _CUT + before[alike:], _CUT + after[alike:]


def shown(text: Untrusted) -> str:
    """Return document text in one line, with all that a terminal would act on as escapes."""
    return visible(" ".join(text.reveal().split()))


def sentence(words: Words) -> str:
    """Return a sentence as one visible line."""
    return "".join(
        shown(word) if isinstance(word, Untrusted) else visible(word) for word in words
    )
