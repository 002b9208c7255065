"""Credentials: where they come from, and what carries them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import NoReturn, final
from urllib.parse import quote, urljoin, urlsplit

from .errors import ConfigurationError, InvalidArgumentError
from .headers import header_pair
from .records import record
from .schemes import BasicScheme, ClientCredentialsScheme, Scheme
from .types import HIDDEN, Hidden, HiddenBytes, hidden
from .urls import check_base_url, is_known

__all__ = [
    "Credentials",
    "Grant",
    "find_credentials",
    "foreign_problem",
]

_SHORTEST = 6
"""Shorter secrets are not looked for in messages: they would be found everywhere."""
_ANY_BASE = "https://localhost/"
"""Stands for the base URL while a URL that may be relative to it is checked."""
_NO_COOKIE = frozenset(' ",;\\')
"""What a cookie's value must not hold (RFC 6265, section 4.1.1), beside control characters."""


@record
class Grant:
    """What the client exchanges for a token (RFC 6749, section 4.4)."""

    client_id: str = field(repr=False)
    client_secret: str = field(repr=False)
    token_url: str
    """May be relative to the base URL."""
    scopes: tuple[str, ...]
    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Further fields of the form, by name on the wire."""

    def __reduce__(self) -> NoReturn:
        raise TypeError("credentials cannot be copied or pickled")


@final
class Credentials:
    """Secrets, ready to be sent. They are in no `repr`, and cannot be copied or pickled."""

    __slots__ = ("_secrets", "grant", "headers", "missing", "query", "variables")

    def __init__(
        self,
        headers: Mapping[str, bytes],
        secrets: tuple[str, ...],
        *,
        query: Mapping[str, str] | None = None,
        grant: Grant | None = None,
        variables: Mapping[str, str] | None = None,
        missing: str = "",
    ) -> None:
        self.headers = headers
        """The headers that carry them, by name in lower case."""
        self.query = query or {}
        """The parts of the query that carry them, encoded, by name."""
        self.grant = grant
        """What has to be exchanged for a token first, if anything."""
        self.variables = variables or {}
        """The variables of the environment that they come from, by argument."""
        self.missing = missing
        """What to give, if these are not enough for an operation that needs credentials."""
        quoted = [quote(secret, safe="", errors="replace") for secret in secrets]
        known = sorted({*secrets, *quoted}, key=len, reverse=True)
        self._secrets = [Hidden(secret) for secret in known]

    def hiding(self, secret: str) -> Credentials:
        """Return these, with one more secret to look for in messages."""
        return Credentials(
            self.headers,
            (*self._secrets, secret),
            query=self.query,
            grant=self.grant,
            variables=self.variables,
            missing=self.missing,
        )

    def demanded(self, operation: str, owner: str) -> Credentials:
        """Return these, for an operation that needs some; they are arguments of its `owner`.

        Raises:
            ConfigurationError: there are none.
        """
        if self.missing:
            needs = (
                f"operation {operation} needs credentials, as arguments of the {owner}"
            )
            raise ConfigurationError(f"{needs}: {self.missing}")
        return self

    def redact(self, text: str) -> str:
        """Return `text` without the secrets, in case a server repeats them."""
        for secret in self._secrets:
            if len(secret) >= _SHORTEST:
                text = text.replace(secret, HIDDEN)
        return text

    def __repr__(self) -> str:
        return f"Credentials({HIDDEN})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("credentials cannot be copied or pickled")


def find_credentials(
    schemes: tuple[Scheme, ...],
    arguments: Mapping[str, object],
    environment: Mapping[str, str],
) -> Credentials:
    """Return the credentials given as arguments or, if there are none at all, by environment.

    Schemes are alternatives; those of one group are needed together. Each alternative that is
    complete is sent; if none is, the result says what is missing. What is missing from an
    alternative that has an argument comes from the environment.

    Raises:
        ConfigurationError: one of them cannot be sent. The message names the argument and the
            variable, and never holds a value.
    """
    explicit = {
        name: hidden(value) for name, value in arguments.items() if value is not None
    }
    sent = _Sent()
    is_complete = not schemes
    for alternative in _alternatives(schemes):
        names = {name for scheme in alternative for name, _ in _all_sources(scheme)}
        fill = not explicit.keys() - _no_secrets(schemes) or bool(
            explicit.keys() & names
        )
        found = {**(_environment(alternative, environment) if fill else {}), **explicit}
        if all(name in found for name, _ in _needed(alternative)):
            is_complete = True
            for scheme in alternative:
                sent.add(scheme, found, explicit)
    return sent.credentials("" if is_complete else _missing(schemes))


class _Sent:
    """Collects what is sent. Of two schemes that use the same place, the first counts."""

    def __init__(self) -> None:
        self._headers: dict[str, bytes] = {}
        self._query: dict[str, str] = {}
        self._cookies: dict[str, str] = {}
        self._secrets: list[str] = []
        self._variables: dict[str, str] = {}
        self._grant: Grant | None = None

    def add(
        self,
        scheme: Scheme,
        found: Mapping[str, object],
        explicit: Mapping[str, object],
    ) -> None:
        secrets = dict(_checked(scheme, found))
        self._secrets += secrets.values()
        late = {k: v for k, v in scheme.sources if v is not None and k not in explicit}
        self._variables.update(late)
        if isinstance(scheme, ClientCredentialsScheme):
            if late and scheme.token_url in explicit:
                _check_known(scheme, secrets, late)
            self._grant = self._grant or _grant(scheme, secrets)
            return
        try:
            location, name, value = scheme.place(secrets)
            if isinstance(scheme, BasicScheme):  # whoever has this has both
                self._secrets.append(value.removeprefix("Basic "))
            self._place(location, name, value, _source(*scheme.sources[0]))
        except InvalidArgumentError as error:
            problem = str(error)
        except UnicodeEncodeError:
            problem = f"{_source(*scheme.sources[0])} cannot be written in UTF-8"
        else:
            return
        raise ConfigurationError(problem)  # outside, so that no context holds the value

    def _place(self, location: str, name: str, value: str, source: str) -> None:
        if location == "query":
            pair = f"{quote(name, safe='')}={quote(value, safe='')}"
            self._query.setdefault(name, Hidden(pair))
        elif location == "cookie":
            header_pair("cookie", value, source)
            if _NO_COOKIE & set(value):
                raise InvalidArgumentError(source, "holds what no cookie can hold")
            self._cookies.setdefault(name, f"{name}={value}")
        else:
            key, encoded = header_pair(name, value, source)
            self._headers.setdefault(key, HiddenBytes(encoded))

    def credentials(self, missing: str) -> Credentials:
        if self._cookies:
            cookies = "; ".join(self._cookies.values())
            self._headers["cookie"] = HiddenBytes(cookies.encode("latin-1"))
        return Credentials(
            self._headers,
            tuple(self._secrets),
            query=self._query,
            grant=self._grant,
            variables=self._variables,
            missing=missing,
        )


def _alternatives(schemes: tuple[Scheme, ...]) -> Iterator[tuple[Scheme, ...]]:
    """Yield the schemes that are needed together, each group where its first scheme stands."""
    seen: set[str] = set()
    for scheme in schemes:
        if scheme.group is None:
            yield (scheme,)
        elif scheme.group not in seen:
            seen.add(scheme.group)
            yield tuple(other for other in schemes if other.group == scheme.group)


def _needed(alternative: tuple[Scheme, ...]) -> list[tuple[str, str | None]]:
    return [source for scheme in alternative for source in scheme.sources]


def _all_sources(scheme: Scheme) -> tuple[tuple[str, str | None], ...]:
    if isinstance(scheme, ClientCredentialsScheme):
        further = (field.source for field in scheme.fields)
        return tuple(dict.fromkeys((*scheme.sources, scheme.url_source, *further)))
    return scheme.sources


def _no_secrets(schemes: tuple[Scheme, ...]) -> set[str]:
    """Return the arguments that are no secrets: a token URL alone chooses no alternative."""
    kinds = [s for s in schemes if isinstance(s, ClientCredentialsScheme)]
    further = (field.argument for scheme in kinds for field in scheme.fields)
    return {*(scheme.token_url for scheme in kinds), *further}


def _environment(
    alternative: tuple[Scheme, ...], environment: Mapping[str, str]
) -> dict[str, str]:
    return {
        name: Hidden(environment[variable])
        for scheme in alternative
        for name, variable in _all_sources(scheme)
        if variable is not None and environment.get(variable)
    }


def _checked(scheme: Scheme, found: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield what a scheme was given, by argument."""
    for name, variable in _all_sources(scheme):
        value = found.get(name)
        if isinstance(value, str) and value != "":
            yield name, value
        elif name in found:
            raise ConfigurationError(
                f"{_source(name, variable)} must be text, not empty"
            )
    if isinstance(scheme, BasicScheme) and ":" in str(found[scheme.username]):
        raise ConfigurationError(f"{scheme.username} must hold no colon (RFC 7617)")


