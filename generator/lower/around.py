"""What lowering an operation needs beside its own page: models, and what README says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from generator.ir.facts import Fact
from generator.ir.models import Model
from generator.ir.security import SecurityScheme
from generator.ir.servers import Server
from generator.ir.types import ModelKey
from generator.lower.client_options import options
from generator.lower.context import Context
from generator.markdown.literals import Construction, Entry
from generator.records import record
from generator.untrusted import Untrusted


@record
class Around:
    """The same for all operations of an API."""

    models: Mapping[ModelKey, Model]
    security: tuple[SecurityScheme, ...]
    """README's schemes."""
    globals: frozenset[str]
    """Names of the client's parameters, normal: they fill variables of paths."""
    reserved: frozenset[Untrusted]
    """Options of the client that are none: credentials, variables of servers, the SDK's own."""
    common_servers: tuple[Server, ...]
    """Those of the API."""
    servers: Mapping[str, Fact[Untrusted]]
    """Base URLs that README's examples pass to operations, by accessor."""
    context: Context
    clients: list[Construction] = field(default_factory=list)
    """How examples make the client, collected while operations are lowered."""

    def parameters(self, made: Iterable[Construction]) -> Iterator[Entry]:
        """Yield the options of clients that can be nothing but parameters.

        None where README states no credentials: an option may be one then.
        """
        for entry in options(made) if self.security else ():
            if entry.key not in self.reserved:
                yield entry
