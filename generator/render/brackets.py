"""Breaking a line at a pair of brackets, into what is before, inside and after."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from generator.records import record
from generator.render.leaves import Leaf, UnknownLayoutError
from generator.render.line import COMMA, WIDTH, Line

_STEP: Final = 4


class CannotSplitError(Exception):
    """A way of breaking a line leads nowhere."""


@record
class Split:
    """A line broken at one pair of brackets."""

    head: Line
    body: Line
    tail: Line
    opening: Leaf
    closing: Leaf

    def lines(self) -> list[Line]:
        """Return the parts that hold anything."""
        return [line for line in (self.head, self.body, self.tail) if line.leaves]


def first_right_hand_split(line: Line, omit: Collection[Leaf]) -> Split:
    """Break a line at the last brackets that hold something and are not to be left out."""
    after: Leaf | None = None
    for leaf in reversed(line.leaves):
        if after is not None and leaf is not after.opening:
            break
        after = leaf if leaf.kind == "close" and leaf not in omit else None
    return split_at(line, after)


def split_at(line: Line, closing: Leaf | None) -> Split:
    """Break a line at a pair of brackets."""
    if closing is None or closing.opening not in line.leaves:
        raise CannotSplitError
    opening = closing.opening
    start, stop = line.leaves.index(opening), line.leaves.index(closing)
    head, inside = line.leaves[: start + 1], line.leaves[start + 1 : stop]
    if not inside:
        raise UnknownLayoutError(str(line))
    body = inner(inside, line.indent + _STEP)
    if inside[-1].text != "," and _needs_comma(line, opening, body):
        body = inner([*inside, Leaf(",", "added")], body.indent)
    body.explodes = _explodes(body, opening)
    tail = Line(line.leaves[stop:], line.indent)
    first = Line(head, line.indent, tracked=matched(head))
    return Split(first, body, tail, opening, closing)


def _needs_comma(line: Line, opening: Leaf, body: Line) -> bool:
    """Whether a comma is added to imported names or to a single parameter."""
    if line.is_import:
        return True
    if not line.is_def or opening.text != "(" or opening.is_display:
        return False
    if body.priority() == COMMA:
        return False
    if any(leaf.text == "=" for leaf in body.leaves):
        raise UnknownLayoutError(str(body))
    return True


def matched(leaves: Sequence[Leaf]) -> frozenset[Leaf]:
    """Return the leaves inside of brackets that are closed, and those brackets."""
    found: set[Leaf] = set()
    stack: list[list[Leaf]] = []
    for leaf in leaves:
        if leaf.kind == "open":
            stack.append([leaf])
        elif leaf.kind == "close" and stack:
            found |= {*stack.pop(), leaf}
        elif stack:
            stack[-1].append(leaf)
    return frozenset(found)


def _explodes(body: Line, opening: Leaf) -> bool:
    """Whether a body is broken at its commas even where it would fit."""
    last = body.leaves[-1]
    trailing = last.text == ","
    priority = body.priority(but=last if trailing else None)
    return priority == COMMA and (trailing or opening.is_display)


def can_omit(split: Split) -> bool:
    """Whether what stands in optional parentheses can do without (`can_omit_invisible_parens`)."""
    line = split.body
    if not line.delimiters:
        return True
    priority = line.priority()
    if sum(each == priority for each in line.delimiters.values()) > 1:
        return False
    first, second, *_ = line.leaves
    if first.kind == "open" and second.kind != "close" and _opens_well(line, first):
        return True
    last = line.leaves[-1]
    is_subscript = last.text == "]" and last.opening and not last.opening.is_display
    if last.kind != "close" or is_subscript or line.leaves[-2].kind == "open":
        return False
    return _closes_well(line, last)


def _opens_well(line: Line, first: Leaf) -> bool:
    """Whether what follows the closing of the first bracket fits (`_can_omit_opening_paren`)."""
    counts = False
    length = line.indent
    for leaf in line.leaves:
        if leaf.opening is first:
            counts = True
        if counts:
            length += leaf.width
            if length > WIDTH:
                return False
            counts = leaf.kind != "open"
    return True


def _closes_well(line: Line, last: Leaf) -> bool:
    """Whether what stands before the last bracket fits (`_can_omit_closing_paren`)."""
    length = line.indent
    for index, leaf in enumerate(line.leaves):
        length += leaf.width
        if leaf is last.opening:
            others = (before.kind == "open" for before in line.leaves[:index])
            return any(others) or length <= WIDTH
    return False


def prefers(other: Split, split: Split) -> bool:
    """Whether a split without optional parentheses reads better.

    This is `_prefer_split_rhs_oop_over_rhs`.
    """
    head = split.head.leaves
    if (
        len(head) < 2
        or head[-2].text != "="
        or not any(leaf.kind in ("open", "close") for leaf in head[:-1])
        or len(str(split.head)) > WIDTH - 1
        or split.head.trailing_comma
    ):
        return True
    marks = [sum(x.text == "=" for x in y.head.leaves) for y in (split, other)]
    if marks[0] > 1 and marks[0] > marks[1]:
        return False
    for leaf in reversed(other.head.leaves):
        if leaf.kind == "close":
            return True
        if leaf.text == "=":
            break
    return marks[1] > 0 and other.head.fits


def inner(leaves: list[Leaf], indent: int) -> Line:
    """Return a line inside of brackets."""
    leaves[0].blank = ""
    return Line(leaves, indent, inside_brackets=True, tracked=frozenset(leaves))
