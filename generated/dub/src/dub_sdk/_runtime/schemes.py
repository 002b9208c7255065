"""Ways to authenticate, as the emitted client and its operations declare them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Literal, TypeAlias

from .records import record
from .types import Hidden

__all__ = [
    "ApiKeyScheme",
    "BasicScheme",
    "BearerScheme",
    "ClientCredentialsScheme",
    "Scheme",
    "TokenField",
]

Place: TypeAlias = tuple[Literal["header", "query", "cookie"], str, str]
"""Where a secret travels, under which name, and how it is written there."""


@record
class BearerScheme:
    """A token in `Authorization: Bearer` (RFC 6750, section 2.1), also one of OAuth2."""

    name: str
    """The argument that takes the token."""
    env: str | None = None
    """The environment variable that holds it otherwise."""
    group: str | None = None
    """Schemes of one group are needed together; `None`: this one is enough alone."""

    @property
    def title(self) -> str:
        """What messages call it."""
        return "a bearer token"

    @property
    def sources(self) -> tuple[tuple[str, str | None], ...]:
        """The arguments that it needs, each with its environment variable."""
        return ((self.name, self.env),)

    @property
    def arguments(self) -> tuple[str, ...]:
        """All its arguments."""
        return tuple(name for name, _ in self.sources)

    def place(self, secrets: Mapping[str, str]) -> Place:
        """Return how `secrets`, which are given by argument, travel."""
        return "header", "authorization", Hidden(f"Bearer {secrets[self.name]}")


@record
class ApiKeyScheme:
    """An API key in a header, a query parameter or a cookie of its own."""

    name: str
    """The argument that takes the key."""
    wire_name: str
    """Name of the header, the query parameter or the cookie."""
    location: Literal["header", "query", "cookie"] = "header"
    env: str | None = None
    """The environment variable that holds it otherwise."""
    group: str | None = None
    """Schemes of one group are needed together; `None`: this one is enough alone."""

    @property
    def title(self) -> str:
        """What messages call it."""
        return f"an API key in the {self.location} {self.wire_name}"

    @property
    def sources(self) -> tuple[tuple[str, str | None], ...]:
        """The arguments that it needs, each with its environment variable."""
        return ((self.name, self.env),)

    @property
    def arguments(self) -> tuple[str, ...]:
        """All its arguments."""
        return tuple(name for name, _ in self.sources)

    def place(self, secrets: Mapping[str, str]) -> Place:
        """Return how `secrets`, which are given by argument, travel."""
        return self.location, self.wire_name, secrets[self.name]


@record
class BasicScheme:
    """A user name and a password (RFC 7617), in UTF-8. The name must hold no colon."""

    username: str = "username"
    """The argument that takes the user name."""
    password: str = "password"  # noqa: S105 - the name of an argument
    """The argument that takes the password."""
    username_env: str | None = None
    password_env: str | None = None
    group: str | None = None
    """Schemes of one group are needed together; `None`: this one is enough alone."""

    @property
    def title(self) -> str:
        """What messages call it."""
        return "HTTP Basic"

    @property
    def sources(self) -> tuple[tuple[str, str | None], ...]:
        """The arguments that it needs, each with its environment variable."""
        return (
            (self.username, self.username_env),
            (self.password, self.password_env),
        )

    @property
    def arguments(self) -> tuple[str, ...]:
        """All its arguments."""
        return tuple(name for name, _ in self.sources)

    def place(self, secrets: Mapping[str, str]) -> Place:
        """Return how `secrets`, which are given by argument, travel."""
        pair = Hidden(f"{secrets[self.username]}:{secrets[self.password]}")
        text = Hidden(f"Basic {b64encode(pair.encode()).decode()}")
        return "header", "authorization", text


@record
class TokenField:
    """A further field of the form that asks for a token, such as the audience."""

    argument: str
    """The argument that takes its value."""
    wire_name: str
    """Its name in the form."""
    env: str | None = None
    """The environment variable that holds it otherwise."""
    required: bool = True
    """Whether no token is given without it."""

    @property
    def source(self) -> tuple[str, str | None]:
        """The argument, with its environment variable."""
        return self.argument, self.env


@record
class ClientCredentialsScheme:
    """A token that the client fetches for itself (OAuth2: RFC 6749, section 4.4)."""

    client_id: str = "client_id"
    """The argument that takes the client's id."""
    client_secret: str = "client_secret"  # noqa: S105 - the name of an argument
    """The argument that takes the client's secret."""
    token_url: str = "token_url"  # noqa: S105 - the name of an argument
    """The argument that takes another URL of the token endpoint."""
    client_id_env: str | None = None
    client_secret_env: str | None = None
    token_url_env: str | None = None
    default_token_url: str | None = None
    """The URL of the token endpoint, if docs state it; it may be relative to the base URL."""
    scopes: tuple[str, ...] = ()
    """Scopes to ask for."""
    fields: tuple[TokenField, ...] = ()
    """What else the form that asks for a token holds."""
    group: str | None = None
    """Schemes of one group are needed together; `None`: this one is enough alone."""

    @property
    def title(self) -> str:
        """What messages call it."""
        return "OAuth2 client credentials"

    @property
    def sources(self) -> tuple[tuple[str, str | None], ...]:
        """The arguments that it needs, each with its environment variable."""
        needed = (
            (self.client_id, self.client_id_env),
            (self.client_secret, self.client_secret_env),
            *(field.source for field in self.fields if field.required),
        )
        return needed if self.default_token_url else (*needed, self.url_source)

    @property
    def arguments(self) -> tuple[str, ...]:
        """All its arguments."""
        further = (field.argument for field in self.fields)
        return self.client_id, self.client_secret, self.token_url, *further

    @property
    def url_source(self) -> tuple[str, str | None]:
        """The argument that takes the URL, with its environment variable."""
        return self.token_url, self.token_url_env


Scheme: TypeAlias = BearerScheme | ApiKeyScheme | BasicScheme | ClientCredentialsScheme
"""A way to authenticate."""
