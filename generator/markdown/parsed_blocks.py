"""The blocks of any page, as markdown-it-py finds them.

Imported for pages that are not plain alone: the library takes longer to import than to parse them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt

from generator.markdown.blocks import Token
from generator.markdown.tables import squeeze


def _block_parser() -> MarkdownIt:
    """Return CommonMark's block rules and tables.

    Link definitions are left out, since that rule takes lines away without leaving a token.
    """
    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


_PARSER: Final = _block_parser()


def parsed_blocks(lines: Sequence[str]) -> list[Token]:
    """Return the tokens of a page."""
    found = _PARSER.parse("\n".join(map(squeeze, lines)))
    return [Token(t.type, t.tag, t.map, t.level, t.markup) for t in found]
