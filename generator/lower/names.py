"""Names on the wire (dialect, section 7a).

Docs print the camelCase form of a name. What travels is derived by one rule per location, with
exceptions in the overlay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypeAlias

from generator.ir.facts import Derived, Fact
from generator.lower.overlay import Scope, WireCase, text
from generator.source import Span
from generator.untrusted import Untrusted

Place: TypeAlias = Literal["body", "query", "header"]

_HEADER: Final = re.compile(
    r"x[A-Z].*|accept|accept(?:Charset|Encoding|Language)|idempotency(?:Key)?"
    r"|if(?:None)?Match|if(?:Un)?[mM]odifiedSince|contentType|userAgent|traceparent"
    r"|connect(?:ProtocolVersion|TimeoutMs)"
)
"""The last two are the request headers of the Connect protocol (https://connectrpc.com)."""
_PLAIN: Final = re.compile(r"[A-Za-z0-9]+")
_WORD: Final = re.compile(
    r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[A-Z]|[0-9]+"
)


def wire_name(
    name: Untrusted,
    place: Place,
    span: Span,
    scope: Scope,
    known: Fact[Untrusted] | None = None,
    *,
    may_spell_symbol: bool = False,
) -> Fact[Untrusted]:
    """Return the name on the wire of what `scope` is about.

    Its own entry wins; then, unless the docs show the name (`known`), the rules that reach it,
    `[wire.names]`, and the case that `[wire]` states for the place. Else it is as in the docs.
    That case settles nothing of a name that may spell a symbol.
    """
    usual = known or Fact(name, Derived("wire-identity", span))
    candidates = scope.own("wire_name", text)
    if known is None:

        def spelled(case: Any) -> Untrusted:
            return Untrusted(cased(name.reveal(), case))

        wire = scope.overlay.at("wire")
        candidates += scope.ruled("wire_case", spelled)
        candidates += wire.below("names").own(name.reveal(), text)
        by_case = wire.own(place, spelled)
        if may_spell_symbol:
            found = scope.overlay.choose(by_case, usual) or usual
            usual = Fact(found.value, Derived("symbol-word", span))
        else:
            candidates += by_case
    return scope.overlay.choose(candidates, usual) or usual


_CASES: Final[Mapping[WireCase, Callable[[str], str]]] = {
    "identity": lambda name: name,
    "snake": lambda name: "_".join(words(name)),
    "kebab": lambda name: "-".join(words(name)),
    "pascal": lambda name: name[:1].upper() + name[1:],
    "upper": str.upper,
    "lower": str.lower,
    "constant": lambda name: "_".join(words(name)).upper(),
    "train": lambda name: "-".join(word.capitalize() for word in words(name)),
}


def cased(name: str, case: WireCase) -> str:
    """Return a camelCase name in another case; `identity` leaves it alone."""
    return _CASES[case](name)


def words(name: str) -> list[str]:
    """Split a camelCase name into lower-case words."""
    return [word.lower() for word in _WORD.findall(name)]


def camel(name: Untrusted) -> Untrusted:
    """Return how docs would print a name on the wire: only its letters and digits are kept."""
    first, *others = _PLAIN.findall(name.reveal()) or [""]
    rest = "".join(word[0].upper() + word[1:] for word in others)
    return Untrusted(first[:1].lower() + first[1:] + rest)


def is_header(name: Untrusted) -> bool:
    """Whether a name is that of a header (dialect, 7d): a common one, or x and a capital."""
    return _HEADER.fullmatch(name.reveal()) is not None


def normal(name: Untrusted) -> str:
    """Return letters and digits in lower case: equal for all spellings of a name."""
    return "".join(c for c in name.reveal().lower() if c.isalnum())
