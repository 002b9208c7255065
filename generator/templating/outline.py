"""What a template consists of: its blocks, what it extends, and what other templates it uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import jinja2
from jinja2 import nodes

from generator.records import record
from generator.render.strict import HIDDEN

_LEXER: Final = jinja2.Environment(  # noqa: S701 - it renders nothing
    keep_trailing_newline=True
)
"""Takes templates apart as Jinja does, and leaves out nothing but space before a `{%-`."""
_SILENT: Final = (
    nodes.Assign,
    nodes.AssignBlock,
    nodes.Block,
    nodes.Extends,
    nodes.FromImport,
    nodes.Import,
    nodes.Macro,
)
"""What may stand outside of blocks in a template that extends another one: it prints nothing."""
_HIDDEN: Final = frozenset({"attr", HIDDEN})
"""Ways to text of the docs that no printer printed."""


@record
class Use:
    """Another template that a template names."""

    line: int
    name: str | None
    """`None` where it is not written down, but computed."""
    extends: bool


@record
class Outline:
    """A template, as far as others are concerned."""

    blocks: tuple[tuple[str, int], ...]
    """The blocks that stand in no other block, with their lines."""
    inner: frozenset[str]
    """The blocks that stand in those."""
    texts: Mapping[str, str]
    """The text of each block, between its tags."""
    uses: tuple[Use, ...]
    stray: int | None
    """The first line outside of blocks that would print something."""
    private: tuple[tuple[int, str], ...]
    """Attributes and filters that templates must not use, with their lines."""

    @property
    def extended(self) -> Use | None:
        """The template that it extends."""
        return next((use for use in self.uses if use.extends), None)


def outline(tree: nodes.Template, source: str) -> Outline:
    """Return the outline of a template, from its syntax tree and its text."""
    outer = [node for node in tree.body if isinstance(node, nodes.Block)]
    names = {node.name for node in outer}
    inner = {node.name for node in tree.find_all(nodes.Block)} - names
    return Outline(
        tuple((node.name, node.lineno) for node in outer),
        frozenset(inner),
        block_texts(source),
        tuple(_uses(tree)),
        next(_stray(tree), None),
        tuple(_private(tree)),
    )


def block_texts(source: str) -> dict[str, str]:
    """Return the text between the tags of each block, by the block's name."""
    found: dict[str, str] = {}
    open_: list[tuple[str, int]] = []
    for words, start, end in _tags(source):
        if words[0] == "block":
            open_.append((words[1], end))
        elif words[0] == "endblock":
            name, begin = open_.pop()
            found[name] = source[begin:start]
    return found


def _tags(source: str) -> Iterator[tuple[list[str], int, int]]:
    """Yield the words of each tag with its place; source in comments, text and `raw` has none."""
    words: list[str] = []
    start = end = 0
    for _, kind, text in _LEXER.lex(source):
        at = source.index(text, end)
        end = at + len(text)
        if kind == "block_begin":
            words, start = [], at
        elif kind == "name":
            words.append(text)
        elif kind == "block_end":
            yield words, start, at + len(text.rstrip())


def _uses(tree: nodes.Template) -> Iterator[Use]:
    kinds = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)
    for node in tree.find_all(kinds):
        template = getattr(node, "template")  # noqa: B009 - each of the kinds has it
        is_plain = isinstance(template, nodes.Const) and isinstance(template.value, str)
        name = template.value if is_plain else None
        yield Use(node.lineno, name, isinstance(node, nodes.Extends))


def _stray(tree: nodes.Template) -> Iterator[int]:
    """Yield the lines outside of blocks at which something would be printed."""
    for node in tree.body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData):
                    yield part.lineno
                elif part.data.strip():
                    blank = part.data[: len(part.data) - len(part.data.lstrip())]
                    yield part.lineno + blank.count("\n")
        elif not isinstance(node, _SILENT):
            yield node.lineno


def _private(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    kinds: tuple[type[nodes.Expr], ...] = (nodes.Getattr, nodes.Getitem, nodes.Filter)
    for node in tree.find_all(kinds):
        name = ""
        if isinstance(node, nodes.Getattr):
            name = node.attr
        elif isinstance(node, nodes.Filter):
            name = node.name if node.name in _HIDDEN else ""
        elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            name = str(node.arg.value)
        if name.startswith("_") or name in _HIDDEN:
            yield node.lineno, name
