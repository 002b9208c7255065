"""Which entry of `sdk.toml` settles which doubt, by the rule that is in doubt.

A rule that is not here has no entry that could repeat what it derived; then the text of its doubt
says what may be stated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Final

from generator.diagnostics import place_of
from generator.doubts import GLOBALS, MODELS, OPERATIONS, PYTHON, SECURITY, Doubt
from generator.ir.operations import Pagination
from generator.ir.servers import Server
from generator.records import record
from generator.render.literals import toml_string
from generator.start.lines import entry, rule, stated, toml_value
from generator.untrusted import Untrusted


@record
class Lines:
    """Lines, and the table of `sdk.toml` that they belong to; `rules` stands for none."""

    table: str
    lines: tuple[str, ...]
    key: tuple[str, ...] = ()
    """Key of the entry in its table, if it is one for one doubt."""


_SWITCHES: Final[Mapping[tuple[str, str], str]] = {
    ("wire-identity", MODELS): "body",
    ("wire-identity", OPERATIONS): "query",
}
"""By rule and kind: the entry of `[wire]` that settles all such doubts."""
_RULES: Final = frozenset({"never-null", "number-undecided", "repeated-key"})
"""What `[[rules]]` can state of all fields, or of all parameters."""
_SCOPES: Final[Mapping[str, str]] = {MODELS: "fields", OPERATIONS: "parameters"}


def entry_of_all(name: str, doubt: Doubt) -> Lines | None:
    """Return the one entry that settles this doubt and all others of its rule, fact and kind."""
    kind = doubt.subject.kind
    if switch := _SWITCHES.get((name, kind)):
        return Lines("wire", (entry([switch], toml_string("identity")),))
    value = toml_value(_plain(doubt.value))
    if name == "global-in-query" and value:
        return Lines("rules", tuple(rule(GLOBALS, doubt.fact, value)))
    if name in _RULES and kind in _SCOPES and value:
        return Lines("rules", tuple(rule(_SCOPES[kind], doubt.fact, value)))
    return None


def entry_of(doubt: Doubt) -> Lines | None:
    """Return the entry that settles one doubt; `None` where no entry could."""
    make = ENTRIES.get(doubt.rule)
    found = make(doubt) if make else None
    if found is None:
        return None
    table, key, value = found
    evidence = f"derived: {doubt.rule}; {place_of(doubt.span)}"
    return Lines(table, (entry(key, value, evidence),), tuple(key))


_Entry = tuple[str, Sequence[str], str]
_Make = Callable[[Doubt], _Entry | None]


def _of_owner(table: str, name: str) -> _Make:
    """Return what makes the entry `name` of a model or operation, with what was derived."""

    def make(doubt: Doubt) -> _Entry | None:
        value = toml_value(_plain(doubt.value))
        return (table, [doubt.subject.owner, name], value) if value else None

    return make


def _of_part(table: str, name: str) -> _Make:
    """Return what makes the entry `name` of a scheme or of a parameter of the client."""

    def make(doubt: Doubt) -> _Entry | None:
        value = toml_value(_plain(doubt.value))
        if value is None or doubt.subject.kind != table:
            return None
        return table, [doubt.subject.part, name], value

    return make


def _name(doubt: Doubt) -> _Entry | None:
    """Return the name in Python; one to fill in where only a module is told apart."""
    name = str(doubt.value)
    is_spelled = doubt.fact != MODELS or "_" not in name
    value = toml_string(name if is_spelled else "")
    return PYTHON, [doubt.fact, doubt.subject.name], value


def _wire_name(doubt: Doubt) -> _Entry | None:
    """Return the exception for a name, wherever it occurs."""
    name = doubt.subject.part.rpartition(".")[2]
    value = toml_value(_plain(doubt.value))
    return ("wire", ["names", name], value) if value else None


def _discriminator(doubt: Doubt) -> _Entry | None:
    """Return an entry to fill in: no name of a field can stand for the order of the page."""
    return MODELS, [doubt.subject.owner, "discriminator"], toml_string("")


def _servers(doubt: Doubt) -> _Entry | None:
    """Return the servers of an operation; where docs do not print one, the URL is to fill in."""
    held = doubt.value if isinstance(doubt.value, tuple) else ()
    urls = [each.url.value for each in held if isinstance(each, Server)]
    tables = ", ".join(
        f"{{ {stated(['url'], toml_string(url))} }}" for url in urls or [Untrusted("")]
    )
    return OPERATIONS, [doubt.subject.owner, "servers"], f"[{tables}]"


def _pagination(doubt: Doubt) -> _Entry | None:
    value = doubt.value
    if not isinstance(value, Pagination):
        return None
    parts = {
        "style": toml_string(value.style.value),
        "input": toml_string(value.input),
        "limit": toml_string(value.limit) if value.limit is not None else None,
        "items": _way(value.items),
        "cursor": _way(value.cursor) if value.cursor else None,
        "cursor_field": toml_string(value.cursor_field) if value.cursor_field else None,
        "start": str(value.start),
    }
    shown = (stated([name], part) for name, part in parts.items() if part is not None)
    inline = "{ " + ", ".join(shown) + " }"
    return OPERATIONS, [doubt.subject.owner, "pagination"], inline


def _way(names: Sequence[Untrusted]) -> str:
    return toml_string(".".join(name.reveal() for name in names))


ENTRIES: Final[Mapping[str, _Make]] = {
    "constructor-without-key": _of_owner(OPERATIONS, "secured"),
    "no-example": _of_owner(OPERATIONS, "secured"),
    "request-without-body": _of_owner(OPERATIONS, "request"),
    "request-of-delete": _of_owner(OPERATIONS, "request"),
    "request-flat": _of_owner(OPERATIONS, "request"),
    "json-lines-answer": _of_owner(OPERATIONS, "accept"),
    "page-number": _pagination,
    "page-after-last": _pagination,
    "own-servers": _servers,
    "server-of-example": _servers,
    "table-of-digits": _of_owner(MODELS, "integer"),
    "members-in-order": _discriminator,
    "key-in-header": _of_part(SECURITY, "in"),
    "key-header": _of_part(SECURITY, "name"),
    "key-header-shown": _of_part(SECURITY, "name"),
    "scheme-of-names": _of_part(SECURITY, "kind"),
    "global-header-shown": _of_part(GLOBALS, "location"),
    "symbol-word": _wire_name,
    "wire-in-cell": _wire_name,
    "wire-identity": _of_part(GLOBALS, "wire_name"),
    "name-clash": _name,
}


def _plain(value: object) -> object:
    """Return text, a truth value or the value of an enum as it stands in TOML."""
    if isinstance(value, Untrusted):
        return value.reveal()
    return value.value if isinstance(value, Enum) else value
