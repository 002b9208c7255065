"""Names on the wire (dialect, section 7a).

Docs print the camelCase form of a name. What travels is derived by one rule per location, with
exceptions in the overlay.
"""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from generator.ir.facts import Derived, Fact
from generator.lower.overlay import Overlay
from generator.source import Span
from generator.untrusted import Untrusted

Place: TypeAlias = Literal["body", "query", "header"]

_WORD: Final = re.compile(
    r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[A-Z]|[0-9]+"
)


def wire_name(
    name: Untrusted, place: Place, span: Span, overlay: Overlay
) -> Fact[Untrusted]:
    """Return the name on the wire: by `[wire.names]`, else `[wire]`, else as it is."""
    tables = overlay.tables.wire
    exception = overlay.text(
        tables.names.get(name.reveal()), "wire", "names", name.reveal()
    )
    if exception is not None:
        return exception
    case = {"body": tables.body, "query": tables.query, "header": tables.header}[place]
    if case is None:
        return Fact(name, Derived("wire-identity", span))
    return Fact(Untrusted(cased(name.reveal(), case)), overlay.used("wire", place))


def cased(name: str, case: Literal["identity", "snake", "kebab"]) -> str:
    """Return a camelCase name in another case; `identity` leaves it alone."""
    if case == "identity":
        return name
    return {"snake": "_", "kebab": "-"}[case].join(words(name))


def words(name: str) -> list[str]:
    """Split a camelCase name into lower-case words."""
    return [word.lower() for word in _WORD.findall(name)]


def normal(name: Untrusted) -> str:
    """Return letters and digits in lower case: equal for all spellings of a name."""
    return "".join(c for c in name.reveal().lower() if c.isalnum())
