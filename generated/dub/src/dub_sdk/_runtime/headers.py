"""HTTP header fields, received and to be sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from .errors import InvalidArgumentError

__all__ = ["Headers", "header_pair"]

_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""RFC 9110, section 5.6.2: a token."""
_VALUE: Final = re.compile(
    r"(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?"
)
"""RFC 9110, section 5.5: no control characters, no space at the ends, Latin-1 only."""
_FRAMING: Final = frozenset(
    {"connection", "content-length", "host", "transfer-encoding"}
)
"""Fields that say where a message goes and where it ends; the HTTP client writes them."""


class Headers(Mapping[str, str]):
    """The header fields of an answer. Names compare without case; repeated fields are joined."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Iterable[tuple[str, str]] = ()) -> None:
        self._fields: dict[str, str] = {}
        for name, value in fields:
            key = name.lower()
            before = self._fields.get(key)
            self._fields[key] = value if before is None else f"{before}, {value}"

    def __getitem__(self, name: str) -> str:
        return self._fields[name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._fields

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __repr__(self) -> str:
        return f"Headers({sorted(self._fields)})"


def header_pair(name: object, value: object, argument: str) -> tuple[str, bytes]:
    """Return one field ready to send: its name in lower case, its value in Latin-1.

    Raises:
        InvalidArgumentError: `name` or `value` may not stand in a header. The message names
            `argument` and never holds the value, which may be a secret.
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise InvalidArgumentError(argument, "is no valid header name")
    key = name.lower()
    if key in _FRAMING:
        raise InvalidArgumentError(argument, f"may not set the header {key!r}")
    if not isinstance(value, str) or not _VALUE.fullmatch(value):
        problem = "must be text without line breaks, control characters or outer spaces"
        raise InvalidArgumentError(argument, f"{problem}, in Latin-1 only")
    return key, value.encode("latin-1")
