"""Media types (RFC 9110, section 8.3.1)."""

from __future__ import annotations

from typing import Final

__all__ = [
    "EVENTS",
    "FORM",
    "MULTIPART",
    "charset",
    "essence",
    "is_json",
    "is_streamed",
]

EVENTS: Final = "text/event-stream"
FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"


def essence(media_type: str) -> str:
    """Return a media type without parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Whether a media type, with or without parameters, is JSON (RFC 6839, section 3.1)."""
    name = essence(media_type)
    return name in {"application/json", "text/json"} or name.endswith("+json")


def charset(media_type: str) -> str:
    """Return the `charset` parameter of a media type; UTF-8 where there is none."""
    for parameter in media_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').strip() or "utf-8"
    return "utf-8"


_LINES: Final = frozenset(
    {
        "application/jsonl",
        "application/jsonlines",
        "application/x-jsonl",
        "application/x-jsonlines",
        "application/x-ndjson",
        "application/ndjson",
        "application/stream+json",
    }
)
"""Names of JSON lines, none of which is registered."""


def is_streamed(kind: str, media_type: str, *, mixed: bool) -> bool:
    """Whether an answer of this type is a stream of the kind that the docs promise.

    `mixed` says that the answer may also be plain JSON. An answer without a type is taken for
    what the docs promise, and for plain JSON where they promise both.
    """
    name = essence(media_type)
    if kind == "events":
        return name == EVENTS or (name == "" and not mixed)
    if kind == "json-lines":
        plain = is_json(media_type) or name in {"", "text/plain"}
        return name in _LINES or (plain and not mixed)
    return not mixed or not (is_json(media_type) or name == "")
