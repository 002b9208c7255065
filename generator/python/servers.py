"""Servers: what the runtime is told of them, and the client's arguments that choose."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.api import Api
from generator.ir.servers import Server, ServerVariable
from generator.python.code import Code, Group, sequence
from generator.python.names import client_argument_name
from generator.render.printers import Printers
from generator.untrusted import Untrusted


def server_code(server: Server, printers: Printers) -> Code:
    """Return a server for the runtime: its URL alone, if that is all there is to know."""
    literal = printers.string_literal
    url = literal(server.url.value)
    if server.name is None and not server.variables:
        return url
    items: list[tuple[str, Code]] = [("", url)]
    if server.name is not None:
        items.append(("name=", literal(server.name)))
    if server.variables:
        variables = (_variable(each, printers) for each in server.variables)
        items.append(("variables=", sequence(variables)))
    return Group("config.Server(", tuple(items), ")")


def _variable(variable: ServerVariable, printers: Printers) -> Code:
    literal = printers.string_literal
    items: list[tuple[str, Code]] = [
        ("", literal(variable.name)),
        ("", f'"{client_argument_name(variable.option)}"'),
    ]
    if variable.default is not None:
        items.append(("default=", literal(variable.default)))
    if variable.values:
        items.append(("values=", sequence(map(literal, variable.values))))
    return Group("config.ServerVariable(", tuple(items), ")")


def needs_config(servers: tuple[Server, ...]) -> bool:
    """Whether the code of `servers` names the runtime's module `config`."""
    return any(server.name is not None or server.variables for server in servers)


def server_variables(api: Api) -> dict[str, ServerVariable]:
    """Return the variables of all servers, each once, by the client's argument."""
    found: dict[str, ServerVariable] = {}
    for server in all_servers(api):
        for variable in server.variables:
            found.setdefault(client_argument_name(variable.option), variable)
    return found


def all_servers(api: Api) -> Iterator[Server]:
    """Yield the servers of the API, then those of its operations."""
    yield from api.servers
    for resource in api.resources:
        for operation in resource.operations:
            if operation.servers is not None:
                yield from operation.servers.value


def server_names(api: Api) -> tuple[Untrusted, ...]:
    """Return the names by which the API's servers are chosen, in their order."""
    return tuple(server.name for server in api.servers if server.name is not None)