def _grant(scheme: ClientCredentialsScheme, secrets: Mapping[str, str]) -> Grant:
    url = secrets.get(scheme.token_url) or scheme.default_token_url or ""
    try:
        check_base_url(urljoin(_ANY_BASE, url), _source(*scheme.url_source))
    except InvalidArgumentError as error:
        raise ConfigurationError(str(error)) from None
    given = (each for each in scheme.fields if each.argument in secrets)
    return Grant(
        secrets[scheme.client_id],
        secrets[scheme.client_secret],
        url,
        scheme.scopes,
        tuple((each.wire_name, secrets[each.argument]) for each in given),
    )


def _check_known(
    scheme: ClientCredentialsScheme,
    secrets: Mapping[str, str],
    late: Mapping[str, str],
) -> None:
    """Check that secrets of the environment go to the token endpoint that docs state, if any.

    Raises:
        ConfigurationError: the caller named another one.
    """
    url, stated = secrets[scheme.token_url], scheme.default_token_url
    if stated and not is_known(url, [urljoin(_ANY_BASE, stated)]):
        raise ConfigurationError(foreign_problem(late, url, "the token endpoint"))


def foreign_problem(variables: Mapping[str, str], url: str, known: str) -> str:
    """Return why secrets of these variables, by argument, are not sent to a URL."""
    name, variable = next(iter(variables.items()))
    return (
        f"{name} comes from the environment variable {variable}, which is meant for {known} of "
        f"the docs: to send it to {urlsplit(url).netloc}, pass {name} yourself"
    )


def _source(name: str, variable: str | None) -> str:
    return name if variable is None else f"{name} (or the variable {variable})"


def _missing(schemes: tuple[Scheme, ...]) -> str:
    """Return the ways to authenticate: what each needs, and what it is."""
    ways: list[str] = []
    for alternative in _alternatives(schemes):
        names = " and ".join(_source(*source) for source in _needed(alternative))
        titles = " with ".join(scheme.title for scheme in alternative)
        ways.append(f"{names} for {titles}")
    return ", or ".join(ways)
