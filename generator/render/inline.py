"""The inline Markdown of one line: code spans, links, backslash escapes, and the text between.

The lexer decides alone, line by line; the Markdown printer then writes only what the lexer saw, so
that every reader of the output sees the same. Time grows with the length of the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final

from generator.records import record

PUNCTUATION: Final = r"!-/:-@\[-`{-~"
_TOKEN: Final = re.compile(
    rf"\\[{PUNCTUATION}]"
    r"|(?P<ticks>`+)"
    r"|(?P<link>!?\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]*)(?:\s[^()]*)?\))"
)
_TICKS: Final = re.compile(r"`+")


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    ESCAPE = "escape"
    """A backslash and the punctuation that it keeps from having a meaning."""
    TICKS = "ticks"
    """Backquotes that open nothing."""
    CODE = "code"
    LINK = "link"
    IMAGE = "image"


@record
class Token:
    """One token of a line."""

    kind: Kind
    raw: str
    """As written."""
    text: str
    """Content of a code span, text of a link, alternative text of an image; else `raw`."""
    target: str = ""
    """Where a link leads, as written."""


def inline_tokens(line: str) -> Iterator[Token]:
    """Yield the tokens of a line; their `raw`s make up the line."""
    closers = _closers(line)
    start = 0
    while match := _TOKEN.search(line, start):
        if start < match.start():
            yield _text(line[start : match.start()])
        token = _token(line, match, closers)
        yield token
        start = match.start() + len(token.raw)
    if start < len(line):
        yield _text(line[start:])


def _text(text: str) -> Token:
    return Token(Kind.TEXT, text, text)


def _token(line: str, match: re.Match[str], closers: dict[int, int]) -> Token:
    if match["link"]:
        kind = Kind.IMAGE if match[0].startswith("!") else Kind.LINK
        return Token(kind, match[0], match["text"], match["target"])
    if not match["ticks"]:
        return Token(Kind.ESCAPE, match[0], match[0])
    if match.start() not in closers:
        return Token(Kind.TICKS, match[0], match[0])
    close = closers[match.start()]
    return Token(
        Kind.CODE,
        line[match.start() : close + len(match[0])],
        _code(line[match.end() : close]),
    )


def _code(inner: str) -> str:
    """Strip one blank from both ends, as CommonMark 6.1 does."""
    padded = inner.startswith(" ") and inner.endswith(" ") and inner.strip()
    return inner[1:-1] if padded else inner


def _closers(line: str) -> dict[int, int]:
    """Return, for each run of backquotes, the start of the next run of the same length."""
    closers: dict[int, int] = {}
    following: dict[int, int] = {}
    for match in reversed(list(_TICKS.finditer(line))):
        length = len(match[0])
        if length in following:
            closers[match.start()] = following[length]
        following[length] = match.start()
    return closers
