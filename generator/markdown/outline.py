"""The outline of a page: which blocks it has, and on which lines.

markdown-it-py finds the blocks, but for those of plain pages (`generator.markdown.plain_blocks`).
It knows lines, but no columns, and its tables forgive what must not be forgiven, so that only kind
and lines of each block are taken from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.markdown.blanks import end_of_text, trim_ends
from generator.markdown.plain_blocks import plain_blocks
from generator.markdown.tables import squeeze
from generator.records import record
from generator.source import SourceFile


@record
class Extent:
    """A block that stands in no other block."""

    token: Token
    """Its first token."""
    first: int
    """Its first line, from 1."""
    last: int
    """Its last line, without blank lines that may end it."""

    @property
    def kind(self) -> str:
        """What it is: the type of its first token."""
        return self.token.type

    @property
    def is_atx_heading(self) -> bool:
        """Whether it is a heading that begins with `#`."""
        return self.kind == "heading_open" and self.token.markup.startswith("#")


@record
class Outline:
    """The blocks of a page, in order. All lines outside of them are blank."""

    blocks: tuple[Extent, ...]
    lines: Sequence[str]
    """The lines of the page, without the blanks at their ends that mean nothing."""

    def text(self, block: Extent) -> Sequence[str]:
        """Return the lines of a block."""
        return self.lines[block.first - 1 : block.last]


def _block_parser() -> MarkdownIt:
    """Return CommonMark's block rules and tables.

    Link definitions are left out, since that rule takes lines away without leaving a token.
    """
    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


_PARSER: Final = _block_parser()


def outline(source: SourceFile) -> Outline:
    """Return the outline of a page. Never raises: every text is Markdown."""
    tokens: Sequence[Token] | None = plain_blocks(source.lines)
    if tokens is None:
        tokens = parsed_blocks(source.lines)
    blocks = tuple(_extents(tokens, source.lines))
    return Outline(blocks, trim_ends(source.lines, tokens))


def parsed_blocks(lines: Sequence[str]) -> Sequence[Token]:
    """Return the tokens of a page, as markdown-it-py finds them."""
    return _PARSER.parse("\n".join(map(squeeze, lines)))


def _extents(tokens: Iterable[Token], lines: Sequence[str]) -> Iterator[Extent]:
    for token in tokens:
        if token.level == 0 and token.map is not None:
            first, after = token.map
            yield Extent(token, first + 1, end_of_text(lines, first, after))
