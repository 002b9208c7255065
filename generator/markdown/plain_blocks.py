"""The blocks of a plain page, found line by line.

Most pages hold nothing but headings, tables, fences, comments, paragraphs, and lists with items of
one line, all of which begin at the first column. Those need no parser: this scan finds the same
blocks as markdown-it-py, in a tenth of the time. A page with anything else (other lists, quotes,
HTML, indented lines, tabs, text right below a table) is not plain. A property test and a test on
whole docs trees compare the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.markdown.blocks import Token

_HEADING: Final = re.compile(r"(#{1,6})(?: .*)?", re.DOTALL)
_FENCE: Final = re.compile(r"(`{3,})[^`]*|(~{3,}).*", re.DOTALL)
_RULE: Final = re.compile(r"\|(?: *:?-+:? *\|)+ *")
_PIPE: Final = re.compile(r"\|")
_TEXT: Final = re.compile(
    r"[A-Za-z\[(\"'!&$@%/,.;?{}^\\]"
    r"|`(?!``)"
    r"|\d(?!\d{0,8}[.)](?:[ ]|$))"
    r"|\*\*[^* ]"
    r"|_[^_ ]"
    r"|[^\x00-\x7f]"
)
_ITEM: Final = re.compile(rf"[-*+] (?:{_TEXT.pattern})")
_MOST_CELLS: Final = 0x8000


class _NotPlainError(Exception):
    """The page holds what this scan does not know."""


def plain_blocks(lines: Sequence[str]) -> list[Token] | None:
    """Return the tokens of a plain page, or `None` for any other page.

    They are those of markdown-it-py that say where blocks and their text are.
    """
    tokens: list[Token] = []
    try:
        start = 0
        while start < len(lines):
            line = lines[start]
            if not line or line.isspace():
                if line.strip(" "):
                    return None
                start += 1
            else:
                start = _block(lines, start, tokens)
    except _NotPlainError:
        return None
    return tokens


def _block(lines: Sequence[str], start: int, tokens: list[Token]) -> int:
    """Add the tokens of the block that begins at line `start`, from 0; return the line after it."""
    line = lines[start]
    match line[0]:
        case "#":
            heading = _HEADING.fullmatch(line)
            after = start + 1 if heading else 0
            kind, markup = "heading_open", heading[1] if heading else ""
        case "|":
            kind, markup, after = "table_open", "", _end_of_table(lines, start)
        case "<":
            kind, markup, after = "html_block", "", _end_of_comment(lines, start)
        case "`" | "~" if line.startswith(("```", "~~~")):
            fence = _FENCE.fullmatch(line)
            markup = (fence[1] or fence[2]) if fence else ""
            kind, after = "fence", _end_of_fence(lines, start, markup)
        case "-" | "*" | "+" if _ITEM.match(line):
            kind, markup, after = (
                "bullet_list_open",
                line[0],
                _end_of_list(lines, start),
            )
        case _:
            kind, markup, after = "paragraph_open", "", _end_of_text(lines, start)
    if not after or "\t" in line:
        raise _NotPlainError
    extent = (start, after)
    tag = f"h{len(markup)}" if kind == "heading_open" else ""
    tokens.append(Token(kind, tag, extent, 0, markup))
    if kind == "paragraph_open":
        tokens.append(Token("inline", "", extent, 1, ""))
    return after


def _end_of_table(lines: Sequence[str], start: int) -> int:
    after = start + 1
    while after < len(lines) and lines[after].startswith("|"):
        after += 1
    if after < start + 2 or not _RULE.fullmatch(lines[start + 1]):
        return 0
    header, columns = lines[start].rstrip(" "), len(_PIPE.findall(lines[start + 1]))
    is_table = (
        header.endswith("|")
        and "\\" not in header
        and "\t" not in header
        and len(_PIPE.findall(header)) == columns
        and (after - start) * columns < _MOST_CELLS
    )
    return after if is_table and _is_blank(lines, after) else 0


def _end_of_comment(lines: Sequence[str], start: int) -> int:
    if not lines[start].startswith("<!--"):
        return 0
    for index in range(start, len(lines)):
        if "-->" in lines[index]:
            return index + 1
    return 0


def _end_of_fence(lines: Sequence[str], start: int, markup: str) -> int:
    """Return the line after the closing fence (CommonMark 4.5)."""
    if not markup:
        return 0
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.lstrip(" ").startswith(markup):
            bare = line.strip(" ")
            if bare.strip(markup[0]) == "" and not line.startswith("    "):
                return index + 1
    return 0


def _end_of_text(lines: Sequence[str], start: int) -> int:
    """Return the line after a paragraph, or 0 where a line of it might be anything else."""
    after = start
    while not _is_blank(lines, after):
        line = lines[after]
        if not _TEXT.match(line) or "\t" in line:
            return 0
        after += 1
    return after


def _end_of_list(lines: Sequence[str], start: int) -> int:
    """Return the line after a list and the blank lines behind it, which belong to it.

    0 where it goes on behind them, or where an item might be more than one line of text.
    """
    marker = lines[start][:2]
    after = start
    while not _is_blank(lines, after):
        line = lines[after]
        if not line.startswith(marker) or not _ITEM.match(line) or "\t" in line:
            return 0
        after += 1
    for index in range(after, len(lines)):
        if not _is_blank(lines, index):
            return 0 if lines[index].startswith(marker) else index
    return max(after, len(lines) - 1)


def _is_blank(lines: Sequence[str], index: int) -> bool:
    return index >= len(lines) or not lines[index].strip(" ")
