"""Operations: the data of each one, and the signature and docstring of its method."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from generator.ir.operations import ErrorCase, Operation, Parameter
from generator.ir.types import ModelKey, Ref
from generator.python.annotations import Spelling, annotation, union
from generator.python.arguments import Argument, arguments
from generator.python.bodies import flattened_body
from generator.python.library import Library
from generator.python.model_names import TWIN
from generator.python.names import (
    class_name,
    constant_name,
    error_class_name,
    member_name,
    namespace_name,
    value_name,
)
from generator.python.prose import deprecation, described, headed, joined
from generator.render.docstrings import Entry, Section
from generator.render.printers import Printers

_INDENT: Final = 8
_JSON: Final = "application/json"
_OPTIONS: Final = "Timeout, retries, headers and query for this call only."


@dataclass(frozen=True, slots=True)
class ParameterView:
    """One `Parameter(...)` of an operation's data."""

    name: str
    wire_name: str
    location: str
    type: str
    explode: bool


@dataclass(frozen=True, slots=True)
class ErrorView:
    """One entry of an operation's errors."""

    statuses: str
    """The key: a status, or a range of them, such as `range(400, 500)`."""
    name: str


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """One keyword argument of a method."""

    name: str
    annotation: str
    optional: bool


@dataclass(frozen=True, slots=True)
class MethodView:
    """One operation: its data and its method."""

    constant: str
    id: str
    http_method: str
    path: str
    parameters: tuple[ParameterView, ...]
    body: str | None
    body_argument: str | None
    content_type: str | None
    """Media type of the body, unless it is the usual one."""
    result: str | None
    accept: str | None
    """Media type of the answer, unless it is the usual one."""
    errors: tuple[ErrorView, ...]
    secured: bool
    name: str
    arguments: tuple[ArgumentView, ...]
    returns: str
    doc: str
    deprecated: str | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a method's view needs to know beside its operation."""

    package: str
    """Import name of the SDK."""
    library: Library
    printers: Printers
    shadowed: frozenset[str]
    """Builtins that members of the class hide from its annotations."""

    @property
    def data_spelling(self) -> Spelling:
        """How types are spelled outside of the class."""
        return Spelling(
            lambda key: (_qualified(key),), self.printers, runtime=".._runtime"
        )

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
        )

    def _as_input(self, key: ModelKey) -> tuple[str, ...]:
        name = _qualified(key)
        return (name, name + TWIN) if key in self.library.twins else (name,)


def _qualified(key: ModelKey) -> str:
    return f"{namespace_name(key)}.{class_name(key)}"


def method_view(operation: Operation, around: Surroundings) -> MethodView:
    """Return the view of the constant and the method of an operation."""
    literal = around.printers.string_literal
    taken = arguments(operation, around.library.models)
    name = member_name(operation.name)
    success, body = operation.success, operation.body
    returns = annotation(success.type, around.spelling) if success.type else "None"
    plain = around.data_spelling
    flattened = flattened_body(operation, around.library.models) is not None
    return MethodView(
        constant=constant_name(name),
        id=literal(operation.id.value),
        http_method=operation.method.value.value,
        path=literal(operation.path.value.text),
        parameters=tuple(_parameter(p, around) for p in operation.parameters),
        body=annotation(body.type, plain) if body else None,
        body_argument=value_name(body.name) if body and not flattened else None,
        content_type=_unusual(body.content_type.value if body else _JSON, literal),
        result=annotation(success.type, plain) if success.type else None,
        accept=_unusual(
            success.content_type.value if success.content_type else _JSON, literal
        ),
        errors=tuple(_errors(operation)),
        secured=operation.secured.value,
        name=name,
        arguments=tuple(_argument(a, around.input_spelling) for a in taken),
        returns=returns,
        doc=_docstring(operation, taken, returns, around),
        deprecated=_deprecated(operation, around.printers),
    )


def error_names(operation: Operation) -> Iterator[str]:
    """Yield the error classes that an operation's table names, in its order."""
    for case in operation.errors:
        if isinstance(case.type, Ref):
            yield error_class_name(case.type.key.title)


def _errors(operation: Operation) -> Iterator[ErrorView]:
    """Yield each status once: a table has a row for each media type, too."""
    names: dict[str, str] = {}
    for case in operation.errors:
        if isinstance(case.type, Ref):
            names.setdefault(_key(case), error_class_name(case.type.key.title))
    for statuses, name in names.items():
        yield ErrorView(statuses, name)


def _key(case: ErrorCase) -> str:
    if case.first == case.last:
        return str(case.first)
    return f"range({case.first}, {case.last + 1})"


def _unusual(media_type: str, literal: Callable[[str], str]) -> str | None:
    return None if media_type == _JSON else literal(media_type)


def _parameter(parameter: Parameter, around: Surroundings) -> ParameterView:
    literal = around.printers.string_literal
    return ParameterView(
        name=value_name(parameter.name),
        wire_name=literal(parameter.wire_name.value),
        location=parameter.location.value.value,
        type=annotation(parameter.type, around.data_spelling),
        explode=parameter.explode.value,
    )


def _argument(argument: Argument, spelling: Spelling) -> ArgumentView:
    members = [annotation(argument.type, spelling)]
    if argument.nullable or not argument.required:
        members.append("None")
    spelled = union(members)
    if not argument.required:
        spelled = f"{spelled} | NotGiven"
    return ArgumentView(argument.name, spelled, not argument.required)


def _docstring(
    operation: Operation,
    taken: tuple[Argument, ...],
    returns: str,
    around: Surroundings,
) -> str:
    doc = headed(operation.summary, operation.doc)
    text = described(operation.name, doc, operation.deprecated)
    arguments_ = (*_argument_entries(taken), Entry("options", _OPTIONS))
    sections = (
        Section("Args", arguments_),
        *_returns(operation, returns, around.library),
        *_raises(operation, around.package),
    )
    return around.printers.docstring(text, _INDENT, sections)


def _argument_entries(taken: tuple[Argument, ...]) -> Iterator[Entry]:
    for argument in taken:
        text = joined(argument.doc, deprecation(argument.deprecated))
        if text:
            yield Entry(argument.name, text)


def _returns(operation: Operation, returns: str, library: Library) -> Iterator[Section]:
    """Say what comes back: in the words of the operation or else of the result's page."""
    success = operation.success
    doc = success.doc
    if doc is None and isinstance(success.type, Ref):
        doc = library.models[success.type.key].doc
    if doc:
        yield Section("Returns", (Entry(returns, doc),))


def _raises(operation: Operation, package: str) -> Iterator[Section]:
    entries = tuple(
        Entry(f"{package}.errors.{name}", f"The server answered {statuses}.")
        for name, statuses in error_statuses(operation)
    )
    if entries:
        yield Section("Raises", entries)


def error_statuses(operation: Operation) -> Iterator[tuple[str, str]]:
    """Yield each error class with its statuses in words, such as `401, 403` or `400 to 499`."""
    statuses: dict[str, list[str]] = {}
    for case in operation.errors:
        if isinstance(case.type, Ref):
            name = error_class_name(case.type.key.title)
            statuses.setdefault(name, []).append(_range(case))
    for name, ranges in statuses.items():
        yield name, ", ".join(dict.fromkeys(ranges))


def _range(case: ErrorCase) -> str:
    return (
        str(case.first) if case.first == case.last else f"{case.first} to {case.last}"
    )


def _deprecated(operation: Operation, printers: Printers) -> str | None:
    if operation.deprecated is None:
        return None
    return printers.string_literal(operation.deprecated.reason or "Deprecated.")
