"""The outline of a page: which blocks it has, and on which lines.

markdown-it-py finds the blocks, but for those of plain pages (`generator.markdown.plain_blocks`).
It knows lines, but no columns, and its tables forgive what must not be forgiven, so that only kind
and lines of each block are taken from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.markdown.blanks import end_of_text, trim_ends
from generator.markdown.blocks import Token
from generator.markdown.plain_blocks import plain_blocks
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


def outline(source: SourceFile, tokens: Sequence[Token] | None = None) -> Outline:
    """Return the outline of a page. Never raises: every text is Markdown.

    `tokens` are those of the page, if they are known already.
    """
    if tokens is None:
        tokens = plain_blocks(source.lines)
    if tokens is None:
        tokens = parsed(source)
    blocks = tuple(_extents(tokens, source.lines))
    return Outline(blocks, trim_ends(source.lines, tokens))


def parsed(source: SourceFile) -> list[Token]:
    """Return the tokens of a page that is not plain; most pages need no library."""
    from generator.markdown.parsed_blocks import parsed_blocks  # noqa: PLC0415

    return parsed_blocks(source.lines)


def _extents(tokens: Iterable[Token], lines: Sequence[str]) -> Iterator[Extent]:
    for token in tokens:
        if token.level == 0 and token.map is not None:
            first, after = token.map
            yield Extent(token, first + 1, end_of_text(lines, first, after))
