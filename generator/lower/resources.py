"""The tree of resources: README's list, or else what the pages say of themselves (section 1.2)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.diagnostics import Diagnostics, quote, visible
from generator.ir.operations import Resource
from generator.lower.around import Around
from generator.lower.context import Context
from generator.lower.names import normal
from generator.lower.operations import lower_resource, settle_text
from generator.lower.readme import ResourceEntry
from generator.lower.sections import Bullet, listed
from generator.markdown.document import CodeBlock, Page, Prose
from generator.markdown.literal_parser import parse_call
from generator.markdown.literals import Call
from generator.untrusted import Untrusted

Accessors = tuple[Untrusted, ...]

_PRINTED: Final = re.compile(
    r"\(\*([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\*\)", re.ASCII
)
_H1: Final = 1


def lower_resources(
    entries: tuple[ResourceEntry, ...], around: Around
) -> tuple[Resource, ...]:
    """Lower resource pages in the order of README's list, with which each page must agree.

    Where README lists nothing, the pages tell alone, in the order of their folders. Warns of a
    listed page that is not there, and reports one that is not listed (D038).
    """
    context = around.context
    pages = dict(context.tree.operations)
    found: list[Resource] = []
    for entry in entries or _unlisted(pages, context):
        page = pages.pop(posixpath.normpath(entry.target), None)
        if page is not None:
            _compare(entry, page, context)
            found.append(lower_resource(page, _accessors(entry.path, page), around))
        elif entry.operations:
            _warn_of_absent(entry, context)
    for path, page in pages.items():
        _report_unlisted(path, page, context)
    return tuple(found)


def _unlisted(pages: Mapping[str, Page], context: Context) -> Iterator[ResourceEntry]:
    """Yield an entry for each page with operations, as README would list it."""
    for path, page in sorted(pages.items()):
        if bullets := listed(page, context.diagnostics):
            yield ResourceEntry((), path, tuple(bullets), page.sections[0].span)


def _accessors(heading: Accessors, page: Page) -> Accessors:
    """Return the accessors that lead to a page's operations.

    README's heading names the types that the example's call goes through: the call tells how their
    accessors are spelled. A heading that is no name, such as `Zoo SDK`, is the client itself.
    Without a heading the page tells alone; one that does not tell is named after its folder.
    """
    shown = _shown(page)
    spelled = [normal(part) for part in heading]
    if shown is not None and spelled in ([], [normal(part) for part in shown]):
        return shown
    if not heading:
        return (Untrusted(page.source.path.split("/")[-2]),)
    if any(" " in part.reveal() for part in heading):
        return shown or ()
    return tuple(_lowered(part) for part in heading)


def _lowered(part: Untrusted) -> Untrusted:
    raw = part.reveal()
    return Untrusted(raw[:1].lower() + raw[1:])


def _shown(page: Page) -> Accessors | None:
    """Return the accessors below the title, `(*pets*)`, else those of the first call."""
    for section in page.sections:
        if section.level == _H1:
            texts = [
                section.title,
                *(b.text for b in section.blocks if isinstance(b, Prose)),
            ]
            for text in texts:
                if match := _PRINTED.search(text.reveal()):
                    return tuple(Untrusted(part) for part in match[1].split("."))
    call = _first_call(page)
    return call.path[:-1] if call else None


def _first_call(page: Page) -> Call | None:
    blocks = [block for section in page.sections for block in section.blocks]
    for block in blocks:
        # What cannot be read is reported when the operation is lowered.
        call = (
            parse_call(block, Diagnostics()) if isinstance(block, CodeBlock) else None
        )
        if call is not None:
            return call
    return None


def _warn_of_absent(entry: ResourceEntry, context: Context) -> None:
    lost = ", ".join(quote(line.name) for line in entry.operations)
    context.diagnostics.warning(
        "D038",
        entry.span,
        f"README lists {quote(entry.target)}, which is not there; lost with it: {lost}",
        "the docs tree is incomplete: add the page, or remove the entry",
    )


def _report_unlisted(path: str, page: Page, context: Context) -> None:
    if not listed(page, context.diagnostics):
        settle_text(page, (), context.account)
        return
    context.diagnostics.error(
        "D038",
        page.source.span(1),
        f"README does not list {quote(path)}",
        f"list it under Available Resources and Operations: ### [name]({visible(path)})",
    )
    for section in page.sections:
        context.account.report_tables(section)


def _compare(entry: ResourceEntry, page: Page, context: Context) -> None:
    """Report operations that only README or only the page lists (D038)."""
    there = listed(page, context.diagnostics)
    _report_missing(
        entry.operations,
        there,
        f"{quote(entry.target)} does not list",
        "README lists it: describe it on the page, or remove the line",
        context,
    )
    _report_missing(
        there,
        entry.operations,
        "README does not list",
        f"add `* [name]({visible(entry.target)}#name) - summary` to README",
        context,
    )


def _report_missing(
    lines: Iterable[Bullet],
    others: Iterable[Bullet],
    problem: str,
    hint: str,
    context: Context,
) -> None:
    known = {line.name for line in others}
    for line in lines:
        if line.name not in known:
            context.diagnostics.error(
                "D038", line.span, f"{problem} the operation {quote(line.name)}", hint
            )
