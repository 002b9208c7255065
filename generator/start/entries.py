"""Which entry of `sdk.toml` settles which doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from generator.diagnostics import place_of
from generator.doubts import API, MODELS, OPERATIONS, Doubt
from generator.ir.operations import Pagination
from generator.render.literals import toml_string
from generator.start.lines import entry, rule, stated, toml_value
from generator.untrusted import Untrusted


@dataclass(frozen=True, slots=True)
class Switch:
    """An entry that settles all doubts of a kind."""

    table: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An entry that settles one doubt."""

    table: str
    line: str


_IDENTITY: Final = toml_string("identity")
_SWITCHES: Final[Mapping[tuple[str, str], Switch]] = {
    (MODELS, "wire_name"): Switch("wire", (entry(["body"], _IDENTITY),)),
    (OPERATIONS, "wire_name"): Switch("wire", (entry(["query"], _IDENTITY),)),
}
_RULES: Final[Mapping[tuple[str, str], str]] = {
    (MODELS, "nullable"): "fields",
    (OPERATIONS, "nullable"): "parameters",
    (OPERATIONS, "explode"): "parameters",
    (OPERATIONS, "location"): "parameters",
}
"""By kind and fact: what a rule must be about that settles all such doubts."""


def switch_of(kind: str, fact: str) -> Switch | None:
    """Return the entry that settles all doubts about a fact at once, where there is one."""
    return _SWITCHES.get((kind, fact))


def rule_of(kind: str, fact: str, value: object) -> list[str] | None:
    """Return the rule that settles all doubts about a fact, where rules can state it."""
    scope = _RULES.get((kind, fact))
    shown = toml_value(_plain(value))
    return rule(scope, fact, shown) if scope and shown else None


def entry_of(doubt: Doubt) -> Line | None:
    """Return the entry that states what was derived; `None` where no entry is known."""
    subject = doubt.subject
    make = _ENTRIES.get((subject.kind, doubt.fact))
    if make is None:
        return None
    found = make(doubt)
    if found is None:
        return None
    table, key, value = found
    evidence = f"derived: {doubt.rule}; {place_of(doubt.span)}"
    return Line(table, entry(key, value, evidence))


_Entry = tuple[str, Sequence[str], str]


def _secured(doubt: Doubt) -> _Entry | None:
    value = toml_value(_plain(doubt.value))
    return (OPERATIONS, [doubt.subject.owner, doubt.fact], value) if value else None


def _base_url(doubt: Doubt) -> _Entry | None:
    value = toml_value(_plain(doubt.value))
    return ("api", ["base_url"], value) if value else None


def _pagination(doubt: Doubt) -> _Entry | None:
    value = doubt.value
    if not isinstance(value, Pagination):
        return None
    parts = {
        "style": value.style.value,
        "input": value.input,
        "limit": value.limit,
        "items": _way(value.items),
        "cursor": _way(value.cursor) or None,
        "cursor_field": value.cursor_field,
    }
    shown = [
        stated([name], toml_string(part))
        for name, part in parts.items()
        if part is not None
    ]
    if value.start != 1:
        shown.append(stated(["start"], str(value.start)))
    inline = "{ " + ", ".join(shown) + " }"
    return OPERATIONS, [doubt.subject.owner, "pagination"], inline


def _way(names: Sequence[Untrusted]) -> str:
    return ".".join(name.reveal() for name in names)


_ENTRIES: Final[Mapping[tuple[str, str], Callable[[Doubt], _Entry | None]]] = {
    (OPERATIONS, "secured"): _secured,
    (OPERATIONS, "pagination"): _pagination,
    (API, "url"): _base_url,
}


def _plain(value: object) -> object:
    """Return text, a truth value or the value of an enum as it stands in TOML."""
    if isinstance(value, Untrusted):
        return value.reveal()
    return value.value if isinstance(value, Enum) else value
