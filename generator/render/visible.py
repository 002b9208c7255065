r"""Characters that nobody sees, and how they are shown.

The sets are written out instead of asked from `unicodedata`, because its answers change with the
Python version and output must not. They hold the categories Cc, Cf, Cs, Co, Zl, Zp and Zs (but
the space), the code points that Unicode calls default-ignorable, noncharacters, and all planes
that hold nothing visible.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from generator.untrusted import Untrusted

_BLANKS: Final = r"\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN: Final = (
    r"\x00-\x1f\x7f-\x9f\xad"
    r"\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    r"\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    r"\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    r"\U0001d159\U0001d173-\U0001d17a\U0001fffe\U0001ffff\U0002fffe\U0002ffff"
    r"\U0003fffe-\U0010ffff"
)
_HIDDEN: Final = re.compile(f"[{_UNSEEN}{_BLANKS}]")
_BLANK: Final = re.compile(f"[{_BLANKS}]")
_EMOJI_STYLE: Final = re.compile(r"[\ufe0e\ufe0f]")
_LINE_END: Final = re.compile(r"\r\n?")
_TAB: Final = 4

_HEX2: Final = 0xFF
_HEX4: Final = 0xFFFF


def raw(text: Untrusted | str) -> str:
    """Return the characters of document text, or of text that is ours."""
    return text.reveal() if isinstance(text, Untrusted) else text


def escape(character: str) -> str:
    r"""Return one character as `\xNN`, `\uNNNN` or `\UNNNNNNNN`, as in a Python literal."""
    code = ord(character)
    return f"\\x{code:02x}" if code <= _HEX2 else toml_escape(character)


def toml_escape(character: str) -> str:
    r"""Return one character as `\uNNNN` or `\UNNNNNNNN`, the forms that TOML 1.0 has."""
    code = ord(character)
    return f"\\u{code:04x}" if code <= _HEX4 else f"\\U{code:08x}"


def is_plain(text: str) -> bool:
    """Whether a text is one line that everybody sees as it is: most texts are."""
    return text.isascii() and text.isprintable()


def escape_hidden(text: str, show: Callable[[str], str] = escape) -> str:
    """Return `text` with each character that nobody sees in the form that `show` gives."""
    if is_plain(text):
        return text
    return _HIDDEN.sub(lambda match: show(match[0]), text)


def prose_lines(text: Untrusted | str) -> list[str]:
    """Return the lines of prose in the form in which a reader sees them.

    CR LF and CR end lines as LF does, tabs become blanks up to the next fourth column, every other
    blank a space; the selectors of emoji style go, and any other character that nobody sees
    becomes its escape. No line ends in a blank, no two empty lines follow each other, and the
    first and last line are not empty.
    """
    shown = raw(text)
    if is_plain(shown):
        shown = shown.rstrip()
        return [shown] if shown else []
    plain = _BLANK.sub(" ", _EMOJI_STYLE.sub("", _LINE_END.sub("\n", shown)))
    lines: list[str] = []
    for line in plain.split("\n"):
        shown = escape_hidden(line.expandtabs(_TAB)).rstrip()
        if shown or (lines and lines[-1]):
            lines.append(shown)
    if lines and not lines[-1]:
        lines.pop()
    return lines


def one_line(text: Untrusted | str) -> str:
    """Return prose as one line with single blanks."""
    return " ".join(" ".join(prose_lines(text)).split())
