"""Links between the pages of the emitted reference."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from generator.ir.references import references
from generator.ir.types import ModelKey, Ref, Type
from generator.python.annotations import Spelling, annotation
from generator.python.errors import TREE
from generator.python.names import (
    class_name,
    module_name,
    namespace_module,
)
from generator.python.resources import Node, accessor_path
from generator.records import record
from generator.render.printers import Printers

_QUOTE: Final = re.compile("[\"']")
"""Begins text of the docs, which may spell anything."""


@record
class Links:
    """Links from pages of one folder."""

    up: str
    """The way from there to `docs/`, such as `../`."""
    printers: Printers

    def model(self, key: ModelKey) -> str:
        """Return the link to a model's page."""
        page = f"models/{namespace_module(key)}/{module_name(key.title)}.md"
        return f"[`{public_name(key)}`]({self.up}{page})"

    def resource(self, node: Node) -> str:
        """Return the link to a resource's page."""
        page = f"resources/{node.module}.md"
        return f"[`{accessor_path(node)}`]({self.up}{page})"

    def operation(self, node: Node, method: str) -> str:
        """Return the link to an operation's section."""
        page = f"resources/{node.module}.md#{method}"
        return f"[`{accessor_path(node)}.{method}`]({self.up}{page})"

    def error(self, name: str) -> str:
        """Return the link to an error class: to its section, if it has one."""
        section = "" if name in TREE else f"#{name.lower()}"
        return f"[`errors.{name}`]({self.up}errors.md{section})"

    def type(self, type_: Type, raw: str = "bytes") -> str:
        """Return a type for a table's cell, with links to the models that it names.

        `raw` stands for bytes that are a body of their own.
        """
        if isinstance(type_, Ref):
            return self.model(type_.key)
        spelling = Spelling(lambda key: (public_name(key),), self.printers, raw=raw)
        spelled = annotation(type_, spelling)
        links = {public_name(key): self.model(key) for key in references((type_,))}
        code = self.printers.markdown_code_cell
        if not links:
            return code(spelled)
        if len(links) == 1 and not _QUOTE.search(spelled):
            ((name, link),) = links.items()
            return link.join(part and code(part) for part in spelled.split(name))
        longest_first = sorted(links, key=len, reverse=True)
        names = re.compile(rf"(\b(?:{'|'.join(map(re.escape, longest_first))})\b)")
        return "".join(
            links.get(part) or code(part) for part in names.split(spelled) if part
        )

    def models(self, keys: Iterable[ModelKey]) -> str:
        """Return links to models, sorted, with commas."""
        return ", ".join(self.model(key) for key in sorted(keys))


def public_name(key: ModelKey) -> str:
    """Return a model's name as users of the package write it, below `models`."""
    return f"{namespace_module(key)}.{class_name(key)}"
