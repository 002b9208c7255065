"""The client's arguments that the docs name, beside secrets: servers and global parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.ir.api import Api
from generator.ir.servers import Server
from generator.python.annotations import Spelling, annotation, union
from generator.python.names import client_argument_name
from generator.python.prose import joined
from generator.python.servers import server_names, server_variables
from generator.records import record
from generator.render.docstrings import Entry
from generator.untrusted import Untrusted

SERVER: Final = "server"
"""The argument that chooses one of several servers."""


@record
class ClientOption:
    """One optional keyword argument."""

    name: str
    """The argument."""
    annotation: str
    """Its type; it is `None` by default."""


def client_options(api: Api, spelling: Spelling) -> tuple[ClientOption, ...]:
    """Return the arguments, in the order of the signature."""
    return tuple(_options(api, spelling))


def _options(api: Api, spelling: Spelling) -> Iterator[ClientOption]:
    literal = spelling.printers.string_literal
    if len(api.servers) > 1:
        names = ", ".join(map(literal, server_names(api)))
        ways = (f"Literal[{names}]",) if names else ()
        yield ClientOption(SERVER, union((*ways, "int", "None")))
    for name, variable in server_variables(api).items():
        values = ", ".join(map(literal, variable.values))
        yield ClientOption(
            name, f"Literal[{values}] | None" if values else "str | None"
        )
    for each in api.globals:
        spelled = union((annotation(each.type, spelling), "None"))
        yield ClientOption(client_argument_name(each.name), spelled)


def given(api: Api) -> Mapping[str, tuple[str, ...]]:
    """Return what the base class is given, each with the arguments that it gathers, if it does."""
    found: dict[str, tuple[str, ...]] = {}
    if len(api.servers) > 1:
        found[SERVER] = ()
    if variables := server_variables(api):
        found["variables"] = tuple(variables)
    if api.globals:
        found["globals"] = tuple(
            client_argument_name(each.name) for each in api.globals
        )
    return found


def option_entries(api: Api) -> Iterator[Entry]:
    """Yield the lines of a docstring that describe the arguments."""
    if len(api.servers) > 1:
        yield Entry(SERVER, _server_text(api.servers))
    for name, variable in server_variables(api).items():
        text = "A part of the server's URL."
        if variable.default is None:
            text += " It must be given where the server has it."
        elif variable.default:
            text += f" By default {variable.default.reveal()}."
        yield Entry(name, joined(variable.doc, Untrusted(text)))
    for each in api.globals:
        text = "Sent with each call that takes it."
        if each.env is not None:
            text += f" By default the environment variable {each.env.reveal()}."
        if each.required:
            text += " It must be given."
        name = client_argument_name(each.name)
        yield Entry(name, joined(each.doc, Untrusted(text)))


def _server_text(servers: tuple[Server, ...]) -> Untrusted:
    """Return which servers there are, with the number and perhaps the name of each."""
    ways = "number or name" if any(server.name for server in servers) else "number"
    lines = [f"Which server to use, by its {ways}; the first by default."]
    for at, server in enumerate(servers):
        lines.append(f"- {at}: {server_label(server).reveal()}")
    return Untrusted("\n".join(lines))


def server_label(server: Server) -> Untrusted:
    """Return name, URL and description of a server in one line, and whether it can be called."""
    name = f"{server.name.reveal()}, " if server.name is not None else ""
    doc = f": {server.doc.reveal()}" if server.doc else ""
    out = f" (cannot be called: it {server.problem})" if server.problem else ""
    return Untrusted(f"{name}{server.url.value.reveal()}{out}{doc}")
