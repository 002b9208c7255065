"""Global parameters: given to the client once, and sent with each operation that takes them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.api import Api, GlobalParameter
from generator.ir.operations import Location, Operation, Parameter
from generator.ir.types import Scalar, ScalarKind
from generator.python.annotations import Spelling, annotation
from generator.python.code import Code, Group
from generator.python.names import client_argument_name
from generator.render.printers import Printers

_TEXT = Scalar(ScalarKind.STRING)


def global_code(
    parameter: GlobalParameter, spelling: Spelling, printers: Printers
) -> Code:
    """Return a global parameter as the client's configuration tells it to the runtime."""
    items: list[tuple[str, Code]] = [
        ("", f'"{client_argument_name(parameter.name)}"'),
    ]
    if parameter.env is not None:
        items.append(("env=", printers.string_literal(parameter.env)))
    if parameter.required:
        items.append(("required=", "True"))
    if parameter.type != _TEXT:
        items.append(("type=", f"lambda: {annotation(parameter.type, spelling)}"))
    return Group("config.GlobalParameter(", tuple(items), ")")


def own_global(parameter: Parameter, api: Api) -> GlobalParameter | None:
    """Return the client's parameter that stands in where a call gives no value of its own."""
    place = (parameter.wire_name.value, parameter.location.value)
    return next((each for each in api.globals if _place(each) == place), None)


def sent_globals(operation: Operation, api: Api) -> Iterator[GlobalParameter]:
    """Yield the client's parameters that an operation sends though it has no argument for them.

    Docs do not say which operations take one in the query or a header: all do. One in the path
    fills the variable of its name.
    """
    own = {(p.wire_name.value, p.location.value) for p in operation.parameters}
    for each in api.globals:
        in_path = each.location.value is Location.PATH
        fits = not in_path or each.wire_name.value in operation.path.value.variables
        if fits and _place(each) not in own:
            yield each


def _place(parameter: GlobalParameter) -> tuple[object, Location]:
    return (parameter.wire_name.value, parameter.location.value)
