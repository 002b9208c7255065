"""A client's settings, checked once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any, TypeVar

from typing_extensions import TypedDict

from .adapters import adapter
from .auth import Credentials
from .budget import Budget, check_budget
from .config import ClientConfig, GlobalParameter, Server
from .errors import ConfigurationError, InvalidArgumentError
from .headers import header_pair
from .options import (
    CallDefaults,
    check_count,
    check_mapping,
    check_size,
    check_switch,
    check_timeout,
)
from .records import record
from .secret import LateSecrets, find_secrets
from .servers import find_server, server_url, server_urls
from .urls import check_base_url, is_known

if TYPE_CHECKING:
    from .hooks import Hooks

__all__ = ["ClientArguments", "Settings", "resolve_settings"]

T = TypeVar("T")


class ClientArguments(TypedDict, total=False):
    """What every client may be given; `None` takes the default."""

    base_url: str | None
    timeout: float | None
    max_retries: int | None
    headers: Mapping[str, str] | None
    strict: bool
    deadline: float | None
    max_body_size: int | None
    allow_http: bool
    retry_budget: float | None
    hooks: Mapping[str, Callable[[Any], object] | None]
    server: str | int | None
    """The name or the index of one of the servers."""
    variables: Mapping[str, str | None]
    """Of servers, by argument."""
    globals: Mapping[str, object]
    """Global parameters, by argument."""


def _no_defaults() -> CallDefaults:
    return {}


@record
class Settings:
    """What holds for each call of a client, unless the call's options say otherwise."""

    base_url: str
    timeout: float
    """Seconds."""
    max_retries: int
    headers: Mapping[str, bytes] = field(repr=False)
    """By name in lower case."""
    max_body_size: int
    """Bytes of an answer, after decompression."""
    credentials: Credentials
    strict: bool
    """Whether an answer that deviates from the docs is an error."""
    user_agent: bytes = b""
    """What the package calls itself (RFC 9110, section 10.1.5)."""
    base_url_given: bool = False
    """Whether the caller gave the base URL: then it stands for all servers."""
    base_url_is_foreign: bool = False
    """Whether that is of no server of the docs, nor of this machine."""
    servers: tuple[str | Server, ...] = ()
    """Those of the docs."""
    globals: Mapping[str, object] = field(default_factory=dict[str, object], repr=False)
    """Global parameters by argument."""
    variables: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """Server variables by argument."""
    deadline: float | None = None
    """Seconds for all of a call; `None`: no end."""
    defaults: CallDefaults = field(default_factory=_no_defaults, repr=False)
    """Options that hold for all calls of a client made by `with_options`."""
    budget: Budget = field(default_factory=Budget, repr=False)
    """The retries that are left."""
    allow_http: bool = False
    """Whether base URLs may be http to other machines."""
    secrets: LateSecrets | None = None
    """What is asked for anew for each call, to replace `credentials`; `None`: nothing."""
    hooks: Hooks | None = field(default=None, repr=False)
    """Who hears of requests and answers."""


def resolve_settings(
    config: ClientConfig,
    credentials: Mapping[str, object],
    environment: Mapping[str, str],
    given: ClientArguments,
    *,
    hooks: Hooks | None = None,
) -> Settings:
    """Return the settings of a client; what is not given takes the default of `config`.

    Raises:
        ConfigurationError: a setting is wrong, or a secret cannot be sent.
    """
    found, secrets = find_secrets(config.schemes, credentials, environment)
    variables = _texts(given.get("variables") or {})
    shared = given.get("globals") or {}
    deadline = given.get("deadline")
    try:
        base_url = _base_url(config, given, variables)
        is_own = given.get("base_url") is None
        known = is_own or is_known(base_url, server_urls(config.servers, variables))
        return Settings(
            base_url=base_url,
            timeout=check_timeout(_or(given.get("timeout"), config.timeout), "timeout"),
            max_retries=check_count(
                _or(given.get("max_retries"), config.max_retries), "max_retries"
            ),
            headers=_headers(config, given.get("headers")),
            credentials=found,
            secrets=secrets,
            hooks=hooks,
            strict=check_switch(given.get("strict", False), "strict"),
            user_agent=_user_agent(config),
            base_url_given=not is_own,
            base_url_is_foreign=not known,
            servers=config.servers,
            globals=dict(_globals(config.globals, shared, environment)),
            variables=variables,
            deadline=None if deadline is None else check_timeout(deadline, "deadline"),
            max_body_size=check_size(
                _or(given.get("max_body_size"), config.max_body_size), "max_body_size"
            ),
            allow_http=check_switch(given.get("allow_http", False), "allow_http"),
            budget=Budget(check_budget(given.get("retry_budget"))),
        )
    except InvalidArgumentError as error:
        raise ConfigurationError(str(error)) from None


def _or(value: T | None, default: T) -> T:
    return default if value is None else value


def _base_url(
    config: ClientConfig, given: ClientArguments, variables: Mapping[str, str]
) -> str:
    base_url, allow_http = given.get("base_url"), given.get("allow_http", False)
    if base_url is not None:
        return check_base_url(base_url, "base_url", allow_http=allow_http)
    server = find_server(config.servers, given.get("server"))
    return server_url(server, variables, allow_http=allow_http)


def _texts(variables: Mapping[str, object]) -> dict[str, str]:
    for name, value in variables.items():
        if value is not None and not isinstance(value, str):
            raise ConfigurationError(f"{name}: must be text")
    return {k: v for k, v in variables.items() if isinstance(v, str)}


def _globals(
    declared: tuple[GlobalParameter, ...],
    given: Mapping[str, object],
    environment: Mapping[str, str],
) -> Iterator[tuple[str, object]]:
    for parameter in declared:
        name, variable = parameter.name, parameter.env
        value = given.get(name)
        if value is None and variable is not None and environment.get(variable):
            value = _read(parameter, environment[variable])
        if value is not None:
            yield name, value
        elif parameter.required:
            where = "" if variable is None else f", or set the variable {variable}"
            raise InvalidArgumentError(name, f"is needed: give it{where}")


def _read(parameter: GlobalParameter, text: str) -> object:
    """Return the value that a text of the environment stands for."""
    hint = parameter.type()
    try:
        return text if hint is str else adapter(hint).validate_strings(text)
    except ValueError:
        problem = f"the variable {parameter.env} holds something else"
    raise InvalidArgumentError(parameter.name, problem)


def _headers(config: ClientConfig, extra: Mapping[str, str] | None) -> dict[str, bytes]:
    given = check_mapping({} if extra is None else extra, "headers")
    own = {"user-agent": _user_agent(config)}
    return {**own, **dict(header_pair(name, given[name], "headers") for name in given)}


def _user_agent(config: ClientConfig) -> bytes:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return f"{config.name}/{config.version} python/{python}".encode("latin-1")
