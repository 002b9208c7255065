"""Text where a page has no place for text: it is in no model, so it is told (D006)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from generator.lower.context import Context
from generator.markdown.document import Block, CodeBlock, Prose
from generator.markdown.tables import begins_like_row

_KNOWN: Final = re.compile(r"This is an open enum\b|<!--")
"""The note that an enum is open is a fact; a comment that never ends has been reported."""


def warn_of_prose(blocks: Iterable[Block], context: Context) -> None:
    """Warn of each paragraph among blocks that hold a table, a list of values, or an answer.

    A broken table has been reported.
    """
    for block in blocks:
        if isinstance(block, Prose) and not _is_known(block):
            context.diagnostics.warning(
                "D006",
                block.span,
                "nothing is read from this text",
                "move it to the description, above the sections",
            )


def warn_of_examples(blocks: Iterable[Block], context: Context) -> None:
    """Warn of each code block that follows the first, which is the example."""
    fences = [block for block in blocks if isinstance(block, CodeBlock)]
    for fence in fences[1:]:
        context.diagnostics.warning(
            "D006",
            fence.span,
            "nothing is read from this example: one stands before it",
            "leave one of the two, or move this one to the description",
        )


def _is_known(block: Prose) -> bool:
    text = block.text.reveal()
    return bool(_KNOWN.match(text)) or any(map(begins_like_row, text.split("\n")))
