"""Enum pages, in all three forms (dialect, section 4)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Derived, Documented, Fact
from generator.ir.models import Deprecation, EnumModel, EnumValue
from generator.ir.values import Value
from generator.lower.cells import unknown_header
from generator.lower.context import Context
from generator.lower.overlay import boolean
from generator.lower.stray_text import warn_of_prose
from generator.lower.tree import ModelPage
from generator.markdown.document import Cell, CodeBlock, Section, Table
from generator.markdown.placed_text import PlacedText
from generator.source import Span
from generator.untrusted import Untrusted

_STRING: Final = r'"(?:[^"\\]|\\.)*"'
_WRITE: Final = 'write values as "a" | "b"; quotes inside a value as \\"'
_VALUE: Final = re.compile(
    rf"\s*(?:({_STRING})|(-?[0-9]{{1,100}}(?![\w.]))|(Unrecognized<(?:string|number)>))"
)
_SEPARATOR: Final = re.compile(r"\s*(\||\Z)")
_SPOT: Final = re.compile(r"\s*([^\s|]*)")
_UNRECOGNIZED: Final = re.compile(r"`?Unrecognized<(string|number)>`?")
_DIGITS: Final = re.compile(r"-?[1-9][0-9]{0,99}|0")
"""An integer as JSON writes it (RFC 8259, section 6): a leading zero makes it text."""


@dataclass(slots=True)
class _Found:
    """What the blocks of an enum's section hold."""

    values: list[EnumValue] = field(default_factory=list)
    opened: Span | None = None
    """Place of `Unrecognized`."""
    faulty: bool = False
    """Whether something was reported already."""
    unquoted: bool = False
    """Whether nothing tells integers from text: a table that does not name the kind of others."""


def lower_enum(
    page: ModelPage,
    doc: Untrusted | None,
    deprecated: Deprecation | None,
    example: Value,
    context: Context,
) -> EnumModel:
    """Lower the values of an enum page; reports what cannot be read."""
    section = page.content
    warn_of_prose(section.blocks, context)
    found = _Found()
    for block in section.blocks:
        if isinstance(block, CodeBlock):
            _fence(block, found, context)
        elif isinstance(block, Table):
            _table(block, found, context)
    if not found.values and not found.faulty:
        context.diagnostics.error(
            "D017",
            section.span,
            f"the enum {quote(page.key.title)} has no value",
            'list its values in a fence: "a" | "b"',
        )
    return EnumModel(
        page.key,
        doc,
        _distinct(found.values, context),
        _openness(page, section, found.opened, context),
        example,
        deprecated,
        page.title.span,
        _integers(found, section),
    )


def _integers(found: _Found, section: Section) -> Fact[bool] | None:
    """Whether the values are integers, where the page does not tell: a table of digits."""
    if not found.unquoted:
        return None
    return Fact(value=True, origin=Derived("table-of-digits", section.span))


def _openness(
    page: ModelPage, section: Section, opened: Span | None, context: Context
) -> Fact[bool]:
    documented = Fact(opened is not None, Documented(opened or section.span))
    return context.overlay.model(page.key.dotted).settle("open", documented, boolean)


def _fence(block: CodeBlock, found: _Found, context: Context) -> None:
    """Read `"a" | 1 | Unrecognized<string>`."""
    if not block.code.reveal().strip():
        found.faulty = True
        context.diagnostics.error("D017", block.span, "no values stand here", _WRITE)
        return
    placed = PlacedText.of_code(block)
    position = 0
    while value := _VALUE.match(placed.text, position):
        _keep(value, placed.span(*_extent(value)), found)
        separator = _SEPARATOR.match(placed.text, value.end())
        if separator is None:
            _report(placed, value.end(), "`|`", found, context)
            return
        if not separator[1]:
            return
        position = separator.end()
    _report(placed, position, "a string in double quotes or an integer", found, context)


def _keep(match: re.Match[str], span: Span, found: _Found) -> None:
    if match[1] is not None:
        found.values.append(EnumValue(_string(match[1]), span))
    elif match[2] is not None:
        found.values.append(EnumValue(int(match[2]), span))
    else:
        found.opened = span


def _report(
    placed: PlacedText, position: int, expected: str, found: _Found, context: Context
) -> None:
    found.faulty = True
    spot = _SPOT.match(placed.text, position)
    start, stop = spot.span(1) if spot else (position, position)
    context.diagnostics.error(
        "D017",
        placed.span(start, stop),
        f"expected {expected}, found {placed.found(start, stop)}",
        _WRITE,
    )


def _extent(match: re.Match[str]) -> tuple[int, int]:
    return next(match.span(group) for group in (1, 2, 3) if match[group] is not None)


def _string(literal: str) -> Untrusted:
    """Decode a string literal; JSON's escapes are those of TypeScript that occur."""
    try:
        return Untrusted(json.loads(literal, strict=False))
    except ValueError:
        return Untrusted(literal[1:-1])


def _table(table: Table, found: _Found, context: Context) -> None:
    """Read a table of Name and Value."""
    if [cell.raw.reveal() for cell in table.header.cells] != ["Name", "Value"]:
        unknown_header(table, ["Name", "Value"], context)
        found.faulty = True
        return
    kind = None
    for row in table.rows:
        cell = row.cells[1]
        if match := _UNRECOGNIZED.fullmatch(cell.text.reveal()):
            found.opened, kind = cell.span, match[1]
        else:
            name = _member_name(row.cells[0])
            found.values.append(EnumValue(cell.text, cell.span, name))
        context.account.consume(row)
    if all(_is_digits(value) for value in found.values) and kind != "string":
        found.values = [_as_integer(value) for value in found.values]
        found.unquoted = kind is None and bool(found.values)


def _member_name(cell: Cell) -> Untrusted | None:
    """Return the name of a member, which stands in backquotes."""
    name = cell.text.reveal().strip("`")
    return Untrusted(name) if name else None


def _is_digits(value: EnumValue) -> bool:
    text = value.value
    return isinstance(text, Untrusted) and bool(_DIGITS.fullmatch(text.reveal()))


def _as_integer(value: EnumValue) -> EnumValue:
    """Return a value of digits as an integer."""
    text = value.value
    return (
        replace(value, value=int(text.reveal()))
        if isinstance(text, Untrusted)
        else value
    )


_HALF: Final = re.compile("[\ud800-\udfff]")


def _distinct(values: list[EnumValue], context: Context) -> tuple[EnumValue, ...]:
    found: dict[object, EnumValue] = {}
    for value in values:
        if isinstance(value.value, Untrusted) and _HALF.search(value.value.reveal()):
            context.diagnostics.error(
                "D017",
                value.span,
                "this value holds half of a surrogate pair, which UTF-8 cannot carry",
                "write the whole character, or remove the value",
            )
        first = found.setdefault(value.value, value)
        if first is not value:
            context.diagnostics.error(
                "D022",
                value.span,
                f"this value stands twice; first on line {first.span.line}",
                "remove it",
            )
    return tuple(found.values())


def enum_values(model: EnumModel, integers: Fact[bool]) -> tuple[EnumValue, ...]:
    """Return the values of a table of digits, which are integers or text."""
    if integers.value:
        return model.values
    return tuple(replace(v, value=_text(v.value)) for v in model.values)


def _text(value: Untrusted | int) -> Untrusted:
    return value if isinstance(value, Untrusted) else Untrusted(str(value))
