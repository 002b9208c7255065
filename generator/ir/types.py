"""Types of fields, parameters and bodies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from generator.records import record
from generator.untrusted import Untrusted


class ScalarKind(Enum):
    """The plain JSON scalars. `NUMBER` may hold integers and fractions; docs do not tell which."""

    STRING = "string"
    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"


class StreamKind(Enum):
    """How a body arrives piece by piece."""

    EVENTS = "events"
    """Server-sent events, each holding one item."""
    JSON_LINES = "json-lines"
    """One JSON item a line."""
    BYTES = "bytes"
    """Raw bytes; there is no item type."""


@dataclass(frozen=True, slots=True, order=True)
class ModelKey:
    """What names a model: its namespace and its page's title, never its file name."""

    namespace: str
    """`components`, `shared`, `operations`, `errors` or `models`."""
    title: Untrusted
    """The H1 of its page, without the strike-through of deprecated models."""

    @property
    def dotted(self) -> str:
        """Namespace and title, as the docs and `sdk.toml` write them."""
        return f"{self.namespace}.{self.title.reveal()}"


@record
class Scalar:
    """A string, number, integer or boolean."""

    kind: ScalarKind
    """Which of the scalars."""


@record
class DateTime:
    """A moment (RFC 3339 `date-time`)."""


@record
class Date:
    """A day without time (RFC 3339 `full-date`)."""


@record
class Binary:
    """Bytes that are not JSON: a file, a blob, an image."""


@record
class FilePart:
    """A file that travels as one part of a multipart body (RFC 7578): content and file name."""


@record
class AnyType:
    """Any JSON value."""


@record
class LiteralType:
    """Exactly one value."""

    value: Untrusted | int | bool
    """The value."""


@record
class ListOf:
    """A JSON array."""

    item: Type
    """Type of each item."""


@record
class MapOf:
    """A JSON object with free keys."""

    value: Type
    """Type of each value; keys are text."""


@record
class Ref:
    """A model, enum or union page."""

    key: ModelKey
    """The page that describes the type."""


@record
class AnyOf:
    """Several types in one cell or one wrapper. Union pages are `Ref`s."""

    members: tuple[Type, ...]
    """Two or more, in the order of the cell."""


@record
class Stream:
    """A body that is read piece by piece."""

    kind: StreamKind
    """How the pieces are told apart."""
    item: Type | None
    """Type of one piece; `None` for raw bytes."""


Type: TypeAlias = (
    Scalar
    | DateTime
    | Date
    | Binary
    | FilePart
    | AnyType
    | LiteralType
    | ListOf
    | MapOf
    | Ref
    | AnyOf
    | Stream
)
