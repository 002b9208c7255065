"""The arguments of a method, from parameters and body of its operation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.ir.models import Deprecation, Field, Model
from generator.ir.operations import Body, Location, Operation, Parameter
from generator.ir.types import LiteralType, ModelKey, Type
from generator.python.bodies import flattened_body
from generator.python.names import value_name
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted


@record
class Argument:
    """One keyword argument."""

    name: str
    """Name in Python."""
    source: Parameter | Field | Body
    """What it comes from."""
    required: bool

    @property
    def type(self) -> Type:
        """Type of a value that is given and not `None`."""
        return self.source.type

    @property
    def nullable(self) -> bool:
        """Whether `None` is a value of a required argument."""
        return not isinstance(self.source, Body) and self.source.nullable.value

    @property
    def only_value(self) -> Untrusted | int | bool | None:
        """The value of a required argument that has one value only: callers may leave it out."""
        fixed = self.required and not self.nullable
        return self.type.value if fixed and isinstance(self.type, LiteralType) else None

    @property
    def needed(self) -> bool:
        """Whether a call has to give it."""
        return self.required and self.only_value is None

    @property
    def doc(self) -> Untrusted | None:
        """Its description."""
        return self.source.doc

    @property
    def example(self) -> Untrusted | None:
        """Text of its Example cell."""
        return None if isinstance(self.source, Body) else self.source.example

    @property
    def deprecated(self) -> Deprecation | None:
        """Whether it is deprecated."""
        return None if isinstance(self.source, Body) else self.source.deprecated

    @property
    def span(self) -> Span:
        """Its place in the docs."""
        return self.source.span


def arguments(
    operation: Operation, models: Mapping[ModelKey, Model]
) -> tuple[Argument, ...]:
    """Return path parameters, then required, then optional arguments, each in docs order."""
    return tuple(sorted(_in_docs_order(operation, models), key=_rank))


def _rank(argument: Argument) -> int:
    source = argument.source
    if isinstance(source, Parameter) and source.location.value is Location.PATH:
        return 0
    return 1 if argument.required else 2


def _in_docs_order(
    operation: Operation, models: Mapping[ModelKey, Model]
) -> Iterator[Argument]:
    for source in (*operation.parameters, *body_sources(operation, models)):
        required = source.required and not _is_part_of_optional_body(operation, source)
        yield Argument(value_name(source.name), source, required)


def body_sources(
    operation: Operation, models: Mapping[ModelKey, Model]
) -> tuple[Field, ...] | tuple[Body, ...]:
    """Return what stands for the body among the arguments: its fields, itself, or nothing."""
    model = flattened_body(operation, models)
    if model is not None:
        return model.fields
    return () if operation.body is None else (operation.body,)


def _is_part_of_optional_body(
    operation: Operation, source: Parameter | Field | Body
) -> bool:
    """Whether a call may do without `source` since it may do without the whole body."""
    body = operation.body
    return isinstance(source, Field) and body is not None and not body.required
