"""Saying what pydantic has found wrong with an argument: where it is, and in plain words.

Of a union, pydantic reports what is wrong with each member, and names the members in its paths.
Here only the member that the value comes closest to counts, and a path holds what callers wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from .adapters import adapter
from .conversions import Path, Problem
from .models import Model, held
from .records import record

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


def refusals(hint: Any, value: Any, error: ValidationError) -> list[Problem]:
    """Return what is wrong with a value of type `hint`. The value itself is never shown."""
    details = error.errors(include_url=False, include_input=False)
    found = _located(value, (), [_report(each) for each in details])
    return [(path, words + _hint(hint, value, path, words)) for path, words in found]


def _report(error: ErrorDetails) -> _Report:
    kind, path, context = error["type"], error["loc"], error.get("ctx", {})
    words = _WORDS.get(kind) or error["msg"].replace("Input should be ", _MUST)
    if kind == "missing":
        return _Report(path[:-1], path[-1:], words)
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        field = context["discriminator"].rpartition(" | ")[2].strip("'")
        tags = context.get("expected_tags")
        return _Report(path, (field,), f"{_MUST}one of {tags}" if tags else words)
    return _Report(path, (), words.removeprefix("Value error, "))


def _located(value: Any, path: Path, reports: Sequence[_Report]) -> list[Problem]:
    """Return the problems of a value at `path`, by parts that it has."""
    here = [((*path, *each.absent), each.words) for each in reports if not each.rest]
    variants: list[list[Problem]] = []
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
            inner = _Report(each.rest[1:], each.absent, each.words)
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


def _closest(variants: Sequence[list[Problem]], path: Path) -> Iterator[Problem]:
    """Yield the problems of the member that a value at `path` comes closest to.

    That is one of its kind, then the one with the fewest problems, then with the deepest one.
    Members that are equal in that have their words put together where they meet.
    """

    def distance(problems: list[Problem]) -> tuple[bool, int, int]:
        depths = [len(at) for at, _ in problems]
        return min(depths) == len(path), len(depths), -max(depths)

    best = min(map(distance, variants), default=None)
    first, *others = [each for each in variants if distance(each) == best] or [[]]
    for at, words in first:
        same = [text for each in others for place, text in each if place == at]
        more = dict.fromkeys(text.removeprefix(_MUST) for text in same)
        more.pop(words.removeprefix(_MUST), None)
        yield at, " or ".join([words, *more])


def _hint(hint: Any, value: Any, path: Path, words: str) -> str:
    """Return what to write instead of a wire name, if that is what is wrong."""
    if words != _UNKNOWN:
        return ""
    try:
        owner = adapter(hint).validate_python(value, by_name=True, by_alias=True)
    except (ValueError, RecursionError):
        return ""
    *way, last = path
    for part in way:
        (owner,) = _held(owner, part) or [None]
    fields = type(owner).model_fields if isinstance(owner, Model) else {}
    names = (name for name, field in fields.items() if field.alias == last)
    return "".join(f"; did you mean `{name}`?" for name in names)
