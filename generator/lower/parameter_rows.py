"""Rows of a `### Parameters` table: which of them concern the API (dialect, section 5)."""

from __future__ import annotations

from typing import Final

from generator.diagnostics import Diagnostics
from generator.lower.cells import RowFacts, field_table, lower_row
from generator.lower.context import Context
from generator.lower.types import is_sdk_type
from generator.markdown.document import Page, Row, Section
from generator.markdown.type_expressions import Linked, TypeExpr
from generator.markdown.type_parser import parse_type_cell

_SECURITY: Final = "security"
_OPTIONS: Final = "options"
_SERVER_URL: Final = "options.serverURL"


def parameter_rows(
    section: Section, page: Page, context: Context
) -> list[RowFacts] | None:
    """Read the rows that concern the API; `None` if one of them cannot be read."""
    table, has_example = field_table(section, "Parameter", context)
    if table is None:
        return None
    found: list[RowFacts] = []
    readable = True
    for row in table.rows:
        if rule := _ignored_by(row):
            context.account.ignore(row, rule)
            continue
        facts = lower_row(row, page, None, context, has_example=has_example)
        if facts is None:
            readable = False
        elif facts.name.reveal() == _SECURITY:
            _report_security(facts, context)
            readable = False
        else:
            context.account.consume(row)
            found.append(facts)
    return found if readable else None


def _ignored_by(row: Row) -> str | None:
    """Return the rule by which a row stays out: it is of a type of the TypeScript SDK.

    A parameter of the API may be named `options` as well.
    """
    name = row.cells[0].raw.reveal().strip("`")
    named = name == _OPTIONS or name.startswith(_OPTIONS + ".")
    # A type that cannot be read is reported when the row is.
    expression = parse_type_cell(row.cells[1], Diagnostics())
    if expression is not None and is_sdk_type(expression):
        return "sdk-options" if named else "sdk-type"
    if name == _SERVER_URL or (named and _is_library(expression)):
        return "sdk-options"
    return None


def _is_library(expression: TypeExpr | None) -> bool:
    """Whether a type has its page among those of the SDK's library, as RetryConfig."""
    return isinstance(expression, Linked) and (
        "lib" in expression.target.reveal().split("/")[:-1]
    )


def _report_security(facts: RowFacts, context: Context) -> None:
    context.diagnostics.error(
        "D037",
        facts.span,
        "an operation with security schemes of its own is not written yet",
        "remove the row and state the scheme for the whole API",
    )
    context.account.report(facts.row)
