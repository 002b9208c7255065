"""String literals of JavaScript (ECMA-262, section 12.9.4)."""

from __future__ import annotations

import re
import sys
from typing import Final

from generator.markdown.placed_text import OutsideGrammarError
from generator.markdown.tokens import Token

_SIMPLE: Final = {
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "0": "\0",
    "\n": "",
}
_SPECIAL: Final = re.compile(
    r"""\\u\{(?P<point>[0-9A-Fa-f]{1,6})\}
    |\\u(?P<unit>[0-9A-Fa-f]{4})
    |\\x(?P<byte>[0-9A-Fa-f]{2})
    |\\(?P<other>0(?![0-9])|[^0-9ux])
    |(?P<hole>\$\{)
    |(?P<broken>\\.)""",
    re.DOTALL | re.VERBOSE,
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def decode_string(token: Token) -> str:
    """Return what a closed string token means.

    Raises `OutsideGrammarError` for an escape that JavaScript does not know, and for a template
    that computes a part of itself.
    """
    quote, body = token.text[0], token.text[1:-1]
    if "\\" not in body and quote != "`":
        return body

    def decoded(match: re.Match[str]) -> str:
        if match["hole"] and quote != "`":
            return match[0]
        digits = match["point"] or match["unit"] or match["byte"]
        if digits and int(digits, 16) <= sys.maxunicode:
            return chr(int(digits, 16))
        if other := match["other"]:
            return _SIMPLE.get(other, other)
        start = token.start + 1 + match.start()
        expected = "fixed text" if match["hole"] else "an escape of JavaScript"
        raise OutsideGrammarError(
            start, start + len(match[0]), f"expected {expected} here"
        )

    return _with_pairs_joined(_SPECIAL.sub(decoded, body))


def _with_pairs_joined(text: str) -> str:
    """Join surrogates that two escapes spell; one without its twin stays."""
    if not _SURROGATE.search(text):
        return text
    units = text.encode("utf-16", "surrogatepass")
    return units.decode("utf-16", "surrogatepass")
