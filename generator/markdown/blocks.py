"""The tokens of blocks, by which the outline of a page is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from generator.records import record

TokenFields: TypeAlias = tuple[str, str, Sequence[int] | None, int, str]
"""A token as a plain value, such as `marshal` knows."""


@record
class Token:
    """What markdown-it-py tells of a block or of the text in it, by the same names."""

    type: str
    """Such as `heading_open`, `table_open`, `fence`; `inline` for text."""
    tag: str
    """`h1` to `h6` for headings."""
    map: Sequence[int] | None
    """The first line and the line after the last, from 0; `None` for tokens that end a block."""
    level: int
    """How many blocks it stands in."""
    markup: str
    """The characters that mark it: of a fence, a heading, a list."""


def fields_of(token: Token) -> TokenFields:
    """Return what makes a token."""
    return (token.type, token.tag, token.map, token.level, token.markup)
