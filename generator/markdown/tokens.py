"""Tokens of the TypeScript in examples.

Every text has tokens: what no token begins with is a sign of one character. The parsers decide
what is wrong with that.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple


class TokenKind(Enum):
    """What a token is."""

    NAME = "name"
    STRING = "string"
    """In single or double quotes, or in backquotes."""
    UNCLOSED = "unclosed"
    """A string that never ends: up to the end of its line, or of the text."""
    NUMBER = "number"
    SIGN = "sign"
    END = "end"
    """Comes once, last, with empty text."""


class Token(NamedTuple):
    """A token and where it stands in its text."""

    kind: TokenKind
    text: str
    start: int

    @property
    def stop(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


# Possessive repeats keep this linear, whatever the text.
_TOKEN: Final = re.compile(
    r"""(?:\s++|//[^\n]*+|/\*.*?(?:\*/|\Z))*+(?:
    (?P<name>(?:[^\W\d]|\$)[\w$]*+)
    |(?P<number>\.?\d(?:[eE][+-]|[\w.])*+)
    |(?P<string>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`)
    |(?P<unclosed>"(?:[^"\\\n]|\\.)*+|'(?:[^'\\\n]|\\.)*+|`(?:[^`\\]|\\.)*+)
    |(?P<sign>\.\.\.|=>|\?\?|.)
    |\Z)""",
    re.DOTALL | re.VERBOSE,
)


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, without blanks and comments, and an `END` behind them."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        if group is None:  # nothing but blanks and comments is left
            break
        tokens.append(Token(_KINDS[group], match[group], match.start(group)))
    return (*tokens, Token(TokenKind.END, "", len(text.rstrip())))


_KINDS: Final = {kind.value: kind for kind in TokenKind}
