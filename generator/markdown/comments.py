"""HTML comments that stand alone, and the usage comment of operations (dialect, section 1.2)."""

from __future__ import annotations

import re
from typing import Final

from generator.diagnostics import Diagnostics
from generator.markdown.document import Comment
from generator.markdown.placed_text import PlacedText
from generator.records import record
from generator.source import SourceFile, Span
from generator.untrusted import Untrusted

_COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)
_COMMENTS: Final = re.compile(r"(?:\s*+<!--.*?-->)++\s*", re.DOTALL)


def read_comments(source: SourceFile, first: int, last: int) -> tuple[Comment, ...]:
    """Return the comments on the lines `first` to `last`.

    Empty where the lines hold anything else, or a comment that is never closed.
    """
    text = PlacedText.of_lines(
        "\n".join(source.lines[first - 1 : last]), source.path, first, 1
    )
    if not _COMMENTS.fullmatch(text.text):
        return ()
    return tuple(
        Comment(Untrusted(found[1].strip()), text.span(*found.span()))
        for found in _COMMENT.finditer(text.text)
    )


@record
class Attribute:
    """The value of one attribute."""

    value: Untrusted
    span: Span
    """Of the value, without its quotes."""


@record
class UsageSnippet:
    """What the usage comment above an operation's example states."""

    language: Attribute
    operation_id: Attribute
    method: Attribute
    """HTTP method, in lower case."""
    path: Attribute
    """Path with its variables in braces, as on the wire; may end in a fragment."""
    example: Attribute | None
    """Name of the example, where an operation has several."""


_MARK: Final = "UsageSnippet"
_USAGE: Final = re.compile(
    r'<!-- UsageSnippet language="([^"]*)" operationID="([^"]+)" method="([a-z]+)" '
    r'path="([^"]+)"(?: example="([^"]*)")? -->'
)


def parse_usage_snippet(
    comment: Comment, source: SourceFile, diagnostics: Diagnostics
) -> UsageSnippet | None:
    """Return what a usage comment states, or `None` for any other comment.

    The order of the attributes is fixed, and values hold no quotes. Reports D032 for a usage
    comment of any other form.
    """
    if not comment.text.reveal().startswith(_MARK):
        return None
    span = comment.span
    raw = source.lines[span.line - 1][span.column - 1 : span.end - 1]
    match = _USAGE.fullmatch(raw)
    if match is None:
        diagnostics.error(
            "D032",
            span,
            "this usage comment cannot be read",
            'its form is <!-- UsageSnippet language="typescript" operationID="..." '
            'method="get" path="/..." -->',
        )
        return None

    def attribute(group: int) -> Attribute:
        start, stop = match.span(group)
        return Attribute(Untrusted(match[group]), span.part(start, stop))

    return UsageSnippet(
        language=attribute(1),
        operation_id=attribute(2),
        method=attribute(3),
        path=attribute(4),
        example=None if match[5] is None else attribute(5),
    )
