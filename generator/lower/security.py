"""The credentials of README's section on authentication (dialect, section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from generator.diagnostics import Diagnostics, quote
from generator.ir.facts import Documented, Fact
from generator.ir.security import Credential, SchemeKind, SecurityScheme
from generator.lower.account import rows
from generator.lower.cells import unknown_header
from generator.lower.context import Context
from generator.markdown.document import CodeBlock, Page, Row, Section, Table
from generator.markdown.literal_parser import parse_call
from generator.markdown.literals import Construction, ObjectLiteral
from generator.source import Span
from generator.untrusted import Untrusted

_CODE_SPAN: Final = re.compile(r"`([^`]+)`")
_KINDS: Final = {
    ("http", "HTTP Bearer"): SchemeKind.BEARER,
    ("http", "HTTP Basic"): SchemeKind.BASIC,
    ("apiKey", "API key"): SchemeKind.API_KEY,
    ("oauth2", "OAuth2 token"): SchemeKind.OAUTH2,
}
_COLUMNS: Final = ("Name", "Type", "Scheme")
_ENV: Final = "Environment Variable"
_PAIR: Final = 2
_LEADING_NAME: Final = re.compile(r"`(\w+)[^`]*`")
_SDK_OPTIONS: Final = frozenset(
    {
        "debugLogger",
        "httpClient",
        "retryConfig",
        "server",
        "serverIdx",
        "serverURL",
        "timeoutMs",
        "userAgent",
    }
)


def lower_security(
    sections: Iterable[Section], context: Context
) -> Iterator[SecurityScheme]:
    """Yield the schemes; reports tables (D007) and schemes (D041) outside the dialect."""
    for section in sections:
        for block in section.blocks:
            if not isinstance(block, Table):
                continue
            if not _is_security(block):
                unknown_header(block, _COLUMNS, context)
                continue
            for row in block.rows:
                scheme = _scheme(row, context)
                if scheme is None:
                    context.account.report(row)
                else:
                    context.account.consume(row)
                    yield scheme


def option_names(schemes: Iterable[SecurityScheme]) -> tuple[Untrusted, ...]:
    """Return the options of the client in the docs that take credentials.

    A credential is an option of its own, or one of the parts of the option `security`.
    """
    names = tuple(
        part.name for scheme in schemes for part in (scheme.parts or (scheme,))
    )
    return (*names, Untrusted("security")) if names else ()


def report_unstated(readme: Page, context: Context) -> None:
    """Report the first example that passes the client an option of unknown meaning (D040).

    For an API whose README states no credentials: an option that is neither one of the
    TypeScript SDK's own, nor in a table of README, is most likely one.
    """
    known = _SDK_OPTIONS | _named_in_tables(readme)
    for page in context.tree.operations.values():
        for client in _clients(page):
            for key, span in _options(client):
                if key not in known:
                    context.diagnostics.warning(
                        "D040",
                        span,
                        f"README states no credentials, but this client takes {quote(key)}",
                        "list it under Authentication: | Name | Type | Scheme |",
                    )
                    return


def _named_in_tables(readme: Page) -> set[str]:
    """Return the words that begin a code span in a table: global parameters, variables."""
    return {
        name
        for row in rows(readme)
        for cell in row.cells
        for name in _LEADING_NAME.findall(cell.raw.reveal())
    }


def _clients(page: Page) -> Iterator[Construction]:
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, CodeBlock):
                # What cannot be read was reported when the operation was lowered.
                call = parse_call(block, Diagnostics())
                if call and call.client:
                    yield call.client


def _options(client: Construction) -> Iterator[tuple[str, Span]]:
    for argument in client.arguments:
        if isinstance(argument, ObjectLiteral):
            for entry in argument.entries:
                yield entry.key.reveal(), entry.span


def _is_security(table: Table) -> bool:
    header = tuple(cell.raw.reveal() for cell in table.header.cells)
    return header in (_COLUMNS, (*_COLUMNS, _ENV))


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
    if len(names) > (_PAIR if kind is SchemeKind.BASIC else 1):
        context.diagnostics.error(
            "D041",
            row.cells[0].span,
            f"the security scheme {quote(scheme)} does not take {len(names)} credentials",
            "HTTP Basic takes a user name and a password, every other scheme one credential",
        )
        return None
    parts = _parts(names, row, context)
    return SecurityScheme(
        parts[0].name,
        kind,
        _header(names[0], kind, row, context),
        parts[0].env,
        row.cells[0].span,
        parts if len(parts) > 1 else (),
    )


def _parts(names: list[str], row: Row, context: Context) -> tuple[Credential, ...]:
    """Return the credentials of a row, each with its own environment variable."""
    cells = row.cells[len(_COLUMNS) :]
    span = cells[0].span if cells else row.span
    printed = _CODE_SPAN.findall(cells[0].raw.reveal()) if cells else []
    found: list[Credential] = []
    for index, name in enumerate(names):
        shown = (
            Fact(Untrusted(printed[index]), Documented(span))
            if index < len(printed)
            else None
        )
        found.append(Credential(Untrusted(name), _env(name, shown, context)))
    return tuple(found)


def _env(
    name: str, printed: Fact[Untrusted] | None, context: Context
) -> Fact[Untrusted] | None:
    overlay = context.overlay
    table = overlay.tables.security.get(name)
    stated = overlay.text(table.env if table else None, "security", name, "env")
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
