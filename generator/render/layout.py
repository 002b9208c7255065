"""Breaking one statement into lines exactly as black breaks it.

Black takes most of the time of a run, and nearly all that it does to rendered code is to break
statements that are too long. This is that part of black, for the statements that templates print
(`generator.render.leaves`): what is in doubt raises `UnknownLayoutError`, and black is asked. The
names of functions here are those of black's `linegen`; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final, TypeAlias

from generator.render.brackets import (
    CannotSplitError,
    Split,
    can_omit,
    first_right_hand_split,
    inner,
    matched,
    prefers,
    split_at,
)
from generator.render.leaves import Leaf, UnknownLayoutError, read_leaves
from generator.render.line import COMMA, WIDTH, Line

_LONG_IMPORT: Final = re.compile(
    rf"(?=.{{{WIDTH + 1}}}) *from [.\w]+ import \w[\w ]*(?:, \w[\w ]*)*+", re.ASCII
)
_Transform: TypeAlias = Callable[[Line], Iterable[Line]]
"""One way of breaking a line; raises `CannotSplitError` where it leads nowhere."""


def lay_out(code: str, indent: int) -> list[str]:
    """Return the lines of a statement that begins `indent` columns in, indentation included.

    Raises `UnknownLayoutError` for a statement that must be left to black.
    """
    if not code.isascii():
        raise UnknownLayoutError(code)  # its width is not its length
    if _LONG_IMPORT.fullmatch(code):
        return list(_import_lines(code.strip(), indent))
    parts = _lines_of(code, indent)
    if any(leaf.kind == "added" for part in parts for leaf in part.leaves):
        # A comma that black adds asks for more the next time; black runs twice for that.
        parts = _lines_of("\n".join(map(str, parts)), indent)
    return [str(part) for part in parts]


def _import_lines(code: str, indent: int) -> Iterator[str]:
    """Yield a line for each imported name: most statements that are too long are imports."""
    before, _, names = code.partition(" import ")
    pad = " " * indent
    yield f"{pad}{before} import ("
    yield from (f"{pad}    {name}," for name in names.split(", "))
    yield f"{pad})"


def _lines_of(code: str, indent: int) -> list[Line]:
    leaves = read_leaves(code)
    return _transform(Line(leaves, indent, tracked=frozenset(leaves)), forced=False)


def _transform(line: Line, *, forced: bool) -> list[Line]:
    if not line.explodes and not line.trailing_comma and line.fits:
        return [line]
    right_hand: _Transform = _forced_split if forced else _right_hand_split_with_omits
    transforms: list[_Transform] = [right_hand]
    if line.is_def and not _returns_by_rhs(line):
        transforms = [_left_hand_split]
    elif line.inside_brackets:
        transforms = [_delimiter_split, right_hand]
    for transform in transforms:
        with suppress(CannotSplitError):
            return _run(line, transform, forced=forced)
    return [line]


def _run(line: Line, transform: _Transform, *, forced: bool) -> list[Line]:
    """Break a line, and the lines that this gives; with optional parentheses if it helps."""
    before = str(line)
    outer = [leaf for leaf in line.optional if line.depths[leaf] == 0]
    result: list[Line] = []
    for part in transform(line):
        if str(part) == before:
            raise CannotSplitError
        result += _transform(part, forced=forced)
    if (
        transform is not _right_hand_split_with_omits
        or not line.optional
        or any(leaf.text for leaf in outer)
        or result[0].fits
        or any(leaf.kind == "added" for leaf in line.leaves)
    ):
        return result
    second = _run(_copy(line), _forced_split, forced=True)
    return second if all(part.fits for part in second) else result


def _returns_by_rhs(line: Line) -> bool:
    """Whether a function is broken where it says what it returns.

    This is `should_split_funcdef_with_rhs`.
    """
    arrow = next((i for i, x in enumerate(line.leaves) if x.text == "->"), None)
    if arrow is None:
        return False
    returned = line.leaves[arrow + 1 : -1]
    result = Line(returned, line.indent, tracked=matched(returned))
    first = next((leaf for leaf in returned if leaf.text), None)
    is_string = first is not None and first.kind == "string"
    return result.trailing_comma or (is_string and not result.fits)


def _copy(line: Line) -> Line:
    copies: dict[Leaf, Leaf] = {}
    for leaf in line.leaves:
        opening = None if leaf.opening is None else copies.get(leaf.opening)
        copies[leaf] = replace(leaf, opening=opening)
    leaves = list(copies.values())
    made = Line(leaves, line.indent, line.inside_brackets, tracked=frozenset(leaves))
    made.explodes, made.trailing_comma = line.explodes, line.trailing_comma
    return made


def _left_hand_split(line: Line) -> Iterator[Line]:
    """Break a function at its parameters."""
    opening = next((leaf for leaf in line.leaves if leaf.text == "("), None)
    closing = (leaf for leaf in line.leaves if opening and leaf.opening is opening)
    yield from split_at(line, next(closing, None)).lines()


def _delimiter_split(line: Line) -> Iterator[Line]:
    """Break a line after its weakest delimiters."""
    priority = line.priority(but=line.leaves[-1])
    if not priority:
        raise CannotSplitError
    part: list[Leaf] = []
    for leaf in line.leaves:
        part.append(leaf)
        if line.delimiters.get(leaf) == priority:
            yield inner(part, line.indent)
            part = []
    if part:
        if priority == COMMA and part[-1].text != ",":
            part.append(Leaf(",", "added"))
        yield inner(part, line.indent)


def _forced_split(line: Line) -> Sequence[Line]:
    """Break a line at its last brackets, optional parentheses included."""
    return _right_hand_split_with_omits(line, forced=True)


def _right_hand_split_with_omits(line: Line, *, forced: bool = False) -> Sequence[Line]:
    """Break a line at its last brackets, or at brackets before them if that fits better."""
    first: Sequence[Line] | None = None
    for omit in _trailers_to_omit(line):
        if omit and _columns_before(line, omit) > WIDTH:
            continue
        lines = list(_right_hand_split(line, omit, forced=forced))
        if first is None and not omit:
            first = lines
        if lines[0].fits:
            return lines
    if first is None:
        first = list(_right_hand_split(line, frozenset(), forced=forced))
    return first


def _columns_before(line: Line, omit: Collection[Leaf]) -> int:
    """Return the columns before the last brackets that are shown and not to be left out."""
    closings = (x for x in reversed(line.leaves) if x.kind == "close" and x not in omit)
    closing = next(closings, None)
    if closing is None or closing.opening not in line.leaves or not closing.text:
        return 0
    before = line.leaves[: line.leaves.index(closing.opening)]
    return line.indent + sum(leaf.width for leaf in before)


def _trailers_to_omit(line: Line) -> Iterator[frozenset[Leaf]]:
    """Yield more and more closing brackets whose trailers fit on the last line."""
    omit: set[Leaf] = set()
    if not line.trailing_comma:
        yield frozenset()
    length = line.indent
    opening: Leaf | None = None
    closing: Leaf | None = None
    inner: set[Leaf] = set()
    for index in range(len(line.leaves) - 1, -1, -1):
        leaf = line.leaves[index]
        length += leaf.width
        if length > WIDTH:
            return
        before = line.leaves[index - 1] if index else None
        if opening is not None:
            if leaf is opening:
                opening = None
            elif leaf.kind == "close":
                if _asks_to_explode(line, before, leaf):
                    return
                inner.add(leaf)
        elif leaf.kind == "close":
            if before is not None and before.kind == "open":
                inner.add(leaf)
                continue
            if closing is not None:
                omit |= {closing, *inner}
                inner.clear()
                yield frozenset(omit)
            if _asks_to_explode(line, before, leaf):
                return
            if leaf.text:
                opening, closing = leaf.opening, leaf


def _asks_to_explode(line: Line, before: Leaf | None, closing: Leaf) -> bool:
    if before is None or before.text != "," or closing.opening is None:
        return False
    return closing.opening not in line.leaves or not line.is_one_tuple(
        closing.opening, closing
    )


def _right_hand_split(
    line: Line, omit: frozenset[Leaf], *, forced: bool
) -> Iterable[Line]:
    split = first_right_hand_split(line, omit)
    return _maybe_split_omitting_optional_parens(split, line, omit, forced=forced)


def _maybe_split_omitting_optional_parens(
    split: Split, line: Line, omit: frozenset[Leaf], *, forced: bool
) -> Iterable[Line]:
    """Return the lines of a split; of another one where that needs no optional parentheses."""
    is_optional = not split.opening.text and not split.closing.text
    if is_optional and not forced and not line.is_import and can_omit(split):
        omit = omit | {split.closing}
        try:
            other = first_right_hand_split(line, omit)
            if prefers(other, split):
                return _maybe_split_omitting_optional_parens(
                    other, line, omit, forced=forced
                )
        except CannotSplitError:
            is_chain = sum(leaf.text == "=" for leaf in line.leaves) > 1
            if not is_chain and len(split.body.leaves) == 1 and not split.body.fits:
                raise
    split.opening.show()
    split.closing.show()
    return split.lines()
