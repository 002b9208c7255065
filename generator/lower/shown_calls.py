"""The example calls of an operation (dialect, sections 1.1 and 5)."""

from __future__ import annotations

from collections.abc import Collection

from generator.diagnostics import quote
from generator.ir.operations import Example
from generator.ir.values import ListValue
from generator.lower.context import Context
from generator.lower.sections import OperationSections, example_name
from generator.lower.values import lower_literal
from generator.markdown.document import CodeBlock, Section
from generator.markdown.literal_parser import parse_call
from generator.markdown.literals import Call, Literal, ObjectLiteral
from generator.records import record
from generator.untrusted import Untrusted


@record
class Shown:
    """One example that can be read."""

    name: Untrusted | None
    """What stands behind `Example Usage: `."""
    call: Call

    def example(self, credentials: Collection[Untrusted]) -> Example:
        """Return it for the model.

        `credentials` are the fields of the page of the row `security`. The argument that holds
        them stands before or behind those of the request, and is none of these.
        """
        given = list(self.call.arguments)
        found = (each for each in given if _holds(each, credentials))
        if (own := next(found, None)) is not None:
            given.remove(own)
        values = tuple(lower_literal(argument) for argument in given)
        return Example(self.name, ListValue(values), self.call.span)


def shown_calls(parts: OperationSections, context: Context) -> list[Shown]:
    """Return the example calls of an operation, in the order of the page.

    Reports what cannot be read (D016), and two examples that nothing tells apart (D036).
    """
    found: list[Shown] = []
    names: set[Untrusted | None] = set()
    for section in parts.examples:
        name = example_name(section)
        if name in names:
            _report_twice(name, section, parts, context)
        names.add(name)
        blocks = [each for each in section.blocks if isinstance(each, CodeBlock)]
        call = parse_call(blocks[0], context.diagnostics) if blocks else None
        if call is not None:
            found.append(Shown(name, call))
    return found


def _report_twice(
    name: Untrusted | None,
    section: Section,
    parts: OperationSections,
    context: Context,
) -> None:
    which = "without a name" if name is None else f"named {quote(name)}"
    context.diagnostics.warning(
        "D036",
        section.span,
        f"{quote(parts.bullet.name)} has a second example {which}",
        "name each: `### Example Usage: name`",
    )


def _holds(argument: Literal, credentials: Collection[Untrusted]) -> bool:
    """Whether an argument is an object of credentials alone."""
    return isinstance(argument, ObjectLiteral) and (
        bool(argument.entries)
        and all(entry.key in credentials for entry in argument.entries)
    )
