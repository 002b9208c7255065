"""Credentials of single calls, and whether credentials may go where a call goes.

Few calls need this; it is loaded with the first of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from .auth import Credentials, find_credentials, foreign_problem
from .errors import ConfigurationError
from .operation import Operation
from .servers import server_urls
from .settings import Settings
from .types import NOT_GIVEN
from .urls import is_known

__all__ = ["check_place", "own_credentials"]


def own_credentials(
    operation: Operation[Any], values: Mapping[str, object]
) -> tuple[Credentials, Mapping[str, object]]:
    """Return the credentials that are arguments of the call, and its other arguments.

    Raises:
        ConfigurationError: there are none, or one of them cannot be sent.
    """
    names = {name for scheme in operation.schemes for name in scheme.arguments}
    others = {name: value for name, value in values.items() if name not in names}
    secrets = {name: values.get(name) for name in names}
    given = {k: None if v is NOT_GIVEN else v for k, v in secrets.items()}
    found = find_credentials(operation.schemes, given, os.environ)
    return found.demanded(operation.id, "call"), others


def check_place(
    credentials: Credentials, url: str, operation: Operation[Any], settings: Settings
) -> None:
    """Check that secrets of the environment go to servers of the docs, or stay on this machine.

    Whoever sets a variable means the API that it is named after; the base URL may have come from
    elsewhere. A secret that is an argument goes where the caller says. Where docs name no server,
    so do the others.

    Raises:
        ConfigurationError: the URL is of another server.
    """
    if not (settings.servers if operation.servers is None else operation.servers):
        return  # docs name none, so there is nothing to compare with
    servers = (*settings.servers, *(operation.servers or ()))
    if not is_known(url, server_urls(servers, settings.variables)):
        problem = foreign_problem(credentials.variables, url, "the servers")
        raise ConfigurationError(problem)
