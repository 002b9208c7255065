"""Text that knows where each of its characters stands, for the small parsers of this package."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from generator.diagnostics import quote
from generator.markdown.document import Cell, CodeBlock, Prose
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted


@record
class PlacedText:
    """One or more lines of a file that all begin at the same column."""

    text: str
    """Lines are joined by LF."""
    file: str
    line: int
    """Line of the first character."""
    column: int
    """Column of the first character of every line."""
    line_starts: Sequence[int]
    """Where each line begins, and where one more would."""

    @classmethod
    def of_lines(cls, text: str, file: str, line: int, column: int) -> PlacedText:
        """Return lines, joined by LF, of which the first stands on `line`."""
        if "\n" not in text:
            return cls(text, file, line, column, (0, len(text) + 1))
        lengths = (len(each) + 1 for each in text.split("\n"))
        return cls(text, file, line, column, (0, *accumulate(lengths)))

    @classmethod
    def at(cls, text: Untrusted, span: Span) -> PlacedText:
        """Return text that begins where `span` begins."""
        return cls.of_lines(text.reveal(), span.file, span.line, span.column)

    @classmethod
    def of_cell(cls, cell: Cell) -> PlacedText:
        """Return a cell as it stands in the file, escapes included."""
        return cls.at(cell.raw, cell.span)

    @classmethod
    def of_code(cls, block: CodeBlock) -> PlacedText:
        """Return the code of a block, which begins on the line after its fence."""
        text = block.code.reveal()
        return cls.of_lines(text, block.span.file, block.span.line + 1, block.indent)

    @classmethod
    def of_prose(cls, block: Prose) -> PlacedText:
        """Return the lines of a block."""
        return cls.at(block.text, block.span)

    def span(self, start: int, stop: int) -> Span:
        """Return the place of the characters from `start` to `stop`, cut at the line's end."""
        starts = self.line_starts
        index = min(bisect_right(starts, start), len(starts) - 1)
        begin, after = starts[index - 1], starts[index]
        column = self.column + start - begin
        width = max(0, min(stop, after - 1) - start)
        return Span(self.file, self.line + index - 1, column, column + width)

    def found(self, start: int, stop: int) -> str:
        """Say what stands between `start` and `stop`, for a message."""
        return quote(self.text[start:stop]) if start < stop else "the end"


class OutsideGrammarError(Exception):
    """A parser met something that its grammar does not have.

    Raised and caught inside this package: what leaves it is a diagnostic.
    """

    def __init__(self, start: int, stop: int, message: str) -> None:
        super().__init__(message)
        self.start = start
        self.stop = stop
        self.message = message
