"""Checking arguments against their types, and writing them as JSON or as text."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any, NoReturn

from pydantic import ValidationError
from pydantic_core import to_json

from .adapters import adapter, traits
from .conversions import Problem, conversions
from .errors import InvalidArgumentError
from .hints import show_path
from .models import Model, held
from .shapes import SCALARS, is_list, is_object
from .urls import join_pairs

__all__ = [
    "as_form",
    "as_json",
    "as_pairs",
    "as_plain",
    "as_text",
    "check",
    "scalar_text",
]

_SHOWN_PROBLEMS = 5


def check(hint: Any, value: Any, *, argument: str | None) -> Any:
    """Return `value` as its type wants it: dicts have become models, and nothing is shared.

    `argument` is `None` where `value` is an object whose fields are the arguments.

    Nothing is converted, apart from an integer given for a number. Unknown fields are refused,
    unless the type holds an object with additional properties: pydantic takes them everywhere or
    nowhere. Deprecated fields that are given are warned of.

    Raises:
        InvalidArgumentError: a wrong type, an unknown field, a missing one, or a value that
            JSON has no type for.
    """
    try:
        known = traits(hint)
        taken = adapter(hint).validate_python(
            value,
            extra=None if known.is_open else "forbid",
            by_name=True,
            by_alias=False,
        )
        problems = list(islice(conversions(value, taken), _SHOWN_PROBLEMS))
        if known.deprecated and not problems and _gives(taken, known.deprecated):
            _warn(argument, taken)
    except ValidationError as error:
        from .refusals import refusals  # noqa: PLC0415 - only what is wrong needs it

        problems = refusals(hint, value, error)
    except RecursionError:
        problems = [((), "nested too deeply")]
    else:
        if not problems:
            return taken
    # Outside of `except`, because pydantic's error holds the values.
    raise _refusal(argument, problems[:_SHOWN_PROBLEMS])


def _gives(value: object, names: frozenset[str]) -> bool:
    """Whether a field of one of these names is given. Most calls ask, so this is quick."""
    parts: Iterable[object]
    if is_list(value):
        parts = value
    elif is_object(value):
        parts = value.values()
    elif isinstance(value, Model):
        given = value.model_fields_set
        if not names.isdisjoint(given):
            return True
        values = held(value) if value.model_extra else vars(value)
        parts = map(values.get, given)  # most fields of some models are left out
    else:
        return False
    for part in parts:  # noqa: SIM110 - a generator takes longer
        if type(part) not in SCALARS and _gives(part, names):
            return True
    return False


def _warn(argument: str | None, taken: object) -> None:
    from .deprecations import warn_of_fields  # noqa: PLC0415 - few calls need it

    warn_of_fields(argument, taken)


def _refusal(argument: str | None, problems: list[Problem]) -> InvalidArgumentError:
    (first, words), *rest = [(_place(argument, at), text) for at, text in problems]
    more = [f"{place}: {text}" for place, text in rest]
    return InvalidArgumentError(first, "; ".join([words, *more]))


def _place(argument: str | None, path: tuple[int | str, ...]) -> str:
    parts = path if argument is None else (argument, *path)
    return show_path(parts) or "arguments"


def as_json(hint: Any, value: Any, *, argument: str | None) -> bytes:
    """Return a checked value as JSON: wire names, and only what was given.

    `argument` is `None` where `value` is an object whose fields are the arguments.

    Raises:
        InvalidArgumentError: it holds something that JSON cannot express.
    """
    text = _json(hint, value)
    if text is not None:
        return text
    fields = held(value) if isinstance(value, Model) else {}
    wrong = (name for name, each in fields.items() if _json(Any, each) is None)
    problem: Problem = tuple(islice(wrong, 1)), "holds what JSON cannot express"
    raise _refusal(argument, [problem])


def _json(hint: Any, value: Any) -> bytes | None:
    """Return a value as JSON; `None` if that cannot express it."""
    try:
        text = adapter(hint).dump_json(
            value, by_alias=True, exclude_unset=True, warnings=False
        )
        if b"NaN" in text or b"Infinity" in text:
            json.loads(text, parse_constant=_no_constant)
    except (ValueError, TypeError, RecursionError):
        return None
    return text


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON (RFC 8259, section 6)")


def as_text(hint: Any, value: Any, *, argument: str) -> str:
    """Return a checked value as the text of a path variable or a header; lists by commas."""
    return ",".join(_texts(as_plain(hint, value, argument), argument))


def as_pairs(name: str, hint: Any, value: Any, *, explode: bool, argument: str) -> str:
    """Return a checked value as part of a query or a form, encoded.

    Each entry of an object has a pair of its own, `name[key]=value`.
    """
    plain = as_plain(hint, value, argument)
    if not is_object(plain):
        texts = _texts(plain, argument)
        return join_pairs(name, texts, explode=explode, argument=argument)
    parts = [
        as_pairs(f"{name}[{key}]", Any, item, explode=explode, argument=argument)
        for key, item in plain.items()
        if item is not None
    ]
    return "&".join(filter(None, parts))


def as_form(hint: Any, value: Any, *, argument: str) -> bytes:
    """Return a checked object as a form (WHATWG URL, section 5); lists repeat their name."""
    plain = as_plain(hint, value, argument)
    if not is_object(plain):
        raise InvalidArgumentError(argument, "must be an object")
    parts = [
        as_pairs(str(key), Any, item, explode=True, argument=argument)
        for key, item in plain.items()
        if item is not None
    ]
    return "&".join(filter(None, parts)).encode("ascii")


def as_plain(hint: Any, value: Any, argument: str) -> Any:
    """Return a checked value as plain JSON, ready to be written as text.

    Raises:
        InvalidArgumentError: JSON has no type for it, or a moment has no time zone.
    """
    times = value if is_list(value) else [value]
    if any(isinstance(time, datetime) and time.tzinfo is None for time in times):
        raise InvalidArgumentError(argument, "needs a time zone (RFC 3339)")
    try:
        return adapter(hint).dump_python(
            value, mode="json", by_alias=True, exclude_unset=True, warnings=False
        )
    except (ValueError, TypeError, RecursionError):
        problem = "cannot be written as text"
    raise InvalidArgumentError(argument, problem)


def _texts(plain: Any, argument: str) -> list[str]:
    items = plain if is_list(plain) else [plain]
    return [scalar_text(item, argument) for item in items]


def scalar_text(value: Any, argument: str) -> str:
    """Return a JSON scalar as text.

    Raises:
        InvalidArgumentError: it is null, an object, a list, or no finite number.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return to_json(value).decode("ascii")  # which no limit of digits stops
    if not isinstance(value, float):
        raise InvalidArgumentError(argument, "must be text, a number or a boolean")
    if not math.isfinite(value):
        raise InvalidArgumentError(argument, "must be a finite number")
    return repr(value)
