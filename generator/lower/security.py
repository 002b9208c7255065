"""The credentials of README's section on authentication (dialect, section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Documented, Fact
from generator.ir.security import SchemeKind, SecurityScheme
from generator.lower.account import rows
from generator.lower.cells import unknown_header
from generator.lower.client_options import SDK_OPTIONS, options
from generator.lower.context import Context
from generator.lower.schemes import (
    PrintedCredential,
    guessed_kind,
    most_credentials,
    scheme,
)
from generator.markdown.document import Page, Row, Section, Table
from generator.markdown.literals import Construction
from generator.untrusted import Untrusted

_CODE_SPAN: Final = re.compile(r"`([^`]+)`")
_KINDS: Final = {
    ("http", "HTTP Bearer"): SchemeKind.BEARER,
    ("http", "HTTP Basic"): SchemeKind.BASIC,
    ("apiKey", "API key"): SchemeKind.API_KEY,
    ("oauth2", "OAuth2 token"): SchemeKind.OAUTH2,
    ("oauth2", "OAuth2 Client Credentials Flow"): SchemeKind.CLIENT_CREDENTIALS,
    ("openIdConnect", "OpenID Connect Discovery"): SchemeKind.OAUTH2,
}
_CUSTOM: Final = ("http", "Custom HTTP")
"""A scheme that the vendor wrote for the TypeScript SDK: docs do not say what it does."""
_WHOLE: Final = {
    SchemeKind.BASIC: ("username", "password"),
    SchemeKind.CLIENT_CREDENTIALS: ("clientID", "clientSecret", "tokenURL"),
}
_COLUMNS: Final = ("Name", "Type", "Scheme")
_ENV: Final = "Environment Variable"
_SET: Final = 4
_LEADING_NAME: Final = re.compile(r"`(\w++)[^`]*+`")


def lower_security(
    sections: Iterable[Section], context: Context
) -> Iterator[SecurityScheme]:
    """Yield the schemes; reports tables (D007) and schemes (D041) outside the dialect.

    The schemes of a table below a heading of its own are a set, needed together.
    """
    for section in sections:
        for block in section.blocks:
            if not isinstance(block, Table):
                continue
            if not _is_security(block):
                unknown_header(block, _COLUMNS, context)
                continue
            together = section.level >= _SET and len(block.rows) > 1
            group = section.title if together else None
            for row in block.rows:
                found = _scheme(row, group, context)
                if found is None:
                    context.account.report(row)
                else:
                    context.account.consume(row)
                    yield found


def overlaid_security(
    schemes: Iterable[SecurityScheme], context: Context
) -> tuple[SecurityScheme, ...]:
    """Return the schemes, and behind them those that the overlay alone states."""
    found = list(schemes)
    known = {name.reveal() for name in option_names(found)}
    for name, table in (context.overlay.entry(("security",)) or {}).items():
        if "kind" in table and name not in known:
            origin = context.overlay.used("security", name, "kind")
            kind = Fact(SchemeKind(table["kind"]), origin)
            printed = [PrintedCredential(part) for part in _names(name, kind.value)]
            span = kind.origin.span
            found.append(scheme(kind.value, printed, span, context, guess=kind))
    return tuple(found)


def _names(name: str, kind: SchemeKind) -> tuple[str, ...]:
    """Return the credentials of a scheme of which one name is stated."""
    match kind:
        case SchemeKind.BASIC:
            return (name, "password")
        case SchemeKind.CLIENT_CREDENTIALS:
            return (name, "clientSecret", "tokenURL")
        case _:
            return (name,)


def option_names(schemes: Iterable[SecurityScheme]) -> tuple[Untrusted, ...]:
    """Return the options of the client in the docs that take credentials.

    A credential is an option of its own, or one of the parts of the option `security`.
    """
    names: list[Untrusted] = []
    for found in schemes:
        names += [found.name, *(part.name for part in found.parts)]
    return (*names, Untrusted("security")) if names else ()


def report_unstated(
    readme: Page, made: Iterable[Construction], context: Context
) -> None:
    """Report the first example that passes the client an option of unknown meaning (D040).

    For an API whose README states no credentials: an option that is neither one of the
    TypeScript SDK's own, nor in a table of README, is most likely one.
    """
    known = SDK_OPTIONS | _named_in_tables(readme)
    entry = next((e for e in options(made) if e.key.reveal() not in known), None)
    if entry is not None:
        context.diagnostics.warning(
            "D040",
            entry.span,
            f"README states no credentials, but this client takes {quote(entry.key)}",
            "list it under Authentication: | Name | Type | Scheme |",
        )


def _named_in_tables(readme: Page) -> set[str]:
    """Return the words that begin a code span in a table: global parameters, variables."""
    return {
        name
        for row in rows(readme)
        for cell in row.cells
        for name in _LEADING_NAME.findall(cell.raw.reveal())
    }


def _is_security(table: Table) -> bool:
    header = tuple(cell.raw.reveal() for cell in table.header.cells)
    return header in (_COLUMNS, (*_COLUMNS, _ENV))


def _scheme(
    row: Row, group: Untrusted | None, context: Context
) -> SecurityScheme | None:
    type_, shown = (row.cells[i].raw.reveal() for i in (1, 2))
    kind = _KINDS.get((type_, shown))
    names = _credentials(row, kind)
    guess = None
    if (type_, shown) == _CUSTOM and names:
        guess = guessed_kind(names, row.cells[0].span, context, whole=True)
        kind = guess.value
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
            f"the security scheme {quote(type_)}, {quote(shown)} is not one "
            "that the generator can write",
            "known: " + ", ".join(f"{t}/{s}" for t, s in _KINDS),
        )
        return None
    if len(names) > most_credentials(kind):
        context.diagnostics.error(
            "D041",
            row.cells[0].span,
            f"the security scheme {quote(shown)} does not take {len(names)} credentials",
            "HTTP Basic takes a user name and a password, OAuth2 Client Credentials Flow an "
            "id, a secret and a URL, every other scheme one credential",
        )
        return None
    printed = list(_printed(names, row))
    span = row.cells[0].span
    return scheme(kind, printed, span, context, group=group, guess=guess)


def _credentials(row: Row, kind: SchemeKind | None) -> list[str]:
    """Return the names of a row's credentials.

    Where the row has more environment variables than names, those of its kind that it leaves out
    count as well: client credentials often hide the URL, and HTTP Basic the user name.
    """
    names = _CODE_SPAN.findall(row.cells[0].raw.reveal())
    whole = _WHOLE.get(kind, ()) if kind else ()
    several = len(_variables(row)) > len(names)
    return list(whole) if several and names and set(names) <= set(whole) else names


def _variables(row: Row) -> list[str]:
    cells = row.cells[len(_COLUMNS) :]
    return _CODE_SPAN.findall(cells[0].raw.reveal()) if cells else []


def _printed(names: Iterable[str], row: Row) -> Iterator[PrintedCredential]:
    """Yield the credentials of a row, each with its own environment variable."""
    variables = _variables(row)
    span = row.cells[len(_COLUMNS)].span if variables else row.span
    for name, variable in zip_longest(names, variables):
        if name is not None:
            env = Fact(Untrusted(variable), Documented(span)) if variable else None
            yield PrintedCredential(name, env)
