"""Facts of README: client, servers, credentials, errors, the list of resources (section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from generator.diagnostics import quote
from generator.ir.api import SchemeKind, SecurityScheme, Server
from generator.ir.facts import Derived, Documented, Fact
from generator.lower.context import Context
from generator.lower.prose import prose
from generator.lower.sections import bullets
from generator.markdown.document import (
    CodeBlock,
    Comment,
    Page,
    Prose,
    Row,
    Section,
    Table,
)
from generator.markdown.literal_parser import parse_imports
from generator.source import Span
from generator.untrusted import Untrusted

_TAGS: Final = {
    "Summary": "summary",
    "SDK Example Usage": "usage",
    "Available Resources and Operations": "operations",
    "Error Handling": "errors",
    "Server Selection": "server",
    "Authentication": "security",
}
_START: Final = re.compile(r"Start .* \[([a-z-]+)\]")
_RESOURCE: Final = re.compile(r"\[([^\]]+)\]\((docs/sdks/[^)#\s]+)\)")
_ERROR_BASE: Final = re.compile(r"\s*\* \[`(\w+)`\]\(")
_SERVER_URL: Final = re.compile(r"serverURL: \"([^\"\\\n]+)\"")
_CODE_SPAN: Final = re.compile(r"`([^`]+)`")
_H2: Final = 2

_KINDS: Final = {
    ("http", "HTTP Bearer"): SchemeKind.BEARER,
    ("http", "HTTP Basic"): SchemeKind.BASIC,
    ("apiKey", "API key"): SchemeKind.API_KEY,
    ("oauth2", "OAuth2 token"): SchemeKind.OAUTH2,
}
_SECURITY_HEADERS: Final = (
    ["Name", "Type", "Scheme"],
    ["Name", "Type", "Scheme", "Environment Variable"],
)


@dataclass(frozen=True, slots=True)
class ResourceEntry:
    """One heading of README's list of resources."""

    path: tuple[Untrusted, ...]
    """Accessors, such as (`beta`, `libraries`), as README spells them."""
    target: str
    """Path of the page."""
    operations: tuple[Untrusted, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ReadmeFacts:
    """What README says."""

    client: Fact[Untrusted] | None
    doc: Untrusted | None
    servers: tuple[Server, ...]
    security: tuple[SecurityScheme, ...]
    error_base: Untrusted | None
    resources: tuple[ResourceEntry, ...]


def lower_readme(page: Page, context: Context) -> ReadmeFacts:
    """Lower README; reports security schemes that the dialect does not know."""
    parts = _parts(page)
    facts = ReadmeFacts(
        _client(page),
        _summary(parts.get("summary", [])),
        tuple(_servers(parts.get("server", []))),
        tuple(_security(parts.get("security", []), context)),
        _error_base(parts.get("errors", [])),
        tuple(_resources(parts.get("operations", []), page)),
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


def _servers(sections: Iterable[Section]) -> Iterator[Server]:
    """Yield the server of the `serverURL` example."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, CodeBlock) and (
                match := _SERVER_URL.search(block.code.reveal())
            ):
                origin = Derived("server-example", block.span)
                yield Server(Fact(Untrusted(match[1]), origin), None, None)
                return


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
            names = tuple(b.name for b in bullets(section.blocks, page))
            yield ResourceEntry(path, match[2], names, section.span)


def _security(
    sections: Iterable[Section], context: Context
) -> Iterator[SecurityScheme]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table) and _is_security(block):
                for row in block.rows:
                    scheme = _scheme(row, context)
                    if scheme is None:
                        context.account.report(row)
                    else:
                        context.account.consume(row)
                        yield scheme


def _is_security(table: Table) -> bool:
    return [cell.raw.reveal() for cell in table.header.cells] in _SECURITY_HEADERS


def _scheme(row: Row, context: Context) -> SecurityScheme | None:
    type_, scheme = (row.cells[i].raw.reveal() for i in (1, 2))
    kind = _KINDS.get((type_, scheme))
    names = _CODE_SPAN.findall(row.cells[0].raw.reveal())
    if not names:
        context.diagnostics.error(
            "D013",
            row.cells[0].span,
            f"{quote(row.cells[0].raw)} is not the name of a credential",
            "write the name of the client's option in backquotes",
        )
        return None
    if kind is None:
        context.diagnostics.error(
            "D041",
            row.cells[2].span,
            f"the security scheme {quote(type_)}, {quote(scheme)} is not one "
            "that the generator can write",
            "known: " + ", ".join(f"{t}/{s}" for t, s in _KINDS),
        )
        return None
    return SecurityScheme(
        Untrusted(names[0]),
        kind,
        _header(names[0], kind, row, context),
        _env(names[0], row, context),
        row.cells[0].span,
    )


def _env(name: str, row: Row, context: Context) -> Fact[Untrusted] | None:
    overlay = context.overlay
    table = overlay.tables.security.get(name)
    stated = overlay.text(table.env if table else None, "security", name, "env")
    printed: Fact[Untrusted] | None = None
    if len(row.cells) > 3 and (found := _CODE_SPAN.findall(row.cells[3].raw.reveal())):
        printed = Fact(Untrusted(found[0]), Documented(row.cells[3].span))
    if stated and printed and stated.value == printed.value:
        overlay.redundant(context.diagnostics, "security", name, "env")
    return stated or printed


def _header(
    name: str, kind: SchemeKind, row: Row, context: Context
) -> Fact[Untrusted] | None:
    if kind is not SchemeKind.API_KEY:
        return None
    overlay = context.overlay
    table = overlay.tables.security.get(name)
    stated = overlay.text(table.header if table else None, "security", name, "header")
    if stated is None:
        context.diagnostics.error(
            "D040",
            row.cells[0].span,
            f"the docs do not say which header carries {quote(name)}",
            f'add to sdk.toml: [security.{name}] header = "..."',
        )
    return stated
