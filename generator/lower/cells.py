"""The cells that tables of fields and parameters share (dialect, sections 1.3 and 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.diagnostics import Diagnostics, quote
from generator.ir.models import Deprecation
from generator.ir.types import ModelKey, Type
from generator.lower.context import Context
from generator.lower.stray_text import warn_of_prose
from generator.lower.types import is_sdk_type, lower_type
from generator.markdown.document import Cell, Page, Prose, Row, Section, Table
from generator.markdown.tables import begins_like_row
from generator.markdown.type_parser import parse_type_cell
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

_NAME: Final = re.compile(r"(~~)?`([A-Za-z][A-Za-z0-9]*)`(~~)?")
_REQUIRED: Final = {":heavy_check_mark:": True, ":heavy_minus_sign:": False}
_BREAK: Final = re.compile(r"<br */?>")
_DEPRECATED: Final = ": warning: ** DEPRECATED **:"
_NO_TEXT: Final = "N/A"


@record
class RowFacts:
    """What one row of a table of fields or parameters says."""

    row: Row
    name: Untrusted
    type: Type
    required: bool
    doc: Untrusted | None
    example: Untrusted | None
    deprecated: Deprecation | None
    span: Span
    """The name."""


def field_table(
    section: Section, first: str, context: Context
) -> tuple[Table | None, bool]:
    """Return the section's table, and whether it has an Example column.

    Reports D003 where the section has no table and D007 where its header is not
    `first`, Type, Required, Description and perhaps Example.
    """
    table = only_table(section, context)
    if table is None:
        return None, False
    header = [cell.raw.reveal() for cell in table.header.cells]
    expected = [first, "Type", "Required", "Description"]
    if header not in (expected, [*expected, "Example"]):
        unknown_header(table, expected, context)
        return None, False
    return table, len(header) > len(expected)


def only_table(section: Section, context: Context) -> Table | None:
    """Return the one table of a section; report D003 where there is none, or another.

    Warns of text beside it.
    """
    warn_of_prose(section.blocks, context)
    tables = [block for block in section.blocks if isinstance(block, Table)]
    for table in tables[1:]:
        context.diagnostics.error(
            "D003",
            table.span,
            f"the section {quote(section.title)} has a second table",
            "join the two, or move this one to the description",
        )
        for row in table.rows:
            context.account.report(row)
    if tables:
        return tables[0]
    if not _has_stray_row(section):
        context.diagnostics.error(
            "D003",
            section.span,
            f"the section {quote(section.title)} has no table",
            "a table needs a header line, a rule line with as many cells, and its rows",
        )
    return None


def _has_stray_row(section: Section) -> bool:
    """Whether the reader has reported a broken table in this section."""
    return any(
        begins_like_row(line)
        for block in section.blocks
        if isinstance(block, Prose)
        for line in block.text.reveal().split("\n")
    )


def unknown_header(table: Table, expected: Sequence[str], context: Context) -> None:
    """Report D007 and settle the rows of a table that cannot be read."""
    context.diagnostics.error(
        "D007",
        table.span,
        "the header of this table is not one of the dialect",
        "expected " + ", ".join(expected),
    )
    for row in table.rows:
        context.account.report(row)


def lower_row(
    row: Row,
    page: Page,
    key: ModelKey | None,
    context: Context,
    *,
    has_example: bool,
) -> RowFacts | None:
    """Read one row.

    Returns `None` for a row that has a fault or concerns the TypeScript SDK alone; such a
    row is settled in the account. Any other row is for the caller to consume.
    """
    name, struck = _name(row.cells[0], context.diagnostics)
    expression = parse_type_cell(row.cells[1], context.diagnostics)
    required = _required(row.cells[2], context.diagnostics)
    if expression is not None and is_sdk_type(expression):
        context.account.ignore(row, "sdk-type")
        return None
    type_ = lower_type(expression, page, key, context) if expression else None
    if name is None or type_ is None or required is None:
        context.account.report(row)
        return None
    doc = description(row.cells[3].text)
    deprecated = Deprecation(None) if struck else None
    if doc is not None and doc.reveal().startswith(_DEPRECATED):
        deprecated, doc = _deprecation(doc)
    example = row.cells[4].text if has_example and row.cells[4].raw else None
    return RowFacts(
        row, name, type_, required, doc, example, deprecated, row.cells[0].span
    )


def description(text: Untrusted) -> Untrusted | None:
    """Return a description with `<br/>` as line ends; `None` for none or `N/A`."""
    raw = _BREAK.sub("\n", text.reveal()).strip()
    return Untrusted(raw) if raw and raw != _NO_TEXT else None


def _name(cell: Cell, diagnostics: Diagnostics) -> tuple[Untrusted | None, bool]:
    match = _NAME.fullmatch(cell.raw.reveal())
    if match is None or bool(match[1]) != bool(match[3]):
        diagnostics.error(
            "D013",
            cell.span,
            f"{_shown(cell)} is not a name",
            "write letters and digits in backquotes, and a deprecated name in ~~ as well",
        )
        return None, False
    return Untrusted(match[2]), bool(match[1])


def _required(cell: Cell, diagnostics: Diagnostics) -> bool | None:
    required = _REQUIRED.get(cell.raw.reveal())
    if required is None:
        diagnostics.error(
            "D011",
            cell.span,
            f"{_shown(cell)} does not say whether the value is required",
            "write :heavy_check_mark: or :heavy_minus_sign:",
        )
    return required


def _shown(cell: Cell) -> str:
    return quote(cell.raw) if cell.raw else "an empty cell"


def _deprecation(doc: Untrusted) -> tuple[Deprecation, Untrusted | None]:
    """Split `: warning: ** DEPRECATED **: reason.` from the description after it."""
    notice, _, rest = doc.reveal().removeprefix(_DEPRECATED).partition("\n\n")
    reason = Untrusted(notice.strip()) if notice.strip() else None
    return Deprecation(reason), description(Untrusted(rest))
