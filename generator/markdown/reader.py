"""The reader: from the text of a page to its sections and blocks, all with their places.

The outline tells the kind of each block and its lines; all text comes from the lines of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostics
from generator.markdown.blocks import Token
from generator.markdown.comments import read_comments
from generator.markdown.document import Block, Page, Prose, Section
from generator.markdown.fences import read_fence
from generator.markdown.headings import Heading, read_heading
from generator.markdown.outline import Extent, Outline, outline
from generator.markdown.tables import begins_like_row, read_table
from generator.source import SourceFile
from generator.untrusted import Untrusted


def read_page(
    source: SourceFile,
    diagnostics: Diagnostics,
    tokens: Sequence[Token] | None = None,
) -> Page:
    """Return the page that a file holds; `tokens` are its own, if they are known already.

    Reports D002 and D003 for broken tables and D004 for what is never closed. Never raises:
    every text is Markdown.
    """
    outlined = outline(source, tokens)
    reader = _Reader(source, outlined, diagnostics)
    sections = [_OpenSection(Heading(0, "", source.span(1, 1, 1)))]
    for block in outlined.blocks:
        if block.kind == "heading_open":
            sections.append(_OpenSection(reader.heading(block)))
        else:
            sections[-1].blocks += reader.blocks(block)
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
    """Reads headings and blocks of which the kind and the lines are known."""

    source: SourceFile
    outline: Outline
    diagnostics: Diagnostics

    def heading(self, block: Extent) -> Heading:
        if not block.is_atx_heading:
            self._report_stray_row(block)
        return read_heading(self.source, block)

    def blocks(self, block: Extent) -> Iterable[Block]:
        first, last = block.first, block.last
        if block.kind == "fence":
            fence = block.token.markup
            return [read_fence(self.source, first, last, fence, self.diagnostics)]
        if block.kind == "table_open":
            table = read_table(self.source, first, last, self.diagnostics)
            return [table or self._prose(block)]
        if block.kind == "html_block":
            return self._html(block)
        if block.kind == "paragraph_open":
            self._report_stray_row(block)
        return [self._prose(block)]

    def _html(self, block: Extent) -> Iterable[Block]:
        comments = read_comments(self.source, block.first, block.last)
        if comments:
            return comments
        prose = self._prose(block)
        text = prose.text.reveal().lstrip(" ")
        if text.startswith("<!--") and "-->" not in text:
            self.diagnostics.error(
                "D004", prose.span, "this comment is never closed", "end it with -->"
            )
        return [prose]

    def _prose(self, block: Extent) -> Prose:
        lines = self.outline.text(block)
        span = self.source.span(block.first, 1, len(lines[0]) + 1)
        return Prose(Untrusted("\n".join(lines)), span)

    def _report_stray_row(self, block: Extent) -> None:
        """Report the first line that looks like a row in what turned out to be text."""
        for line in range(block.first, block.last + 1):
            if begins_like_row(self.source.lines[line - 1]):
                self.diagnostics.error(
                    "D003",
                    self.source.span(line),
                    "this line looks like a row, but it belongs to no table",
                    "a table is a header, a rule with as many cells, and rows, without "
                    "blank lines between them",
                )
                return
