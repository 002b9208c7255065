"""Media types (RFC 9110, section 8.3.1)."""

from __future__ import annotations

from typing import Final

__all__ = ["FORM", "charset", "is_json"]

FORM: Final = "application/x-www-form-urlencoded"


def is_json(media_type: str) -> bool:
    """Whether a media type, with or without parameters, is JSON (RFC 6839, section 3.1)."""
    essence = media_type.partition(";")[0].strip().lower()
    return essence in {"application/json", "text/json"} or essence.endswith("+json")


def charset(media_type: str) -> str:
    """Return the `charset` parameter of a media type; UTF-8 where there is none."""
    for parameter in media_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').strip() or "utf-8"
    return "utf-8"
