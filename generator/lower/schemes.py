"""One security scheme: what README, a page and the overlay say of it, joined (section 6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Derived, Fact
from generator.ir.security import Credential, KeyLocation, SchemeKind, SecurityScheme
from generator.lower.context import Context
from generator.lower.names import cased, normal
from generator.lower.overlay import FILE, SecurityTable
from generator.lower.settle import settle
from generator.source import Span
from generator.untrusted import Untrusted

_PAIR: Final = ("username", "password")
_MOST: Final = {SchemeKind.BASIC: len(_PAIR), SchemeKind.CLIENT_CREDENTIALS: 3}
_HEADER_LIKE: Final = re.compile(r"\bX-[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\b")
_OWN_HEADER: Final = re.compile(r"x[A-Z]\w+")
_NOTHING: Final = SecurityTable.model_validate({})
_USUAL_HEADER: Final = "X-API-Key"


@dataclass(frozen=True, slots=True)
class PrintedCredential:
    """One credential of a scheme, as docs print it."""

    name: str
    env: Fact[Untrusted] | None = None


def scheme(
    kind: SchemeKind,
    printed: Sequence[PrintedCredential],
    span: Span,
    context: Context,
    *,
    group: Untrusted | None = None,
    guess: Fact[SchemeKind] | None = None,
) -> SecurityScheme:
    """Return the scheme of these credentials, of which there is at least one.

    HTTP Basic takes a pair, also where docs print one name.

    Warns where docs do not say how an API key travels, and a rule has to (D040).
    """
    parts = tuple(
        Credential(Untrusted(part.name), _env(part, context)) for part in printed
    )
    name = parts[0].name
    if kind is SchemeKind.BASIC and len(parts) == 1:
        parts = _pair(parts[0])
        guess = guess or Fact(kind, Derived("basic-pair", span))
    table = context.overlay.tables.security.get(name.reveal()) or _NOTHING
    carried = kind is SchemeKind.API_KEY
    return SecurityScheme(
        name,
        kind,
        _wire_name(name, table, span, context) if carried else None,
        parts[0].env,
        span,
        parts if len(parts) > 1 else (),
        _location(name, table, span, context) if carried else None,
        context.overlay.text(table.token_url, *_key(name, "token_url")),
        _scopes(name, table, context),
        group,
        guess,
    )


def _pair(only: Credential) -> tuple[Credential, ...]:
    """Return user name and password, of which docs print one name."""
    first, second = (Credential(Untrusted(name), None) for name in _PAIR)
    if only.name == first.name:
        return (only, second)
    return (first, only if only.name == second.name else second)


def most_credentials(kind: SchemeKind) -> int:
    """Return how many credentials a scheme of this kind takes at most."""
    return _MOST.get(kind, 1)


def guessed_kind(
    names: Sequence[str], span: Span, context: Context
) -> Fact[SchemeKind]:
    """Return the kind of a scheme of which docs print nothing but its credentials' names."""
    table = context.overlay.tables.security.get(names[0])
    if table is not None and table.kind is not None:
        key = ("security", names[0], "kind")
        return Fact(SchemeKind(table.kind), context.overlay.used(*key))
    return Fact(_kind(names), Derived("scheme-of-names", span))


def _kind(names: Sequence[str]) -> SchemeKind:
    plain = [normal(Untrusted(name)) for name in names]
    if "clientid" in plain and "clientsecret" in plain:
        return SchemeKind.CLIENT_CREDENTIALS
    if plain in ([*_PAIR], [_PAIR[1]]):
        return SchemeKind.BASIC
    if plain[0].endswith("key") or _OWN_HEADER.fullmatch(names[0]):
        return SchemeKind.API_KEY
    return SchemeKind.BEARER


def _key(name: Untrusted, entry: str) -> tuple[str, str, str]:
    return ("security", name.reveal(), entry)


def _env(part: PrintedCredential, context: Context) -> Fact[Untrusted] | None:
    overlay = context.overlay
    table = overlay.tables.security.get(part.name)
    key = ("security", part.name, "env")
    stated = overlay.text(table.env if table else None, *key)
    if part.env is None:
        return stated
    return settle(stated, part.env, key, context)


def _scopes(
    name: Untrusted, table: SecurityTable, context: Context
) -> tuple[Untrusted, ...]:
    if table.scopes is None:
        return ()
    context.overlay.used(*_key(name, "scopes"))
    return tuple(Untrusted(scope) for scope in table.scopes)


def _location(
    name: Untrusted, table: SecurityTable, span: Span, context: Context
) -> Fact[KeyLocation]:
    usual = Fact(KeyLocation.HEADER, Derived("key-in-header", span))
    if table.location is None:
        return usual
    key = _key(name, "in")
    stated = Fact(KeyLocation(table.location), context.overlay.used(*key))
    return settle(stated, usual, key, context)


def _wire_name(
    name: Untrusted, table: SecurityTable, span: Span, context: Context
) -> Fact[Untrusted]:
    key = _key(name, "name")
    stated = context.overlay.text(table.name, *key)
    usual = _shown_header(name, context) or _usual_header(name, span)
    if stated is None and usual.origin == Derived("key-header", span):
        context.diagnostics.warning(
            "D040",
            span,
            f"the docs do not say how the API key {quote(name)} travels: it is sent in the "
            f"header {quote(usual.value)}",
            f'state it in {FILE}: [security.{name.reveal()}] in = "header", name = "..."',
        )
    return settle(stated, usual, key, context)


def _usual_header(name: Untrusted, span: Span) -> Fact[Untrusted]:
    own = _OWN_HEADER.fullmatch(name.reveal())
    header = cased(name.reveal(), "kebab") if own else _USUAL_HEADER
    return Fact(Untrusted(header), Derived("key-header", span))


def _shown_header(name: Untrusted, context: Context) -> Fact[Untrusted] | None:
    """Return the header of README's text that ends in the credential's name, if one does."""
    page = context.tree.readme
    if page is None:
        return None
    for number, line in enumerate(page.source.lines, 1):
        for match in _HEADER_LIKE.finditer(line):
            if normal(Untrusted(match[0])).endswith(normal(name)):
                span = page.source.span(number, match.start() + 1, match.end() + 1)
                return Fact(Untrusted(match[0]), Derived("key-header-shown", span))
    return None
