"""What stands on a resource page beside its operations: its notice, and what has no place there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.diagnostics import quote
from generator.ir.models import Deprecation
from generator.lower.context import Context
from generator.lower.sections import OperationSections, bullets, list_of_operations
from generator.lower.stray_text import warn_unread
from generator.markdown.document import CodeBlock, Page, Prose, Section
from generator.source import Span

_ACCESSOR: Final = re.compile(r"\(\*[^*]+\*\)")
"""What older pages print below their title (dialect, section 1.2)."""
_NOTICE: Final = re.compile(r"> This SDK is \*\*DEPRECATED\*\*")
_QUOTE: Final = re.compile(r"> \[!\w+\]|>?\s*")
"""What opens a box with a notice, and empty lines of it."""
_MOVE: Final = "move it to the Overview, or to the operation that it is about"


def resource_deprecation(title: Section) -> Deprecation | None:
    """Return that a resource is deprecated: its title is struck through, or a notice says so."""
    told = any(_NOTICE.fullmatch(line) for line, _ in _lines(title))
    struck = title.title.reveal().startswith("~~")
    return Deprecation(None) if told or struck else None


def warn_of_rest(
    page: Page, title: Section, first: OperationSections, context: Context
) -> None:
    """Warn of text and headings above the first operation that nothing is read from (D006)."""
    for line, span in _lines(title):
        known = (_ACCESSOR, _NOTICE, _QUOTE)
        if not any(form.fullmatch(line.strip()) for form in known):
            warn_unread(span, "this text", _MOVE, context)
    listed = list_of_operations(page)
    if listed is None:
        return
    read = {bullet.span.line for bullet in bullets(listed.blocks, page)}
    for line, span in _lines(listed):
        if line.strip() and span.line not in read:
            warn_unread(span, "this line of the list", _MOVE, context)
    begin, end = page.sections.index(listed) + 1, page.sections.index(first.heading)
    for section in page.sections[begin:end]:
        what = f"the section {quote(section.title)}"
        warn_unread(section.span, what, _MOVE, context)


def _lines(section: Section) -> Iterator[tuple[str, Span]]:
    for block in section.blocks:
        if isinstance(block, Prose):
            for number, line in enumerate(block.text.reveal().split("\n")):
                start = block.span
                yield line, Span(start.file, start.line + number, 1, 1 + len(line))
        elif isinstance(block, CodeBlock):
            yield "```", block.span
