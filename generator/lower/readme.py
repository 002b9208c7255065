"""Facts of README: client, servers, credentials, errors, the list of resources (section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Final

from generator.ir.facts import Derived, Fact
from generator.ir.models import Model
from generator.ir.security import SecurityScheme
from generator.ir.servers import Server
from generator.ir.types import ModelKey
from generator.lower.context import Context
from generator.lower.global_rows import GlobalRow, global_rows, wire_names
from generator.lower.prose import prose
from generator.lower.sections import Bullet, bullets
from generator.lower.security import lower_security
from generator.lower.servers import lower_servers
from generator.markdown.document import (
    CodeBlock,
    Comment,
    Page,
    Prose,
    Section,
)
from generator.markdown.literal_parser import parse_imports
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

_TAGS: Final = {
    "Summary": "summary",
    "SDK Example Usage": "usage",
    "Available Resources and Operations": "operations",
    "Error Handling": "errors",
    "Server Selection": "server",
    "Authentication": "security",
    "Global Parameters": "global-parameters",
}
_START: Final = re.compile(r"Start .* \[([a-z-]+)\]")
_RESOURCE: Final = re.compile(r"\[([^\]]+)\]\((docs/sdks/[^)#\s]+)\)")
_ERROR_BASE: Final = re.compile(r"\s*\* \[`(\w+)`\]\(")
_H2: Final = 2


@record
class ResourceEntry:
    """One heading of README's list of resources."""

    path: tuple[Untrusted, ...]
    """Accessors, such as (`beta`, `libraries`), as README spells them."""
    target: str
    """Path of the page."""
    operations: tuple[Bullet, ...]
    """Its lines, in order."""
    span: Span


@record
class ReadmeFacts:
    """What README says."""

    client: Fact[Untrusted] | None
    doc: Untrusted | None
    servers: tuple[Server, ...]
    security: tuple[SecurityScheme, ...]
    error_base: Untrusted | None
    resources: tuple[ResourceEntry, ...]
    globals: tuple[GlobalRow, ...] = ()
    wire_names: Mapping[str, Fact[Untrusted]] = field(default_factory=dict)
    """Names on the wire that the text on global parameters speaks of, by normal name."""


def lower_readme(
    page: Page, models: Mapping[ModelKey, Model], context: Context
) -> ReadmeFacts:
    """Lower README; reports security schemes that cannot be written, warns of servers."""
    parts = _parts(page)
    facts = ReadmeFacts(
        _client(page),
        _summary(parts.get("summary", [])),
        lower_servers(parts.get("server", []), models, context),
        tuple(lower_security(parts.get("security", []), context)),
        _error_base(parts.get("errors", [])),
        tuple(_resources(parts.get("operations", []), page)),
        tuple(global_rows(parts.get("global-parameters", []), page, context)),
        wire_names(parts.get("global-parameters", [])),
    )
    for section in parts.get("errors", []):
        context.account.ignore_tables(section, "sdk-error-properties")
    for section in page.sections:
        context.account.ignore_tables(section, "readme-text")
    return facts


def _parts(page: Page) -> dict[str, list[Section]]:
    """Return sections by tag: of the comment before an H2, else by its title."""
    parts: dict[str, list[Section]] = {}
    tag = ""
    before: Section | None = None
    for section in page.sections:
        if section.level <= _H2:
            title = section.title.reveal()
            tag = (before and _tag(before)) or _TAGS.get(title, "")
        parts.setdefault(tag, []).append(section)
        before = section
    return parts


def _tag(section: Section) -> str:
    """Return the tag of the comment that ends a section."""
    last = section.blocks[-1] if section.blocks else None
    if isinstance(last, Comment) and (match := _START.fullmatch(last.text.reveal())):
        return match[1]
    return ""


def _client(page: Page) -> Fact[Untrusted] | None:
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, CodeBlock):
                for found in parse_imports(block):
                    for name in found.names:
                        return Fact(name, Derived("import-name", block.span))
    return None


def _summary(sections: Iterable[Section]) -> Untrusted | None:
    for section in sections:
        if doc := prose(section.blocks)[0]:
            return doc
    return None


def _error_base(sections: Iterable[Section]) -> Untrusted | None:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Prose):
                for line in block.text.reveal().split("\n"):
                    if match := _ERROR_BASE.match(line):
                        return Untrusted(match[1])
    return None


def _resources(sections: Iterable[Section], page: Page) -> Iterator[ResourceEntry]:
    for section in sections:
        match = _RESOURCE.fullmatch(section.title.reveal())
        if match is not None:
            path = tuple(Untrusted(part) for part in match[1].strip("~").split("."))
            lines = tuple(bullets(section.blocks, page))
            yield ResourceEntry(path, match[2], lines, section.span)
