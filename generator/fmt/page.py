"""The canonical form of a page.

Headings begin with hashes, tables have no padding, both stand between blank lines, and no two blank
lines stand between blocks. Lines end with LF and hold no blanks at their ends that mean nothing.
Code, comments and prose, lists among it, stay as they are, line by line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from generator.fmt.tables import table_lines
from generator.markdown.headings import Heading, read_heading, without_closing
from generator.markdown.outline import Extent, Outline, outline
from generator.markdown.tables import begins_like_row
from generator.source import SourceFile

_SET_APART: Final = ("heading_open", "table_open")


def format_page(source: SourceFile) -> str:
    """Return the canonical text of a page; a page that is canonical comes back as it is.

    Never raises: what cannot be read as the table or heading that it seems to be, stays as it is.
    """
    outlined = outline(source)
    blank_before = {
        after.first
        for before, after in pairwise(outlined.blocks)
        if _apart(before, after)
    }
    lines: list[str] = []
    for block in outlined.blocks:
        if block.first in blank_before:
            lines.append("")
        lines += _block_lines(source, outlined, block)
    return "".join(f"{line}\n" for line in lines)


def _apart(before: Extent, after: Extent) -> bool:
    """Tell whether a blank line stands between two blocks.

    HTML stays with what it touches: a comment right above a heading or a code block belongs to it.
    """
    if after.first > before.last + 1:
        return True
    kinds = (before.kind, after.kind)
    return "html_block" not in kinds and any(kind in _SET_APART for kind in kinds)


def _block_lines(source: SourceFile, outlined: Outline, block: Extent) -> Sequence[str]:
    text = outlined.text(block)
    if block.kind == "table_open":
        return table_lines(source, block, text)
    if block.kind == "heading_open":
        heading = read_heading(source, block)
        kept = not block.is_atx_heading and _needs_underline(heading)
        return text if kept else [_heading_line(heading)]
    return text


def _needs_underline(heading: Heading) -> bool:
    """Tell whether hashes cannot replace the line under a heading.

    Its text may have several lines; or look like a row, which the reader refuses.
    """
    return "\n" in heading.title or begins_like_row(heading.title)


def _heading_line(heading: Heading) -> str:
    """Return an ATX heading; it is closed where its text would else lose its last hashes."""
    closing = "" if without_closing(heading.title) == heading.title else "#"
    return " ".join(filter(None, ("#" * heading.level, heading.title, closing)))
