"""The root of the intermediate model."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generator.ir.facts import Fact
from generator.ir.models import Model
from generator.ir.operations import Resource
from generator.source import Span
from generator.untrusted import Untrusted


class SchemeKind(Enum):
    """Security schemes that the docs know (dialect, section 6)."""

    BEARER = "bearer"
    BASIC = "basic"
    API_KEY = "api-key"
    OAUTH2 = "oauth2"
    CLIENT_CREDENTIALS = "client-credentials"


@dataclass(frozen=True, slots=True)
class Credential:
    """One part of a scheme that takes several, such as the password of HTTP Basic."""

    name: Untrusted
    """Name of the option in the docs."""
    env: Fact[Untrusted] | None
    """Environment variable that is read where no argument is given."""


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """One way to authenticate."""

    name: Untrusted
    """Name of the constructor's option in the docs, such as `token`."""
    kind: SchemeKind
    """How the credential is sent."""
    header: Fact[Untrusted] | None
    """Header of an API key; docs do not print it. `None` for the other kinds."""
    env: Fact[Untrusted] | None
    """Environment variable that is read where no argument is given."""
    span: Span
    """Place of the name in its row of README."""
    parts: tuple[Credential, ...] = ()
    """All credentials of a scheme that takes several, in order; `name` is that of the first."""


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL."""

    url: Fact[Untrusted]
    """What comes before the path of every operation."""
    name: Untrusted | None
    """Name by which it is chosen; `None` without one."""
    doc: Untrusted | None
    """What README says of it."""


@dataclass(frozen=True, slots=True)
class Api:
    """All that the docs and the overlay say of one API."""

    name: str
    """Name of its folder under `specs/`: lower case letters, digits and hyphens."""
    title: Fact[Untrusted]
    """Name of the client class in the docs, such as `Dub`."""
    doc: Untrusted | None
    """README's summary."""
    servers: tuple[Server, ...]
    """The first one is the default."""
    security: tuple[SecurityScheme, ...]
    """Alternatives: any one of them is enough."""
    error_base: Untrusted | None
    """Base class of HTTP errors in the docs, such as `DubError`."""
    resources: tuple[Resource, ...]
    """In the order of README's list."""
    models: tuple[Model, ...]
    """Sorted by key."""
