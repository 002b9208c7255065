"""What the TypeScript examples of the docs hold, as trees whose nodes know their places."""

from __future__ import annotations

from typing import TypeAlias

from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted


@record
class StringLiteral:
    """A string, with its escapes decoded."""

    value: Untrusted
    span: Span


@record
class NumberLiteral:
    """A number, kept as it is spelled."""

    text: str
    """Matches JSON's number grammar (RFC 8259, section 6)."""
    span: Span


@record
class BooleanLiteral:
    """`true` or `false`."""

    value: bool
    span: Span


@record
class NullLiteral:
    """`null`."""

    span: Span


@record
class UndefinedLiteral:
    """No value at all: `undefined`, or an object of the fetch API (`new Response(...)`)."""

    span: Span


@record
class DateLiteral:
    """`new Date("...")` or `new RFCDate("...")`."""

    text: Untrusted
    has_time: bool
    span: Span


@record
class FileLiteral:
    """`await openAsBlob("...")`: the content of a file."""

    path: Untrusted
    span: Span


@record
class BytesLiteral:
    """`new TextEncoder().encode("...")` or `new Uint8Array([...])`."""

    data: bytes
    span: Span


@record
class MemberLiteral:
    """`Enum.Member`."""

    enum: Untrusted
    member: Untrusted
    span: Span


@record
class EnvironmentLiteral:
    """`process.env["NAME"] ?? "default"`."""

    name: Untrusted
    default: Untrusted
    span: Span


@record
class ArrayLiteral:
    """An array."""

    items: tuple[Literal, ...]
    span: Span
    """The opening bracket."""


@record
class Entry:
    """One key of an object and its value."""

    key: Untrusted
    value: Literal
    span: Span
    """Of the key."""


@record
class ObjectLiteral:
    """An object; a key that is there twice is there twice."""

    entries: tuple[Entry, ...]
    span: Span
    """The opening brace."""


Literal: TypeAlias = (
    StringLiteral
    | NumberLiteral
    | BooleanLiteral
    | NullLiteral
    | UndefinedLiteral
    | DateLiteral
    | FileLiteral
    | BytesLiteral
    | MemberLiteral
    | EnvironmentLiteral
    | ArrayLiteral
    | ObjectLiteral
)


@record
class Import:
    """`import { A, B } from "module";`."""

    names: tuple[Untrusted, ...]
    """As the module exports them."""
    module: Untrusted
    span: Span
    """Of the module."""


@record
class Example:
    """A model's example: imports, then one value."""

    imports: tuple[Import, ...]
    value: Literal | None
    """`None` where the page says that there are no examples."""


@record
class Construction:
    """`new Client({...})`: how an operation's example makes its client."""

    name: Untrusted
    """Name of the class."""
    arguments: tuple[Literal, ...]
    span: Span
    """Of the name."""


@record
class Call:
    """An operation's example."""

    client: Construction | None
    """`None` where the example does not show how the client is made."""
    path: tuple[Untrusted, ...]
    """The accessors and the operation, without the client's variable: `track`, `lead`."""
    arguments: tuple[Literal, ...]
    loop_variable: Untrusted | None
    """Variable of the `for await` loop over the result, where there is one."""
    span: Span
    """From the client's variable to the operation."""
