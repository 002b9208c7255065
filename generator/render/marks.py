"""Marks around what printers print: from them it is seen that each printed text stayed text.

The printers of a build put each text that they print between two characters of Unicode's private
use area. Document text cannot hold these characters, because printers escape them. A rendered file
then gives its text, and the places of what was printed, for `generator.render.syntax`. Two others
stand around a line that was printed for the inside of a docstring.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from generator.records import record
from generator.render import docstring_parts, docstrings, literals, markdown_text
from generator.render.docstring_parts import DocParts
from generator.render.docstrings import Section
from generator.render.printers import Printers
from generator.untrusted import Untrusted

_BEGIN: Final = "\ue000"
_END: Final = "\ue001"
_BEGIN_LINE: Final = "\ue002"
_END_LINE: Final = "\ue003"
_MARKS: Final = f"{_BEGIN}{_END}{_BEGIN_LINE}{_END_LINE}"
_MARKED: Final = re.compile(f"{_BEGIN}[^{_MARKS}]*+{_END}")
_MARKED_LINE: Final = re.compile(f"{_BEGIN_LINE}[^{_MARKS}]*+{_END_LINE}")
_EITHER: Final = re.compile(f"{_MARKED.pattern}|{_MARKED_LINE.pattern}")
_MARK: Final = re.compile(f"[{_MARKS}]")


class BrokenMarkError(Exception):
    """A printed text was cut or changed before it reached its file."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}: a printed text was cut")
        self.line = line
        """The line of the rendered text, from 1."""


@record
class Rendered:
    """A rendered file as it is to be written."""

    text: str
    printed: tuple[tuple[int, int], ...] = ()
    """Where each printed text begins in it, and where it ends."""
    lines: tuple[tuple[int, int], ...] = ()
    """Where each line begins that was printed for the inside of a docstring, and where it ends."""


def unmarked(marked: str) -> Rendered:
    """Return a rendered text without its marks.

    Raises `BrokenMarkError` where a mark has lost its partner.
    """
    text = plain(marked)
    removed = 0
    printed: list[tuple[int, int]] = []
    lines: list[tuple[int, int]] = []
    pattern = _EITHER if _BEGIN_LINE in marked else _MARKED
    for match in pattern.finditer(marked):
        start = match.start() - removed
        removed += len(_BEGIN + _END)
        found = printed if match[0][0] == _BEGIN else lines
        found.append((start, match.end() - removed))
    if len(text) + removed != len(marked):
        raise BrokenMarkError(_broken_line(marked))
    return Rendered(text, tuple(printed), tuple(lines))


def _broken_line(marked: str) -> int:
    before = _EITHER.sub(lambda match: plain(match[0]), marked)
    mark = _MARK.search(before)
    return before.count("\n", 0, mark.start() if mark else 0) + 1


def width(code: str) -> int:
    """Return the columns that a line of printed code takes; marks take none."""
    return len(plain(code))


def plain(text: str) -> str:
    """Return a rendered text without its marks, whole ones or not."""
    bare = text.replace(_BEGIN, "").replace(_END, "")
    if _BEGIN_LINE in bare or _END_LINE in bare:
        bare = bare.replace(_BEGIN_LINE, "").replace(_END_LINE, "")
    return bare


def _unmarked(text: Untrusted | str) -> Untrusted | str:
    """Return text for a printer: finished text may hold marks, document text never does."""
    return plain(text) if isinstance(text, str) else text


def _entries(section: Section) -> tuple[docstrings.Entry, ...]:
    return tuple(
        docstrings.Entry(plain(entry.term), _unmarked(entry.text))
        for entry in section.entries
    )


def _marked(text: str) -> str:
    return f"{_BEGIN}{text}{_END}"


def _marked_line(line: str) -> str:
    return f"{_BEGIN_LINE}{docstring_parts.docstring_line(line)}{_END_LINE}"


class _MarkingPrinters(Printers):
    """Print what `Printers` print, between marks.

    Markdown has no syntax of which they could tell, but it is marked for other files' sake: in
    code, it is neither a string nor a comment, and so must not be there.
    """

    @staticmethod
    def string_literal(text: Untrusted | str) -> str:
        return _marked(literals.string_literal(_unmarked(text)))

    @staticmethod
    def toml_string(text: Untrusted | str) -> str:
        return _marked(literals.toml_string(_unmarked(text)))

    @staticmethod
    def comment(text: Untrusted | str) -> str:
        return _marked(literals.comment(_unmarked(text)))

    @staticmethod
    def docstring(
        text: Untrusted | str, indent: int, sections: Sequence[Section] = ()
    ) -> str:
        plain = [replace(each, entries=_entries(each)) for each in sections]
        return _marked(docstrings.docstring(_unmarked(text), indent, plain))

    @staticmethod
    def docstring_parts(
        text: Untrusted | str,
        indent: int,
        sections: Sequence[Section],
        printed: Callable[[str], str] = _marked_line,
    ) -> DocParts:
        plain = [replace(each, entries=_entries(each)) for each in sections]
        return docstring_parts.docstring_parts(_unmarked(text), indent, plain, printed)

    @staticmethod
    def markdown_prose(text: Untrusted | str) -> str:
        return _marked(markdown_text.markdown_prose(_unmarked(text)))

    @staticmethod
    def markdown_cell(text: Untrusted | str) -> str:
        return _marked(markdown_text.markdown_cell(_unmarked(text)))

    @staticmethod
    def markdown_code(text: Untrusted | str) -> str:
        return _marked(markdown_text.markdown_code(_unmarked(text)))

    @staticmethod
    def markdown_code_cell(text: Untrusted | str) -> str:
        return _marked(markdown_text.markdown_code_cell(_unmarked(text)))


MARKING_PRINTERS: Final[Printers] = _MarkingPrinters()
"""The printers of a build."""
