"""Servers (OpenAPI 3.1, 4.8.5)."""

from __future__ import annotations

from generator.export.notes import note
from generator.export.texts import described
from generator.ir.dump import Json
from generator.ir.servers import Server, ServerVariable


def server_object(server: Server) -> dict[str, Json]:
    """Return a server with its variables."""
    found: dict[str, Json] = {
        "url": server.url.value.reveal(),
        **described(server.doc),
    }
    if server.variables:
        found["variables"] = {
            variable.name.reveal(): _variable(variable) for variable in server.variables
        }
    return found | note(url=server.url)


def _variable(variable: ServerVariable) -> dict[str, Json]:
    """Return a variable; OpenAPI demands a default, also where docs state none."""
    values = [value.reveal() for value in variable.values]
    if variable.default is not None:
        default = variable.default.reveal()
    else:
        default = values[0] if values else variable.name.reveal()
    return {
        "default": default,
        **({"enum": list[Json](values)} if values else {}),
        **described(variable.doc),
        **note(default=None if variable.default else "no-default"),
    }
