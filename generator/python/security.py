"""Ways to authenticate: the arguments that take secrets, and the runtime's classes for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.ir.security import Credential, KeyLocation, SchemeKind, SecurityScheme
from generator.python.code import Code, Group, sequence
from generator.python.names import client_argument_name
from generator.records import record
from generator.render.docstrings import Entry
from generator.render.printers import Printers
from generator.untrusted import Untrusted

_BASIC: Final = ("username", "password")
_CLIENT: Final = ("client_id", "client_secret", "token_url")
_FIELD: Final = "field"
_CLASSES: Final = {
    SchemeKind.BEARER: "BearerScheme",
    SchemeKind.OAUTH2: "BearerScheme",
    SchemeKind.BASIC: "BasicScheme",
    SchemeKind.API_KEY: "ApiKeyScheme",
    SchemeKind.CLIENT_CREDENTIALS: "ClientCredentialsScheme",
}
_DOCS: Final = {
    "username": "The user name to authenticate with.",
    "password": "The password to authenticate with.",
    "client_id": "The id that a token is asked for with.",
    "client_secret": "The secret that a token is asked for with.",
    "token_url": "Where a token is asked for.",
    "field": "What a token is asked for with, beside id and secret.",
}


@record
class Secret:
    """One argument that takes a secret, or a part of one."""

    name: str
    """Its name in Python."""
    role: str
    """The argument of the scheme's class that tells its name."""
    env: Untrusted | None
    """Environment variable that is read where it is not given."""
    doc: str
    """What it is."""
    required: bool = True
    """Whether the scheme is of no use without it."""


def secrets(scheme: SecurityScheme) -> tuple[Secret, ...]:
    """Return the arguments of a scheme."""
    if scheme.kind is SchemeKind.BASIC:
        return tuple(_parts(scheme, _BASIC))
    if scheme.kind is SchemeKind.CLIENT_CREDENTIALS:
        return (*_parts(scheme, _CLIENT), *_fields(scheme))
    env = scheme.env.value if scheme.env else None
    text = "A secret to authenticate with."
    return (Secret(client_argument_name(scheme.name), "name", env, text),)


def _parts(scheme: SecurityScheme, roles: tuple[str, ...]) -> Iterator[Secret]:
    """Yield a secret for each role; the docs may name fewer parts, or only one of them."""
    listed = [part for part in scheme.parts if part.field is None]
    parts = {client_argument_name(part.name): part for part in listed}
    named = parts.keys() if parts.keys() <= set(roles) else set[str]()
    for index, role in enumerate(roles):
        part = parts.get(role)
        if not named and index < len(listed):
            part = listed[index]
        name = role if part is None else client_argument_name(part.name)
        env = part.env.value if part and part.env else None
        yield Secret(name, role, env, _DOCS[role])


def _fields(scheme: SecurityScheme) -> Iterator[Secret]:
    """Yield what the form that asks for a token holds beside id and secret."""
    for part in scheme.parts:
        if part.field is not None:
            name = client_argument_name(part.name)
            env = part.env.value if part.env else None
            yield Secret(name, _FIELD, env, _DOCS[_FIELD], part.required)


def scheme_classes(scheme: SecurityScheme) -> tuple[str, ...]:
    """Return the classes of the runtime that a scheme is written with."""
    further = any(part.field is not None for part in scheme.parts)
    return (_CLASSES[scheme.kind], *(("TokenField",) if further else ()))


def scheme_code(scheme: SecurityScheme, printers: Printers) -> Code:
    """Return a scheme as the runtime takes it."""
    items = tuple(_items(scheme, printers))
    return Group(f"{_CLASSES[scheme.kind]}(", items, ")")


def _items(scheme: SecurityScheme, printers: Printers) -> Iterator[tuple[str, Code]]:
    literal = printers.string_literal
    taken = [secret for secret in secrets(scheme) if secret.role != _FIELD]
    for secret in taken:
        if secret.role == "name" or secret.name != secret.role:
            yield f"{secret.role}=", f'"{secret.name}"'
    if scheme.kind is SchemeKind.API_KEY:
        wire = scheme.wire_name.value if scheme.wire_name else scheme.name
        yield "wire_name=", literal(wire)
    if scheme.location and scheme.location.value is not KeyLocation.HEADER:
        yield "location=", f'"{scheme.location.value.value}"'
    for secret in taken:
        if secret.env is not None:
            env = "env" if secret.role == "name" else f"{secret.role}_env"
            yield f"{env}=", literal(secret.env)
    if scheme.token_url is not None:
        yield "default_token_url=", literal(scheme.token_url.value)
    if scheme.scopes:
        yield "scopes=", sequence(map(literal, scheme.scopes))
    if fields := [part for part in scheme.parts if part.field is not None]:
        yield "fields=", sequence(_field(part, printers) for part in fields)
    if scheme.group is not None:
        yield "group=", literal(scheme.group)


def _field(part: Credential, printers: Printers) -> Code:
    literal = printers.string_literal
    name = part.field.value if part.field else part.name
    items: list[tuple[str, Code]] = [
        ("", f'"{client_argument_name(part.name)}"'),
        ("", literal(name)),
    ]
    if part.env is not None:
        items.append(("env=", literal(part.env.value)))
    if not part.required:
        items.append(("required=", "False"))
    return Group("TokenField(", tuple(items), ")")


def secret_entries(schemes: tuple[SecurityScheme, ...]) -> Iterator[Entry]:
    """Yield the lines of a docstring that describe the secrets of `schemes`."""
    for secret in unique_secrets(schemes):
        yield Entry(secret.name, secret_text(secret))


def secret_text(secret: Secret) -> Untrusted:
    """Return what a secret is, and where it comes from by default."""
    if secret.env is None:
        return Untrusted(secret.doc)
    env = secret.env.reveal()
    return Untrusted(f"{secret.doc} By default the environment variable {env}.")


def unique_secrets(schemes: tuple[SecurityScheme, ...]) -> tuple[Secret, ...]:
    """Return the secrets of all schemes, each name once."""
    found: dict[str, Secret] = {}
    for scheme in schemes:
        for secret in secrets(scheme):
            found.setdefault(secret.name, secret)
    return tuple(found.values())


def needed_secrets(schemes: tuple[SecurityScheme, ...]) -> tuple[Secret, ...]:
    """Return what an example must give, since the environment does not: one way to authenticate.

    Secrets come all as arguments or all from the environment.
    """
    if not schemes:
        return ()
    first, *others = schemes
    together = (s for s in others if first.group is not None and s.group == first.group)
    needed = unique_secrets((first, *together))
    given = tuple(s for s in needed if s.required and not _has_default(s, first))
    return given if any(secret.env is None for secret in given) else ()


def _has_default(secret: Secret, scheme: SecurityScheme) -> bool:
    return secret.role == "token_url" and scheme.token_url is not None
