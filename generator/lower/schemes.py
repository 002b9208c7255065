"""One security scheme: what README, a page and the overlay say of it, joined (section 6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Derived, Fact
from generator.ir.security import Credential, KeyLocation, SchemeKind, SecurityScheme
from generator.lower.context import Context
from generator.lower.names import cased, normal
from generator.lower.overlay import FILE, Scope, text
from generator.lower.shown_headers import shown_header
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

_PAIR: Final = ("username", "password")
_OF_CLIENT: Final = ("clientid", "clientsecret", "tokenurl")
_MOST: Final = {SchemeKind.BASIC: len(_PAIR), SchemeKind.CLIENT_CREDENTIALS: 3}
_OWN_HEADER: Final = re.compile(r"x[A-Z]\w+")
_USUAL_HEADER: Final = "X-API-Key"


@record
class PrintedCredential:
    """One credential of a scheme, as docs print it."""

    name: str
    env: Fact[Untrusted] | None = None
    required: bool = True


def scheme(  # noqa: PLR0913 - what docs say of one, each by keyword
    kind: SchemeKind,
    printed: Sequence[PrintedCredential],
    span: Span,
    context: Context,
    *,
    option: Untrusted | None = None,
    group: Untrusted | None = None,
    guess: Fact[SchemeKind] | None = None,
) -> SecurityScheme:
    """Return the scheme of these credentials, of which there is at least one.

    `option` is the one that holds them all, if it is not that of the first. HTTP Basic takes a
    pair, also where docs print one name.

    Warns where docs do not say how an API key travels, and a rule has to (D040).
    """
    parts = tuple(_credential(kind, part, span, context) for part in printed)
    name = option or parts[0].name
    if kind is SchemeKind.BASIC and len(parts) == 1:
        parts = _pair(parts[0])
        guess = guess or Fact(kind, Derived("basic-pair", span))
    stated = context.overlay.at("security", name.reveal())
    carried = kind is SchemeKind.API_KEY
    fetched = kind is SchemeKind.CLIENT_CREDENTIALS
    return SecurityScheme(
        name,
        kind,
        _wire_name(name, stated, span, context) if carried else None,
        parts[0].env,
        span,
        parts if len(parts) > 1 else (),
        stated.settle("in", _usual_place(span), KeyLocation) if carried else None,
        stated.stated("token_url", text) if fetched else None,
        _scopes(stated) if fetched else (),
        group,
        guess,
    )


def _credential(
    kind: SchemeKind, part: PrintedCredential, span: Span, context: Context
) -> Credential:
    name = Untrusted(part.name)
    further = kind is SchemeKind.CLIENT_CREDENTIALS and normal(name) not in _OF_CLIENT
    return Credential(
        name,
        _env(part, context),
        _token_field(name, span, context) if further else None,
        part.required,
    )


def _token_field(name: Untrusted, span: Span, context: Context) -> Fact[Untrusted]:
    """Return the name of a further field of the form that asks for a token."""
    snake = Untrusted(cased(name.reveal(), "snake"))
    names = context.overlay.at("wire").below("names").own(name.reveal(), text)
    usual = Fact(snake, Derived("token-field", span))
    return context.overlay.choose(names, usual) or usual


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
    names: Sequence[str], span: Span, context: Context, *, whole: bool = False
) -> Fact[SchemeKind]:
    """Return the kind of a scheme of which docs print nothing but its credentials' names.

    `whole`: they are the credentials of one scheme, so that a pair is that of HTTP Basic.
    """
    kind = SchemeKind.BASIC if whole and len(names) == len(_PAIR) else _kind(names)
    usual = Fact(kind, Derived("scheme-of-names", span))
    stated = context.overlay.at("security", names[0])
    return stated.settle("kind", usual, SchemeKind)


def _kind(names: Sequence[str]) -> SchemeKind:
    plain = [normal(Untrusted(name)) for name in names]
    if "clientid" in plain and "clientsecret" in plain:
        return SchemeKind.CLIENT_CREDENTIALS
    if plain in ([*_PAIR], [_PAIR[1]]):
        return SchemeKind.BASIC
    if plain[0].endswith("key") or _OWN_HEADER.fullmatch(names[0]):
        return SchemeKind.API_KEY
    return SchemeKind.BEARER


def _env(part: PrintedCredential, context: Context) -> Fact[Untrusted] | None:
    stated = context.overlay.at("security", part.name)
    if part.env is None:
        return stated.stated("env", text)
    return stated.settle("env", part.env, text)


def _scopes(stated: Scope) -> tuple[Untrusted, ...]:
    scopes = stated.stated("scopes", lambda value: tuple(map(Untrusted, value)))
    return scopes.value if scopes else ()


def _usual_place(span: Span) -> Fact[KeyLocation]:
    return Fact(KeyLocation.HEADER, Derived("key-in-header", span))


def _wire_name(
    name: Untrusted, stated: Scope, span: Span, context: Context
) -> Fact[Untrusted]:
    shown = shown_header(name, context)
    usual = _seen(shown) if shown else _usual_header(name, span)
    found = stated.settle("name", usual, text)
    if found.origin == Derived("key-header", span):
        context.diagnostics.warning(
            "D040",
            span,
            f"the docs do not say how the API key {quote(name)} travels: it is sent in the "
            f"header {quote(usual.value)}",
            f'state it in {FILE}: [security.{name.reveal()}] in = "header", name = "..."',
        )
    return found


def _seen(shown: Fact[Untrusted]) -> Fact[Untrusted]:
    """Return a header that README speaks of: which of its headers is the key's is a doubt."""
    return Fact(shown.value, Derived("key-header-shown", shown.origin.span))


def _usual_header(name: Untrusted, span: Span) -> Fact[Untrusted]:
    own = _OWN_HEADER.fullmatch(name.reveal())
    header = cased(name.reveal(), "kebab") if own else _USUAL_HEADER
    return Fact(Untrusted(header), Derived("key-header", span))
