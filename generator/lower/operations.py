"""Operations of a resource page (dialect, section 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Derived, Fact
from generator.ir.models import Deprecation, Model
from generator.ir.operations import Operation, Resource
from generator.ir.types import ModelKey
from generator.ir.values import MISSING, ListValue, Value
from generator.lower.context import Context
from generator.lower.prose import prose, whole_prose
from generator.lower.requests import Request, lower_request
from generator.lower.responses import lower_errors, lower_success
from generator.lower.routes import Route, lower_route
from generator.lower.rules import RULES
from generator.lower.sections import OperationSections, split
from generator.lower.values import lower_literal
from generator.markdown.document import CodeBlock, Page
from generator.markdown.literal_parser import parse_call
from generator.markdown.literals import Call, ObjectLiteral
from generator.untrusted import Untrusted

_H1: Final = 1
_PAGE: Final = "page"
_MISSING_HINTS: Final = {
    "Parameters": "add it; without parameters, its table has no rows",
    "Response": r"add it; an operation that returns nothing says **Promise\<void\>**",
}


def lower_resource(
    page: Page,
    path: tuple[Untrusted, ...],
    models: Mapping[ModelKey, Model],
    schemes: Iterable[Untrusted],
    context: Context,
) -> Resource:
    """Lower one resource page; `schemes` are the client's options for credentials."""
    title = next((s for s in page.sections if s.level == _H1), page.sections[0])
    overview = next((s for s in page.sections if s.title.reveal() == "Overview"), None)
    reader = _Reader(page, path, models, tuple(schemes), context)
    operations = split(page, context.diagnostics)
    _settle_outside(page, operations, context)
    found = [reader.operation(parts) for parts in operations]
    return Resource(
        path,
        title.title,
        prose(overview.blocks)[0] if overview else None,
        tuple(operation for operation in found if operation),
        title.span,
    )


def _settle_outside(
    page: Page, operations: Sequence[OperationSections], context: Context
) -> None:
    """Settle the tables above the first operation, or all where none could be found."""
    first = page.sections.index(operations[0].heading) if operations else 0
    for section in page.sections[:first]:
        context.account.ignore_tables(section, "description-table")
    if not operations:
        for section in page.sections:
            context.account.report_tables(section)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Lowers the operations of one page."""

    page: Page
    resource: tuple[Untrusted, ...]
    models: Mapping[ModelKey, Model]
    schemes: tuple[Untrusted, ...]
    context: Context

    def operation(self, parts: OperationSections) -> Operation | None:
        """Lower one operation; reports what is missing and returns `None`."""
        names = (*self.resource, parts.bullet.name)
        accessor = ".".join(name.reveal() for name in names)
        self._settle_text(parts)
        self._report_missing(parts)
        self._report_repeated(parts)
        route = lower_route(parts, accessor, self.page, self.context)
        request = self._request(parts, route, accessor)
        success = (
            lower_success(parts.response, self.page, self.models, self.context)
            if parts.response
            else None
        )
        errors = (
            lower_errors(parts.errors, self.page, self.context) if parts.errors else ()
        )
        call = self._call(parts)
        secured = self._secured(call, parts, accessor)
        if route is None or request is None or success is None:
            return None
        doc, deprecated = whole_prose(parts.description)
        if deprecated is None and self._struck(parts):
            deprecated = Deprecation(None)
        return Operation(
            route.id,
            parts.bullet.name,
            route.method,
            route.path,
            request.parameters,
            request.body,
            success,
            errors,
            secured,
            parts.bullet.summary,
            doc,
            _arguments(call),
            deprecated,
            parts.heading.span,
        )

    def _request(
        self, parts: OperationSections, route: Route | None, accessor: str
    ) -> Request | None:
        if parts.parameters is None:
            return None
        if route is None:
            self.context.account.report_tables(parts.parameters)
            return None
        return lower_request(
            parts.parameters, route, accessor, self.page, self.models, self.context
        )

    def _settle_text(self, parts: OperationSections) -> None:
        """Settle tables that are part of a description or of an example."""
        for section in parts.description:
            self.context.account.ignore_tables(section, "description-table")
        own = (parts.parameters, parts.response, parts.errors, *parts.repeated)
        for section in parts.rest:
            if section not in own:
                self.context.account.ignore_tables(section, "sdk-example")

    def _report_missing(self, parts: OperationSections) -> None:
        sections = {"Parameters": parts.parameters, "Response": parts.response}
        for title, section in sections.items():
            if section is None:
                self.context.diagnostics.error(
                    "D036",
                    parts.heading.span,
                    f"the operation {quote(parts.bullet.name)} has no ### {title}",
                    _MISSING_HINTS[title],
                )

    def _report_repeated(self, parts: OperationSections) -> None:
        for section in parts.repeated:
            self.context.diagnostics.error(
                "D036",
                section.span,
                f"the operation {quote(parts.bullet.name)} has a second "
                f"### {section.title.reveal()}",
                "join the two; a heading of the description stands before the example",
            )
            self.context.account.report_tables(section)

    def _secured(
        self, call: Call | None, parts: OperationSections, accessor: str
    ) -> Fact[bool]:
        """Whether the example passes credentials to the client (dialect, section 7)."""
        overlay = self.context.overlay
        table = overlay.tables.operations.get(accessor)
        key = ("operations", accessor, "secured")
        stated = overlay.boolean(table.secured if table else None, *key)
        shown = self._shown_secured(call, parts)
        if stated is None:
            return shown
        doubtful = isinstance(shown.origin, Derived) and RULES[shown.origin.rule].doubt
        if stated.value == shown.value and not doubtful:
            overlay.redundant(self.context.diagnostics, *key)
        return stated

    def _shown_secured(self, call: Call | None, parts: OperationSections) -> Fact[bool]:
        if call is None or call.client is None:
            return Fact(value=True, origin=Derived("no-example", parts.heading.span))
        keys = {
            entry.key
            for argument in call.client.arguments
            if isinstance(argument, ObjectLiteral)
            for entry in argument.entries
        }
        secured = not keys.isdisjoint(self.schemes)
        rule = "constructor-key" if secured else "constructor-without-key"
        return Fact(secured, Derived(rule, call.client.span))

    def _call(self, parts: OperationSections) -> Call | None:
        """Return the call of the first example; report one that is paged."""
        for section in parts.examples:
            for block in section.blocks:
                if isinstance(block, CodeBlock):
                    call = parse_call(block, self.context.diagnostics)
                    self._report_paged(call)
                    return call
        return None

    def _report_paged(self, call: Call | None) -> None:
        if call and call.loop_variable and call.loop_variable.reveal() == _PAGE:
            self.context.diagnostics.warning(
                "D042",
                call.span,
                "this operation is paged, and its method returns one page only",
                "call the method again for each further page",
            )

    @staticmethod
    def _struck(parts: OperationSections) -> bool:
        return parts.bullet.deprecated or parts.heading.title.reveal().startswith("~~")


def _arguments(call: Call | None) -> Value:
    """Return the arguments of a call, by position."""
    if call is None:
        return MISSING
    return ListValue(tuple(lower_literal(argument) for argument in call.arguments))
