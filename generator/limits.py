"""How much of one thing is read. What is beyond is no documentation, and would take minutes.

The limits are far above what vendors publish: their longest cell has some thousand characters,
their longest line twenty thousand (tables padded to the width of one cell), their longest page two
million. How deep types and literals nest is limited by their parsers.
"""

from __future__ import annotations

import re
from typing import Final

from generator.source import SourceFile, Span

FILE: Final = 32 * 2**20
"""Bytes of a file."""
LINE: Final = 1_000_000
"""Characters of a line."""
TOML_LINE: Final = 10_000
"""Characters of a line of `sdk.toml`: the parser takes more than linear time for dotted keys."""
CELL: Final = 100_000
"""Characters of a table cell, without the blanks around it."""
_PIPE: Final = re.compile(r"(?<!\\)\|")


def oversized(source: SourceFile) -> tuple[Span, str] | None:
    """Return the first line or cell that is too long, and what is wrong with it."""
    longest = TOML_LINE if source.path.endswith(".toml") else LINE
    least = min(longest, CELL)
    if len(source.text) <= least:
        return None
    for number, line in enumerate(source.lines, 1):
        if len(line) <= least:
            continue
        found = _cell(source, number) if line.lstrip().startswith("|") else None
        if found is not None:
            return found
        if len(line) > longest:
            span = source.span(number, 1, 2)
            return span, f"this line has {len(line)} characters; {longest} are read"
    return None


def _cell(source: SourceFile, number: int) -> tuple[Span, str] | None:
    line = source.lines[number - 1]
    start = 0
    for stop in (*(match.start() for match in _PIPE.finditer(line)), len(line)):
        text = line[start:stop]
        length = len(text.strip())
        if length > CELL:
            column = start + len(text) - len(text.lstrip()) + 1
            span = source.span(number, column, column + 1)
            return span, f"this cell has {length} characters; {CELL} are read"
        start = stop + 1
    return None
