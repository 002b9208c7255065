"""Tables: cells with their places, split strictly on unescaped pipes (dialect, section 1.2).

GFM drops the cells that a row has too many and fills up those that it lacks. Here either is an
error, since it means that text was lost or moved to another column.
"""

from __future__ import annotations

import re
from typing import Final

from generator.diagnostics import Diagnostics
from generator.markdown.document import Cell, Row, Table
from generator.source import SourceFile, Span
from generator.untrusted import Untrusted

_PIPE: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"[-:| \t]+")
_DASHES: Final = re.compile(r"-{2,}")
_BLANKS: Final = re.compile(r"  +")


def begins_like_row(line: str) -> bool:
    """Tell whether a line begins with a pipe, be it indented or not."""
    return line.lstrip(" \t").startswith("|")


def squeeze(line: str) -> str:
    """Return a table line without its padding; other lines as they are.

    Padding is most of a padded page, and the block rules look at each character of it.
    """
    if not line.startswith("|"):
        return line
    if _RULE.fullmatch(line):
        line = _DASHES.sub("--", line)
    return _BLANKS.sub(" ", line)


def split_row(source: SourceFile, line: int) -> Row:
    """Return the row on `line`, with as many cells as it has."""
    raw = source.lines[line - 1]
    text = raw.strip()
    parts = _PIPE.split(text) if "\\|" in text else text.split("|")
    column = len(raw) - len(raw.lstrip()) + 1
    if not parts[0]:
        column += 1
        del parts[0]
    if parts and not parts[-1]:
        del parts[-1]
    cells: list[Cell] = []
    for part in parts:
        cells.append(_cell(part, source.path, line, column))
        column += len(part) + 1
    return Row(tuple(cells), source.span(line))


def _cell(padded: str, file: str, line: int, column: int) -> Cell:
    raw = padded.strip()
    column += len(padded) - len(padded.lstrip()) if raw else min(1, len(padded))
    return Cell(Untrusted(raw), Span(file, line, column, column + len(raw)))


def read_table(
    source: SourceFile, header: int, last: int, diagnostics: Diagnostics
) -> Table | None:
    """Return the table from its header's line to its last row's.

    Reports D003 and returns `None` where header and rule do not match. Reports D002 for each row
    with another number of cells than the header, and leaves that row out.
    """
    head = split_row(source, header)
    width = len(head.cells)
    ruled = len(split_row(source, header + 1).cells)
    if width != ruled:
        diagnostics.error(
            "D003",
            source.span(header + 1),
            f"the rule has {_cells(ruled)}, but the header has {width}",
            "a rule has one cell of dashes for each cell of the header",
        )
        return None
    split = [split_row(source, line) for line in range(header + 2, last + 1)]
    for row in split:
        if len(row.cells) != width:
            _report_row(row, width, diagnostics)
    fitting = tuple(row for row in split if len(row.cells) == width)
    return Table(head, fitting, head.span)


def _report_row(row: Row, width: int, diagnostics: Diagnostics) -> None:
    count = len(row.cells)
    diagnostics.error(
        "D002",
        row.span,
        f"this row has {_cells(count)}, but the header has {width}",
        (
            r"escape a `|` in text as `\|`"
            if count > width
            else "leave a cell empty rather than out: a row has one cell for each column"
        ),
    )


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"
