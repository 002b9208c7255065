"""Parameters and body of an operation (dialect, sections 5 and 7d).

Docs print either one `request` row or the flattened parameters. The page of `request` is a
*wrapper* that holds parameters and perhaps a body, or it is the body itself: rule R1, in
`generator.lower.request_pages`. Rule R2 finds the body among the fields, rule R3 the place of each
parameter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from generator.diagnostics import quote
from generator.ir.alternatives import alternatives
from generator.ir.facts import Derived, Fact
from generator.ir.models import Deprecation, EnumModel, Field, Model, ObjectModel
from generator.ir.operations import Body, Location, Method, Parameter, RequestPage
from generator.ir.types import (
    AnyOf,
    Binary,
    FilePart,
    ListOf,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    ScalarKind,
    Stream,
    Type,
)
from generator.lower.around import Around
from generator.lower.cells import RowFacts
from generator.lower.context import Context
from generator.lower.names import Place, camel, cased, is_header, normal, wire_name
from generator.lower.numbers import settled, undecided
from generator.lower.overlay import Scope, boolean
from generator.lower.request_pages import SENDS_BODY, request_page
from generator.lower.routes import Route
from generator.lower.symbols import may_spell_symbol
from generator.lower.uploads import OCTETS, is_bytes, media_type, report_bytes
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

_TEXT: Final = Scalar(ScalarKind.STRING)
_REQUEST: Final = Untrusted("request")
_BODIES: Final = ("requestBody", "body")


@record
class Request:
    """What an operation takes."""

    parameters: tuple[Parameter, ...]
    body: Body | None
    page: Fact[RequestPage] | None
    """What the page of a `request` row is; `None` without such a page."""


@record
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
    integer: Fact[bool] | None = None


def lower_request(
    rows: Sequence[RowFacts],
    span: Span,
    route: Route,
    accessor: str,
    around: Around,
    client: Collection[str],
) -> Request:
    """Lower the rows of `### Parameters`, a heading at `span`; reports what is wrong.

    `client` are the parameters of the client, by normal name: they fill variables of the path.
    """
    arguments = [_from_row(row) for row in rows]
    reader = _Reader(route, accessor, around.models, around.context, _names(arguments))
    whole: _Argument | None = None
    page: Fact[RequestPage] | None = None
    if len(arguments) == 1 and arguments[0].name == _REQUEST:
        whole = arguments[0]
        model = (
            around.models.get(whole.type.key) if isinstance(whole.type, Ref) else None
        )
        if isinstance(model, ObjectModel):
            page = reader.page(model, whole.span, client)
            if page.value is RequestPage.PARAMETERS:
                arguments, whole = [_from_field(field) for field in model.fields], None
                reader = replace(reader, names=_names(arguments))
    body = whole or reader.find_body(arguments)
    parameters = [reader.parameter(a) for a in arguments if a is not body]
    parameters += reader.unfilled(parameters, span, client)
    return Request(tuple(parameters), reader.body(body) if body else None, page)


def _names(arguments: Iterable[_Argument]) -> frozenset[Untrusted]:
    return frozenset(argument.name for argument in arguments)


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
        undecided(facts.type, facts.span),
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
        field.integer,
    )


@record
class _Reader:
    """Decides about the arguments of one operation."""

    route: Route
    accessor: str
    models: Mapping[ModelKey, Model]
    context: Context
    names: frozenset[Untrusted]
    """The names of all arguments."""

    def page(
        self, model: ObjectModel, span: Span, client: Collection[str]
    ) -> Fact[RequestPage]:
        """Return what the page of a `request` row at `span` is (R1)."""
        fields = [_from_field(field) for field in model.fields]
        inside = replace(self, names=_names(fields))
        has_body = inside.find_body(fields) is not None
        usual = request_page(
            model, span, self.route, self.models, client, has_body=has_body
        )
        scope = self.context.overlay.operation(self.accessor)
        return scope.settle("request", usual, RequestPage)

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
        sends = self.route.method.value in SENDS_BODY
        return structured[0] if sends and len(structured) == 1 else None

    def parameter(self, argument: _Argument) -> Parameter:
        """Return the argument as a parameter, with its place on the wire (R3)."""
        scope = self.context.overlay.parameter(self.accessor, argument.name.reveal())
        location = self._location(argument, scope)
        place: Place = "header" if location.value is Location.HEADER else "query"
        type_, integer = settled(argument.type, argument.integer, scope)
        return Parameter(
            argument.name,
            wire_name(
                argument.name,
                place,
                argument.span,
                scope,
                self._known_name(argument, location),
                may_spell_symbol=may_spell_symbol(argument.name, self._texts),
            ),
            location,
            type_,
            argument.required or location.value is Location.PATH,
            scope.settle("nullable", argument.nullable, boolean),
            self._explode(argument, location, scope),
            argument.doc,
            argument.example,
            argument.deprecated,
            argument.span,
            integer,
        )

    def _texts(self) -> frozenset[str]:
        return frozenset(name.reveal() for name in self.names)

    def _explode(
        self, argument: _Argument, location: Fact[Location], scope: Scope
    ) -> Fact[bool]:
        """Whether a list repeats its key; all else stands beside its key once."""
        if location.value is not Location.QUERY or not any(
            isinstance(type_, ListOf)
            for type_ in alternatives(argument.type, self.models)
        ):
            return Fact(value=True, origin=Derived("no-list", argument.span))
        repeated = Fact(value=True, origin=Derived("repeated-key", argument.span))
        return scope.settle("explode", repeated, boolean)

    def body(self, argument: _Argument) -> Body:
        """Return the argument as the body; reports bytes that no body carries (D037)."""
        type_ = argument.type
        usual = media_type(type_, argument.span, self.models)
        media = self.context.overlay.operation(self.accessor).settle(
            "body_type", usual, str
        )
        if media is usual:
            report_bytes(type_, argument.span, self.models, self.context)
        if is_bytes(type_, self.models) or (type_ == _TEXT and media.value == OCTETS):
            type_ = Binary()
        return Body(
            argument.name,
            type_,
            argument.required,
            media,
            argument.doc,
            argument.span,
        )

    def unfilled(
        self, parameters: Iterable[Parameter], span: Span, client: Collection[str]
    ) -> Iterator[Parameter]:
        """Yield a parameter for each variable of the path that no row fills.

        Parameters of the `client` fill theirs. Reports variables without letters (D033).
        """
        filled = {p.wire_name.value for p in parameters}
        for variable in dict.fromkeys(self.route.path.value.variables):
            if variable in filled or normal(variable) in client:
                continue
            name = camel(variable)
            if not name.reveal():
                self.context.diagnostics.error(
                    "D033",
                    span,
                    f"nothing can fill the variable {quote(variable)} of the path",
                    "a variable has a name of letters and digits; correct the path",
                )
                continue
            never = Fact(value=False, origin=Derived("never-null", span))
            found = _Argument(
                name=name,
                type=_TEXT,
                required=True,
                nullable=never,
                doc=None,
                example=None,
                deprecated=None,
                span=span,
            )
            location = Fact(Location.PATH, Derived("path-variable-alone", span))
            yield replace(self.parameter(found), location=location)

    def _known_name(
        self, argument: _Argument, location: Fact[Location]
    ) -> Fact[Untrusted] | None:
        """Return the name that the path or a common header gives, whatever [wire] says."""
        variable = self._variable(argument)
        if variable is not None:
            return Fact(variable, self.route.path.origin)
        if location.origin == Derived("header-name", argument.span):
            name = Untrusted(cased(argument.name.reveal(), "kebab"))
            return Fact(name, location.origin)
        return None

    def _location(self, argument: _Argument, scope: Scope) -> Fact[Location]:
        if self._variable(argument) is not None:
            return Fact(Location.PATH, Derived("path-variable", argument.span))
        usual = Fact(Location.QUERY, Derived("query-remainder", argument.span))
        if is_header(argument.name):
            usual = Fact(Location.HEADER, Derived("header-name", argument.span))
        return scope.settle("location", usual, Location)

    def _variable(self, argument: _Argument) -> Untrusted | None:
        """Return the variable of the path that the argument spells, and no other one better."""
        for variable in self.route.path.value.variables:
            exact = camel(variable)
            if argument.name == exact or (
                exact not in self.names and normal(variable) == normal(argument.name)
            ):
                return variable
        return None

    def _is_structured(self, type_: Type) -> bool:
        """Whether a value of this type can only travel as a body."""
        match type_:
            case Ref(key=key):
                return not isinstance(self.models.get(key), EnumModel)
            case ListOf(item=item):
                return self._is_structured(item)
            case Binary() | FilePart() | Stream() | AnyOf() | MapOf():
                return True
            case _:
                return False
