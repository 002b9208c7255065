"""Docstrings: prose laid out in 88 columns, quoted so that black leaves it alone.

The normal form of prose in a docstring: lines as `generator.render.visible.prose_lines` shows
them; links and images give way to their text; paragraphs, list items and quotes are filled anew,
each with its marker; fenced code, tables and headings keep their lines. `inspect.cleandoc` of the
docstring is that form.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from generator.records import record
from generator.render.inline import Kind, inline_tokens
from generator.render.prose import Fence, pieces
from generator.untrusted import Untrusted

WIDTH: Final = 88
_NARROWEST: Final = 20
_QUOTES: Final = '"""'
_STEP: Final = " " * 4
_KEPT: Final = 1024
"""Texts whose lines are kept for when they come again."""
_MARKER: Final = re.compile(r" *(?:[-*+]|\d{1,3}[.)]|>)(?: +|$)")
_FIXED: Final = re.compile(r" *(?:\||#{1,6}(?: |$))")


@record
class Item:
    """Text that is filled as one, or one line that is kept as it is."""

    marker: str
    """What stands before the text, blanks included: `- `, `1. `, `> `, or nothing."""
    text: str
    fixed: bool = False
    """Whether the line must not be broken."""


Paragraph: TypeAlias = tuple[Item, ...]
"""Items without an empty line between them."""


@record
class Entry:
    """One line of a section: an argument, a result, an exception."""

    term: str
    """A name or type of the Python side; finished text."""
    text: Untrusted | str


@record
class Section:
    """A section in Google's docstring style, such as `Args`."""

    title: str
    entries: tuple[Entry, ...]


def normalise_prose(text: Untrusted | str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of document text in the normal form, not yet filled."""
    paragraphs: list[list[Item]] = [[]]
    for piece in pieces(text):
        if isinstance(piece, Fence):
            paragraphs[-1] += _fence(piece)
        elif piece:
            _add_line(paragraphs[-1], _unlinked(piece))
        else:
            paragraphs.append([])
    return tuple(tuple(items) for items in paragraphs if items)


def docstring_lines(
    text: Untrusted | str, width: int, sections: Sequence[Section] = ()
) -> tuple[str, ...]:
    """Return the filled lines of a docstring, without quotes, escapes and indentation."""
    lines = list(_filled(text, width, _QUOTES))
    if len(lines) == 1 and len(lines[0] + _QUOTES) > width:
        lines = list(_filled(text, width - len(_QUOTES), _QUOTES))
    lines[:1] = [line.removeprefix(_QUOTES) for line in lines[:1]]
    for section in sections:
        lines += [""] if lines else []
        lines.append(f"{section.title}:")
        for entry in section.entries:
            lines += _entry(entry, width)
    return tuple(textwrap.dedent("\n".join(lines)).split("\n")) if lines else ()


def docstring(
    text: Untrusted | str, indent: int, sections: Sequence[Section] = ()
) -> str:
    """Return a whole docstring, quotes included, for a place `indent` columns in.

    The first line has no indentation: the template places it. Whether the text follows the quotes
    or begins on a line of its own is decided so that black keeps it: black moves a first line that
    begins with a quote, shifts the rest where all of it is indented, and joins a lone line with the
    closing quotes, however long it gets.
    """
    width = room(indent)
    lines = [escaped(line) for line in docstring_lines(text, width, sections)]
    if not lines:
        return _QUOTES * 2
    if _fits_one_line(lines, width):
        return f"{_QUOTES}{lines[0]}{_QUOTES}"
    pad = " " * indent
    body = "\n".join(pad + line if line else "" for line in lines)
    opening = (
        f"{_QUOTES}\n{body}" if _needs_own_line(lines) else _QUOTES + body[indent:]
    )
    return f"{opening}\n{pad}{_QUOTES}"


def _fits_one_line(lines: list[str], width: int) -> bool:
    return (
        len(lines) == 1
        and not lines[0].startswith('"')
        and not lines[0].endswith(('"', "\\"))
        and len(lines[0]) + 2 * len(_QUOTES) <= width
    )


def _needs_own_line(lines: list[str]) -> bool:
    rest = [line for line in lines[1:] if line]
    shifted = bool(rest) and all(line.startswith(" ") for line in rest)
    return len(lines) == 1 or lines[0].startswith(('"', " ")) or shifted


def room(indent: int) -> int:
    """Return how many columns a docstring has that stands `indent` columns in."""
    return max(WIDTH - indent, _NARROWEST)


def escaped(line: str) -> str:
    """Return a line so that it holds neither an escape nor three quotes in a row."""
    return line.replace("\\", "\\\\").replace(_QUOTES, '\\"\\"\\"')


def _fence(fence: Fence) -> Iterable[Item]:
    for line in (f"```{fence.language}", *fence.lines, "```"):
        yield Item("", line, fixed=True)


def _add_line(items: list[Item], line: str) -> None:
    """Add a line as an item of its own, or to the item that it continues."""
    marker = _MARKER.match(line)
    if _FIXED.match(line):
        items.append(Item("", line, fixed=True))
    elif marker:
        items.append(Item(marker[0].rstrip() + " ", line[marker.end() :]))
    elif items and not items[-1].fixed:
        last = items[-1]
        items[-1] = Item(last.marker, f"{last.text} {line.strip()}")
    else:
        items.append(Item("", line.strip()))


def _unlinked(line: str) -> str:
    if "](" not in line:
        return line
    linked = (Kind.LINK, Kind.IMAGE)
    return "".join(t.text if t.kind in linked else t.raw for t in inline_tokens(line))


@lru_cache(maxsize=_KEPT)
def _filled(text: Untrusted | str, width: int, lead: str) -> tuple[str, ...]:
    """Return filled lines; `lead` stands before the first and takes its columns.

    Some are kept: a method and its asynchronous twin say the same, as do all that raise an error.
    """
    lines: list[str] = []
    for paragraph in normalise_prose(text):
        lines += [""] if lines else []
        for item in paragraph:
            lines += _fill(item, width, "" if lines else lead)
    return tuple(lines)


def _fill(item: Item, width: int, lead: str) -> list[str]:
    first = lead + item.marker
    if item.fixed or _is_short(item.text, width - len(first)):
        return [first + item.text]
    quoted = item.marker.strip() == ">"
    filled = textwrap.wrap(
        item.text,
        width,
        initial_indent=first,
        subsequent_indent=item.marker if quoted else " " * len(item.marker),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return filled or [first.rstrip()]


def _is_short(text: str, width: int) -> bool:
    """Whether a text fills one line as it is."""
    return 0 < len(text) <= width and text.strip() == text and text.isprintable()


def entry_lines(entry: Entry, width: int, *, led: bool = False) -> tuple[str, ...]:
    """Return the lines of an entry without their indentation; `led` by its term if wanted."""
    if not led:
        return _filled(entry.text, width - len(_STEP), "")
    lines = _filled(entry.text, width - 2 * len(_STEP), f"{entry.term}: ")
    return lines or (entry.term,)


def _entry(entry: Entry, width: int) -> list[str]:
    first, *rest = entry_lines(entry, width, led=True)
    return [_STEP + first, *(_STEP * 2 + line if line else "" for line in rest)]
