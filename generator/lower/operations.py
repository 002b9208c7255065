"""Operations of a resource page (dialect, section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Derived, Documented, Fact
from generator.ir.models import Deprecation, ObjectModel
from generator.ir.operations import (
    Example,
    Operation,
    Pagination,
    Resource,
    Success,
)
from generator.ir.security import SecurityScheme
from generator.ir.types import Ref, Type
from generator.lower.account import Account
from generator.lower.around import Around
from generator.lower.names import normal
from generator.lower.operation_servers import operation_servers
from generator.lower.overlay import Scope, boolean
from generator.lower.own_security import own_schemes, shown_variables
from generator.lower.pagination import shape_of
from generator.lower.parameter_rows import ParameterRows, parameter_rows
from generator.lower.prose import whole_prose
from generator.lower.repeats import own_key, stated_idempotence
from generator.lower.requests import Request, lower_request
from generator.lower.resource_rest import resource_deprecation, warn_of_rest
from generator.lower.responses import lower_errors, lower_success
from generator.lower.routes import Route, lower_route
from generator.lower.section_faults import check_sections
from generator.lower.sections import (
    OperationSections,
    has_operations,
    overview,
    split,
)
from generator.lower.security import option_names
from generator.lower.shown_calls import Shown, shown_calls
from generator.lower.stated_pagination import lower_pagination
from generator.markdown.document import Page
from generator.markdown.literals import Call, ObjectLiteral
from generator.records import record
from generator.untrusted import Untrusted

_H1: Final = 1
_PAGE: Final = Untrusted("page")


def lower_resource(page: Page, path: tuple[Untrusted, ...], around: Around) -> Resource:
    """Lower one resource page, which is reached by the accessors `path`."""
    title = next((s for s in page.sections if s.level == _H1), page.sections[0])
    reader = _Reader(page, path, around)
    operations = split(page, around.context.diagnostics)
    settle_text(page, operations, around.context.account)
    found = [reader.operation(parts) for parts in operations]
    deprecated = resource_deprecation(title)
    if operations:
        warn_of_rest(page, title, operations[0], around.context)
    return Resource(
        path,
        title.title,
        whole_prose(overview(page))[0],
        tuple(_within(operation, deprecated) for operation in found if operation),
        title.span,
        deprecated,
    )


def settle_text(
    page: Page, operations: Sequence[OperationSections], account: Account
) -> None:
    """Settle the tables above the first operation, or all of a page that none was read from."""
    first = page.sections.index(operations[0].heading) if operations else None
    for section in page.sections[:first]:
        if operations or not has_operations(page):
            account.ignore_tables(section, "description-table")
        else:
            account.report_tables(section)


def _within(operation: Operation, deprecated: Deprecation | None) -> Operation:
    """Return an operation of a resource; it is deprecated if its resource is."""
    return replace(operation, deprecated=operation.deprecated or deprecated)


@record
class _Reader:
    """Lowers the operations of one page."""

    page: Page
    resource: tuple[Untrusted, ...]
    around: Around

    def operation(self, parts: OperationSections) -> Operation | None:
        """Lower one operation; reports what is missing and returns `None`."""
        context = self.around.context
        names = (*self.resource, parts.bullet.name)
        accessor = ".".join(name.reveal() for name in names)
        check_sections(parts, context)
        route = lower_route(parts, accessor, self.page, context)
        rows = self._rows(parts, readable=route is not None)
        success = self._success(parts, accessor)
        errors = lower_errors(parts.errors, self.page, context) if parts.errors else ()
        shown = shown_calls(parts, context)
        call = next((each.call for each in shown), None)
        scope = context.overlay.operation(accessor)
        secured = self._secured(call, rows, parts, scope)
        request = self._request(parts, rows, route, accessor, call)
        if route is None or rows is None or request is None or success is None:
            return None
        doc, deprecated = whole_prose(parts.description)
        if deprecated is None and self._struck(parts):
            deprecated = Deprecation(parts.bullet.reason)
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
            tuple(self._example(each, rows) for each in shown),
            deprecated,
            parts.heading.span,
            self._pagination(shown, request, success.type, parts, accessor),
            security=self._security(rows, accessor, call),
            servers=operation_servers(accessor, rows.server_url, self.around),
            idempotent=stated_idempotence(route, scope),
            idempotency_key=own_key(route, request.parameters, scope),
            request=request.page,
        )

    def _success(self, parts: OperationSections, accessor: str) -> Success | None:
        if parts.response is None:
            return None
        around = self.around
        return lower_success(
            parts.response, accessor, self.page, around.models, around.context
        )

    def _request(
        self,
        parts: OperationSections,
        rows: ParameterRows | None,
        route: Route | None,
        accessor: str,
        call: Call | None,
    ) -> Request | None:
        client = self._client_parameters(call)
        if rows is None or route is None or parts.parameters is None:
            return None
        span = parts.parameters.span
        return lower_request(rows.arguments, span, route, accessor, self.around, client)

    def _client_parameters(self, call: Call | None) -> frozenset[str]:
        """Return the parameters of the client, by normal name: known ones, and the example's."""
        if call is None or call.client is None:
            return self.around.globals
        self.around.clients.append(call.client)
        shown = self.around.parameters([call.client])
        return self.around.globals | {normal(entry.key) for entry in shown}

    def _rows(
        self, parts: OperationSections, *, readable: bool
    ) -> ParameterRows | None:
        """Read the parameters, unless nothing says what they are of."""
        if parts.parameters is None:
            return None
        if not readable:
            self.around.context.account.report_tables(parts.parameters)
            return None
        return parameter_rows(parts.parameters, self.page, self.around.context)

    def _security(
        self, rows: ParameterRows, accessor: str, call: Call | None
    ) -> tuple[SecurityScheme, ...]:
        """Return the schemes that replace the API's: of the overlay, or of the `security` row."""
        context = self.around.context
        if context.overlay.entry(("operations", accessor, "security")) is not None:
            return self._stated_schemes(accessor, own=rows.security is not None)
        if rows.security is None:
            return ()
        around = self.around
        shown = shown_variables(call.arguments if call else ())
        return own_schemes(
            rows.security, around.security, around.models, shown, context
        )

    def _stated_schemes(
        self, accessor: str, *, own: bool
    ) -> tuple[SecurityScheme, ...]:
        """Return the schemes that the overlay names; `own`: docs give the operation others."""
        context, all_ = self.around.context, self.around.security
        scope = context.overlay.operation(accessor)
        known = {scheme.name.reveal(): scheme for scheme in all_}
        usual = (
            Fact(tuple(known), Documented(all_[0].span)) if all_ and not own else None
        )
        stated = context.overlay.choose(scope.own("security", tuple), usual)
        names = stated.value if stated else ()
        for name in names:
            if name not in known:
                context.diagnostics.error(
                    "D051",
                    context.overlay.origin((*scope.key, "security")).span,
                    f"{quote(name)} is no security scheme of the API",
                    "name one of README's table, or state its kind below [security]",
                )
        return tuple(known[name] for name in names if name in known)

    def _secured(
        self,
        call: Call | None,
        rows: ParameterRows | None,
        parts: OperationSections,
        scope: Scope,
    ) -> Fact[bool]:
        """Whether the call sends credentials (dialect, section 7)."""
        if rows is not None and rows.security is not None:
            usual = Fact(value=True, origin=Derived("own-security", rows.security.span))
        else:
            usual = self._shown_secured(call, parts)
        return scope.settle("secured", usual, boolean)

    def _shown_secured(self, call: Call | None, parts: OperationSections) -> Fact[bool]:
        """Whether the example passes credentials to the client."""
        if call is None or call.client is None:
            return Fact(value=True, origin=Derived("no-example", parts.heading.span))
        keys = {
            entry.key
            for argument in call.client.arguments
            if isinstance(argument, ObjectLiteral)
            for entry in argument.entries
        }
        secured = not keys.isdisjoint(option_names(self.around.security))
        rule = "constructor-key" if secured else "constructor-without-key"
        return Fact(secured, Derived(rule, call.client.span))

    def _example(self, shown: Shown, rows: ParameterRows) -> Example:
        """Return an example without the credentials that it passes to the operation."""
        credentials: frozenset[Untrusted] = frozenset()
        if rows.security is not None and isinstance(rows.security.type, Ref):
            model = self.around.models.get(rows.security.type.key)
            if isinstance(model, ObjectModel):
                credentials = frozenset(field.name for field in model.fields)
        return shown.example(credentials)

    def _pagination(
        self,
        shown: Sequence[Shown],
        request: Request,
        result: Type | None,
        parts: OperationSections,
        accessor: str,
    ) -> Fact[Pagination] | None:
        loops = (s.call.span for s in shown if s.call.loop_variable == _PAGE)
        loop = next(loops, None)
        around = self.around
        shape = shape_of(request, result, around.models)
        span = parts.heading.span
        return lower_pagination(shape, loop, span, accessor, around.context)

    @staticmethod
    def _struck(parts: OperationSections) -> bool:
        return parts.bullet.deprecated or parts.heading.title.reveal().startswith("~~")
