"""Notes on facts that the docs do not print, under `x-docs2sdk`.

A note names a fact of the intermediate model and its origin: the rule that it follows, `overlay`,
or `documented`. The document's root holds the origin that every fact has where no note says
otherwise, so that a note always means something unusual.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.ir.dump import Json
from generator.ir.facts import Derived, Documented, Fact, Overlaid

KEY: Final = "x-docs2sdk"

USUAL: Final[Mapping[str, str]] = {
    "id": "documented",
    "method": "documented",
    "path": "documented",
    "wire_name": "wire-identity",
    "nullable": "never-null",
    "explode": "repeated-key",
    "open": "documented",
    "secured": "constructor-key",
    "request": "request-by-title",
    "status": "any-success",
    "version": "no-version",
}
"""Origin of a fact where no note says otherwise."""

RULES: Final[Mapping[str, str]] = {
    "any-success": "Docs print no status of success, which may be any 2xx: it is given as 200, "
    "or as 204 without content.",
    "no-version": "Docs print no version of the API: it is given as 0.",
    "no-flow": "Docs print no address of an OAuth2 server.",
    "no-default": "Docs print no default of a variable of a server: the first value, or its name, "
    "is given.",
    "same-route": "A second operation with the method and path of another one: what follows # "
    "in its path does not travel.",
    "same-id": "Another operation has this one's id: its accessor is added.",
}
"""Rules by which the export itself fills what OpenAPI demands, each in a sentence."""


def root_note() -> dict[str, Json]:
    """Return the note at the document's root."""
    return {KEY: {"unless_noted": dict(USUAL), "rules": dict(RULES)}}


def note(**origins: Fact[object] | str | None) -> dict[str, Json]:
    """Return the note on some facts, or nothing where all are as usual.

    A rule of the export itself is passed as its key.
    """
    found: dict[str, Json] = {
        name: _origin(fact)
        for name, fact in origins.items()
        if fact is not None and _origin(fact) != USUAL.get(name)
    }
    return {KEY: found} if found else {}


def _origin(fact: Fact[object] | str) -> str:
    if isinstance(fact, str):
        return fact
    match fact.origin:
        case Documented():
            return "documented"
        case Overlaid():
            return "overlay"
        case Derived(rule=rule):
            return rule
