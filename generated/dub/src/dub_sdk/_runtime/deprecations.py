"""Telling callers what of their arguments is deprecated, and what replaces it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from inspect import currentframe
from typing import Any, Final, TypeAlias

from .hints import show_path
from .models import Model
from .shapes import SCALARS, is_list, is_object

__all__ = ["deprecated_fields", "warn", "warn_of_fields"]

Path: TypeAlias = tuple[str | int, ...]

_NO_REASON: Final = "Deprecated."
_PACKAGE: Final = __name__.partition("._runtime.")[0]
_WRAPPERS: Final = ("typing_extensions", "warnings")
"""Where the function stands that a deprecated method is wrapped in."""


@cache
def deprecated_fields(kind: type[Model]) -> Mapping[str, str]:
    """Return the deprecated fields of a model, with what their users are told."""
    found = kind.model_fields.items()
    return {name: text for name, f in found if (text := f.deprecation_message)}


def warn_of_fields(argument: str | None, value: object) -> None:
    """Warn of the deprecated fields that are given in a checked argument."""
    path = () if argument is None else (argument,)
    for place, reason in _given(value, path):
        warn(show_path(place), reason)


def warn(place: str, reason: str) -> None:
    """Warn that an argument is deprecated, at the line that called this package."""
    more = "" if reason == _NO_REASON else f": {reason}"
    message = f"`{place}` is deprecated{more}"
    warnings.warn(message, DeprecationWarning, stacklevel=_callers_level())


def _callers_level() -> int:
    """Return how many calls there are to `warn` from what called this package."""
    frame, level = currentframe(), 0
    while frame is not None and _is_own(frame.f_globals.get("__name__", "")):
        frame, level = frame.f_back, level + 1
    return level


def _is_own(module: str) -> bool:
    return module in _WRAPPERS or f"{module}.".startswith(f"{_PACKAGE}.")


def _given(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the deprecated fields that were given, with what their users are told."""
    if isinstance(value, Model):
        deprecated, given = deprecated_fields(type(value)), value.model_fields_set
        if not deprecated.keys().isdisjoint(given):
            for name in sorted(deprecated.keys() & given):
                yield (*path, name), deprecated[name]
    for key, each in _parts(value):
        if type(each) not in SCALARS:
            yield from _given(each, (*path, key))


def _parts(value: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, Model):
        values = (
            {**vars(value), **extra} if (extra := value.model_extra) else vars(value)
        )
        return [(name, values.get(name)) for name in value.model_fields_set]
    if is_object(value):
        return value.items()
    return enumerate(value) if is_list(value) else ()
