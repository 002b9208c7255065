"""Facts and where they come from.

Most facts are printed in the docs; such a fact is a plain value beside the span of its row. A fact
that the docs do not always print is a `Fact`: a value together with its origin.
"""

from __future__ import annotations

from typing import Generic, TypeAlias, TypeVar

from generator.records import record
from generator.source import Span

T_co = TypeVar("T_co", covariant=True)


@record
class Documented:
    """The fact is printed at `span`."""

    span: Span
    """Where it is printed."""


@record
class Derived:
    """The fact follows from other facts by a stated rule."""

    rule: str
    """Key of the rule in `generator.lower.rules.RULES`."""
    span: Span
    """The place that the rule looked at."""


@record
class Overlaid:
    """The fact is stated in the overlay, `sdk.toml`."""

    key: str
    """Dotted key of the entry."""
    span: Span
    """The entry's place in `sdk.toml`."""


Origin: TypeAlias = Documented | Derived | Overlaid


@record
class Fact(Generic[T_co]):
    """A value and where it comes from."""

    value: T_co
    """What holds."""
    origin: Origin
    """Why it holds."""


def value_of(found: object) -> object:
    """Return what holds, of a fact or of what is always printed: without why it does."""
    return found.value if isinstance(found, Fact) else found
