"""The overlay: what the docs do not say, stated by the maintainer in `sdk.toml`."""

from generator.lower.overlay.entries import (
    Candidate,
    Overlay,
    Scope,
    boolean,
    is_doubtful,
    text,
)
from generator.lower.overlay.reading import FILE, read_overlay
from generator.lower.overlay.tables import (
    NOT_OF_MODELS,
    PaginationTable,
    SecurityTable,
    Tables,
    WireCase,
)

__all__ = [
    "FILE",
    "NOT_OF_MODELS",
    "Candidate",
    "Overlay",
    "PaginationTable",
    "Scope",
    "SecurityTable",
    "Tables",
    "WireCase",
    "boolean",
    "is_doubtful",
    "read_overlay",
    "text",
]
