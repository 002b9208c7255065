"""What an example of an operation passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.ir.operations import Body, Example, Operation
from generator.ir.types import Date, DateTime, Scalar, Type
from generator.ir.values import MISSING, FileValue, ListValue, ObjectValue, Value
from generator.untrusted import Untrusted


def passed(operation: Operation, example: Example | None) -> Mapping[Untrusted, Value]:
    """Return the values of an example, by the name of their parameter or field.

    Its only argument may be an object that holds all values, with the body's beside the others or
    one level deeper. Otherwise arguments are by position: the parameters in the order of their
    rows, and the body before or behind them (`_order`).
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
        values = dict(zip(_order(operation, items), items, strict=False))
    return {**_of_body(body, values, names), **values}


def _order(operation: Operation, items: Sequence[Value]) -> list[Untrusted]:
    """Return the names of arguments by position.

    A required body stands first, or behind the required parameters where first would give a
    text or a number something else; an optional one stands last. Rows do not tell which.
    """
    parameters, body = operation.parameters, operation.body
    names = [parameter.name for parameter in parameters]
    if body is None:
        return names
    required = sum(parameter.required for parameter in parameters)
    places = (0, required, len(names)) if body.required else (len(names),)
    orders = [[*names[:place], body.name, *names[place:]] for place in places]
    types = {parameter.name: parameter.type for parameter in parameters}
    fitting = (
        order
        for order in orders
        if all(
            _may_be(types[name], value)
            for name, value in zip(order, items, strict=False)
            if name in types
        )
    )
    return next(fitting, orders[0])


def _may_be(type_: Type, value: Value) -> bool:
    """Whether a value is of the kind that a type needs, as far as its own text tells."""
    if isinstance(type_, Scalar | DateTime | Date):
        return not isinstance(value, ListValue | ObjectValue | FileValue)
    return True


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
