"""Operations: the data of each one, and the two methods that carry it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from generator.ir.api import Api, GlobalParameter
from generator.ir.operations import Operation
from generator.ir.types import ModelKey, StreamKind
from generator.python.annotations import Spelling, annotation, literal, union
from generator.python.answers import handover, operation_type, stream_code
from generator.python.arguments import Argument, arguments
from generator.python.bodies import flattened_body
from generator.python.code import Code, Group, exploded, layout, sequence
from generator.python.docs import Docs
from generator.python.errors import error_classes
from generator.python.globals import own_global, sent_globals
from generator.python.library import Library
from generator.python.method_docs import method_docs
from generator.python.model_names import TWIN
from generator.python.names import (
    client_argument_name,
    constant_name,
    member_name,
    pages_name,
    value_name,
)
from generator.python.paging import pagination_code
from generator.python.prose import deprecated_text
from generator.python.qualified import data_spelling, qualified
from generator.python.security import scheme_code, unique_secrets
from generator.python.servers import server_code
from generator.records import record
from generator.render.printers import Printers

_DATA_INDENT: Final = 4
_JSON: Final = "application/json"
_STREAMS: Final = {
    StreamKind.EVENTS: "text/event-stream",
    StreamKind.JSON_LINES: "application/jsonl",
    StreamKind.BYTES: "*/*",
}


@record
class ErrorView:
    """One entry of an operation's errors."""

    statuses: str
    """The key: a status, or a range of them, such as `range(400, 500)`."""
    names: tuple[str, ...]
    """The error classes among which the body decides; mostly one."""


@record
class ArgumentView:
    """One keyword argument of a method."""

    name: str
    """The argument."""
    annotation: str
    """Its type."""
    default: str | None
    """`None` where it must be given."""


@record
class PagesView:
    """How an operation's list is read page by page."""

    constant: str
    """The name of the constant that says so."""
    code: str
    """The statement that makes the constant."""


@record
class OperationView:
    """The data of an operation, which its two methods share."""

    constant: str
    """The name of the constant that holds its data, such as `_LIST`."""
    result_type: str
    """What its data says that it results in."""
    id: str
    """Its operationId, as a literal."""
    http_method: str
    """Such as `GET`."""
    path: str
    """The path, as a literal."""
    parameters: str | None
    """A tuple of calls of `Parameter`."""
    body: str | None
    """The type of the body; `None` where none is sent."""
    body_argument: str | None
    """The argument that is the body; `None` where arguments are its fields, or none is sent."""
    content_type: str | None
    """Media type of the body, unless it is the usual one."""
    result: str | None
    """The type of the answer; `None` where it has no content."""
    accept: str | None
    """Media type of the answer, unless it is the usual one."""
    stream: str | None
    """A call of `Stream`; `None` where the answer comes at once."""
    errors: tuple[ErrorView, ...]
    """The exceptions by status."""
    errors_of: str | None
    """The constant of an operation before it with the same errors, if any."""
    secured: bool
    """Whether credentials are sent."""
    overrides: tuple[str, ...]
    """Its own schemes and servers, and whether sending it twice is safe, where it says so."""
    pages: PagesView | None
    """How to read on; `None` where the answer is no list of pages."""


@record
class MethodView:
    """The sync or the async method for an operation."""

    definition: str
    """`def` or `async def`."""
    name: str
    """The method."""
    arguments: tuple[ArgumentView, ...]
    """In the order of the signature, without `self` and `options`."""
    returns: str
    """The type of its result."""
    docs: Docs
    """Its docstring, with arguments, result and errors."""
    call: str
    """The method of the resource's base that it calls, such as `await self._call`."""
    constant: str
    """The constant that holds the data of its operation."""
    pages: str | None
    """The constant that says how its list goes on, if it has one."""
    deprecated: str | None
    """Why it is deprecated, as a literal; `None` if it is not."""


@record
class Surroundings:
    """What a method's view needs to know beside its operation."""

    package: str
    """Import name of the SDK."""
    library: Library
    printers: Printers
    shadowed: frozenset[str]
    """Builtins that members of the class hide from its annotations."""
    api: Api

    @property
    def data_spelling(self) -> Spelling:
        """How types are spelled outside of the class."""
        return data_spelling(self.printers, ".._runtime")

    @property
    def spelling(self) -> Spelling:
        """How results are spelled."""
        return replace(self.data_spelling, shadowed=self.shadowed)

    @property
    def input_spelling(self) -> Spelling:
        """How arguments are spelled."""
        return replace(
            self.spelling,
            reference=self._as_input,
            array="Sequence",
            mapping="Mapping",
            raw="FileContent",
        )

    @property
    def body_spelling(self) -> Spelling:
        """How the type of a body is spelled in the operation's data."""
        return replace(self.data_spelling, raw="FileContent")

    def _as_input(self, key: ModelKey) -> tuple[str, ...]:
        name = qualified(key)
        return (name, name + TWIN) if key in self.library.twins else (name,)


def operation_view(operation: Operation, around: Surroundings) -> OperationView:
    """Return the view of the data of an operation."""
    literal = around.printers.string_literal
    name = member_name(operation.name)
    success, body = operation.success, operation.body
    plain = around.data_spelling
    flattened = flattened_body(operation, around.library.models) is not None
    return OperationView(
        constant=constant_name(name),
        result_type=operation_type(operation, plain),
        id=literal(operation.id.value),
        http_method=operation.method.value.value,
        path=literal(operation.path.value.text),
        parameters=_parameters(operation, around),
        body=annotation(body.type, around.body_spelling) if body else None,
        body_argument=value_name(body.name) if body and not flattened else None,
        content_type=_unusual(body.content_type.value if body else _JSON, literal),
        result=annotation(success.type, plain) if success.type else None,
        accept=_unusual(_accepted(operation), literal),
        stream=stream_code(success.stream, plain) if success.stream else None,
        errors=tuple(_errors(operation)),
        errors_of=None,
        secured=operation.secured.value,
        overrides=(
            *(
                ("optional_body=True,",)
                if body and not body.required and flattened
                else ()
            ),
            *_overrides(operation, around.printers),
        ),
        pages=_pages(operation, name, around),
    )


