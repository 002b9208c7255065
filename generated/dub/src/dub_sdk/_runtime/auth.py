"""Credentials: where they come from, and the headers that carry them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NoReturn, final

from .config import BasicScheme, Scheme
from .errors import ConfigurationError, InvalidArgumentError
from .headers import header_pair

__all__ = ["Credentials", "find_credentials"]

_HIDDEN = "[hidden]"
_SHORTEST = 6
"""Shorter secrets are not looked for in messages: they would be found everywhere."""


@final
class Credentials:
    """Secrets, as headers. They are in no `repr`, and cannot be copied or pickled."""

    __slots__ = ("_secrets", "headers")

    def __init__(self, headers: Mapping[str, bytes], secrets: tuple[str, ...]) -> None:
        self.headers = headers
        """The headers that carry them, by name in lower case."""
        self._secrets = secrets

    def redact(self, text: str) -> str:
        """Return `text` without the secrets, in case a server repeats them."""
        for secret in self._secrets:
            if len(secret) >= _SHORTEST:
                text = text.replace(secret, _HIDDEN)
        return text

    def __repr__(self) -> str:
        return f"Credentials({_HIDDEN})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("credentials cannot be copied or pickled")


def find_credentials(
    schemes: tuple[Scheme, ...],
    arguments: Mapping[str, str | None],
    environment: Mapping[str, str],
) -> Credentials:
    """Return the credentials given as arguments or, if there are none at all, by environment.

    Raises:
        ConfigurationError: there are none, or one of them cannot be sent. The message names the
            argument and the variable, and never holds a value.
    """
    explicit = {name: value for name, value in arguments.items() if value is not None}
    found = explicit or dict(_from_environment(schemes, environment))
    headers: dict[str, bytes] = {}
    secrets: list[str] = []
    for scheme in schemes:
        names = [name for name, _ in scheme.sources]
        if all(name in found for name in names):
            key, value = _header(scheme, found)
            headers.setdefault(key, value)
            secrets += [found[name] for name in names]
    if schemes and not headers:
        raise ConfigurationError(_missing(schemes))
    return Credentials(headers, tuple(secrets))


def _from_environment(
    schemes: tuple[Scheme, ...], environment: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for scheme in schemes:
        for name, variable in scheme.sources:
            if variable is not None and environment.get(variable):
                yield name, environment[variable]


def _header(scheme: Scheme, secrets: Mapping[str, str]) -> tuple[str, bytes]:
    for name, variable in scheme.sources:
        if not _is_filled(secrets[name]):
            raise ConfigurationError(
                f"{_source(name, variable)} must be text, not empty"
            )
    if isinstance(scheme, BasicScheme) and ":" in secrets[scheme.username]:
        raise ConfigurationError(f"{scheme.username} must hold no colon (RFC 7617)")
    try:
        return header_pair(*scheme.header(secrets), _source(*scheme.sources[0]))
    except InvalidArgumentError as error:
        problem = str(error)
    except UnicodeEncodeError:
        problem = f"{_source(*scheme.sources[0])} cannot be written in UTF-8"
    raise ConfigurationError(problem)  # outside, so that no context holds the value


def _is_filled(secret: object) -> bool:
    return isinstance(secret, str) and secret != ""


def _source(name: str, variable: str | None) -> str:
    return name if variable is None else f"{name} (or the variable {variable})"


def _missing(schemes: tuple[Scheme, ...]) -> str:
    ways = [
        " and ".join(_source(name, variable) for name, variable in scheme.sources)
        for scheme in schemes
    ]
    return f"no credentials: give {', or '.join(ways)}"
