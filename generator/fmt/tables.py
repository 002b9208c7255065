"""Tables without padding: a row is as wide as its own cells, whatever other rows hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from generator.markdown.outline import Extent
from generator.markdown.tables import split_row
from generator.source import SourceFile

_DASHES: Final = re.compile(r"-+")


def table_lines(
    source: SourceFile, block: Extent, text: Sequence[str]
) -> Sequence[str]:
    """Return the lines of a table; `text` are those that it has.

    Lines that the reader refuses stay as they are: rows with another number of cells than the
    header, and the whole table where its rule does not match the header.
    """
    header, rule, *rows = (
        _cells(source, line) for line in range(block.first, block.last + 1)
    )
    if len(header) != len(rule):
        return text
    lines = [_row(header), _row(_DASHES.sub("---", cell) for cell in rule)]
    for cells, line in zip(rows, text[2:], strict=True):
        lines.append(_row(cells) if len(cells) == len(header) else line)
    return lines


def _cells(source: SourceFile, line: int) -> list[str]:
    return [cell.raw.reveal() for cell in split_row(source, line).cells]


def _row(cells: Iterable[str]) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)
