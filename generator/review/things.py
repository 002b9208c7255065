"""An API as things with facts, in the terms of its docs: what a review compares.

Facts that no user of an SDK can see are left out: where they come from, and the wrappers of the
TypeScript SDK.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from generator.ir.api import Api, GlobalParameter
from generator.ir.facts import Fact, Overlaid, value_of
from generator.ir.models import (
    Deprecation,
    EnumModel,
    Field,
    Member,
    Model,
    ObjectModel,
    UnionModel,
)
from generator.ir.operations import (
    Body,
    ErrorCase,
    Operation,
    Parameter,
    Resource,
    Success,
)
from generator.ir.references import references, types_of
from generator.ir.security import SecurityScheme
from generator.ir.servers import Server
from generator.ir.types import ModelKey, Type
from generator.records import record
from generator.review.report import Kind, Owner, Subject
from generator.review.shown import shown_type
from generator.source import Span
from generator.untrusted import Untrusted

Holder: TypeAlias = Api | Resource | Operation | Model
"""What owns things: they are compared with those of the same owner only."""

ORDER: Final = "order"
"""The fact of an owner that tells how its parts follow each other; compared by itself."""


@record
class Thing:
    """A thing of an API, and what holds of it."""

    subject: Subject
    facts: tuple[tuple[str, object], ...]
    """Names and values; of one kind of thing always the same names, in the same order. A value may
    be a `Fact`, of which only the value counts."""
    span: Span

    def place(self, fact: str) -> Span:
        """Return where a fact is stated: in the overlay, or at the thing."""
        value = dict(self.facts).get(fact)
        if isinstance(value, Fact) and isinstance(value.origin, Overlaid):
            return value.origin.span
        return self.span


def holders(api: Api) -> Iterator[tuple[Kind, Owner, Holder]]:
    """Yield all that owns things, with its key."""
    yield Kind.CLIENT, (), api
    for resource in api.resources:
        yield Kind.RESOURCE, resource.path, resource
        for operation in resource.operations:
            yield Kind.OPERATION, (*resource.path, operation.name), operation
    for model in api.models:
        yield Kind.TYPE, model.key, model


def named_types(holder: Holder) -> frozenset[ModelKey]:
    """Return the types that an owner itself names."""
    match holder:
        case Operation():
            wrapper = holder.success.wrapper
            own = () if wrapper is None else (wrapper.value,)
            types = (*sent_types(holder), *received_types(holder))
            return references(types).union(own)
        case ObjectModel() | UnionModel():
            return references(types_of(holder))
        case _:
            return frozenset()


def itself(kind: Kind, owner: Owner, holder: Holder) -> Thing:
    """Return the owner as a thing."""
    subject = Subject(kind, owner, None)
    match holder:
        case Api():
            return Thing(subject, _client(holder), holder.title.origin.span)
        case Resource():
            return Thing(subject, _resource(holder), holder.span)
        case Operation():
            return Thing(subject, _operation(holder), holder.span)
        case _:
            return Thing(subject, _model(holder), holder.span)


def parts(owner: Owner, holder: Holder) -> Iterator[Thing]:
    """Yield what an owner holds, in order."""
    match holder:
        case Api():
            yield from _client_parts(holder)
        case Operation():
            yield from _operation_parts(owner, holder)
        case ObjectModel():
            for field in holder.fields:
                yield _part(Kind.FIELD, owner, field.name, _field(field), field.span)
        case EnumModel():
            for each in holder.values:
                value = each.value
                text = value if isinstance(value, Untrusted) else Untrusted(str(value))
                yield _part(Kind.VALUE, owner, text, (), each.span)
        case UnionModel():
            for member in holder.members:
                name = shown_type(member.type)
                yield _part(Kind.MEMBER, owner, name, _member(member), member.span)
        case _:
            pass


def _part(
    kind: Kind,
    owner: Owner,
    name: Untrusted,
    facts: tuple[tuple[str, object], ...],
    span: Span,
) -> Thing:
    return Thing(Subject(kind, owner, name), facts, span)


def _client(api: Api) -> tuple[tuple[str, object], ...]:
    return (
        ("title", api.title),
        ("error base", api.error_base),
        ("description", api.doc),
    )


def _client_parts(api: Api) -> Iterator[Thing]:
    for number, server in enumerate(api.servers):
        name = server.name or Untrusted(str(number))
        span = server.url.origin.span
        yield _part(Kind.SERVER, (), name, _server(server), span)
        for each in server.variables:
            facts = (
                ("required", each.default is None),
                ("default", each.default),
                ("allowed values", each.values),
                ("description", each.doc),
            )
            yield _part(Kind.VARIABLE, (), each.option, facts, each.span)
    for scheme in api.security:
        yield _part(Kind.SCHEME, (), scheme.name, _scheme(scheme), scheme.span)
    for given in api.globals:
        yield _part(Kind.GLOBAL, (), given.name, _global(given), given.span)


def _server(server: Server) -> tuple[tuple[str, object], ...]:
    return (
        ("URL", server.url),
        ("problem", server.problem),
        ("description", server.doc),
    )


def _scheme(scheme: SecurityScheme) -> tuple[tuple[str, object], ...]:
    return (
        ("kind", scheme.kind),
        ("environment variable", scheme.env),
        ("group", scheme.group),
        ("credentials", _credentials(scheme)),
        ("wire name", scheme.wire_name),
        ("location", scheme.location),
        ("token URL", scheme.token_url),
        ("scopes", scheme.scopes),
    )


def _credentials(scheme: SecurityScheme) -> tuple[tuple[object, ...], ...]:
    return tuple(
        (
            part.name,
            part.env.value if part.env else None,
            part.field.value if part.field else None,
            part.required,
        )
        for part in scheme.parts
    )


def _global(given: GlobalParameter) -> tuple[tuple[str, object], ...]:
    return (
        ("type", given.type),
        ("required", given.required),
        ("environment variable", given.env),
        ("wire name", given.wire_name),
        ("location", given.location),
        ("description", given.doc),
    )


def _resource(resource: Resource) -> tuple[tuple[str, object], ...]:
    return (
        *_deprecated(resource.deprecated),
        ("title", resource.title),
        ("description", resource.doc),
        (ORDER, tuple(each.name for each in resource.operations)),
    )


def _operation(operation: Operation) -> tuple[tuple[str, object], ...]:
    paging = operation.pagination.value if operation.pagination else None
    return (
        *_deprecated(operation.deprecated),
        ("paged", paging is not None),
        ("items", paging.items if paging else ()),
        ("pagination", paging),
        ("needs credentials", operation.secured),
        ("credentials", tuple(map(_own_scheme, operation.security))),
        ("route", (operation.method.value, operation.path.value.text)),
        ("operation id", operation.id),
        ("servers", _own_servers(operation)),
        ("idempotent", operation.idempotent),
        ("idempotency key", operation.idempotency_key),
        ("summary", operation.summary),
        ("description", operation.doc),
        ("example", tuple((each.name, each.arguments) for each in operation.examples)),
        (ORDER, tuple(each.name for each in operation.parameters)),
    )


def _own_scheme(scheme: SecurityScheme) -> tuple[object, ...]:
    return (scheme.name, *(value_of(value) for _, value in _scheme(scheme)))


def _own_servers(operation: Operation) -> tuple[Untrusted, ...] | None:
    servers = operation.servers
    return None if servers is None else tuple(s.url.value for s in servers.value)


def _operation_parts(owner: Owner, operation: Operation) -> Iterator[Thing]:
    for each in operation.parameters:
        yield _part(Kind.PARAMETER, owner, each.name, _parameter(each), each.span)
    body = operation.body
    if body is not None:
        yield Thing(Subject(Kind.BODY, owner, None), _body(body), body.span)
    answer = operation.success
    yield Thing(Subject(Kind.ANSWER, owner, None), _answer(answer), answer.span)
    for case in operation.errors:
        name = Untrusted(f"{status(case)} {shown_type(case.type).reveal()}")
        yield _part(Kind.ERROR, owner, name, _error(case), case.span)


def status(case: ErrorCase) -> str:
    """Return the status codes of an error as its row has them, such as `404` or `4XX`."""
    return str(case.first) if case.first == case.last else f"{case.first // 100}XX"


def _parameter(each: Parameter) -> tuple[tuple[str, object], ...]:
    return (
        ("required", each.required),
        ("nullable", each.nullable),
        ("type", each.type),
        *_deprecated(each.deprecated),
        ("wire name", each.wire_name),
        ("location", each.location),
        ("explode", each.explode),
        ("description", each.doc),
        ("example", each.example),
    )


def _body(body: Body) -> tuple[tuple[str, object], ...]:
    return (
        ("name", body.name),
        ("required", body.required),
        ("type", body.type),
        ("content type", body.content_type),
        ("description", body.doc),
    )


def _answer(answer: Success) -> tuple[tuple[str, object], ...]:
    return (
        ("type", answer.type),
        ("stream", answer.stream),
        ("content type", answer.content_type),
        ("description", answer.doc),
    )


def _error(case: ErrorCase) -> tuple[tuple[str, object], ...]:
    return (("type", case.type), ("content type", case.content_type))


def _model(model: Model) -> tuple[tuple[str, object], ...]:
    common = (*_deprecated(model.deprecated), ("description", model.doc))
    match model:
        case ObjectModel():
            order: tuple[Untrusted, ...] = tuple(each.name for each in model.fields)
            return (
                ("kind", "object"),
                ("extra properties", model.additional),
                *common,
                ("example", model.example),
                (ORDER, order),
            )
        case EnumModel():
            values = tuple(Untrusted(str_of(each.value)) for each in model.values)
            return (
                ("kind", "enum"),
                ("open", model.open),
                *common,
                ("example", model.example),
                (ORDER, values),
            )
        case UnionModel():
            order = tuple(shown_type(member.type) for member in model.members)
            return (("kind", "union"), *common, (ORDER, order))


def str_of(value: Untrusted | int) -> str:
    """Return the text of an enum's value; of a number, its digits."""
    return value.reveal() if isinstance(value, Untrusted) else str(value)


def _field(field: Field) -> tuple[tuple[str, object], ...]:
    return (
        ("required", field.required),
        ("nullable", field.nullable),
        ("type", field.type),
        *_deprecated(field.deprecated),
        ("wire name", field.wire_name),
        ("description", field.doc),
        ("example", field.example),
    )


def _member(member: Member) -> tuple[tuple[str, object], ...]:
    return (("type", member.type), ("example", member.example))


def _deprecated(found: Deprecation | None) -> tuple[tuple[str, object], ...]:
    notice = None if found is None else found.reason
    return (("deprecated", found is not None), ("notice", notice))


def sent_types(operation: Operation) -> Iterator[Type]:
    """Yield the types of what an operation sends."""
    for parameter in operation.parameters:
        yield parameter.type
    if operation.body is not None:
        yield operation.body.type


def received_types(operation: Operation) -> Iterator[Type]:
    """Yield the types of what comes back, errors included."""
    answer = operation.success
    for type_ in (answer.type, answer.stream):
        if type_ is not None:
            yield type_
    for case in operation.errors:
        yield case.type
