"""Document text as a string of Python or TOML, and as a comment."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from generator.render.visible import escape, escape_hidden, one_line, raw, toml_escape
from generator.untrusted import Untrusted

_NAMED: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_CONTROL: Final = re.compile("[\n\r\t]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_DIRECTIVE: Final = re.compile(r"[\w.-]+ ?[:=(]|noqa|nosec", re.IGNORECASE)
_CODING: Final = re.compile(r"coding(?=[:=])")


def string_literal(text: Untrusted | str) -> str:
    """Return a Python string literal that evaluates to exactly `text`, lone surrogates included.

    What nobody sees is escaped. The quotes are those that black chooses: double ones, unless
    single ones save escapes.
    """
    plain = raw(text)
    quote = "'" if plain.count('"') > plain.count("'") else '"'
    return quote + _escaped(plain, quote) + quote


def toml_string(text: Untrusted | str) -> str:
    """Return a TOML basic string (TOML 1.0). A lone surrogate, which TOML lacks, becomes U+FFFD."""
    plain = _SURROGATE.sub("\ufffd", raw(text))
    return '"' + _escaped(plain, '"', toml_escape) + '"'


def comment(text: Untrusted | str) -> str:
    r"""Return a comment of one line, `# ` included.

    No tool takes it for an instruction: a second `#` is shown as `\x23`, text that begins like
    `type: ignore` is quoted, and `coding:` (PEP 263 finds it anywhere in the first two lines of
    a file) loses its meaning by a blank.
    """
    line = _CODING.sub("coding ", one_line(text).replace("#", escape("#")))
    if _DIRECTIVE.match(line):
        line = f'"{line}"'
    return f"# {line}".rstrip()


def _escaped(plain: str, quote: str, show: Callable[[str], str] = escape) -> str:
    body = plain.replace("\\", "\\\\").replace(quote, "\\" + quote)
    return escape_hidden(_CONTROL.sub(lambda match: _NAMED[match[0]], body), show)
