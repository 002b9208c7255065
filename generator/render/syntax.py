"""Rendered files parse, and what printers printed is nothing but strings and comments in them.

Python and TOML are read from left to right: outside of strings and comments, a quote begins a
string and `#` a comment, up to its own end. So one search finds them all. If text of a document
became code, then what was printed is not exactly one of them.
"""

from __future__ import annotations

import ast
import re
import tomllib
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from generator.render.marks import Rendered

_COMMENT: Final = r"#[^\r\n]*+"
_BASIC: Final = r'"""(?:[^"\\]++|\\.|"(?!""))*+"""|"(?:[^"\\\r\n]++|\\.)*+"'
_SINGLE: Final = r"'''(?:[^'\\]++|\\.|'(?!''))*+'''|'(?:[^'\\\r\n]++|\\.)*+'"
_LITERAL: Final = r"'''(?:[^']++|'(?!''))*+'''|'[^'\r\n]*+'"
_TEXTS: Final = {
    ".py": re.compile(f"{_COMMENT}|{_BASIC}|{_SINGLE}", re.DOTALL),
    ".toml": re.compile(f"{_COMMENT}|{_BASIC}|{_LITERAL}", re.DOTALL),
}
"""Strings and comments, for files with these endings. Escapes mean nothing in TOML's literals."""
_QUOTES: Final = '"""'
_PROSE: Final = (".md", ".txt")
"""Endings of files that nothing runs."""


@lru_cache(maxsize=1)
def parse_python(path: str, text: str) -> ast.Module:
    """Return the syntax tree of a Python file.

    Raises `SyntaxError` if it does not parse, or if it parses with a warning, such as that of an
    unknown escape. The tree of the last file is kept: it is checked, and then formatted.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return ast.parse(text, path)


def syntax_problems(path: str, rendered: Rendered) -> tuple[str, ...]:
    """Return what keeps a file from parsing, or else the lines where printed text became code.

    Files that nothing runs have no such problems. Files of any other kind must hold no printed
    text: no printer knows their syntax.
    """
    try:
        if path.endswith(".py"):
            parse_python(path, rendered.text)
        elif path.endswith(".toml"):
            tomllib.loads(rendered.text)
    except (SyntaxError, ValueError, RecursionError) as error:
        return (f"{path}: does not parse: {error}",)
    if (rendered.printed or rendered.lines) and not path.endswith((*_TEXTS, *_PROSE)):
        kinds = ", ".join((*_TEXTS, *_PROSE))
        return (f"{path}: text of the documents goes into files that end in {kinds}",)
    return tuple(
        f"{path}: line {line}: text of the documents became code"
        for line in code_lines(path, rendered)
    )


def code_lines(path: str, rendered: Rendered) -> Iterator[int]:
    """Yield the lines of printed texts that are not exactly one string or comment."""
    text = rendered.text
    for ending, pattern in _TEXTS.items():
        if (rendered.printed or rendered.lines) and path.endswith(ending):
            texts = [match.span() for match in pattern.finditer(text)]
            known = set(texts)
            for start, stop in rendered.printed:
                if (start, stop) not in known or _is_named(text, start):
                    yield text.count("\n", 0, start) + 1
            for start, stop in rendered.lines:
                if not _is_inside(text, texts, start, stop):
                    yield text.count("\n", 0, start) + 1


def _is_named(text: str, start: int) -> bool:
    """Whether a name before a quote makes another string of it, such as one that is evaluated."""
    return text[start - 1 : start].isidentifier()


def _is_inside(text: str, texts: list[tuple[int, int]], start: int, stop: int) -> bool:
    """Whether a stretch of text is inside of one string in three quotes, and no quote of it."""
    at = bisect_right(texts, (start, len(text))) - 1
    first, last = texts[at] if at >= 0 else (0, 0)
    return (
        text.startswith(_QUOTES, first)
        and first + len(_QUOTES) <= start
        and stop <= last - len(_QUOTES)
        and not _is_named(text, first)
    )
