"""Saying what pydantic has found wrong with an argument: where it is, and in plain words.

Of a union, pydantic reports what is wrong with each member, and names the members in its paths.
Here only the member that the value comes closest to counts, and a path holds what callers wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args, get_origin

from .conversions import Path, Problem
from .hints import alternatives, field_hint, is_model, members, plain
from .models import Model, held
from .records import record
from .spelling import meant

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

__all__ = ["refusals"]

_MUST: Final = "must be "
_UNKNOWN: Final = "is no field here"
_WORDS: Final = {
    "bool_parsing": "must be a boolean",
    "bool_type": "must be a boolean",
    "dict_type": "must be an object",
    "extra_forbidden": _UNKNOWN,
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "int_parsing": "must be an integer",
    "int_type": "must be an integer",
    "list_type": "must be a list",
    "missing": "is required",
    "model_type": "must be an object",
    "string_type": "must be text",
    "union_tag_not_found": "is required",
}


@record
class _Report:
    """One error of pydantic's."""

    rest: Path
    """Where it is, below the value that is looked at."""
    absent: Path
    """What is missing there, and so cannot be found in the value."""
    words: str
    is_tag: bool = False
    """Whether the value names another member of a union than the one that refuses it."""


@record
class _Found:
    """What is wrong at one place of a value."""

    path: Path
    words: str
    is_tag: bool


def refusals(hint: Any, value: Any, error: ValidationError) -> list[Problem]:
    """Return what is wrong with a value of type `hint`. The value itself is never shown."""
    details = error.errors(include_url=False, include_input=False)
    found = _located(value, (), [_report(each) for each in details])
    return [(each.path, each.words + _hint(hint, value, each)) for each in found]


def _report(error: ErrorDetails) -> _Report:
    kind, path, context = error["type"], error["loc"], error.get("ctx", {})
    words = _WORDS.get(kind) or error["msg"].replace("Input should be ", _MUST)
    if kind == "missing":
        return _Report(path[:-1], path[-1:], words)
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        field = context["discriminator"].rpartition(" | ")[2].strip("'")
        tags = context.get("expected_tags")
        return _Report(path, (field,), f"{_MUST}one of {tags}" if tags else words)
    is_tag = kind == "literal_error" and " or " not in context["expected"]
    return _Report(path, (), words.removeprefix("Value error, "), is_tag)


def _located(value: Any, path: Path, reports: Sequence[_Report]) -> list[_Found]:
    """Return the problems of a value at `path`, by parts that it has."""
    here = [
        _Found((*path, *each.absent), each.words, each.is_tag)
        for each in reports
        if not each.rest
    ]
    variants: list[list[_Found]] = []
    for part, inner in _by_part(reports).items():
        held = _held(value, part)
        if held:
            here += _located(held[0], (*path, part), inner)
        else:  # pydantic's name for a member of a union
            variants.append(_located(value, path, inner))
    return [*here, *_closest(variants, path)]


def _by_part(reports: Sequence[_Report]) -> dict[str | int, list[_Report]]:
    found: dict[str | int, list[_Report]] = {}
    for each in reports:
        if each.rest:
            inner = _Report(each.rest[1:], each.absent, each.words, each.is_tag)
            found.setdefault(each.rest[0], []).append(inner)
    return found


def _held(value: Any, part: str | int) -> list[Any]:
    """Return what a value has under a name or at a place, as a list of one; else none."""
    if isinstance(value, Model):
        value = held(value)
    if isinstance(value, Mapping):
        known = cast("Mapping[str | int, Any]", value)
        return [known[part]] if part in known else []
    if isinstance(value, Sequence) and isinstance(part, int):
        return list(cast("Sequence[object]", value)[part : part + 1])
    return []


def _closest(variants: Sequence[list[_Found]], path: Path) -> Iterator[_Found]:
    """Yield the problems of the member that a value at `path` comes closest to.

    That is one that the value names itself, then one of its kind, then the one with the fewest
    problems, then with the deepest one. Members that are equal in that have their words put
    together where they meet. If a value names none, only that is told.
    """
    tags = [[each for each in found if _is_tag_of(each, path)] for found in variants]
    named = [found for found, tag in zip(variants, tags, strict=True) if not tag]
    if not named and len({tag[0].path for tag in tags}) == 1:
        named = [tag[:1] for tag in tags]

    def distance(problems: list[_Found]) -> tuple[bool, int, int]:
        depths = [len(each.path) for each in problems]
        return min(depths) == len(path), len(depths), -max(depths)

    best = min(map(distance, named or variants), default=None)
    first, *others = [x for x in named or variants if distance(x) == best] or [[]]
    for one in first:
        same = [each for other in others for each in other if each.path == one.path]
        words = alternatives(x.words.removeprefix(_MUST) for x in (one, *same))
        must = _MUST if one.words.startswith(_MUST) else ""
        yield _Found(one.path, must + " or ".join(words), one.is_tag)


def _is_tag_of(found: _Found, path: Path) -> bool:
    return found.is_tag and len(found.path) == len(path) + 1


def _hint(hint: Any, value: Any, found: _Found) -> str:
    """Return which field was probably meant, if there is none of that name."""
    if found.words != _UNKNOWN:
        return ""
    *way, last = found.path
    names: dict[str, str] = {}
    for owner, given in _owners(hint, value, way):
        for name, field in owner.model_fields.items():
            if not _held(given, name):
                names |= {name: name, field.alias or name: name}
    return meant(str(last), names)


def _owners(
    hint: Any, value: Any, way: Sequence[str | int]
) -> Iterator[tuple[type[Model], Any]]:
    """Yield the models that an object at the end of a way may be, and the object."""
    kinds = [each for each in members(hint) if not _is_other(each, value)]
    for kind in kinds:
        if not way:
            if is_model(kind):
                yield kind, value
            continue
        (inner,) = _held(value, way[0]) or [None]
        if is_model(kind):
            field = kind.model_fields.get(str(way[0]))
            if field is not None:
                yield from _owners(field_hint(field), inner, way[1:])
        elif get_args(kind):
            yield from _owners(get_args(kind)[-1], inner, way[1:])


def _is_other(kind: Any, value: Any) -> bool:
    """Whether a value names itself another member of a union than this model."""
    if not is_model(kind):
        return False
    for name, field in kind.model_fields.items():
        constant = plain(field.annotation)
        if get_origin(constant) is Literal and len(get_args(constant)) == 1:
            given = _held(value, name)
            if given and given[0] != get_args(constant)[0]:
                return True
    return False
