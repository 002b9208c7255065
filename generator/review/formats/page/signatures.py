"""Signatures and annotations, before and after, as lines of a difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from generator.render.html_text import visible_code
from generator.render.layout import lay_out
from generator.render.leaves import UnknownLayoutError
from generator.review.formats.page.colours import coloured
from generator.review.formats.page.views import LineView
from generator.review.formats.words import counted
from generator.review.report import Line
from generator.untrusted import Untrusted

_BODY: Final = ":..."
_AROUND: Final = 2
"""Lines that stay and are shown before and after those that change."""


def signature_lines(
    before: Untrusted | None, after: Untrusted | None
) -> tuple[LineView, ...]:
    """Return the lines of both, broken as black breaks them; those that stay but once."""
    old, new = _laid_out(before), _laid_out(after)
    found: list[Line] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, begin, end, new_begin, new_end in matcher.get_opcodes():
        if tag == "equal":
            is_first, is_last = begin == 0, end == len(old)
            found += _same(old[begin:end], is_first=is_first, is_last=is_last)
        else:
            found += (Line("-", Untrusted(text)) for text in old[begin:end])
            found += (Line("+", Untrusted(text)) for text in new[new_begin:new_end])
    texts = coloured("signature.py", found)
    return tuple(
        LineView.of(line.mark, text) for line, text in zip(found, texts, strict=True)
    )


def _laid_out(code: Untrusted | None) -> Sequence[str]:
    if code is None:
        return ()
    line = visible_code(code)
    is_def = line.startswith(("def ", "async def "))
    try:
        lines = lay_out(line + _BODY if is_def else line, 0)
    except UnknownLayoutError:
        return (line,)
    return (*lines[:-1], lines[-1].removesuffix(_BODY))


def _same(lines: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[Line]:
    """Yield lines that stay; of many, those at changes and at the ends of the signature."""
    before, after = (1 if is_first else _AROUND), (1 if is_last else _AROUND)
    left = len(lines) - before - after
    if left <= 1:
        yield from (Line(" ", Untrusted(text)) for text in lines)
        return
    yield from (Line(" ", Untrusted(text)) for text in lines[:before])
    yield Line("@", Untrusted(f"    {counted(left, 'line')} the same"))
    yield from (Line(" ", Untrusted(text)) for text in lines[-after:])
