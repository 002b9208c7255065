"""Marks around what printers print: from them comes the twin of a rendered file.

The printers of a build put each text that they print between two characters of Unicode's private
use area, the first of which says what it is. Document text cannot hold these characters, because
printers escape them. A rendered file then gives two texts: without the marks it is the file, and
with a fixed harmless text in the place of each marked one it is the file's *twin*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from generator.render import docstrings, literals
from generator.render.docstrings import Section
from generator.render.printers import Printers
from generator.untrusted import Untrusted

_HARMLESS: Final = {"\ue000": '"x"', "\ue001": '"""x."""', "\ue002": "# x"}
_LITERAL, _DOCSTRING, _COMMENT = _HARMLESS
_END: Final = "\ue00f"
_MARK: Final = re.compile("[\ue000-\ue00f]")
_PIECE: Final = re.compile("([\ue000-\ue002])[^\ue000-\ue00f]*\ue00f")


class BrokenMarkError(Exception):
    """A printed text was cut or changed before it reached its file."""


def real_and_twin(marked: str) -> tuple[str, str]:
    """Return a rendered text as it is to be written, and its twin.

    Raises `BrokenMarkError` where a mark has lost its partner.
    """
    if _MARK.search(marked) is None:
        return marked, marked
    twin = _PIECE.sub(lambda piece: _HARMLESS[piece[1]], marked)
    broken = _MARK.search(twin)
    if broken is not None:
        line = twin.count("\n", 0, broken.start()) + 1
        raise BrokenMarkError(f"line {line}: a printed text was cut")
    return _plain(marked), twin


def width(code: str) -> int:
    """Return the columns that a line of printed code takes; marks take none."""
    return len(_plain(code))


def _plain(text: str) -> str:
    return _MARK.sub("", text)


def _unmarked(text: Untrusted | str) -> Untrusted | str:
    """Return text for a printer: finished text may hold marks, document text never does."""
    return _plain(text) if isinstance(text, str) else text


def _entries(section: Section) -> tuple[docstrings.Entry, ...]:
    return tuple(
        docstrings.Entry(_plain(entry.term), _unmarked(entry.text))
        for entry in section.entries
    )


class _MarkingPrinters(Printers):
    """Print what `Printers` print, between marks. For code only: Markdown has no twin."""

    @staticmethod
    def string_literal(text: Untrusted | str) -> str:
        return f"{_LITERAL}{literals.string_literal(_unmarked(text))}{_END}"

    @staticmethod
    def toml_string(text: Untrusted | str) -> str:
        return f"{_LITERAL}{literals.toml_string(_unmarked(text))}{_END}"

    @staticmethod
    def comment(text: Untrusted | str) -> str:
        return f"{_COMMENT}{literals.comment(_unmarked(text))}{_END}"

    @staticmethod
    def docstring(
        text: Untrusted | str, indent: int, sections: Sequence[Section] = ()
    ) -> str:
        plain = [replace(each, entries=_entries(each)) for each in sections]
        printed = docstrings.docstring(_unmarked(text), indent, plain)
        return f"{_DOCSTRING}{printed}{_END}"


MARKING_PRINTERS: Final[Printers] = _MarkingPrinters()
"""The printers of a build."""
