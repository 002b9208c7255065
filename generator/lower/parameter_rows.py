"""Rows of a `### Parameters` table: which of them concern the API (dialect, section 5)."""

from __future__ import annotations

from typing import Final

from generator.diagnostics import Diagnostics
from generator.ir.types import Ref
from generator.lower.cells import RowFacts, field_table, lower_row
from generator.lower.context import Context
from generator.lower.types import is_sdk_type
from generator.markdown.document import Page, Row, Section
from generator.markdown.type_expressions import Linked, TypeExpr
from generator.markdown.type_parser import parse_type_cell
from generator.records import record
from generator.source import Span

_SECURITY: Final = "security"
_OPTIONS: Final = "options"
_SERVER_URL: Final = "options.serverURL"


@record
class ParameterRows:
    """What a `### Parameters` table says."""

    arguments: tuple[RowFacts, ...]
    """The rows that concern the request."""
    security: RowFacts | None
    """The row of the operation's own credentials."""
    server_url: Span | None
    """The row `options.serverURL`: the operation has servers of its own."""


def parameter_rows(
    section: Section, page: Page, context: Context
) -> ParameterRows | None:
    """Read the rows that concern the API; `None` if one of them cannot be read."""
    table, has_example = field_table(section, "Parameter", context)
    if table is None:
        return None
    found: list[RowFacts] = []
    server_url: Span | None = None
    readable = True
    for row in table.rows:
        if rule := _ignored_by(row):
            context.account.ignore(row, rule)
            continue
        if _name(row) == _SERVER_URL:
            context.account.consume(row)
            server_url = row.cells[0].span
            continue
        facts = lower_row(row, page, None, context, has_example=has_example)
        if facts is None:
            readable = False
        else:
            context.account.consume(row)
            found.append(facts)
    security = next((facts for facts in found if _is_security(facts)), None)
    arguments = tuple(facts for facts in found if facts is not security)
    return ParameterRows(arguments, security, server_url) if readable else None


def _is_security(facts: RowFacts) -> bool:
    """Whether a row is the operation's own credentials: a parameter may have that name, too."""
    return (
        facts.name.reveal() == _SECURITY
        and isinstance(facts.type, Ref)
        and facts.type.key.title.reveal().endswith("Security")
    )


def _name(row: Row) -> str:
    return row.cells[0].raw.reveal().strip("`")


def _ignored_by(row: Row) -> str | None:
    """Return the rule by which a row stays out: it is of a type of the TypeScript SDK.

    A parameter of the API may be named `options` as well.
    """
    name = _name(row)
    named = name == _OPTIONS or name.startswith(_OPTIONS + ".")
    # A type that cannot be read is reported when the row is.
    expression = parse_type_cell(row.cells[1], Diagnostics())
    if expression is not None and is_sdk_type(expression):
        return "sdk-options" if named else "sdk-type"
    if named and _is_library(expression):
        return "sdk-options"
    return None


def _is_library(expression: TypeExpr | None) -> bool:
    """Whether a type has its page among those of the SDK's library, as RetryConfig."""
    return isinstance(expression, Linked) and (
        "lib" in expression.target.reveal().split("/")[:-1]
    )
