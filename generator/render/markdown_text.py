"""Document text as Markdown of the emitted pages.

Formatting of the documents stays: emphasis, code, lists, tables, links to the web. Nothing in them
can become HTML, a heading above level 4, an image, a link to another scheme or into folders that
the output does not have, or end the place that it is printed in. That holds for CommonMark 0.31
and for the tables of GitHub Flavored Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from generator.render.inline import PUNCTUATION, Kind, Token, inline_tokens
from generator.render.prose import Fence, pieces
from generator.render.visible import one_line
from generator.untrusted import Untrusted

_WEB: Final = re.compile(r"(?:https?://|mailto:)[^\s<>()\[\]\\\"'`|]+")
_MARKUP: Final = re.compile(r"[\\`\[\]<]")
"""One of these is in every line that is not printed as it is."""
_LIVE_BACKSLASH: Final = re.compile(rf"\\(?=[{PUNCTUATION}]|$)")
_LIVE_BRACKET: Final = re.compile(r"\](?=[\[(:])")
_BLOCK: Final = re.compile(
    r"(?P<container>(?: *(?:>|[-*+](?= |$)|\d{1,9}[.)](?= |$)))* *)"
    r"(?P<opener>#{1,6}(?= |$)|~{3,}|(?:=+|-+)$)"
)
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_CELL_END: Final = re.compile(r"(?<!\\)\|")
_HIGHEST: Final = 4
_LOWEST: Final = 6
_TICKS: Final = re.compile(r"`+")


def markdown_cell(text: Untrusted | str) -> str:
    """Return document text for one cell of a table: one line, with `<br>` for line ends.

    Lines of fenced code become code spans.
    """
    lines: list[str] = []
    for piece in pieces(text):
        if isinstance(piece, Fence):
            lines += [markdown_code(line) for line in piece.lines if line]
        else:
            lines.append(_inline(piece.strip()))
    return _in_cell("<br>".join(lines))


def markdown_prose(text: Untrusted | str) -> str:
    """Return document text as blocks of Markdown, for a place with an empty line around it.

    A heading comes three levels lower. Fenced code begins in the first column and ends in itself.
    """
    found = list(pieces(text))
    table = any(_may_rule_table(piece) for piece in found if isinstance(piece, str))
    lines: list[str] = []
    for piece in found:
        if isinstance(piece, Fence):
            lines += ["", *_fenced(piece), ""]
        elif table:
            cells = map(_inline, _CELL_END.split(piece))
            lines.append(_lowered("|".join(cells).rstrip()))
        else:
            lines.append(_lowered(_inline(piece).rstrip()))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def markdown_code(text: Untrusted | str) -> str:
    """Return document text as a code span, outside a table.

    Blanks are joined. Code of nothing is a code span with one blank: Markdown has no empty one.
    """
    return _code_span(one_line(text))


def markdown_code_cell(text: Untrusted | str) -> str:
    r"""Return document text as a code span in a cell of a table, where `|` is written `\|`."""
    return _in_cell(markdown_code(text))


def _in_cell(markdown: str) -> str:
    return markdown.replace("|", "\\|")


def _code_span(line: str) -> str:
    """Write a code span with a fence that the text lacks (CommonMark 6.1)."""
    runs = {len(run) for run in _TICKS.findall(line)}
    fence = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    padded = line.startswith(("`", " ")) or line.endswith(("`", " ")) or not line
    return (
        f"{fence} {line} {fence}"
        if padded and line.strip()
        else f"{fence}{line or ' '}{fence}"
    )


def _fenced(fence: Fence) -> Iterator[str]:
    longest = max(
        (len(run) for line in fence.lines for run in _TICKS.findall(line)), default=0
    )
    mark = "`" * max(3, longest + 1)
    yield mark + fence.language
    yield from fence.lines
    yield mark


def _may_rule_table(line: str) -> bool:
    """Whether a line may separate the head of a table from its rows."""
    used = set(line)
    return "-" in used and bool(used & set("|:")) and used <= set("|-: >")


def _lowered(line: str) -> str:
    """Take the meaning from what would open a heading or a fence that we did not see."""
    match = _BLOCK.match(line)
    if not match:
        return line
    container, opener = match["container"], match["opener"]
    rest = line[match.end() :]
    if opener.startswith("#"):
        level = min(len(opener) + _HIGHEST - 1, _LOWEST)
        return f"{container}{'#' * level}{rest}"
    if opener.startswith("---"):
        return f"{container}***"
    return f"{container}\\{opener}{rest}"


def _inline(line: str) -> str:
    if not _MARKUP.search(line):
        return line
    tokens = list(_merged(_resolved(inline_tokens(line))))
    following = [*tokens[1:], None]
    return "".join(map(_printed, tokens, following))


def _resolved(tokens: Iterable[Token]) -> Iterator[Token]:
    """Replace an image, and a link that does not lead to the web, by the tokens of its text."""
    for token in tokens:
        dead = token.kind is Kind.LINK and not _WEB.fullmatch(token.target)
        if dead or token.kind is Kind.IMAGE:
            yield from inline_tokens(token.text)
        else:
            yield token


def _merged(tokens: Iterable[Token]) -> Iterator[Token]:
    """Join neighbouring text, so that what only its parts hid is seen."""
    for kind, group in groupby(tokens, key=lambda token: token.kind):
        if kind is Kind.TEXT:
            text = "".join(token.text for token in group)
            yield Token(kind, text, text)
        else:
            yield from group


def _printed(token: Token, following: Token | None) -> str:
    match token.kind:
        case Kind.CODE:
            return _code_span(token.text)
        case Kind.TICKS:
            return token.text.replace("`", "\\`")
        case Kind.ESCAPE:
            return token.text.replace("\\<", "&lt;")
        case Kind.LINK:
            return f"[{_inline(token.text)}]({token.target})"
    text = _LIVE_BACKSLASH.sub(r"\\\\", token.text).replace("<", "&lt;")
    text = _LIVE_BRACKET.sub(r"\\]", text)
    opens_image = text.endswith("!") and following and following.kind is Kind.LINK
    return text[:-1] + "\\!" if opens_image else text
