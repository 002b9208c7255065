"""Parameters (OpenAPI 3.1, 4.8.12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from generator.export.examples import Examples
from generator.export.notes import note
from generator.export.schemas import or_null, type_schema
from generator.export.texts import described
from generator.ir.alternatives import alternatives
from generator.ir.api import GlobalParameter
from generator.ir.dump import Json
from generator.ir.models import Model
from generator.ir.operations import Location, Operation, Parameter
from generator.ir.types import ListOf, ModelKey
from generator.ir.values import MISSING, Missing, Value
from generator.untrusted import Untrusted

Passed: TypeAlias = tuple[Untrusted | None, Mapping[Untrusted, Value]]
"""The name of an example, and the values that it passes."""


def parameter_object(
    parameter: Parameter,
    passed: Iterable[Passed],
    models: Mapping[ModelKey, Model],
    examples: Examples,
) -> dict[str, Json]:
    """Return one parameter; `passed` is what the operation's examples pass."""
    schema = type_schema(parameter.type)
    listed = parameter.location.value is Location.QUERY and any(
        isinstance(each, ListOf) for each in alternatives(parameter.type, models)
    )
    cell = examples.cell(parameter.type, parameter.example)
    values = ((name, each.get(parameter.name, MISSING)) for name, each in passed)
    shown = (
        examples.named(parameter.type, values)
        if isinstance(cell, Missing)
        else {"example": cell}
    )
    return {
        "name": parameter.wire_name.value.reveal(),
        "in": parameter.location.value.value,
        "required": parameter.required,
        **described(parameter.doc, parameter.deprecated),
        **({"style": "form", "explode": parameter.explode.value} if listed else {}),
        "schema": or_null(schema) if parameter.nullable.value else schema,
        **shown,
        **note(
            wire_name=parameter.wire_name,
            location=parameter.location,
            nullable=parameter.nullable,
            explode=parameter.explode if listed else None,
        ),
    }


def global_parameter(parameter: GlobalParameter) -> dict[str, Json]:
    """Return a parameter that the client is given once; operations refer to it."""
    return {
        "name": parameter.wire_name.value.reveal(),
        "in": parameter.location.value.value,
        "required": parameter.required or parameter.location.value is Location.PATH,
        **described(parameter.doc),
        "schema": type_schema(parameter.type),
        **note(wire_name=parameter.wire_name, location=parameter.location),
    }


def taken_globals(
    operation: Operation, found: Iterable[GlobalParameter]
) -> Iterator[GlobalParameter]:
    """Yield the global parameters that an operation takes beside its own.

    One in the path belongs to the operations whose path has its variable.
    """
    own = {(p.location.value, p.wire_name.value) for p in operation.parameters}
    for parameter in found:
        location, name = parameter.location.value, parameter.wire_name.value
        in_path = location is Location.PATH
        if (location, name) not in own and (
            not in_path or name in operation.path.value.variables
        ):
            yield parameter
