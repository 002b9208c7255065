"""Example calls for the emitted docs.

An argument is shown if it is required, or if the docs' own example passes it; where they have none,
if an Example cell shows it. Its value is the first of these that its type allows: what the example
passes, what the example of the body's page holds, the Example cell; or else, if it is required, it
is made up (`generator.python.examples`). An optional one that is deprecated, or that says where a
list begins, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.ir.example_cells import cell_values
from generator.ir.operations import Example, Operation
from generator.ir.passed import passed
from generator.ir.values import ObjectValue, Value
from generator.python.answers import AnswerKind, answer_kind
from generator.python.arguments import Argument, arguments
from generator.python.bodies import flattened_body
from generator.python.code import Code, Group, exploded
from generator.python.examples import Examples
from generator.python.names import member_name
from generator.python.paging import begins_page
from generator.python.security import needed_secrets
from generator.records import record
from generator.untrusted import Untrusted

MADE_UP: Final = '"..."'
SOME_HOST: Final = '"example.com"'
SOME_SERVER: Final = '"https://api.example.com"'


@record
class Call:
    """One example call."""

    code: Group
    kind: AnswerKind

    @property
    def needs_datetime(self) -> bool:
        """Whether the code names the module `datetime`."""
        return _names_datetime(self.code)


def example_call(
    operation: Operation,
    accessor: str,
    examples: Examples,
    example: Example | None = None,
) -> Call:
    """Return an example call of an operation; `accessor` is the way to its resource.

    Without `example`, the first one that the docs show.
    """
    chosen = example or next(iter(operation.examples), None)
    shown = list(_shown(operation, chosen, examples))
    needed = needed_secrets(operation.security)
    shown += [(f"{secret.name}=", MADE_UP) for secret in needed]
    if operation.servers is not None and not operation.servers.value:
        shown.append(("options=", f'{{"base_url": {SOME_SERVER}}}'))
    opening = f"{accessor}.{member_name(operation.name)}("
    return Call(Group(opening, tuple(shown), ")"), answer_kind(operation))


def statement(call: Call, indent: int, *, is_async: bool = False) -> str:
    """Return a call and what is done with its answer; all lines but the first are indented."""
    pad = "\n" + " " * indent
    wait, each = ("await ", "async ") if is_async else ("", "")
    match call.kind:
        case AnswerKind.NOTHING:
            return _call(call, indent, wait)
        case AnswerKind.VALUE | AnswerKind.MIXED:
            return _call(call, indent, f"result = {wait}") + f"{pad}print(result)"
        case AnswerKind.PAGES:
            loop = _call(call, indent, f"{each}for item in ", ":")
            return f"{loop}{pad}    print(item)"
        case AnswerKind.ITEMS:
            opened = _call(call, indent, f"{each}with {wait}", " as stream:")
            loop = f"{pad}    {each}for item in stream:"
            return f"{opened}{loop}{pad}        print(item)"
        case AnswerKind.BYTES:
            opened = _call(call, indent, f"{each}with {wait}", " as stream:")
            return f'{opened}{pad}    {wait}stream.save("download")'


def quiet_statement(call: Call, indent: int) -> str:
    """Return a call whose answer is left alone."""
    is_stream = call.kind in (AnswerKind.ITEMS, AnswerKind.BYTES, AnswerKind.MIXED)
    return _call(call, indent, "", ".close()" if is_stream else "")


def _call(call: Call, indent: int, before: str, after: str = "") -> str:
    if not call.code.items:
        return before + call.code.opening + call.code.closing + after
    return exploded(call.code, indent, before) + after


def _shown(
    operation: Operation, example: Example | None, examples: Examples
) -> Iterator[tuple[str, Code]]:
    given = passed(operation, example)
    body = flattened_body(operation, examples.models)
    on_page = body.example if body else None
    documented = dict(on_page.entries) if isinstance(on_page, ObjectValue) else {}
    for argument in arguments(operation, examples.models):
        name = argument.source.name
        candidates = _candidates(argument, name, given, documented)
        if argument.required:
            yield f"{argument.name}=", examples.choose(argument.type, candidates)
        elif (name in given or example is None) and _is_of_use(argument, operation):
            code = examples.first(argument.type, candidates)
            if code is not None:
                yield f"{argument.name}=", code


def _is_of_use(argument: Argument, operation: Operation) -> bool:
    return not argument.deprecated and not begins_page(argument.source.name, operation)


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
