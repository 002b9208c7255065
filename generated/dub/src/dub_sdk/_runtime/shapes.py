"""Telling objects, arrays and tuples apart, so that type checkers know what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeGuard

__all__ = ["SCALARS", "is_list", "is_mapping", "is_object", "is_tuple"]

SCALARS: Final = frozenset({bool, float, int, str, type(None)})
"""The types that most values have, and that hold no others."""


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a decoded value is a JSON object."""
    return isinstance(value, dict)


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Whether a value of the caller's is a dict or the like, whatever its keys."""
    return isinstance(value, Mapping)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a decoded value is a JSON array."""
    return isinstance(value, list)


def is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Whether a value of the caller's is a tuple."""
    return isinstance(value, tuple)
