"""Blanks at the ends of lines: which of them mean something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.markdown.blocks import Token
from generator.markdown.fences import closes

_BLANK: Final = " \t"
_HARD_BREAK: Final = "  "


def trim_ends(lines: Sequence[str], tokens: Sequence[Token]) -> Sequence[str]:
    """Return the lines of a page without the blanks at their ends that mean nothing.

    Code and HTML stay as they are. A line of a paragraph that is not its last keeps two blanks
    where it ends in two or more: a hard break (CommonMark 6.7).
    """
    ended = [i for i, line in enumerate(lines) if line.endswith((" ", "\t"))]
    if not ended:
        return lines
    verbatim = set(_verbatim(lines, tokens))
    continued = set(_continued(tokens))
    trimmed = list(lines)
    for i in ended:
        if i not in verbatim:
            trimmed[i] = _trim(lines[i], continued=i in continued)
    return trimmed


def end_of_text(lines: Sequence[str], first: int, after: int) -> int:
    """Return `after`, or less: without the blank lines at the end of `first` to `after`.

    Counts from 0; the first line stays.
    """
    while after - 1 > first and not lines[after - 1].strip(_BLANK):
        after -= 1
    return after


def _verbatim(lines: Sequence[str], tokens: Iterable[Token]) -> Iterator[int]:
    """Yield the lines of code, and those of HTML but for the last, where HTML ends."""
    for token in tokens:
        if token.map is None:
            continue
        first, after = token.map
        match token.type:
            case "fence":
                closed = closes(lines[after - 1], token.markup)
                yield from range(first + 1, after - 1 if closed else after)
            case "code_block":
                yield from range(first, after)
            case "html_block":
                yield from range(first, end_of_text(lines, first, after) - 1)


def _continued(tokens: Iterable[Token]) -> Iterator[int]:
    """Yield the lines that the next line of the same paragraph continues."""
    for token in tokens:
        if token.type == "inline" and token.map is not None:
            yield from range(token.map[0], token.map[1] - 1)


def _trim(line: str, *, continued: bool) -> str:
    bare = line.rstrip(_BLANK)
    if not continued:
        return bare
    if line.endswith(_HARD_BREAK):
        return bare + _HARD_BREAK
    # A backslash that ends a line would be a hard break as well.
    return line[: len(bare) + 1] if bare.endswith("\\") else bare
