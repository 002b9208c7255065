"""The module of the two client classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.ir.api import Api
from generator.ir.security import SchemeKind, SecurityScheme
from generator.python.imports import Import, import_groups, name_order
from generator.python.names import secret_name
from generator.python.prose import header
from generator.python.resources import (
    AccessorView,
    accessor_imports,
    accessor_view,
    resource_tree,
)
from generator.python.settings import PythonSettings
from generator.render.docstrings import Entry, Section
from generator.render.printers import Printers
from generator.untrusted import Untrusted

_CLASS_INDENT: Final = 4
_INIT_INDENT: Final = 8

_RETRIES: Final = (
    "How often a call is repeated after a fault that may pass; 2 by default. GET, PUT and "
    "DELETE are repeated after connection errors and statuses 408, 429, 500, 502, 503 and "
    "504. POST and PATCH are repeated only if nothing was sent, or after 429 and 503 if the "
    "call has an `Idempotency-Key` header."
)
_BASIC: Final = ("username", "password")
_ARGUMENTS: Final = (
    Entry("base_url", "Another server."),
    Entry("timeout", "Seconds that the server may stay silent; 60 by default."),
    Entry("max_retries", _RETRIES),
    Entry("headers", "Headers to send with each call."),
    Entry("http_client", "An HTTP client to use instead of one of our own."),
    Entry("strict", "Whether an answer that deviates from the docs is an error."),
)


@dataclass(frozen=True, slots=True)
class ClientView:
    """The module of the client classes."""

    header: str
    imports: tuple[tuple[str, ...], ...]
    name: str
    distribution: str
    base_urls: tuple[str, ...]
    schemes: tuple[str, ...]
    """Ways to authenticate: calls of the runtime's classes."""
    secrets: tuple[str, ...]
    """Arguments that take secrets."""
    doc: str
    init_doc: str
    accessors: tuple[AccessorView, ...]
    accessor_imports: tuple[str, ...]
    """Imports of the accessors' classes, for type checkers."""
    exports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Secret:
    """One argument of the client that takes a secret."""

    name: str
    env: Untrusted | None


def client_names(api: Api, settings: PythonSettings) -> tuple[str, ...]:
    """Return the names of the two client classes, sorted; none if there is nothing to call."""
    if not api.resources:
        return ()
    return tuple(sorted((settings.client, f"Async{settings.client}"), key=name_order))


def secrets(scheme: SecurityScheme) -> tuple[Secret, ...]:
    """Return the arguments of a scheme."""
    if scheme.kind is SchemeKind.BASIC:
        envs = [part.env.value if part.env else None for part in scheme.parts]
        username, password = envs if len(envs) == len(_BASIC) else (None, None)
        return (Secret(_BASIC[0], username), Secret(_BASIC[1], password))
    env = scheme.env.value if scheme.env else None
    return (Secret(secret_name(scheme.name), env),)


def client_view(api: Api, settings: PythonSettings, printers: Printers) -> ClientView:
    """Return the view of `templates/python/client.py.jinja`."""
    taken = dict.fromkeys(s.name for scheme in api.security for s in secrets(scheme))
    tree = resource_tree(api)
    return ClientView(
        header=printers.comment(header(api.title.origin.span.file)),
        imports=_imports(api, has_resources=bool(tree)),
        name=settings.client,
        distribution=printers.string_literal(settings.distribution),
        base_urls=tuple(printers.string_literal(s.url.value) for s in api.servers),
        schemes=tuple(_scheme(scheme, printers) for scheme in api.security),
        secrets=tuple(taken),
        doc=printers.docstring(api.doc or f"The {settings.client} API.", _CLASS_INDENT),
        init_doc=_init_doc(api, printers),
        accessors=tuple(accessor_view(node, printers) for node in tree),
        accessor_imports=accessor_imports(tree, ".resources"),
        exports=client_names(api, settings),
    )


def _scheme_class(scheme: SecurityScheme) -> str:
    if scheme.kind is SchemeKind.BASIC:
        return "BasicScheme"
    return "BearerScheme" if scheme.wire_name is None else "ApiKeyScheme"


def _scheme(scheme: SecurityScheme, printers: Printers) -> str:
    literal = printers.string_literal
    if scheme.kind is SchemeKind.BASIC:
        given = (
            f"{secret.name}_env={literal(secret.env)}"
            for secret in secrets(scheme)
            if secret.env is not None
        )
        return f"BasicScheme({', '.join(given)})"
    (secret,) = secrets(scheme)
    arguments = [f"name={literal(secret.name)}"]
    if scheme.wire_name is not None:
        arguments.append(f"wire_name={literal(scheme.wire_name.value)}")
    if secret.env is not None:
        arguments.append(f"env={literal(secret.env)}")
    return f"{_scheme_class(scheme)}({', '.join(arguments)})"


def _imports(api: Api, *, has_resources: bool) -> tuple[tuple[str, ...], ...]:
    accessors = (Import("functools", "cached_property"),) if has_resources else ()
    return import_groups(
        (
            *accessors,
            Import("__future__", "annotations"),
            Import("collections.abc", "Mapping"),
            Import("typing", "TYPE_CHECKING"),
            Import("._runtime.client", "AsyncClient"),
            Import("._runtime.client", "Client"),
            Import("._runtime.config", "ClientConfig"),
            *(Import("._runtime.schemes", _scheme_class(s)) for s in api.security),
            Import("._version", "__version__"),
        )
    )


def _init_doc(api: Api, printers: Printers) -> str:
    ways = tuple(_secret_entries(api))
    section = Section("Args", (*ways, *_ARGUMENTS))
    return printers.docstring("Make a client.", _INIT_INDENT, (section,))


def _secret_entries(api: Api) -> Iterator[Entry]:
    for scheme in api.security:
        for secret in secrets(scheme):
            text = "A secret to authenticate with."
            if secret.env is not None:
                env = secret.env.reveal()
                text += f" By default the environment variable {env}."
            yield Entry(secret.name, Untrusted(text))
