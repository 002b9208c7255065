"""What the docs' example of an operation passes."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.operations import Operation
from generator.ir.values import ListValue, ObjectValue, Value
from generator.untrusted import Untrusted


def passed(operation: Operation) -> Mapping[Untrusted, Value]:
    """Return the values of the example call, by the name of their parameter or field.

    Its only argument may be an object that holds all values, with the body's beside the others or
    one level deeper. Otherwise arguments are by position: first a required body, wherever its row
    stands, then the parameters in the order of their rows.
    """
    if not isinstance(operation.example, ListValue):
        return {}
    items = operation.example.items
    body = operation.body
    if len(items) != 1 or not isinstance(items[0], ObjectValue):
        names = [parameter.name for parameter in operation.parameters]
        if body is not None:
            names.insert(0 if body.required else len(names), body.name)
        return dict(zip(names, items, strict=False))
    values = dict(items[0].entries)
    if body is None:
        return values
    inner = values.get(body.name, items[0])
    return {**values, **_entries(inner), body.name: inner}


def _entries(value: Value) -> Mapping[Untrusted, Value]:
    return dict(value.entries) if isinstance(value, ObjectValue) else {}
