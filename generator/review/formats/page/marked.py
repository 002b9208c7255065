"""Two texts side by side, with marks around what only one of them has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from typing import Final

from generator.render.html_text import html_line
from generator.render.visible import one_line
from generator.untrusted import Untrusted

_WORDS: Final = re.compile(r"\w+|\s+|[^\w\s]")
_MOST: Final = 400
"""Words up to which a comparison by words takes no time to speak of."""
_ALIKE: Final = 0.5
"""Texts that are less alike are two texts: marks all over them would be noise."""


def marked(
    before: Untrusted | None, after: Untrusted | None
) -> tuple[str | None, str | None]:
    """Return both as one line of HTML each; `None` for none."""
    if before is None or after is None:
        return _line(before), _line(after)
    old, new = (_WORDS.findall(one_line(text)) for text in (before, after))
    if max(len(old), len(new)) > _MOST:
        return _line(before), _line(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return _line(before), _line(after)
    steps = matcher.get_opcodes()
    return (
        "".join(_side(old, ((tag, begin, end) for tag, begin, end, _, _ in steps))),
        "".join(_side(new, ((tag, begin, end) for tag, _, _, begin, end in steps))),
    )


def _line(text: Untrusted | None) -> str | None:
    return None if text is None else html_line(text)


def _side(words: Sequence[str], steps: Iterator[tuple[str, int, int]]) -> Iterator[str]:
    """Yield the parts of one side: the words are visible already, and are escaped here."""
    for tag, begin, end in steps:
        text = escape("".join(words[begin:end]))
        yield text if tag == "equal" or not text else f"<mark>{text}</mark>"
