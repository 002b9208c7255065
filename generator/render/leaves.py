"""The leaves of one statement: its tokens, with the optional parentheses that black may show.

Only the part of Python is read that templates print: names, strings and numbers in ASCII, brackets,
`.`, `,`, `:`, `=`, `|`, `*`, `@` and `->`. Anything else raises `UnknownLayoutError`.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"(?P<blank>\s*)(?:"
    r"(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?=[^'\n]*\")(?:[^'\\\n]|\\.)*')(?!['\"])"
    r"|(?P<word>[A-Za-z_]\w*|\d+(?:\.\d+)?(?![\w.]))"
    r"|(?P<op>->|\*\*|[][(){}.,:=|*@]))",
    re.ASCII,
)
_CLOSING: Final = {")": "(", "]": "[", "}": "{"}
_READ: Final = frozenset(
    (
        "None",
        "True",
        "False",
        "async",
        "class",
        "def",
        "from",
        "import",
        "lambda",
        "return",
    )
)
_UNREAD: Final = frozenset(keyword.kwlist) - _READ
_STATEMENTS: Final = frozenset(("return", "lambda", "import"))


class UnknownLayoutError(Exception):
    """The statement has a form that is left to black."""


@dataclass(slots=True, eq=False)
class Leaf:
    """One token. A bracket without text is an optional parenthesis that is not shown."""

    text: str
    kind: str
    """`open`, `close`, `string`, `word` or `op`; `added` for a comma that is not in the source."""
    blank: str = ""
    """The blank before it: one or none."""
    opening: Leaf | None = None
    """Of a closing bracket: the one that it closes."""
    is_display: bool = False
    """Of an opening bracket: whether it begins a list, dict or tuple, or the names of an import."""

    @property
    def width(self) -> int:
        """The columns that it takes, the blank before it included."""
        return len(self.blank) + len(self.text)

    def show(self) -> None:
        """Print an optional parenthesis."""
        self.text = self.text or ("(" if self.kind == "open" else ")")


def read_leaves(code: str) -> list[Leaf]:
    """Return the leaves of a statement, blanks as black places them.

    Raises `UnknownLayoutError`.
    """
    return list(_with_optional_parentheses(list(_tokens(code.strip()))))


def _tokens(code: str) -> Iterator[Leaf]:
    before: Leaf | None = None
    stack: list[Leaf] = []
    unread = _UNREAD
    if code.startswith("from "):
        unread = _UNREAD - {"as"}
    elif re.match(r"return await \w", code):
        unread = _UNREAD - {"await"}
    position = 0
    while position < len(code):
        match = _TOKEN.match(code, position)
        kind = match.lastgroup if match else None
        if match is None or kind is None or match[kind] in unread:
            raise UnknownLayoutError(code)
        position = match.end()
        leaf = Leaf(match[kind], kind)
        if leaf.text in "([{":
            leaf.kind = "open"
            leaf.is_display = before is None or not _ends_operand(before)
            stack.append(leaf)
        elif leaf.text in _CLOSING:
            leaf.kind = "close"
            leaf.opening = stack.pop() if stack else None
            if leaf.opening is None or leaf.opening.text != _CLOSING[leaf.text]:
                raise UnknownLayoutError(code)
        leaf.blank = _blank(before, leaf, match["blank"])
        if before is not None and not _may_follow(before, leaf):
            raise UnknownLayoutError(code)
        yield leaf
        before = leaf
    if stack:
        raise UnknownLayoutError(code)


def _may_follow(before: Leaf, leaf: Leaf) -> bool:
    """Whether two tokens make no prefixed string, no joined strings, no call of a call."""
    if leaf.kind == "string":
        return before.kind not in ("string", "close") and (
            before.kind != "word" or leaf.blank != ""
        )
    return not (before.kind == "close" and leaf.text in ("(", "[", "."))


def _ends_operand(leaf: Leaf) -> bool:
    """Whether a bracket after `leaf` belongs to it: a call or a subscript."""
    if leaf.kind == "word":
        return leaf.text not in _STATEMENTS
    return leaf.kind in ("close", "string")


def _blank(before: Leaf | None, leaf: Leaf, found: str) -> str:
    """Keep a blank of the source, but for what a line break left there."""
    if before is None or before.kind == "open" or leaf.kind == "close":
        return ""
    if leaf.text in (",", "."):
        return " " if before.text == "from" else ""
    return " " if found or before.text == "," else ""


def _with_optional_parentheses(leaves: list[Leaf]) -> Iterator[Leaf]:
    """Add the parentheses that black may show, as its `normalize_invisible_parens` does."""
    first = leaves[0].text
    if first in ("def", "async"):
        yield from _around_annotations(leaves)
    elif first == "from":
        yield from _around_names(leaves)
    elif first == "return":
        yield leaves[0]
        yield from _optional(leaves[1:])
    elif first in ("class", "@"):
        yield from leaves
    else:
        yield from _around_values(leaves)


def _around_values(leaves: list[Leaf]) -> Iterator[Leaf]:
    """Add those of an assignment: around the annotation and the value. A call has none."""
    part: list[Leaf] = []
    marks = 0
    depth = 0
    for leaf in leaves:
        depth += (leaf.kind == "open") - (leaf.kind == "close")
        if depth == 0 and leaf.text in ("=", ":"):
            yield from _optional(part) if marks else part
            yield leaf
            part, marks = [], marks + 1
        else:
            part.append(leaf)
    yield from _optional(part) if marks else part


def _around_annotations(leaves: list[Leaf]) -> Iterator[Leaf]:
    """Add those of a function: around annotations that are unions, and what it returns."""
    depth = 0
    index = 0
    while index < len(leaves):
        leaf = leaves[index]
        yield leaf
        index += 1
        depth += (leaf.kind == "open") - (leaf.kind == "close")
        arrow = depth == 0 and leaf.text == "->"
        if arrow or (depth == 1 and leaf.text == ":"):
            end = _end_of_annotation(leaves, index)
            part = leaves[index:end]
            index = end
            wide = _holds(part, "|") or (bool(part) and part[0].is_display)
            yield from _optional(part) if arrow or wide else part


def _end_of_annotation(leaves: list[Leaf], index: int) -> int:
    depth = 0
    while index < len(leaves):
        leaf = leaves[index]
        depth += (leaf.kind == "open") - (leaf.kind == "close")
        if depth < 0 or (depth == 0 and leaf.text in (",", "=", ":")):
            break
        index += 1
    return index


def _around_names(leaves: list[Leaf]) -> Iterator[Leaf]:
    """Add those of an import: around the names."""
    start = next((i for i, x in enumerate(leaves) if x.text == "import"), None)
    if start is None:
        raise UnknownLayoutError("import")
    names = leaves[start + 1 :]
    if names and names[0].text == "(":
        names[0].text = names[-1].text = ""
        names[0].is_display = True
        yield from leaves
    else:
        yield from leaves[: start + 1]
        yield from _optional(names)


def _optional(part: list[Leaf]) -> list[Leaf]:
    """Put optional parentheses around a part, or make those optional that are there already."""
    if not part:
        raise UnknownLayoutError("nothing")
    if part[0].text != "(":
        opening = Leaf("", "open", part[0].blank, is_display=True)
        part[0].blank = ""
        return [opening, *part, Leaf("", "close", opening=opening)]
    inner = part[1:-1]
    if part[-1].opening is not part[0] or (inner and inner[0].text == "("):
        raise UnknownLayoutError("parentheses")
    if inner and not _holds(inner, ","):
        part[0].text = part[-1].text = ""
    return part


def _holds(part: list[Leaf], text: str) -> bool:
    """Whether a token stands in a part, outside of all brackets."""
    depth = 0
    for leaf in part:
        depth += (leaf.kind == "open") - (leaf.kind == "close")
        if depth == 0 and leaf.text == text:
            return True
    return False
