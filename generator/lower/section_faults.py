"""Which sections of an operation lack or are too many, and the tables beside its own."""

from __future__ import annotations

from typing import Final

from generator.diagnostics import quote
from generator.lower.context import Context
from generator.lower.sections import OperationSections

_MISSING_HINTS: Final = {
    "Parameters": "add it; without parameters, its table has no rows",
    "Response": r"add it; an operation that returns nothing says **Promise\<void\>**",
}


def check_sections(parts: OperationSections, context: Context) -> None:
    """Report sections that lack or stand twice (D036), or are unknown (D006); settle texts."""
    _settle_text(parts, context)
    _report_missing(parts, context)
    _report_repeated(parts, context)
    _report_unknown(parts, context)


def _settle_text(parts: OperationSections, context: Context) -> None:
    """Settle tables that are part of a description or of an example."""
    account = context.account
    for section in parts.description:
        account.ignore_tables(section, "description-table")
    own = (parts.parameters, parts.response, parts.errors, *parts.repeated)
    for section in parts.rest:
        if section not in (*own, *parts.unknown):
            account.ignore_tables(section, "sdk-example")


def _report_missing(parts: OperationSections, context: Context) -> None:
    sections = {"Parameters": parts.parameters, "Response": parts.response}
    for title, section in sections.items():
        if section is None:
            context.diagnostics.error(
                "D036",
                parts.heading.span,
                f"the operation {quote(parts.bullet.name)} has no ### {title}",
                _MISSING_HINTS[title],
            )


def _report_repeated(parts: OperationSections, context: Context) -> None:
    for section in parts.repeated:
        context.diagnostics.error(
            "D036",
            section.span,
            f"the operation {quote(parts.bullet.name)} has a second "
            f"### {section.title.reveal()}",
            "join the two; a heading of the description stands before the example",
        )
        context.account.report_tables(section)


def _report_unknown(parts: OperationSections, context: Context) -> None:
    for section in parts.unknown:
        context.diagnostics.error(
            "D006",
            section.span,
            f"{quote(section.title)} is no section of an operation",
            "a heading of the description stands before the example",
        )
        context.account.report_tables(section)
