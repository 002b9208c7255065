"""What an example of an operation passes."""

from __future__ import annotations

from collections.abc import Mapping

from generator.ir.operations import Body, Example, Operation
from generator.ir.values import MISSING, ObjectValue, Value
from generator.untrusted import Untrusted


def passed(operation: Operation, example: Example | None) -> Mapping[Untrusted, Value]:
    """Return the values of an example, by the name of their parameter or field.

    Its only argument may be an object that holds all values, with the body's beside the others or
    one level deeper. Otherwise arguments are by position: first a required body, wherever its row
    stands, then the parameters in the order of their rows.
    """
    if example is None:
        return {}
    items, body = example.arguments.items, operation.body
    names = {parameter.name: None for parameter in operation.parameters}
    if len(items) == 1 and isinstance(items[0], ObjectValue):
        whole = items[0]
        values = dict(whole.entries)
        if body is not None and body.name not in values:
            beside = tuple(entry for entry in whole.entries if entry[0] not in names)
            values[body.name] = ObjectValue(beside)
    else:
        order = list(names)
        if body is not None:
            order.insert(0 if body.required else len(order), body.name)
        values = dict(zip(order, items, strict=False))
    return {**_of_body(body, values, names), **values}


def _of_body(
    body: Body | None,
    values: Mapping[Untrusted, Value],
    names: Mapping[Untrusted, None],
) -> dict[Untrusted, Value]:
    """Return the fields of the body; a parameter of the same name is another value."""
    inner = values.get(body.name, MISSING) if body else MISSING
    if not isinstance(inner, ObjectValue):
        return {}
    return {name: value for name, value in inner.entries if name not in names}
