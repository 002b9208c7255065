"""Security schemes: how a request is authenticated."""

from __future__ import annotations

from enum import Enum

from generator.ir.facts import Fact
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted


class SchemeKind(Enum):
    """Security schemes that the docs know (dialect, section 6)."""

    BEARER = "bearer"
    BASIC = "basic"
    API_KEY = "api-key"
    OAUTH2 = "oauth2"
    CLIENT_CREDENTIALS = "client-credentials"


class KeyLocation(Enum):
    """Where an API key travels."""

    HEADER = "header"
    QUERY = "query"
    COOKIE = "cookie"


@record
class Credential:
    """One part of a scheme that takes several, such as the password of HTTP Basic."""

    name: Untrusted
    """Name of the option in the docs."""
    env: Fact[Untrusted] | None
    """Environment variable that is read where no argument is given."""
    field: Fact[Untrusted] | None = None
    """Of client credentials: its name in the form that asks for a token. `None` for id, secret and
    URL, whose names are those of RFC 6749, and for other kinds."""
    required: bool = True
    """Whether the scheme is of no use without it."""


@record
class SecurityScheme:
    """One way to authenticate."""

    name: Untrusted
    """Name of the constructor's option in the docs, such as `token`."""
    kind: SchemeKind
    """How the credential is sent."""
    wire_name: Fact[Untrusted] | None
    """Name of the header, query parameter or cookie of an API key; docs do not print it. `None`
    for the other kinds."""
    env: Fact[Untrusted] | None
    """Environment variable that is read where no argument is given."""
    span: Span
    """Place of the name in its row of README."""
    parts: tuple[Credential, ...] = ()
    """All credentials of a scheme that takes several, in order; `name` is that of the first, or
    that of the option which holds them all.

    HTTP Basic has a user name and a password. Client credentials have an id and a secret, perhaps
    the option that takes the URL of the token endpoint, and perhaps further fields of its form."""
    location: Fact[KeyLocation] | None = None
    """Where an API key travels; docs do not print it. `None` for the other kinds."""
    token_url: Fact[Untrusted] | None = None
    """Where client credentials are exchanged for a token (RFC 6749, section 4.4). `None`: the
    caller states it, or the scheme is of another kind."""
    scopes: tuple[Untrusted, ...] = ()
    """Scopes to ask the token for."""
    group: Untrusted | None = None
    """Schemes of one group are sent together; `None`: the scheme is enough alone."""
    guess: Fact[SchemeKind] | None = None
    """Why it is of its kind, where no table of README says so."""
