"""Text where a page has no place for text: it is in no model, so it is told (D006)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from generator.lower.context import Context
from generator.markdown.document import Block, CodeBlock, Prose
from generator.markdown.tables import begins_like_row
from generator.source import Span

_KNOWN: Final = re.compile(r"This is an open enum\b|<!--")
"""The note that an enum is open is a fact; a comment that never ends has been reported."""


def warn_of_prose(blocks: Iterable[Block], context: Context) -> None:
    """Warn of each paragraph among blocks that hold a table, a list of values, or an answer.

    A broken table has been reported.
    """
    for block in blocks:
        if isinstance(block, Prose) and not _is_known(block):
            hint = "move it to the description, above the sections"
            warn_unread(block.span, "this text", hint, context)


def warn_of_examples(blocks: Iterable[Block], context: Context) -> None:
    """Warn of each code block that follows the first, which is the example."""
    fences = [block for block in blocks if isinstance(block, CodeBlock)]
    for fence in fences[1:]:
        hint = "leave one of the two, or move this one to the description"
        warn_unread(fence.span, "this example: one stands before it", hint, context)


def warn_unread(span: Span, what: str, hint: str, context: Context) -> None:
    """Warn that a page has no place for something (D006)."""
    message = f"nothing is read from {what}"
    context.diagnostics.warning("D006", span, message, hint)


def _is_known(block: Prose) -> bool:
    text = block.text.reveal()
    return bool(_KNOWN.match(text)) or any(map(begins_like_row, text.split("\n")))
