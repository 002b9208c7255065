"""Finding what pydantic has converted: an argument is sent as it was given, or not at all.

Pydantic's own strict mode does not do for this: it refuses a dict in the place of a model, and a
tuple in the place of a list. And it takes anything where the docs allow any value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, TypeAlias, cast

from .files import Upload
from .hints import describe
from .models import Model, held
from .shapes import SCALARS, is_list, is_object

__all__ = ["Problem", "conversions"]

Path: TypeAlias = tuple[str | int, ...]
Problem: TypeAlias = tuple[Path, str]
"""Where, by Python names, and what is wrong there."""

_SCALARS: Final = (str, int, float, date, type(None))
"""What is written as a JSON string, number, boolean or null; `datetime` is a `date`."""
_SUBTYPES: Final = (bool, datetime)
"""Python derives them from `int` and `date`, but a JSON integer is no boolean."""


def conversions(given: Any, taken: Any, path: Path = ()) -> Iterator[Problem]:
    """Yield the places where `taken`, which pydantic made of `given`, is another value.

    Dicts may have become models, sequences lists, and integers floats. A place with a value that
    JSON has no type for, such as a set, is yielded too.
    """
    for key, (inner_given, inner_taken) in _parts(given, taken):
        if not _is_same(inner_given, inner_taken):
            yield from conversions(inner_given, inner_taken, (*path, key))
    if not _is_kept(given, taken):
        expected, got = describe(_kind(taken)), describe(type(given))
        problem = f"expected {expected}, got {got}"
        yield path, problem if expected != got else "is of no type that JSON has"


def _kind(taken: object) -> type[object]:
    """Return the type of a value; that of text in the place of a number may be either one."""
    return float if type(taken) is int else type(taken)


def _parts(given: Any, taken: Any) -> Iterator[tuple[str | int, tuple[Any, Any]]]:
    """Yield what an object or a list holds, before and after."""
    if isinstance(taken, Model):
        before, after = _fields(given), _fields(taken)
    elif is_object(taken):
        before, after = given, taken
    elif _is_sequence(given) and _is_sequence(taken):
        yield from enumerate(zip(given, taken, strict=True))
        return
    else:
        return
    for key, value in after.items():
        if key in before:
            yield key, (before[key], value)


def _fields(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Model):
        return cast("Mapping[str, Any]", value)
    given = value.model_fields_set
    return {name: each for name, each in held(value).items() if name in given}


def _is_same(given: object, taken: object) -> bool:
    """Whether it is a scalar as it was given: most values are, so this is asked first."""
    return type(taken) in SCALARS and type(taken) is type(given)


def _is_kept(given: object, taken: object) -> bool:
    if _is_same(given, taken):
        return True
    if isinstance(taken, Model) or is_object(taken):
        return isinstance(given, (Model, Mapping))
    if is_list(taken) or isinstance(taken, tuple):
        return _is_sequence(given)
    if isinstance(taken, Upload) or (isinstance(taken, float) and type(given) is int):
        return True
    alike = (isinstance(given, kind) == isinstance(taken, kind) for kind in _SUBTYPES)
    return isinstance(taken, _SCALARS) and isinstance(given, type(taken)) and all(alike)


def _is_sequence(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(
        value, (str, bytes, bytearray)
    )
