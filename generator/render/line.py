"""One line of code while it is being broken."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from generator.render.leaves import Leaf

WIDTH: Final = 88
"""Columns that a line may take."""

COMMA: Final = 18
"""Priority of a comma, and of the bar of a union: a line is broken at the highest first."""
UNION: Final = 9


@dataclass
class Line:
    """A line while it is being broken."""

    leaves: list[Leaf]
    indent: int
    inside_brackets: bool = False
    explodes: bool = False
    """Whether it must be broken at its commas."""
    tracked: frozenset[Leaf] = frozenset()
    """The leaves whose brackets count for trailing commas and delimiters."""
    depths: dict[Leaf, int] = field(default_factory=dict)
    """Depth of each tracked leaf; brackets stand at the depth of what is around them."""
    delimiters: dict[Leaf, int] = field(default_factory=dict)
    """Priority of each leaf after which the line may be broken."""
    optional: list[Leaf] = field(default_factory=list)
    """The tracked parentheses that are not shown when it is made."""
    trailing_comma: bool = False
    """Whether a comma before a closing bracket asks to keep one item a line."""

    def __post_init__(self) -> None:
        depth = 0
        before: Leaf | None = None
        for index, leaf in enumerate(self.leaves):
            if leaf not in self.tracked:
                continue
            depth -= leaf.kind == "close"
            self.depths[leaf] = depth
            if not leaf.text:
                self.optional.append(leaf)
            if depth == 0 and before is not None and leaf.text == "|":
                self.delimiters[before] = UNION
            if depth == 0 and leaf.text == ",":
                self.delimiters[leaf] = COMMA
            depth += leaf.kind == "open"
            if leaf.kind == "close" and self._keeps_comma(index):
                self.trailing_comma = True
            before = leaf

    def _keeps_comma(self, index: int) -> bool:
        closing = self.leaves[index]
        opening = closing.opening
        if not index or opening is None or self.leaves[index - 1].text != ",":
            return False
        if self.is_import or closing.text == "}":
            return True
        if closing.text == "]":
            return opening.is_display or not self._has_one_item(opening, closing)
        return not self.is_one_tuple(opening, closing)

    def is_one_tuple(self, opening: Leaf, closing: Leaf) -> bool:
        """Whether two brackets hold one item, and are no call."""
        is_tuple = opening.is_display and closing.text in ("", ")")
        return is_tuple and self._has_one_item(opening, closing)

    def _has_one_item(self, opening: Leaf, closing: Leaf) -> bool:
        start, stop = self.leaves.index(opening), self.leaves.index(closing)
        inner = self.depths.get(closing, 0) + 1
        found = (
            leaf.text == "," and self.depths.get(leaf) == inner
            for leaf in self.leaves[start:stop]
        )
        return sum(found) <= 1

    @cached_property
    def is_import(self) -> bool:
        """Whether it begins an import."""
        return bool(self.leaves) and self.leaves[0].text in ("from", "import")

    @cached_property
    def is_def(self) -> bool:
        """Whether it begins a function."""
        words = [leaf.text for leaf in self.leaves[:2]]
        return words[:1] == ["def"] or words == ["async", "def"]

    def __str__(self) -> str:
        """Return the line as it would be printed now."""
        rest = "".join([leaf.blank + leaf.text for leaf in self.leaves])
        return " " * self.indent + rest.lstrip()

    @property
    def fits(self) -> bool:
        """Whether it is short enough."""
        return len(str(self)) <= WIDTH

    def priority(self, but: Leaf | None = None) -> int:
        """Return the highest priority of its delimiters; 0 if there are none."""
        return max(
            (p for leaf, p in self.delimiters.items() if leaf is not but), default=0
        )
