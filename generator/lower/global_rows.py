"""README's table of global parameters (dialect, section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Documented, Fact
from generator.ir.types import Type
from generator.lower.cells import description, unknown_header
from generator.lower.context import Context
from generator.lower.names import normal
from generator.lower.types import lower_type
from generator.markdown.document import Cell, Page, Prose, Row, Section, Table
from generator.markdown.type_parser import parse_type_cell, parse_type_text
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

_COLUMNS: Final = ("Name", "Type", "Required", "Description", "Environment")
_NEEDED: Final = frozenset({"Name", "Type", "Description"})
_NAME: Final = re.compile(r"`([A-Za-z][A-Za-z0-9]*)`|([A-Za-z][A-Za-z0-9]*)")
_WIRE_NAME: Final = re.compile(r"you can set `([^`\s]+)` to\b")
_MARKS: Final = {
    ":heavy_check_mark:": True,
    "\N{HEAVY CHECK MARK}": True,
    "\N{HEAVY CHECK MARK}\N{VARIATION SELECTOR-16}": True,
    ":heavy_minus_sign:": False,
    "\N{HEAVY MINUS SIGN}": False,
    "": False,
}


@record
class GlobalRow:
    """One parameter of the client, as README prints it."""

    name: Untrusted
    type: Type
    required: bool
    env: Untrusted | None
    doc: Untrusted | None
    span: Span


def global_rows(
    sections: Iterable[Section], page: Page, context: Context
) -> Iterator[GlobalRow]:
    """Yield the rows of the tables; reports tables (D007) and cells outside the dialect."""
    for section in sections:
        for block in section.blocks:
            if not isinstance(block, Table):
                continue
            columns = {
                cell.raw.reveal(): i for i, cell in enumerate(block.header.cells)
            }
            if not columns.keys() >= _NEEDED or not columns.keys() <= {*_COLUMNS}:
                unknown_header(block, _COLUMNS, context)
                continue
            for row in block.rows:
                found = _row(row, columns, page, context)
                if found is None:
                    context.account.report(row)
                else:
                    context.account.consume(row)
                    yield found


def wire_names(sections: Iterable[Section]) -> Mapping[str, Fact[Untrusted]]:
    """Return the names on the wire that the text speaks of, by normal name."""
    found: dict[str, Fact[Untrusted]] = {}
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Prose):
                for match in _WIRE_NAME.finditer(block.text.reveal()):
                    name = Untrusted(match[1])
                    found[normal(name)] = Fact(name, Documented(block.span))
    return found


def _row(
    row: Row, columns: Mapping[str, int], page: Page, context: Context
) -> GlobalRow | None:
    cells = {title: row.cells[place] for title, place in columns.items()}
    match = _NAME.fullmatch(cells["Name"].raw.reveal())
    type_ = _type(cells["Type"], page, context)
    required = _required(cells.get("Required"), context)
    if match is None:
        context.diagnostics.error(
            "D013",
            cells["Name"].span,
            f"{quote(cells['Name'].raw)} is not a name",
            "write letters and digits",
        )
    if match is None or type_ is None or required is None:
        return None
    env = cells.get("Environment")
    variable = env.raw.reveal().strip("`") if env else ""
    return GlobalRow(
        Untrusted(match[1] or match[2]),
        type_,
        required,
        Untrusted(variable) if variable else None,
        description(cells["Description"].text),
        cells["Name"].span,
    )


def _type(cell: Cell, page: Page, context: Context) -> Type | None:
    """Read a type: as in the columns of other tables, or in plain TypeScript."""
    text = cell.raw.reveal()
    if "*" in text or "](" in text:
        expression = parse_type_cell(cell, context.diagnostics)
    else:
        lead = 1 if text.startswith("`") else 0
        plain = Untrusted(text.strip("`"))
        span = cell.span.part(lead, lead + len(plain.reveal()))
        expression = parse_type_text(plain, span, context.diagnostics)
    return lower_type(expression, page, None, context) if expression else None


def _required(cell: Cell | None, context: Context) -> bool | None:
    if cell is None:
        return False
    required = _MARKS.get(cell.raw.reveal())
    if required is None:
        context.diagnostics.error(
            "D011",
            cell.span,
            f"{quote(cell.raw)} does not say whether the value is required",
            "write :heavy_check_mark:, or leave the cell empty",
        )
    return required
