"""A client's settings, checked once."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from .auth import Credentials, find_credentials
from .config import ClientConfig
from .errors import ConfigurationError, InvalidArgumentError
from .headers import header_pair
from .options import check_mapping, check_retries, check_timeout
from .urls import check_base_url

__all__ = ["Settings", "resolve_settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for each call of a client, unless the call's options say otherwise."""

    base_url: str
    timeout: float
    """Seconds."""
    max_retries: int
    headers: Mapping[str, bytes] = field(repr=False)
    """By name in lower case."""
    credentials: Credentials
    strict: bool
    """Whether an answer that deviates from the docs is an error."""


def resolve_settings(  # noqa: PLR0913 - one setting each, all by keyword
    config: ClientConfig,
    credentials: Mapping[str, str | None],
    environment: Mapping[str, str],
    *,
    base_url: str | None,
    timeout: float | None,
    max_retries: int | None,
    headers: Mapping[str, str] | None,
    strict: bool,
) -> Settings:
    """Return the settings of a client; `None` takes the default of `config`.

    Raises:
        ConfigurationError: there are no credentials, or a setting is wrong.
    """
    found = find_credentials(config.schemes, credentials, environment)
    url = config.base_urls[0] if base_url is None else base_url
    seconds = config.timeout if timeout is None else timeout
    retries = config.max_retries if max_retries is None else max_retries
    try:
        return Settings(
            base_url=check_base_url(url, "base_url"),
            timeout=check_timeout(seconds, "timeout"),
            max_retries=check_retries(retries, "max_retries"),
            headers=_headers(config, headers),
            credentials=found,
            strict=strict,
        )
    except InvalidArgumentError as error:
        raise ConfigurationError(str(error)) from None


def _headers(config: ClientConfig, extra: Mapping[str, str] | None) -> dict[str, bytes]:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    agent = f"{config.name}/{config.version} python/{python}"
    own = {"user-agent": agent.encode("latin-1")}
    given = check_mapping({} if extra is None else extra, "headers")
    return {**own, **dict(header_pair(name, given[name], "headers") for name in given)}
