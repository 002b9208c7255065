"""Python values as code, laid out as black lays them out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from generator.records import record
from generator.render.marks import width

_WIDTH: Final = 88
_STEP: Final = " " * 4


@record
class Group:
    """Something in brackets: a list, a dict, a call."""

    opening: str
    """Up to the bracket, such as `[` or `datetime.date(`."""
    items: tuple[tuple[str, Code], ...]
    """Each item and what stands before it: `name=`, `"key": `, or nothing."""
    closing: str


Code: TypeAlias = str | Group


def sequence(items: Iterable[Code]) -> Group:
    """Return a tuple of `items`."""
    listed = tuple(("", item) for item in items)
    return Group("(", listed, ",)" if len(listed) == 1 else ")")


def layout(code: Code, indent: int = 0, before: str = "", after: str = "") -> str:
    """Return `code` on one line if it fits, else with one item of its outer group a line.

    `before` and `after` stand on its first and last line; `indent` is in columns.
    """
    line = before + _flat(code) + after
    if isinstance(code, str) or not code.items or indent + width(line) <= _WIDTH:
        return line
    return exploded(code, indent, before) + after


def _flat(code: Code) -> str:
    if isinstance(code, str):
        return code
    items = ", ".join(lead + _flat(item) for lead, item in code.items)
    return code.opening + items + code.closing


def exploded(code: Group, indent: int, before: str = "") -> str:
    """Return `code` with one item a line, whether or not it fits on one."""
    inner = indent + len(_STEP)
    lines = [before + code.opening]
    for lead, item in code.items:
        lines.append(" " * inner + layout(item, inner, lead, ","))
    return "\n".join((*lines, " " * indent + code.closing.lstrip(",")))
