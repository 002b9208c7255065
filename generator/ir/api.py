"""The root of the intermediate model."""

from __future__ import annotations

from generator.ir.facts import Fact
from generator.ir.models import Model
from generator.ir.operations import Location, Resource
from generator.ir.security import SecurityScheme
from generator.ir.servers import Server
from generator.ir.types import Type
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted


@record
class GlobalParameter:
    """A parameter that is given to the client once and sent with each operation that takes it."""

    name: Untrusted
    """Name of the client's option in the docs."""
    wire_name: Fact[Untrusted]
    """Name in the path, the query or the header."""
    location: Fact[Location]
    """Where it goes; docs do not print it. One in the path fills the variable of that name."""
    type: Type
    """Type of a value that is there."""
    required: bool
    """Whether the client must be given it."""
    env: Untrusted | None
    """Environment variable that is read where no argument is given."""
    doc: Untrusted | None
    """What README says of it."""
    span: Span
    """Its name in README."""


@record
class Api:
    """All that the docs and the overlay say of one API."""

    name: str
    """Name of its folder under `specs/`: lower case letters, digits and hyphens."""
    title: Fact[Untrusted]
    """Name of the client class in the docs, such as `Dub`."""
    doc: Untrusted | None
    """README's summary."""
    servers: tuple[Server, ...]
    """The first one is the default."""
    security: tuple[SecurityScheme, ...]
    """Alternatives: any one of them is enough, but those of one group belong together."""
    error_base: Untrusted | None
    """Base class of HTTP errors in the docs, such as `DubError`."""
    resources: tuple[Resource, ...]
    """In the order of README's list."""
    models: tuple[Model, ...]
    """Sorted by key."""
    globals: tuple[GlobalParameter, ...] = ()
    """Parameters of the client, in the order of README."""
