"""Example values: what the literals and the Example cells of the docs hold."""

from __future__ import annotations

from typing import TypeAlias

from generator.records import record
from generator.untrusted import Untrusted


@record
class NumberValue:
    """A number, kept as it is spelled, so that no digit is lost."""

    text: str
    """Matches JSON's number grammar (RFC 8259, section 6)."""


@record
class DateValue:
    """`new Date("...")` or `new RFCDate("...")`."""

    text: Untrusted
    """What stands between the quotes."""
    has_time: bool
    """Whether it is a `Date` rather than an `RFCDate`."""


@record
class FileValue:
    """`await openAsBlob("...")` and its kin: the content of a file."""

    path: Untrusted
    """Name of the file in the docs' example."""


@record
class MemberValue:
    """`Enum.Member`: the page's title and the member's name in TypeScript."""

    enum: Untrusted
    """Title of the enum's page."""
    member: Untrusted
    """Name of the member in TypeScript."""


@record
class ListValue:
    """An array."""

    items: tuple[Value, ...]
    """In order."""


@record
class ObjectValue:
    """An object; the names are those of the docs, not of the wire."""

    entries: tuple[tuple[Untrusted, Value], ...]
    """Names and values, in order; a name that is there twice is there twice."""

    def by_name(self) -> dict[Untrusted, Value]:
        """Return the values by name; the first one under a name that is there twice."""
        return dict(reversed(self.entries))


@record
class Missing:
    """No value was given: not the same as null."""


MISSING = Missing()

Value: TypeAlias = (
    bool
    | NumberValue
    | Untrusted
    | DateValue
    | FileValue
    | MemberValue
    | ListValue
    | ObjectValue
    | Missing
    | None
)
"""`None` is null, `Missing` is no value, and `Untrusted` is a string."""
