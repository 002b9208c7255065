"""Programs for the emitted docs: a client is made, and an operation is called."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.api import Api
from generator.ir.operations import Example, Location, Operation
from generator.python.calls import (
    MADE_UP,
    SOME_HOST,
    SOME_SERVER,
    example_call,
    statement,
)
from generator.python.code import Code, Group, layout
from generator.python.examples import Examples
from generator.python.names import client_argument_name
from generator.python.security import needed_secrets
from generator.python.settings import PythonSettings
from generator.records import record


@record
class Usage:
    """Writes the programs of one API's docs."""

    api: Api
    settings: PythonSettings
    examples: Examples

    def opened(
        self,
        *more: tuple[str, Code],
        server: int = 0,
        indent: int = 0,
        is_async: bool = False,
    ) -> str:
        """Return the line that makes a client, with what no default and no variable gives.

        `server` is the number of the server that the client is for.
        """
        client = f"Async{self.settings.client}" if is_async else self.settings.client
        call = Group(f"{client}(", (*self._needed(server), *more), ")")
        before = "async with " if is_async else "with "
        return layout(call, indent, before, " as client:")

    def _needed(self, server: int) -> Iterator[tuple[str, Code]]:
        for secret in needed_secrets(self.api.security):
            yield f"{secret.name}=", MADE_UP
        for each in self.api.globals:
            in_path = each.location.value is Location.PATH
            if (each.required or in_path) and each.env is None:
                name = client_argument_name(each.name)
                yield f"{name}=", self.examples.invent(each.type)
        servers = self.api.servers
        if not servers or servers[server].problem is not None:
            yield "base_url=", SOME_SERVER
            return
        for variable in servers[server].variables:
            if variable.default is None:
                yield f"{client_argument_name(variable.option)}=", SOME_HOST

    def program(
        self, operation: Operation, accessor: str, example: Example | None = None
    ) -> str:
        """Return a whole program around an example call of an operation: see `calls`."""
        call = example_call(operation, accessor, self.examples, example)
        lines = [f"from {self.settings.package} import {self.settings.client}", ""]
        if call.needs_datetime:
            lines = ["import datetime", "", *lines]
        lines += [self.opened(), f"    {statement(call, 4)}"]
        return "\n".join(lines)
