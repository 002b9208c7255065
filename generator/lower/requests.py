"""Parameters and body of an operation (dialect, sections 5 and 7d).

Docs print either one `request` row or the flattened parameters. The page of `request` is a
*wrapper* that holds parameters and perhaps a body, or it is the body itself: rule R1. Rule R2
finds the body among the fields, rule R3 the place of each parameter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Derived, Fact
from generator.ir.models import Deprecation, EnumModel, Field, Model, ObjectModel
from generator.ir.operations import Body, Location, Method, Parameter
from generator.ir.types import (
    AnyOf,
    Binary,
    ListOf,
    MapOf,
    ModelKey,
    Ref,
    Stream,
    Type,
)
from generator.lower.cells import RowFacts, field_table, lower_row
from generator.lower.context import Context
from generator.lower.models import as_integer
from generator.lower.names import Place, cased, normal, wire_name
from generator.lower.overlay import ParameterTable
from generator.lower.routes import Route
from generator.lower.toml_places import KeyPath
from generator.markdown.document import Page, Section
from generator.source import Span
from generator.untrusted import Untrusted

_REQUEST: Final = Untrusted("request")
_SECURITY: Final = "security"
_OPTIONS: Final = "options"
_BODIES: Final = ("requestBody", "body")
_NO_BODY: Final = (Method.GET, Method.HEAD, Method.DELETE)
_SENDS_BODY: Final = (Method.POST, Method.PUT, Method.PATCH)
_HEADER: Final = re.compile(
    r"x[A-Z].*|accept|accept(?:Charset|Encoding|Language)|idempotency(?:Key)?"
    r"|if(?:None)?Match|if(?:Un)?[mM]odifiedSince|contentType|userAgent|traceparent"
)


@dataclass(frozen=True, slots=True)
class Request:
    """What an operation takes."""

    parameters: tuple[Parameter, ...]
    body: Body | None


@dataclass(frozen=True, slots=True)
class _Argument:
    """A row of the parameters table, or a field of the wrapper page: alike from here on."""

    name: Untrusted
    type: Type
    required: bool
    nullable: Fact[bool]
    doc: Untrusted | None
    example: Untrusted | None
    deprecated: Deprecation | None
    span: Span


def lower_request(
    section: Section,
    route: Route,
    accessor: str,
    page: Page,
    models: Mapping[ModelKey, Model],
    context: Context,
) -> Request | None:
    """Lower the `### Parameters` section; reports what is wrong and returns `None`."""
    rows = _rows(section, page, context)
    if rows is None:
        return None
    arguments = [_from_row(row) for row in rows]
    whole: _Argument | None = None
    if len(arguments) == 1 and arguments[0].name == _REQUEST:
        whole = arguments[0]
        model = models.get(whole.type.key) if isinstance(whole.type, Ref) else None
        if isinstance(model, ObjectModel) and is_wrapper(model, route):
            arguments, whole = [_from_field(field) for field in model.fields], None
    reader = _Reader(route, accessor, models, context)
    body = whole or reader.find_body(arguments)
    parameters = tuple(
        parameter
        for argument in arguments
        if argument is not body
        and (parameter := reader.parameter(argument)) is not None
    )
    reader.report_unfilled(parameters, section.span)
    return Request(parameters, reader.body(body) if body else None)


def is_wrapper(model: ObjectModel, route: Route) -> bool:
    """Whether the page of `request` holds parameters rather than being the body (R1)."""
    variables = {normal(variable) for variable in route.path.value.variables}
    title = model.key.title.reveal()
    return (
        any(normal(field.name) in variables for field in model.fields)
        or route.method.value in _NO_BODY
        or (model.key.namespace == "operations" and title.endswith("Request"))
    )


def _rows(section: Section, page: Page, context: Context) -> list[RowFacts] | None:
    """Read the rows that concern the API; `None` if one of them cannot be read."""
    table, has_example = field_table(section, "Parameter", context)
    if table is None:
        return None
    found: list[RowFacts] = []
    readable = True
    for row in table.rows:
        name = row.cells[0].raw.reveal().strip("`")
        if name == _OPTIONS or name.startswith(_OPTIONS + "."):
            context.account.ignore(row, "sdk-options")
            continue
        facts = lower_row(row, page, None, context, has_example=has_example)
        if facts is None:
            readable = False
        elif name == _SECURITY:
            _report_security(facts, context)
            readable = False
        else:
            context.account.consume(row)
            found.append(facts)
    return found if readable else None


def _report_security(facts: RowFacts, context: Context) -> None:
    context.diagnostics.error(
        "D037",
        facts.span,
        "an operation with security schemes of its own is not written yet",
        "remove the row and state the scheme for the whole API",
    )
    context.account.report(facts.row)


def _from_row(facts: RowFacts) -> _Argument:
    return _Argument(
        facts.name,
        facts.type,
        facts.required,
        Fact(value=False, origin=Derived("never-null", facts.span)),
        facts.doc,
        facts.example,
        facts.deprecated,
        facts.span,
    )


def _from_field(field: Field) -> _Argument:
    return _Argument(
        field.name,
        field.type,
        field.required,
        field.nullable,
        field.doc,
        field.example,
        field.deprecated,
        field.span,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Decides about the arguments of one operation."""

    route: Route
    accessor: str
    models: Mapping[ModelKey, Model]
    context: Context

    def find_body(self, arguments: Sequence[_Argument]) -> _Argument | None:
        """Return the argument that is the body (R2); GET and HEAD have none."""
        if self.route.method.value in (Method.GET, Method.HEAD):
            return None
        free = [a for a in arguments if self._variable(a) is None]
        for argument in free:
            if argument.name.reveal() in _BODIES:
                return argument
        for argument in free:
            if (
                isinstance(argument.type, Ref)
                and normal(argument.name) == normal(argument.type.key.title)
                and self._is_structured(argument.type)
            ):
                return argument
        structured = [a for a in free if self._is_structured(a.type)]
        sends = self.route.method.value in _SENDS_BODY
        return structured[0] if sends and len(structured) == 1 else None

    def parameter(self, argument: _Argument) -> Parameter | None:
        """Return the argument as a parameter, with its place on the wire (R3)."""
        key = ("operations", self.accessor, "parameters", argument.name.reveal())
        table = self.context.overlay.tables.operations.get(self.accessor)
        entry = table.parameters.get(argument.name.reveal()) if table else None
        wire, location = self._placed(argument, entry, key)
        overlay = self.context.overlay
        type_ = argument.type
        if entry and entry.integer and (whole := as_integer(type_)) != type_:
            overlay.used(*key, "integer")
            type_ = whole
        explode = overlay.boolean(entry.explode if entry else None, *key, "explode")
        nullable = overlay.boolean(entry.nullable if entry else None, *key, "nullable")
        return Parameter(
            argument.name,
            wire,
            location,
            type_,
            argument.required or location.value is Location.PATH,
            nullable or argument.nullable,
            explode or Fact(value=True, origin=Derived("repeated-key", argument.span)),
            argument.doc,
            argument.example,
            argument.deprecated,
            argument.span,
        )

    def body(self, argument: _Argument) -> Body:
        """Return the argument as the body."""
        binary = isinstance(argument.type, Binary | Stream)
        media = "application/octet-stream" if binary else "application/json"
        rule = "binary-body" if binary else "json-body"
        return Body(
            argument.name,
            argument.type,
            argument.required,
            Fact(media, Derived(rule, argument.span)),
            argument.doc,
            argument.span,
        )

    def report_unfilled(self, parameters: Iterable[Parameter], span: Span) -> None:
        """Report each variable of the path that no parameter fills (D033)."""
        filled = {p.wire_name.value for p in parameters}
        for variable in self.route.path.value.variables:
            if variable not in filled:
                self.context.diagnostics.error(
                    "D033",
                    span,
                    f"no parameter fills the variable {quote(variable)} of the path",
                    "add a required row for it, or correct the path",
                )

    def _placed(
        self, argument: _Argument, entry: ParameterTable | None, key: KeyPath
    ) -> tuple[Fact[Untrusted], Fact[Location]]:
        overlay = self.context.overlay
        location = self._location(argument, entry, key)
        wire = overlay.text(entry.wire_name if entry else None, *key, "wire_name")
        variable = self._variable(argument)
        if wire is None and location.value is Location.PATH and variable is not None:
            return Fact(variable, self.route.path.origin), location
        if (
            wire is None
            and isinstance(location.origin, Derived)
            and (location.origin.rule == "header-name")
        ):
            spelled = Untrusted(cased(argument.name.reveal(), "kebab"))
            return Fact(spelled, location.origin), location
        place: Place = "header" if location.value is Location.HEADER else "query"
        return wire or wire_name(argument.name, place, argument.span, overlay), location

    def _location(
        self, argument: _Argument, entry: ParameterTable | None, key: KeyPath
    ) -> Fact[Location]:
        if self._variable(argument) is not None:
            return Fact(Location.PATH, Derived("path-variable", argument.span))
        if entry is not None and entry.location is not None:
            origin = self.context.overlay.used(*key, "location")
            return Fact(Location(entry.location), origin)
        if _HEADER.fullmatch(argument.name.reveal()):
            return Fact(Location.HEADER, Derived("header-name", argument.span))
        return Fact(Location.QUERY, Derived("query-remainder", argument.span))

    def _variable(self, argument: _Argument) -> Untrusted | None:
        """Return the variable of the path that the argument spells."""
        for variable in self.route.path.value.variables:
            if normal(variable) == normal(argument.name):
                return variable
        return None

    def _is_structured(self, type_: Type) -> bool:
        """Whether a value of this type can only travel as a body."""
        match type_:
            case Ref(key=key):
                return not isinstance(self.models.get(key), EnumModel)
            case ListOf(item=item):
                return self._is_structured(item)
            case Binary() | Stream() | AnyOf() | MapOf():
                return True
            case _:
                return False
