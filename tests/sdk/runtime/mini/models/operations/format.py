"""Format."""

from typing import Literal, TypeAlias

__all__ = ["Format"]

Format: TypeAlias = Literal["paper", "screen"]
"""How a book is read."""
