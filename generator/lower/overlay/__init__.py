"""The overlay: what the docs do not say, stated by the maintainer in `sdk.toml`."""

from generator.lower.overlay.entries import (
    Candidate,
    Overlay,
    Scope,
    boolean,
    is_doubtful,
    text,
)
from generator.lower.overlay.keys import FILE, NOT_OF_MODELS, WireCase
from generator.lower.overlay.reading import begin_overlay, read_overlay

__all__ = [
    "FILE",
    "NOT_OF_MODELS",
    "Candidate",
    "Overlay",
    "Scope",
    "WireCase",
    "begin_overlay",
    "boolean",
    "is_doubtful",
    "read_overlay",
    "text",
]
