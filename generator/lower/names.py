"""Names on the wire (dialect, section 7a).

Docs print the camelCase form of a name. What travels is derived by one rule per location, with
exceptions in the overlay.
"""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from generator.ir.facts import Derived, Fact
from generator.lower.overlay import Overlay, WireCase
from generator.source import Span
from generator.untrusted import Untrusted

Place: TypeAlias = Literal["body", "query", "header"]

_PLAIN: Final = re.compile(r"[A-Za-z0-9]+")
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
    case = _case(place, overlay)
    usual = Untrusted(cased(name.reveal(), case or "identity"))
    if exception is not None:
        if exception.value != usual:
            overlay.decides("wire", "names", name.reveal())
        return exception
    if case is None:
        return Fact(name, Derived("wire-identity", span))
    return Fact(usual, overlay.used("wire", place))


def spelled(name: Untrusted, place: Place, overlay: Overlay) -> Untrusted:
    """Return the text of `wire_name`; no entry counts as used."""
    exception = overlay.tables.wire.names.get(name.reveal())
    if exception is not None:
        return Untrusted(exception)
    return Untrusted(cased(name.reveal(), _case(place, overlay) or "identity"))


def is_doubtful(name: Untrusted, place: Place, overlay: Overlay) -> bool:
    """Whether nothing but `wire-identity` tells how a name travels: then it may be stated."""
    known = name.reveal() in overlay.tables.wire.names
    return not known and _case(place, overlay) is None


def _case(place: Place, overlay: Overlay) -> WireCase | None:
    tables = overlay.tables.wire
    return {"body": tables.body, "query": tables.query, "header": tables.header}[place]


def cased(name: str, case: WireCase) -> str:
    """Return a camelCase name in another case; `identity` leaves it alone."""
    if case == "identity":
        return name
    return {"snake": "_", "kebab": "-"}[case].join(words(name))


def words(name: str) -> list[str]:
    """Split a camelCase name into lower-case words."""
    return [word.lower() for word in _WORD.findall(name)]


def camel(name: Untrusted) -> Untrusted:
    """Return how docs would print a name on the wire: only its letters and digits are kept."""
    first, *others = _PLAIN.findall(name.reveal()) or [""]
    rest = "".join(word[0].upper() + word[1:] for word in others)
    return Untrusted(first[:1].lower() + first[1:] + rest)


def normal(name: Untrusted) -> str:
    """Return letters and digits in lower case: equal for all spellings of a name."""
    return "".join(c for c in name.reveal().lower() if c.isalnum())
