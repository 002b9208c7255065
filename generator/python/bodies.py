"""Which request bodies become arguments of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.ir.models import Model, ObjectModel
from generator.ir.operations import Operation
from generator.ir.types import ModelKey, Ref, Type
from generator.python.names import value_name
from generator.python.security import unique_secrets


def flattened_body(
    operation: Operation, models: Mapping[ModelKey, Model]
) -> ObjectModel | None:
    """Return the body's model if its fields become arguments of their own, else `None`.

    They do where the body is an object page without extra properties, and no field has the name of
    a parameter or of a secret of the operation.
    """
    if operation.body is None or not isinstance(operation.body.type, Ref):
        return None
    model = models[operation.body.type.key]
    if not isinstance(model, ObjectModel) or model.additional is not None:
        return None
    taken = {value_name(parameter.name) for parameter in operation.parameters}
    taken |= {secret.name for secret in unique_secrets(operation.security)}
    fields = {value_name(field.name) for field in model.fields}
    return model if taken.isdisjoint(fields) else None


def input_types(
    operation: Operation, models: Mapping[ModelKey, Model]
) -> Iterator[Type]:
    """Yield the types of an operation's arguments."""
    yield from (parameter.type for parameter in operation.parameters)
    model = flattened_body(operation, models)
    if model is not None:
        yield from (field.type for field in model.fields)
    elif operation.body is not None:
        yield operation.body.type
