"""The reader: from the text of a page to its sections and blocks, all with their places.

markdown-it-py finds the blocks; it knows lines, but no columns, and its tables forgive what must
not be forgiven. So only the kind of each block and its lines are taken from there, and all text
comes from the lines of the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.diagnostics import Diagnostics
from generator.markdown.comments import read_comments
from generator.markdown.document import Block, Page, Prose, Section
from generator.markdown.fences import read_fence
from generator.markdown.headings import (
    Heading,
    read_atx_heading,
    read_setext_heading,
)
from generator.markdown.tables import begins_like_row, read_table, squeeze
from generator.source import SourceFile
from generator.untrusted import Untrusted


def _block_parser() -> MarkdownIt:
    """Return CommonMark's block rules and tables.

    Link definitions are left out, since that rule takes lines away without leaving a token.
    """
    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


_PARSER: Final = _block_parser()


def read_page(source: SourceFile, diagnostics: Diagnostics) -> Page:
    """Return the page that a file holds.

    Reports D002 and D003 for broken tables and D004 for what is never closed. Never raises:
    every text is Markdown.
    """
    reader = _Reader(source, diagnostics)
    sections = [_OpenSection(Heading(0, "", source.span(1, 1, 1)))]
    for token in _PARSER.parse("\n".join(map(squeeze, source.lines))):
        if token.level or token.map is None:
            continue
        first, last = reader.extent(token.map)
        if token.type == "heading_open":
            sections.append(_OpenSection(reader.heading(token, first, last)))
        else:
            sections[-1].blocks += reader.blocks(token, first, last)
    if len(sections) > 1 and not sections[0].blocks:
        del sections[0]
    return Page(source, tuple(section.close() for section in sections))


@dataclass
class _OpenSection:
    """A section while its blocks are being read."""

    heading: Heading
    blocks: list[Block] = field(default_factory=list)

    def close(self) -> Section:
        heading = self.heading
        title = Untrusted(heading.title)
        return Section(heading.level, title, tuple(self.blocks), heading.span)


@dataclass
class _Reader:
    """Reads headings and blocks of which the kind and the lines (from 1) are known."""

    source: SourceFile
    diagnostics: Diagnostics

    def extent(self, lines: list[int]) -> tuple[int, int]:
        """First and last line of a block, without the blank lines that may end a list."""
        first, last = lines[0] + 1, lines[1]
        while last > first and not self.source.lines[last - 1].strip(" \t"):
            last -= 1
        return first, last

    def heading(self, token: Token, first: int, last: int) -> Heading:
        level = int(token.tag[1:])
        if token.markup.startswith("#"):
            return read_atx_heading(self.source, first, level)
        self._report_stray_row(first, last)
        return read_setext_heading(self.source, first, last, level)

    def blocks(self, token: Token, first: int, last: int) -> Iterable[Block]:
        if token.type == "fence":
            fence = token.markup
            return [read_fence(self.source, first, last, fence, self.diagnostics)]
        if token.type == "table_open":
            table = read_table(self.source, first, last, self.diagnostics)
            return [table or self._prose(first, last)]
        if token.type == "html_block":
            return self._html(first, last)
        if token.type == "paragraph_open":
            self._report_stray_row(first, last)
        return [self._prose(first, last)]

    def _html(self, first: int, last: int) -> Iterable[Block]:
        comments = read_comments(self.source, first, last)
        if comments:
            return comments
        prose = self._prose(first, last)
        text = prose.text.reveal().lstrip(" ")
        if text.startswith("<!--") and "-->" not in text:
            self.diagnostics.error(
                "D004", prose.span, "this comment is never closed", "end it with -->"
            )
        return [prose]

    def _prose(self, first: int, last: int) -> Prose:
        text = "\n".join(self.source.lines[first - 1 : last])
        return Prose(Untrusted(text), self.source.span(first))

    def _report_stray_row(self, first: int, last: int) -> None:
        """Report the first line that looks like a row in what turned out to be text."""
        for line in range(first, last + 1):
            if begins_like_row(self.source.lines[line - 1]):
                self.diagnostics.error(
                    "D003",
                    self.source.span(line),
                    "this line looks like a row, but it belongs to no table",
                    "a table is a header, a rule with as many cells, and rows, without "
                    "blank lines between them",
                )
                return
