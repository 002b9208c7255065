"""Enum pages, in all three forms (dialect, section 4)."""

from __future__ import annotations

import json
import re
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Documented, Fact
from generator.ir.models import Deprecation, EnumModel, EnumValue
from generator.ir.values import NumberValue, Value
from generator.lower.cells import unknown_header
from generator.lower.context import Context
from generator.lower.tree import ModelKind, ModelPage
from generator.markdown.document import CodeBlock, Row, Section, Table
from generator.source import Span
from generator.untrusted import Untrusted

_STRING: Final = r'"(?:[^"\\]|\\.)*"'
_MEMBER: Final = re.compile(
    rf"[ \n]*(?:({_STRING})|(-?[0-9]+)|(Unrecognized<(?:string|number)>))[ \n]*(\||\Z)"
)
_UNRECOGNIZED: Final = re.compile(r"`?Unrecognized<(?:string|number)>`?")
_INTEGER: Final = re.compile(r"-?[0-9]+")


def lower_enum(
    page: ModelPage,
    doc: Untrusted | None,
    deprecated: Deprecation | None,
    example: Value,
    context: Context,
) -> EnumModel:
    """Lower the values of an enum page; reports what cannot be read."""
    section = next(
        s for s in page.page.sections if s.title.reveal() == ModelKind.ENUM.value
    )
    values: list[EnumValue] = []
    opened: Span | None = None
    for block in section.blocks:
        if isinstance(block, CodeBlock):
            opened = _fence(block, page, values, context) or opened
        elif isinstance(block, Table):
            opened = _table(block, values, example, context) or opened
    if not values:
        context.diagnostics.error(
            "D017",
            section.span,
            f"the enum {quote(page.key.title)} has no readable value",
            'list its values in a fence: "a" | "b"',
        )
    return EnumModel(
        page.key,
        doc,
        _distinct(values, context),
        _openness(page, section, opened, context),
        example,
        deprecated,
        page.title.span,
    )


def _openness(
    page: ModelPage, section: Section, opened: Span | None, context: Context
) -> Fact[bool]:
    title = f"{page.key.namespace}.{page.key.title.reveal()}"
    table = context.overlay.tables.models.get(title)
    stated = table.open if table else None
    documented = opened is not None
    if stated is not None and stated == documented:
        context.overlay.used("models", title, "open")
        context.overlay.redundant(context.diagnostics, "models", title, "open")
    elif fact := context.overlay.boolean(stated, "models", title, "open"):
        return fact
    return Fact(documented, Documented(opened or section.span))


def _fence(
    block: CodeBlock, page: ModelPage, values: list[EnumValue], context: Context
) -> Span | None:
    """Read `"a" | 1 | Unrecognized<string>`; return the place of `Unrecognized`."""
    code = block.code.reveal()
    opened: Span | None = None
    position = 0
    while True:
        match = _MEMBER.match(code, position)
        span = _place(block, page, position if match is None else match.end())
        if match is None:
            context.diagnostics.error(
                "D017",
                span,
                "expected a value here: a string in double quotes or an integer",
                'write values as "a" | "b"; quotes inside a value as \\"',
            )
            return opened
        here = _place(block, page, _begin(match))
        if match[1] is not None:
            values.append(EnumValue(_string(match[1]), here))
        elif match[2] is not None:
            values.append(EnumValue(int(match[2]), here))
        else:
            opened = here
        position = match.end()
        if not match[4]:
            return opened


def _begin(match: re.Match[str]) -> int:
    return next(match.start(group) for group in (1, 2, 3) if match[group] is not None)


def _string(literal: str) -> Untrusted:
    """Decode a string literal; JSON's escapes are those of TypeScript that occur."""
    try:
        return Untrusted(json.loads(literal, strict=False))
    except ValueError:
        return Untrusted(literal[1:-1])


def _place(block: CodeBlock, page: ModelPage, offset: int) -> Span:
    code = block.code.reveal()
    line = code.count("\n", 0, offset)
    column = offset - (code.rfind("\n", 0, offset) + 1)
    return page.page.source.span(block.span.line + 1 + line, block.indent + column)


def _table(
    table: Table, values: list[EnumValue], example: Value, context: Context
) -> Span | None:
    """Read a table of Name and Value; return the place of `Unrecognized`."""
    if [cell.raw.reveal() for cell in table.header.cells] != ["Name", "Value"]:
        unknown_header(table, ["Name", "Value"], context)
        return None
    opened: Span | None = None
    numbers = isinstance(example, NumberValue)
    for row in table.rows:
        text = row.cells[1].text.reveal()
        if _UNRECOGNIZED.fullmatch(text):
            opened = row.cells[1].span
        else:
            values.append(_cell_value(row, text, numbers=numbers))
        context.account.consume(row)
    return opened


def _cell_value(row: Row, text: str, *, numbers: bool) -> EnumValue:
    """Return the value of a row: an integer only if the page's example is a number."""
    span = row.cells[1].span
    if numbers and _INTEGER.fullmatch(text):
        return EnumValue(int(text), span)
    return EnumValue(Untrusted(text), span)


def _distinct(values: list[EnumValue], context: Context) -> tuple[EnumValue, ...]:
    found: dict[object, EnumValue] = {}
    for value in values:
        first = found.setdefault(value.value, value)
        if first is not value:
            context.diagnostics.error(
                "D022",
                value.span,
                f"this value stands twice; first on line {first.span.line}",
                "remove it",
            )
    return tuple(found.values())
