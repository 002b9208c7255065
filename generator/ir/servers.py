"""Servers: what stands before the path of each operation."""

from __future__ import annotations

from generator.ir.facts import Fact
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted


@record
class ServerVariable:
    """A part of a base URL that the caller may choose."""

    name: Untrusted
    """Name between the braces of the URL."""
    option: Untrusted
    """Name of the client's option in the docs."""
    default: Untrusted | None
    """Value where the caller gives none; `None`: the caller must."""
    values: tuple[Untrusted, ...]
    """The allowed values, if the docs list them; otherwise empty."""
    doc: Untrusted | None
    """What README says of it."""
    span: Span
    """Its name in README."""


@record
class Server:
    """A base URL."""

    url: Fact[Untrusted]
    """What comes before the path of every operation; variables stand in braces."""
    name: Untrusted | None
    """Name by which it is chosen; `None` without one."""
    doc: Untrusted | None
    """What README says of it."""
    variables: tuple[ServerVariable, ...] = ()
    """The variables of its URL, in the order of the URL."""
    problem: str | None = None
    """The rule that its URL breaks: no client can call it, but it keeps its place among the others,
    which are chosen by theirs. `None` for one that can be called."""
