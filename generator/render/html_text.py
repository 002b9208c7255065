"""Document text as text of HTML, for content and for quoted attributes alike.

Nothing in it can become an element, an attribute or a character reference, and what nobody sees is
shown as an escape: text that runs from right to left, for one, stays where it stands.
"""

from __future__ import annotations

from html import escape

from generator.render.visible import escape_hidden, one_line, raw
from generator.untrusted import Untrusted

_TAB = 4


def html_line(text: Untrusted | str) -> str:
    """Return prose as one line."""
    return escape(one_line(text))


def html_code(text: Untrusted | str) -> str:
    """Return one line of code, whose blanks stay."""
    return escape(visible_code(text))


def visible_code(text: Untrusted | str) -> str:
    """Return one line of code that has yet to be escaped: what colours code needs it plain."""
    return escape_hidden(raw(text).expandtabs(_TAB))
