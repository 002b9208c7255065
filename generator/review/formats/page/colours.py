"""Colours of generated code: what a lexer makes of the lines of a difference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from typing import Any, Final

from pygments.lexer import Lexer
from pygments.lexers.configs import TOMLLexer
from pygments.lexers.data import JsonLexer
from pygments.lexers.markup import MarkdownLexer
from pygments.lexers.python import PythonLexer
from pygments.token import Token

from generator.render.html_text import visible_code
from generator.review.report import Line

_LEXERS: Final[dict[str, type[Lexer]]] = {
    "py": PythonLexer,
    "md": MarkdownLexer,
    "toml": TOMLLexer,
    "json": JsonLexer,
}
_CLASSES: Final = {
    Token.Comment: "c",
    Token.Keyword: "k",
    Token.Literal.Number: "n",
    Token.Literal.String: "s",
    Token.Name.Builtin: "b",
    Token.Name.Class: "f",
    Token.Name.Decorator: "d",
    Token.Name.Function: "f",
    Token.Name.Tag: "f",
    Token.Generic.Heading: "f",
    Token.Generic.Subheading: "f",
}
"""Class of `page.css` by kind of token; a kind has that of the kind above it."""
_QUOTES: Final = '"""'
_PROSE: Final = re.compile(
    r"(?<![A-Za-z])[A-Za-z]{2,}+ (?!as |if |in |is |or |and |for |not )[a-z]{2,}+ "
)


def coloured(path: str, hunk: Sequence[Line]) -> list[str]:
    """Return the lines of a hunk as HTML, each by itself."""
    lines = [visible_code(line.text) for line in hunk]
    kind = path.rpartition(".")[2]
    if kind not in _LEXERS:
        return [escape(line) for line in lines]
    found = [escape(line) for line in lines]
    for mark in "-+":
        side = [n for n, line in enumerate(hunk) if line.mark in (mark, " ")]
        texts = [lines[n] for n in side]
        for n, html in zip(side, _lexed(kind, texts), strict=True):
            found[n] = html
    return found


def _lexed(kind: str, lines: Sequence[str]) -> Iterator[str]:
    inside = kind == "py" and _begins_in_docstring(lines)
    tokens = _lexer(kind).get_tokens("\n".join((_QUOTES, *lines) if inside else lines))
    found = [""]
    for token, value in tokens:
        name = _class(token)
        for number, part in enumerate(value.split("\n")):
            if number:
                found.append("")
            if part:
                text = escape(part)
                found[-1] += f'<span class="{name}">{text}</span>' if name else text
    return iter(found[inside : len(lines) + inside])


@cache
def _lexer(kind: str) -> Lexer:
    return _LEXERS[kind](stripnl=False, ensurenl=False)


@cache
def _class(token: Any) -> str:
    found = next((each for each in reversed(token.split()) if each in _CLASSES), None)
    return "" if found is None else _CLASSES[found]


def _begins_in_docstring(lines: Sequence[str]) -> bool:
    """Whether a hunk begins amid a docstring: its first quotes close one, or it is all prose."""
    for line in lines:
        if _QUOTES in line:
            return not line.lstrip().startswith(_QUOTES) or line.strip() == _QUOTES
    return any(map(_PROSE.search, lines))
