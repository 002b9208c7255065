"""Fenced code blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.diagnostics import Diagnostics
from generator.markdown.document import CodeBlock
from generator.source import SourceFile
from generator.untrusted import Untrusted


def read_fence(
    source: SourceFile, first: int, last: int, fence: str, diagnostics: Diagnostics
) -> CodeBlock:
    """Return the block that `fence` opens on line `first`, and that ends on line `last`.

    Reports D004 where no fence closes it; its code then goes on to the end of the file.
    """
    opening = source.lines[first - 1]
    indent = opening.index(fence)
    span = source.span(first, indent + 1)
    closed = last > first and closes(source.lines[last - 1], fence)
    if not closed:
        diagnostics.error(
            "D004",
            span,
            "this code fence is never closed",
            f"end the block with a line that holds only {fence}",
        )
    code = source.lines[first : last - 1 if closed else last]
    cut = min(indent, _common_indent(code))
    info = opening[indent + len(fence) :].split(maxsplit=1)
    return CodeBlock(
        language=Untrusted(info[0] if info else ""),
        code=Untrusted("\n".join(line[cut:] for line in code)),
        span=span,
        indent=cut + 1,
    )


def closes(line: str, fence: str) -> bool:
    """Tell whether a line closes what `fence` opened.

    CommonMark 4.5: up to three spaces, at least as long a fence, nothing after it.
    """
    pattern = rf" {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*"
    return re.fullmatch(pattern, line) is not None


def _common_indent(lines: Sequence[str]) -> int:
    """Return how many spaces all lines with text begin with.

    CommonMark cuts each line by what it has of the fence's indent. Cutting all alike keeps the
    columns of the code in step with the file.
    """
    indents = (len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" \t"))
    return min(indents, default=0)
