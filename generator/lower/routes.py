"""Which request an operation sends: its id, method and path (dialect, section 5).

The usage comment above an example is the only place where docs print them; older pages lack it,
and then the overlay must give method and path.
"""

from __future__ import annotations

import re
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Derived, Documented, Fact
from generator.ir.operations import Method, PathTemplate
from generator.lower.context import Context
from generator.lower.overlay import Candidate, text
from generator.lower.sections import OperationSections
from generator.lower.unrouted import Unrouted
from generator.markdown.comments import UsageSnippet, parse_usage_snippet
from generator.markdown.document import Comment, Page
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

_VARIABLE: Final = re.compile(r"\{([^{}/]+)\}")
_PATH: Final = re.compile(r"/[^?#\s\\{}]*(?:\{[^{}/\s]+\}[^?#\s\\{}]*)*")


@record
class Route:
    """What identifies and addresses an operation."""

    id: Fact[Untrusted]
    method: Fact[Method]
    path: Fact[PathTemplate]


def lower_route(
    sections: OperationSections, accessor: str, page: Page, context: Context
) -> Route | None:
    """Join the usage comment and the overlay; note where neither gives a fact."""
    snippet = _snippet(sections, page, context)
    id_ = _id(snippet, sections, accessor, context)
    method = _method(snippet, accessor, context)
    path = _path(snippet, accessor, context)
    if method is not None and path is not None:
        return Route(id_, method, path)
    if snippet is None:
        facts = {"method": method, "path": path}
        lacks = tuple(name for name, fact in facts.items() if fact is None)
        span = sections.heading.span
        context.unrouted.append(Unrouted(accessor, span, lacks))
    return None


def path_template(text: Untrusted, span: Span, context: Context) -> PathTemplate | None:
    """Read a path; its fragment tells operations apart and is not sent."""
    raw = text.reveal().partition("#")[0]
    if not _PATH.fullmatch(raw):
        context.diagnostics.error(
            "D032",
            span,
            f"{quote(raw)} is not a path",
            "a path starts with / and holds no query; variables stand in braces",
        )
        return None
    variables = tuple(Untrusted(name) for name in _VARIABLE.findall(raw))
    return PathTemplate(Untrusted(raw), variables)


def _snippet(
    sections: OperationSections, page: Page, context: Context
) -> UsageSnippet | None:
    for example in sections.examples:
        for block in example.blocks:
            if isinstance(block, Comment):
                found = parse_usage_snippet(block, page.source, context.diagnostics)
                if found is not None:
                    return found
    return None


def _id(
    snippet: UsageSnippet | None,
    sections: OperationSections,
    accessor: str,
    context: Context,
) -> Fact[Untrusted]:
    usual = (
        Fact(snippet.operation_id.value, Documented(snippet.operation_id.span))
        if snippet
        else Fact(Untrusted(accessor), Derived("distinct-id", sections.bullet.span))
    )
    return context.overlay.operation(accessor).settle("id", usual, text)


def _method(
    snippet: UsageSnippet | None, accessor: str, context: Context
) -> Fact[Method] | None:
    printed: Fact[Method] | None = None
    if snippet is not None:
        name = snippet.method.value.reveal().upper()
        if name in Method.__members__:
            printed = Fact(Method[name], Documented(snippet.method.span))
        else:
            context.diagnostics.error(
                "D032",
                snippet.method.span,
                f"{quote(snippet.method.value)} is not an HTTP method",
                "use one of " + ", ".join(m.value.lower() for m in Method),
            )
    scope = context.overlay.operation(accessor)
    stated = scope.candidates("method", lambda method: Method[method.upper()])
    return scope.overlay.choose(stated, printed)


def _path(
    snippet: UsageSnippet | None, accessor: str, context: Context
) -> Fact[PathTemplate] | None:
    printed: Fact[PathTemplate] | None = None
    if snippet is not None:
        template = path_template(snippet.path.value, snippet.path.span, context)
        if template is not None:
            printed = Fact(template, Documented(snippet.path.span))
    scope = context.overlay.operation(accessor)
    path = scope.entry("path")
    if path is None:
        return printed
    key = (*scope.key, "path")
    span = scope.overlay.origin(key).span
    stated = path_template(Untrusted(path), span, context)
    if stated is None:
        scope.overlay.uses(*key)
        return None
    return scope.overlay.choose([Candidate(key, stated)], printed)
