"""Text that came from a document, and therefore from a stranger.

A description, a heading or an enum value may hold anything, also text that tries to become code.
`Untrusted` holds such text and has no implicit way to become a `str`: neither `str()`, nor an
f-string, nor a template can print it. It leaves only through `reveal()`, which the printers of
`generator.render.printers` call, and which can be found with a plain text search.
"""

from __future__ import annotations

from functools import total_ordering
from typing import Final, NoReturn

_SHOWN: Final = 60


@total_ordering
class Untrusted:
    """Text from a document; compares, sorts and hashes like the text that it holds."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the raw text: for comparing and parsing, never for pasting into output."""
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Untrusted) and self._text == other._text

    def __lt__(self, other: Untrusted) -> bool:
        return self._text < other._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        text = self._text if len(self._text) <= _SHOWN else self._text[:_SHOWN] + "..."
        return f"Untrusted({text!a})"

    def __str__(self) -> NoReturn:
        raise TypeError(f"document text reached output without a printer: {self!r}")

    def __format__(self, spec: str) -> NoReturn:
        raise TypeError(f"document text was formatted without a printer: {self!r}")
