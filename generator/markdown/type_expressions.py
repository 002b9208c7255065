"""What a type in the docs says (dialect, section 2), as a tree whose nodes know their places.

Names and link targets are as in the docs: whether a page stands behind them is decided later.
"""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted


class AtomKind(Enum):
    """Types that need no page, by the word that stands for them in messages."""

    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    ANY = "any"
    BYTES = "Uint8Array"
    REQUEST = "Request"
    """The `Request` of the fetch API, which some envelopes hold."""
    REQUEST_OPTIONS = "RequestOptions"
    """Options of one call of the TypeScript SDK."""
    VOID = "void"
    DATE_TIME = "Date"
    DATE = "RFCDate"
    """A day without time: known by the link's target, whatever its text."""


class StreamKind(Enum):
    """Bodies that arrive piece by piece, by the name of their type."""

    BYTES = "ReadableStream"
    EVENTS = "EventStream"
    JSON_LINES = "JsonLStream"


@record
class Atom:
    """A type that needs no page."""

    kind: AtomKind
    span: Span


@record
class Literal:
    """Exactly one value."""

    value: Untrusted | int | bool
    span: Span


@record
class Array:
    """`T[]`."""

    item: TypeExpr
    span: Span


@record
class Record:
    """`Record<string, T>` or `{ [k: string]: T }`."""

    value: TypeExpr
    span: Span


@record
class Union:
    """Two types or more between pipes."""

    members: tuple[TypeExpr, ...]
    span: Span


@record
class Stream:
    """A body that arrives piece by piece."""

    kind: StreamKind
    item: TypeExpr | None
    """Type of one piece; `None` for bytes."""
    span: Span


@record
class UnlinkedName:
    """The name of a page without a link to it."""

    namespace: Untrusted | None
    name: Untrusted
    span: Span


@record
class Linked:
    """The name of a page and a link to it."""

    namespace: Untrusted | None
    name: Untrusted
    target: Untrusted
    """The link's target as written: a path relative to the page that holds the link."""
    span: Span
    target_span: Span


@record
class External:
    """A type of the web platform, linked to its page on MDN."""

    name: Untrusted
    url: Untrusted
    span: Span


TypeExpr: TypeAlias = (
    Atom | Literal | Array | Record | Union | Stream | UnlinkedName | Linked | External
)
