"""What the docs of an operation say that it answers: a type, and errors (dialect, section 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from generator.diagnostics import quote
from generator.ir.models import Model
from generator.ir.operations import ErrorCase, Success
from generator.ir.types import ModelKey
from generator.lower.answers import answer
from generator.lower.cells import only_table, unknown_header
from generator.lower.context import Context
from generator.lower.stray_text import warn_of_prose
from generator.lower.types import lower_type
from generator.markdown.document import Cell, Page, Prose, Row, Section, Table
from generator.markdown.type_expressions import Atom, AtomKind
from generator.markdown.type_parser import parse_response, parse_type_text
from generator.untrusted import Untrusted

_ERROR_HEADERS: Final = (
    ["Error Type", "Status Code", "Content Type"],
    ["Error Object", "Status Code", "Content Type"],
)
_STATUS: Final = re.compile(r"([1-5])([0-9]{2}|XX|xx)")
_STATUS_RANGE: Final = re.compile(r"([1-5])[xX]{2}-([1-5])[xX]{2}")
_ANY_TYPE: Final = r"\*/\*"


def lower_success(
    section: Section,
    accessor: str,
    page: Page,
    models: Mapping[ModelKey, Model],
    context: Context,
) -> Success | None:
    r"""Lower `**Promise\<type\>**`; report D034 where there is no such line."""
    for block in section.blocks:
        if isinstance(block, Table):
            unknown_header(block, ["no table, but **Promise\\<type\\>**"], context)
    lines = [block for block in section.blocks if isinstance(block, Prose)]
    warn_of_prose(lines[1:], context)
    if lines:
        return _answer(lines[0], accessor, page, models, context)
    context.diagnostics.error(
        "D034",
        section.span,
        "this section does not say what the operation returns",
        "write **Promise\\<type\\>**",
    )
    return None


def _answer(
    line: Prose,
    accessor: str,
    page: Page,
    models: Mapping[ModelKey, Model],
    context: Context,
) -> Success | None:
    expression = parse_response(line, context.diagnostics)
    if expression is None:
        return None
    if isinstance(expression, Atom) and expression.kind is AtomKind.VOID:
        return Success(None, None, None, line.span)
    type_ = lower_type(expression, page, None, context)
    if type_ is None:
        return None
    return answer(type_, line.span, accessor, models, context)


def lower_errors(
    section: Section, page: Page, context: Context
) -> tuple[ErrorCase, ...]:
    """Lower the `### Errors` table: a case for each row and status."""
    table = only_table(section, context)
    if table is None:
        return ()
    if [cell.raw.reveal() for cell in table.header.cells] not in _ERROR_HEADERS:
        unknown_header(table, _ERROR_HEADERS[0], context)
        return ()
    cases: list[ErrorCase] = []
    for row in table.rows:
        if _is_sdk_error(row, context):
            context.account.ignore(row, "sdk-error")
            continue
        found = list(_cases(row, page, context))
        if found:
            context.account.consume(row)
        else:
            context.account.report(row)
        cases += found
    return tuple(cases)


def _is_sdk_error(row: Row, context: Context) -> bool:
    """Whether the row names the SDK's own error: any content, and no page."""
    if row.cells[2].raw.reveal() not in (_ANY_TYPE, "*/*"):
        return False
    name = row.cells[0].text.reveal().rpartition(".")[2]
    return Untrusted(name) not in context.tree.titles


def _cases(row: Row, page: Page, context: Context) -> Iterator[ErrorCase]:
    expression = parse_type_text(
        row.cells[0].raw, row.cells[0].span, context.diagnostics
    )
    type_ = lower_type(expression, page, None, context) if expression else None
    if type_ is None:
        return
    media = Untrusted(row.cells[2].text.reveal().replace("\\*", "*"))
    for first, last in _statuses(row.cells[1], context):
        yield ErrorCase(first, last, type_, media, row.cells[0].span)


def _statuses(cell: Cell, context: Context) -> Iterator[tuple[int, int]]:
    """Yield the ranges of `400`, `401, 403`, `4XX` and `4xx-5xx`."""
    for part in cell.raw.reveal().split(","):
        text = part.strip()
        if match := _STATUS.fullmatch(text):
            base = int(match[1]) * 100
            if match[2].isdigit():
                yield base + int(match[2]), base + int(match[2])
            else:
                yield base, base + 99
        elif match := _STATUS_RANGE.fullmatch(text):
            yield int(match[1]) * 100, int(match[2]) * 100 + 99
        else:
            context.diagnostics.error(
                "D035",
                cell.span,
                f"{quote(text)} is not a status code",
                "write a code such as 404, a list of them, or a class such as 4XX",
            )
