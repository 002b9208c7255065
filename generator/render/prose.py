"""The block structure of prose that printers care about: fenced code, and everything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.records import record
from generator.render.visible import prose_lines
from generator.untrusted import Untrusted

_OPEN: Final = re.compile(r" *(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)")
_LANGUAGE: Final = re.compile(r"[A-Za-z0-9+#-]*")


@record
class Fence:
    """A block of fenced code."""

    language: str
    """First word after the fence, as far as it is letters, digits, `+`, `#` and `-`."""
    lines: tuple[str, ...]


def pieces(text: Untrusted | str) -> Iterator[str | Fence]:
    """Yield the lines of prose, as `prose_lines` shows them, and fenced code as one piece.

    A fence that is never closed ends with the text.
    """
    lines = iter(prose_lines(text))
    for line in lines:
        match = _OPEN.fullmatch(line)
        yield _fence(match, lines) if match else line


def _fence(opening: re.Match[str], lines: Iterator[str]) -> Fence:
    mark = opening["fence"]
    language = _LANGUAGE.match(opening["info"].strip())
    code: list[str] = []
    for line in lines:
        bare = line.strip()
        if len(bare) >= len(mark) and not bare.strip(mark[0]):
            break
        code.append(line)
    return Fence(language[0] if language else "", tuple(code))
