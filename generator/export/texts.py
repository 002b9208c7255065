"""Descriptions and deprecations, which most objects of OpenAPI share."""

from __future__ import annotations

from generator.ir.dump import Json
from generator.ir.models import Deprecation
from generator.untrusted import Untrusted


def described(
    doc: Untrusted | None, deprecated: Deprecation | None = None
) -> dict[str, Json]:
    """Return `description` and `deprecated`; why it is deprecated ends the description."""
    parts = [doc.reveal()] if doc else []
    if deprecated and deprecated.reason:
        parts.append(f"**Deprecated.** {deprecated.reason.reveal()}")
    found: dict[str, Json] = {}
    if parts:
        found["description"] = "\n\n".join(parts)
    if deprecated:
        found["deprecated"] = True
    return found
