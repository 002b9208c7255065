"""Headings: level and text, with the place of the text in its line."""

from __future__ import annotations

from typing import Final

from generator.markdown.outline import Extent
from generator.records import record
from generator.source import SourceFile, Span

_BLANK: Final = " \t"


@record
class Heading:
    """A heading without what follows it."""

    level: int
    title: str
    span: Span
    """Of the title, or of its first line."""


def read_heading(source: SourceFile, block: Extent) -> Heading:
    """Return the heading that a block of that kind is."""
    level = int(block.token.tag[1:])
    if block.is_atx_heading:
        return _read_atx(source, block.first, level)
    return _read_setext(source, block.first, block.last, level)


def _read_atx(source: SourceFile, line: int, level: int) -> Heading:
    """Return the heading on `line`: hashes, its text, and maybe closing hashes."""
    raw = source.lines[line - 1]
    after = raw.index("#") + level
    title = without_closing(raw[after:].strip(_BLANK))
    start = len(raw) - len(raw[after:].lstrip(_BLANK))
    span = source.span(line, start + 1, start + 1 + len(title))
    return Heading(level, title, span)


def _read_setext(source: SourceFile, first: int, last: int, level: int) -> Heading:
    """Return the heading whose text begins on line `first`, underlined on line `last`."""
    lines = source.lines[first - 1 : last - 1]
    stripped = [line.strip(_BLANK) for line in lines]
    start = len(lines[0]) - len(lines[0].lstrip(_BLANK))
    span = source.span(first, start + 1, start + 1 + len(stripped[0]))
    return Heading(level, "\n".join(stripped), span)


def without_closing(text: str) -> str:
    """Return what follows the hashes of a heading, without the hashes that may close it."""
    bare = text.rstrip("#")
    return bare.rstrip(_BLANK) if bare[-1:] in ("", *_BLANK) else text
