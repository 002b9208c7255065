"""Source files and places in them.

Lines are counted from 1 and end at LF, CR LF or CR, as in CommonMark. Columns count Unicode code
points from 1, in the line as it stands in the file (before any padding is squeezed).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from generator.records import record


@record
class Span:
    """A stretch of one line of a file."""

    file: str
    """Path of the file, relative to the folder of its API, with forward slashes."""
    line: int
    """Line, from 1."""
    column: int
    """First column, from 1."""
    end: int
    """Column after the last one; at least `column`."""

    def part(self, start: int, stop: int) -> Span:
        """Return the span of characters `start` to `stop` (offsets from this span's column)."""
        return Span(
            self.file, self.line, self.column + start, self.column + max(start, stop)
        )


@dataclass(frozen=True)
class SourceFile:
    """One input file, decoded."""

    path: str
    """Path relative to the folder of its API, with forward slashes."""
    text: str = field(repr=False)
    """The whole content. Line ends are as in the file."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their line ends."""
        text = self.text.replace("\r\n", "\n").replace("\r", "\n")
        return tuple(text.split("\n"))

    def span(self, line: int, column: int = 1, end: int | None = None) -> Span:
        """Return a span on `line`; without `end`, up to the end of that line."""
        if end is None:
            end = len(self.lines[line - 1]) + 1 if line <= len(self.lines) else column
        return Span(self.path, line, column, max(column, end))