def method_views(
    operation: Operation, around: Surroundings
) -> tuple[MethodView, MethodView]:
    """Return the views of the two methods for an operation: sync and async."""
    name = member_name(operation.name)
    taken = arguments(operation, around.library.models)
    spelled = tuple(argument_views(operation, taken, around.input_spelling))
    deprecated = deprecated_text(operation.deprecated, around.printers)
    pages = None if operation.pagination is None else pages_name(name)

    def method(*, is_async: bool) -> MethodView:
        how = handover(operation, around.library, around.spelling, is_async=is_async)
        return MethodView(
            definition=how.definition,
            name=name,
            arguments=spelled,
            returns=how.returns,
            docs=method_docs(
                operation,
                taken,
                how.returns,
                around.package,
                around.library,
                around.printers,
            ),
            call=how.call,
            constant=constant_name(name),
            pages=pages,
            deprecated=deprecated,
        )

    return method(is_async=False), method(is_async=True)


def _accepted(operation: Operation) -> str:
    """Return the media types to ask for: of the value, and of the stream."""
    success = operation.success
    media = success.content_type.value if success.content_type else _JSON
    if success.stream is None or success.type is None:
        return media
    stream = _STREAMS[success.stream.kind]
    return media if stream in media else f"{media}, {stream}"


def _pages(operation: Operation, name: str, around: Surroundings) -> PagesView | None:
    if operation.pagination is None:
        return None
    pagination, models = operation.pagination.value, around.library.models
    constant = pages_name(name)
    code = pagination_code(pagination, operation, models)
    return PagesView(constant, layout(code, 0, f"{constant} = "))


def _overrides(operation: Operation, printers: Printers) -> Iterator[str]:
    """Yield the arguments of its data that override what the client says."""
    if operation.security:
        yield _laid_out(
            "schemes=", [scheme_code(s, printers) for s in operation.security]
        )
    if operation.servers is not None:
        servers = operation.servers.value
        yield _laid_out("servers=", [server_code(s, printers) for s in servers])
    if operation.idempotent is not None:
        yield f"idempotent={operation.idempotent.value},"
    if operation.idempotency_key is not None and operation.idempotency_key.value:
        yield "keyed=True,"


def _laid_out(before: str, items: list[Code]) -> str:
    return layout(sequence(items), _DATA_INDENT, before, ",")


def _errors(operation: Operation) -> Iterator[ErrorView]:
    for (first, last), names in error_classes(operation).items():
        yield ErrorView(
            str(first) if first == last else f"range({first}, {last + 1})", names
        )


def _unusual(media_type: str, literal: Callable[[str], str]) -> str | None:
    return None if media_type == _JSON else literal(media_type)


def _parameters(operation: Operation, around: Surroundings) -> str | None:
    codes = list(_parameter_codes(operation, around))
    if len(codes) > 1:
        return exploded(sequence(codes), _DATA_INDENT, "parameters=") + ","
    return _laid_out("parameters=", codes) if codes else None


def _parameter_codes(operation: Operation, around: Surroundings) -> Iterator[Code]:
    """Yield the calls of `Parameter`: the operation's own, then those of the client."""
    literal, api = around.printers.string_literal, around.api
    for each in operation.parameters:
        stands_in = own_global(each, api)
        items: list[tuple[str, Code]] = [
            ("", f'"{value_name(each.name)}"'),
            ("", literal(each.wire_name.value)),
            ("", f'"{each.location.value.value}"'),
            ("", f"lambda: {annotation(each.type, around.data_spelling)}"),
        ]
        if not each.explode.value:
            items.append(("explode=", "False"))
        if stands_in is not None:
            name = client_argument_name(stands_in.name)
            items.append(("client_argument=", f'"{name}"'))
        told = deprecated_text(each.deprecated, around.printers)
        if told is not None:
            items.append(("deprecated=", told))
        yield Group("Parameter(", tuple(items), ")")
    for shared in sent_globals(operation, api):
        yield _shared_parameter(shared, around)


def _shared_parameter(shared: GlobalParameter, around: Surroundings) -> Code:
    """Return a parameter whose name no argument of a method can have."""
    name = client_argument_name(shared.name)
    items: tuple[tuple[str, Code], ...] = (
        ("", f'"client.{name}"'),
        ("", around.printers.string_literal(shared.wire_name.value)),
        ("", f'"{shared.location.value.value}"'),
        ("", f"lambda: {annotation(shared.type, around.data_spelling)}"),
        ("client_argument=", f'"{name}"'),
    )
    return Group("Parameter(", items, ")")


def argument_views(
    operation: Operation, taken: tuple[Argument, ...], spelling: Spelling
) -> Iterator[ArgumentView]:
    """Yield the arguments of a method: those that are `taken`, then its own secrets."""
    for argument in taken:
        members = [annotation(argument.type, spelling)]
        if argument.nullable or not argument.required:
            members.append("None")
        if argument.required:
            only = argument.only_value
            default = None if only is None else literal(only, spelling.printers)
            yield ArgumentView(argument.name, union(members), default)
        else:
            spelled = f"{union(members)} | NotGiven"
            yield ArgumentView(argument.name, spelled, "NOT_GIVEN")
    for secret in unique_secrets(operation.security):
        yield ArgumentView(secret.name, f"{spelling.builtin('str')} | None", "None")
