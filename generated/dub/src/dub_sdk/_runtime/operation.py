"""An operation as data: what the emitted resources declare, and the runtime carries out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeAlias, TypeVar

from .records import record

if TYPE_CHECKING:
    from .config import Server
    from .errors import APIStatusError
    from .schemes import Scheme

__all__ = ["Operation", "Parameter", "Stream"]

T = TypeVar("T")
_KEY: Final = re.compile(r"(?:x[-_]?)?idempotency[-_]?key", re.IGNORECASE)
ErrorKinds: TypeAlias = "type[APIStatusError] | tuple[type[APIStatusError], ...]"
"""One error, or several of which the body tells one."""


def _no_errors() -> Mapping[int | range, ErrorKinds]:
    return {}


@record
class Parameter:
    """An argument that goes into the path, the query or a header.

    Types are given as functions, so that their modules load with the first call.
    """

    name: str
    """Its name in Python."""
    wire_name: str
    location: Literal["path", "query", "header"]
    type: Callable[[], Any]
    """Returns the type that checks and encodes the value. It must be hashable."""
    explode: bool = True
    """Whether a list in the query repeats the name; otherwise its items are joined by commas."""
    client_argument: str | None = None
    """The client's global parameter that is sent where the call gives no value."""
    deprecated: str | None = None
    """What callers who give it are told, if it is deprecated."""


@record
class Stream:
    """An answer that arrives piece by piece."""

    kind: Literal["events", "json-lines", "bytes"]
    item: Callable[[], Any] | None = None
    """Returns the type of an item. `None` for bytes."""


@record
class Operation(Generic[T]):
    """One operation, returning `T`; or a stream of `T`, if it has no result but a stream."""

    id: str
    """The API's own name for it."""
    method: str
    """HTTP method in upper case."""
    path: str
    """Path below the base URL; variables stand in braces, in wire spelling."""
    parameters: tuple[Parameter, ...] = ()
    body: Callable[[], Any] | None = None
    """Returns the type of the body. `None`: the operation has no body."""
    body_argument: str | None = None
    """The argument that is the whole body. `None`: the body is an object, and each argument that
    is no parameter is one of its fields."""
    content_type: str = "application/json"
    """Media type of the body."""
    result: Callable[[], Any] | None = None
    """Returns the type of the result. `None`: the answer has no content."""
    accept: str = "application/json"
    """Media type asked for, or several, separated by commas."""
    errors: Mapping[int | range, ErrorKinds] = field(default_factory=_no_errors)
    """The documented errors by status; the narrowest range that holds a status counts. Of
    several errors of one status, the one that fits the body best is raised."""
    secured: bool = True
    """Whether credentials are sent."""
    stream: Stream | None = None
    """What arrives piece by piece. If there is a result too, the content type decides."""
    schemes: tuple[Scheme, ...] = ()
    """Ways to authenticate of its own, whose secrets are arguments. Empty: the client's."""
    servers: tuple[str | Server, ...] | None = None
    """Servers of its own; the first one is used. Empty: it has some that docs do not name, so
    the caller must give a base URL. `None`: the client's."""
    idempotent: bool | None = None
    """Whether sending it twice does what sending it once does. `None`: its method decides."""
    keyed: bool = False
    """Whether a call that gives no idempotency key sends a fresh one, the same with each of its
    attempts."""
    optional_body: bool = False
    """Whether a body whose fields are the arguments is left out where none of them is given."""

    @property
    def key_header(self) -> str:
        """The header that carries an idempotency key, in lower case."""
        for parameter in self.parameters:
            name = parameter.wire_name
            if parameter.location == "header" and _KEY.fullmatch(name):
                return name.lower()
        return "idempotency-key"

    @property
    def asks_client(self) -> bool:
        """Whether it sends the client's credentials."""
        return self.secured and not self.schemes
