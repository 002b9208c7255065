"""Example calls for the emitted docs.

An argument is shown if it is required or has an Example cell. Its value is the first of these that
its type allows: what the operation's example passes, what the example of the body's page holds,
the Example cell; or else it is made up (`generator.python.examples`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.ir.models import Model
from generator.ir.operations import Operation
from generator.ir.passed import passed
from generator.ir.types import ModelKey
from generator.ir.values import ObjectValue, Value
from generator.python.arguments import Argument, arguments
from generator.python.bodies import flattened_body
from generator.python.code import Code, Group, exploded
from generator.python.examples import Examples, cell_values
from generator.python.names import member_name
from generator.python.settings import PythonSettings
from generator.untrusted import Untrusted


@dataclass(frozen=True, slots=True)
class Call:
    """One example call."""

    code: Group
    has_result: bool

    @property
    def needs_datetime(self) -> bool:
        """Whether the code names the module `datetime`."""
        return _names_datetime(self.code)


def example_call(operation: Operation, accessor: str, examples: Examples) -> Call:
    """Return the example call of an operation; `accessor` is the way to its resource."""
    shown = (
        (f"{argument.name}=", examples.choose(argument.type, candidates))
        for argument, candidates in _shown(operation, examples.models)
    )
    opening = f"client.{accessor}.{member_name(operation.name)}("
    return Call(Group(opening, tuple(shown), ")"), operation.success.type is not None)


def call_text(call: Call, indent: int, keyword: str = "") -> str:
    """Return the statement: the result, if there is one, is called `result`."""
    before = ("result = " if call.has_result else "") + keyword
    if not call.code.items:
        return before + call.code.opening + call.code.closing
    return exploded(call.code, indent, before)


def example_text(call: Call, settings: PythonSettings) -> str:
    """Return a whole program around an example call."""
    lines = [f"from {settings.package} import {settings.client}", ""]
    if call.needs_datetime:
        lines = ["import datetime", "", *lines]
    lines += [f"with {settings.client}() as client:", f"    {call_text(call, 4)}"]
    if call.has_result:
        lines.append("    print(result)")
    return "\n".join(lines)


def _shown(
    operation: Operation, models: Mapping[ModelKey, Model]
) -> Iterator[tuple[Argument, Iterator[Value]]]:
    given = passed(operation)
    body = flattened_body(operation, models)
    on_page = body.example if body else None
    documented = dict(on_page.entries) if isinstance(on_page, ObjectValue) else {}
    for argument in arguments(operation, models):
        if argument.required or argument.example:
            name = argument.source.name
            yield argument, _candidates(argument, name, given, documented)


def _candidates(
    argument: Argument,
    name: Untrusted,
    given: Mapping[Untrusted, Value],
    documented: Mapping[Untrusted, Value],
) -> Iterator[Value]:
    for values in (given, documented):
        if name in values:
            yield values[name]
    yield from cell_values(argument.example)


def _names_datetime(code: Code) -> bool:
    if isinstance(code, str):
        return code.startswith("datetime.")
    return code.opening.startswith("datetime.") or any(
        _names_datetime(item) for _, item in code.items
    )
