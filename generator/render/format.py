"""Formatting of Python: as black formats it, for Python 3.10 and later.

Templates print code as black leaves it, except that they do not break what is too long. So only the
statements that are too long are laid out anew, and black itself is asked only for those of a form
that `generator.render.layout` does not know. `black --check` of the output holds this together.
"""

from __future__ import annotations

import ast
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from generator.records import record
from generator.render.layout import lay_out
from generator.render.leaves import UnknownLayoutError
from generator.render.line import WIDTH

_STEP: Final = 4
_KEPT: Final = 4096
"""Long statements whose lines are kept for when they come again."""


@record
class _Place:
    """The lines of a statement, or of the first line of a block, counted from 1."""

    first: int
    last: int
    is_block: bool = False
    """Whether the statement goes on below: a class or a function."""


def format_python(text: str, tree: ast.Module | None = None) -> str:
    """Return rendered code with its long statements broken.

    `tree` is the syntax tree of `text`, if it is known already. Raises `SyntaxError` if the text is
    not Python.
    """
    lines = text.split("\n")
    long = [i for i, line in enumerate(lines, 1) if _may_be_long(line)]
    if not long:
        return text
    body = (tree or ast.parse(text)).body
    for place in sorted(_places(body, long), key=lambda place: -place.first):
        lines[place.first - 1 : place.last] = _formatted(lines, place)
    return "\n".join(lines)


def _may_be_long(line: str) -> bool:
    """Whether a line may take more columns than there are; wide letters take two."""
    return len(line) > WIDTH or (2 * len(line) > WIDTH and not line.isascii())


def _places(body: Sequence[ast.stmt], long: Sequence[int]) -> Iterator[_Place]:
    """Yield the places of statements that hold one of the lines `long`, which are in order."""
    for statement in body:
        start = bisect_left(long, _first_line(statement))
        stop = bisect_right(long, statement.end_lineno or 0)
        if start < stop:
            yield from _places_of(statement, long[start:stop])


def _places_of(statement: ast.stmt, long: Sequence[int]) -> Iterator[_Place]:
    decorators = getattr(statement, "decorator_list", [])
    for decorator in decorators:
        end = decorator.end_lineno or 0
        if any(decorator.lineno <= line <= end for line in long):
            yield _Place(decorator.lineno, end)
    body = getattr(statement, "body", None)
    if body is None:
        if not _is_text(statement):
            yield _Place(statement.lineno, statement.end_lineno or 0)
        return
    header = _Place(statement.lineno, _first_line(body[0]) - 1, is_block=True)
    if any(header.first <= line <= header.last for line in long):
        yield header
    yield from _places(body, long)
    for part in ("handlers", "orelse", "finalbody"):
        yield from _places(getattr(statement, part, []), long)


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return decorators[0].lineno if decorators else statement.lineno


def _is_text(statement: ast.stmt) -> bool:
    """Whether it is a docstring: black breaks no text."""
    value = getattr(statement, "value", None)
    return isinstance(statement, ast.Expr) and isinstance(value, ast.Constant)


def _formatted(lines: Sequence[str], place: _Place) -> Sequence[str]:
    code = "\n".join(lines[place.first - 1 : place.last])
    return _broken(code, is_block=place.is_block)


@lru_cache(maxsize=_KEPT)
def _broken(code: str, *, is_block: bool) -> Sequence[str]:
    """Return the lines of one statement, broken. An asynchronous twin has many of the same."""
    indent = len(code) - len(code.lstrip(" "))
    try:
        return lay_out(code, indent)
    except UnknownLayoutError:
        return _by_black(code, indent, is_block=is_block)


def _by_black(code: str, indent: int, *, is_block: bool) -> Sequence[str]:
    """Return the lines of one statement as black breaks it where it stands."""
    pad = " " * indent
    above = [" " * column + "class A:" for column in range(0, indent, _STEP)]
    below = [f"{pad}    pass"] if is_block else []
    if code.lstrip().startswith("@"):
        below = [f"{pad}def f():", f"{pad}    pass"]
    text = "\n".join([*above, code, *below, ""])
    lines = black_format(text).split("\n")[:-1]
    return lines[len(above) : len(lines) - len(below)]


def black_format(text: str) -> str:
    """Return `text` as black formats it.

    Black is imported here, because most runs need it for nothing. Raises
    `black.parsing.InvalidInput` if the text is not Python.
    """
    import black  # noqa: PLC0415 - costs more than a whole run that changes nothing
    from black.mode import Mode, TargetVersion  # noqa: PLC0415 - likewise

    return black.format_str(text, mode=Mode(target_versions={TargetVersion.PY310}))
