"""Descriptions of pages and operations, and the notice that something is deprecated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from generator.ir.models import Deprecation
from generator.markdown.document import (
    Block,
    CodeBlock,
    Comment,
    Prose,
    Section,
    Table,
)
from generator.untrusted import Untrusted

_NOTICE: Final = re.compile(r"> :warning: \*\*DEPRECATED\*\*:?[ ]?(.*)")


def prose(blocks: Iterable[Block]) -> tuple[Untrusted | None, Deprecation | None]:
    """Return the description that blocks hold, and their deprecation if they tell one.

    Code blocks and tables inside a description stay part of it; comments do not.
    """
    deprecated: Deprecation | None = None
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Comment):
            continue
        text = block_text(block)
        kept = []
        for line in text.split("\n"):
            if notice := _NOTICE.fullmatch(line):
                reason = notice[1].strip()
                deprecated = Deprecation(Untrusted(reason) if reason else None)
            else:
                kept.append(line)
        parts.append("\n".join(kept).strip("\n"))
    doc = "\n\n".join(part for part in parts if part.strip())
    return (Untrusted(doc) if doc else None), deprecated


def whole_prose(
    sections: Sequence[Section],
) -> tuple[Untrusted | None, Deprecation | None]:
    """Return the description that runs over several sections, headings included."""
    blocks: list[Block] = list(sections[0].blocks) if sections else []
    for section in sections[1:]:
        blocks.append(_heading(section))
        blocks += section.blocks
    return prose(blocks)


def _heading(section: Section) -> Prose:
    text = "#" * section.level + " " + section.title.reveal()
    return Prose(Untrusted(text), section.span)


def block_text(block: Block) -> str:
    """Return a block as Markdown."""
    match block:
        case CodeBlock(language=language, code=code):
            return f"```{language.reveal()}\n{code.reveal()}\n```"
        case Table(header=header, rows=rows):
            cells = [
                [cell.raw.reveal() for cell in row.cells] for row in (header, *rows)
            ]
            cells.insert(1, ["---"] * len(header.cells))
            return "\n".join("| " + " | ".join(row) + " |" for row in cells)
        case Prose(text=text) | Comment(text=text):
            return text.reveal()
