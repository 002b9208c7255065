"""Rendered files must parse without a warning."""

from __future__ import annotations

import ast
import tomllib
import warnings
from functools import lru_cache


@lru_cache(maxsize=2)
def parse_python(path: str, text: str) -> ast.Module:
    """Return the syntax tree of a Python file.

    Raises `SyntaxError` if it does not parse, or if it parses with a warning, such as that of an
    unknown escape. The trees of the last two files are kept: a file and its twin are asked for more
    than once.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return ast.parse(text, path)


def parse_problems(path: str, text: str) -> tuple[str, ...]:
    """Return what keeps a rendered file from parsing; nothing for other files than Python, TOML."""
    try:
        if path.endswith(".py"):
            parse_python(path, text)
        elif path.endswith(".toml"):
            tomllib.loads(text)
    except (SyntaxError, tomllib.TOMLDecodeError, UnicodeEncodeError) as error:
        return (f"{path}: does not parse: {error}",)
    return ()
