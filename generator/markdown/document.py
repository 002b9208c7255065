"""What a page consists of.

Every value has a span that points into the file as it is, before table padding is squeezed.
"""

from __future__ import annotations

from typing import TypeAlias

from generator.records import record
from generator.source import SourceFile, Span
from generator.untrusted import Untrusted


@record
class Cell:
    """One cell of a table."""

    raw: Untrusted
    """The cell as it is between its pipes, without the blanks at both ends; `\\|` stays `\\|`."""
    span: Span
    """Of `raw`. An empty cell has an empty span at the place where text would begin."""

    @property
    def text(self) -> Untrusted:
        r"""The cell's text, with escaped pipes unescaped."""
        return Untrusted(self.raw.reveal().replace("\\|", "|"))


@record
class Row:
    """One row of a table, with as many cells as the header."""

    cells: tuple[Cell, ...]
    span: Span
    """The whole line."""


@record
class Table:
    """A table; rows with a wrong cell count are reported and not in here."""

    header: Row
    rows: tuple[Row, ...]
    span: Span
    """The header's line."""


@record
class CodeBlock:
    """A fenced code block."""

    language: Untrusted
    """First word after the opening fence; may be empty."""
    code: Untrusted
    """The lines between the fences, joined by LF, without a final line end."""
    span: Span
    """The opening fence. The first line of `code` is the line after it, from column `indent`."""
    indent: int
    """Column at which the lines of `code` begin in the file, from 1."""


@record
class Comment:
    """An HTML comment that stands alone."""

    text: Untrusted
    """Text between `<!--` and `-->`, without the blanks at both ends."""
    span: Span
    """From `<!--` to `-->`, or to the end of its first line."""


@record
class Prose:
    """Any other block: paragraph, list, quote, HTML. Kept as the Markdown that it is."""

    text: Untrusted
    """The lines of the block, joined by LF."""
    span: Span
    """First line of the block."""


Block: TypeAlias = Table | CodeBlock | Comment | Prose


@record
class Section:
    """A heading and the blocks up to the next heading of any level."""

    level: int
    """1 to 6; 0 for what stands before the first heading."""
    title: Untrusted
    """Text of the heading as Markdown, without `#`s and blanks at both ends."""
    blocks: tuple[Block, ...]
    span: Span
    """Text of the heading; the start of the file for level 0."""


@record
class Page:
    """One file: its sections one after another, not nested."""

    source: SourceFile
    sections: tuple[Section, ...]
