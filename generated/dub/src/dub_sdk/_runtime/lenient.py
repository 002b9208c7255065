"""Reading an answer that is not quite what the docs promise, without losing any of it.

This runs only after pydantic has refused the answer: one that is as documented pays nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypeAlias, get_args, get_origin

from pydantic_core import ValidationError, to_json

from .adapters import adapter
from .hints import (
    describe,
    describe_value,
    extra_hint,
    field_hint,
    is_model,
    is_union,
    members,
    plain,
    show_path,
    tagged,
)
from .models import Model, assemble
from .records import record
from .shapes import is_list, is_object

__all__ = ["Deviation", "deviations", "rebuild"]

Path: TypeAlias = tuple[str | int, ...]


@record
class Deviation:
    """One place where an answer is not what the docs promise."""

    path: str
    """Where, by wire names, such as `links[3].color`. Empty: the whole answer."""
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.path or 'the answer'}: expected {self.expected}, got {self.got}"


class _KeptObject(dict[str, Any]):
    """An object that remembers its deviations: one with free keys, or of an unknown variant."""

    __slots__ = ("_deviations",)

    def __init__(self, value: dict[str, Any], found: tuple[Deviation, ...]) -> None:
        super().__init__(value)
        self._deviations = found


class _KeptList(list[Any]):
    """A list that remembers its deviations."""

    __slots__ = ("_deviations",)

    def __init__(self, value: list[Any], found: tuple[Deviation, ...]) -> None:
        super().__init__(value)
        self._deviations = found


def deviations(result: object) -> tuple[Deviation, ...]:
    """Return where a result, or a model within a result, deviates from the docs.

    A copy says what the result does that it was made of, also one with other values.
    """
    found: tuple[Deviation, ...] = getattr(result, "_deviations", ())
    return found


def rebuild(hint: Any, value: Any) -> tuple[Any, tuple[Deviation, ...]]:
    """Return decoded JSON as type `hint`, keeping what deviates as it came, and the deviations.

    What is missing becomes `None`. If the first deviation has an empty path, the value as a whole
    is of another type than asked for.
    """
    walk = _Walk()
    result = walk.value(hint, value, ())
    found = tuple(walk.found)
    if found and is_object(result):
        return _KeptObject(result, found), found
    if found and is_list(result):
        return _KeptList(result, found), found
    return result, found


class _Walk:
    """Follows a type and a value side by side, collecting deviations."""

    def __init__(self) -> None:
        self.found: list[Deviation] = []

    def value(self, hint: Any, value: Any, path: Path) -> Any:
        try:
            return _validate(hint, value)
        except ValidationError:
            pass
        member = _member(hint, value) if is_union(plain(hint)) else None
        if member is not None:
            return self.value(member, value, path)
        hint = plain(hint)
        if is_object(value):
            return self._object(hint, value, path)
        if is_list(value) and get_origin(hint) is list:
            (item,) = get_args(hint)
            return [self.value(item, x, (*path, at)) for at, x in enumerate(value)]
        return self._keep(hint, value, path)

    def _object(self, hint: Any, value: dict[str, Any], path: Path) -> Any:
        if is_model(hint):
            return self._model(hint, value, path)
        if get_origin(hint) is dict:
            _, item = get_args(hint)
            return {key: self.value(item, x, (*path, key)) for key, x in value.items()}
        return self._keep(hint, value, path)

    def _model(self, kind: type[Model], value: dict[str, Any], path: Path) -> Model:
        start = len(self.found)
        rest = dict(value)
        fields: dict[str, Any] = {}
        given: set[str] = set()
        for name, field in kind.model_fields.items():
            wire = field.alias or name
            where = (*path, wire)
            if wire in rest:
                fields[name] = self.value(field_hint(field), rest.pop(wire), where)
                given.add(name)
            elif field.is_required():
                self._note(describe(field.annotation), "nothing", where)
                fields[name] = None
            else:
                fields[name] = field.get_default(call_default_factory=True)
        item = extra_hint(kind)
        extra = {key: self.value(item, x, (*path, key)) for key, x in rest.items()}
        return assemble(kind, fields, given, extra, tuple(self.found[start:]))

    def _keep(self, hint: Any, value: Any, path: Path) -> Any:
        self._note(describe(hint), describe_value(hint, value), path)
        return value

    def _note(self, expected: str, got: str, path: Path) -> None:
        self.found.append(Deviation(show_path(path), expected, got))


def _validate(hint: Any, value: Any) -> Any:
    # As JSON again, because that is how strict validation reads dates.
    text = to_json(value, inf_nan_mode="constants")
    return adapter(hint).validate_json(text, strict=True, by_alias=True, by_name=False)


def _member(hint: Any, value: Any) -> Any:
    """Return the member of a union that `value` was most likely meant to be; `None` if none.

    That is the one that it names itself, if members do so. If it lacks the tag, that is the one
    that alone comes closest.
    """
    found = tagged(hint) if is_object(value) else None
    if found is None:
        return next(iter(_closest(members(hint), value, None)), None)
    tag, candidates = found
    if tag.field in value:
        return tag.member(candidates, value)
    closest = _closest(candidates, value, tag.field)
    return closest[0] if len(closest) == 1 else None


def _closest(candidates: list[Any], value: Any, tag: str | None) -> list[Any]:
    """Return the members that a value comes closest to, in their order.

    These are, of those whose constants and whose required fields are mostly there, the ones with
    the fewest errors, then the ones with the most fields.
    """
    shaped = [member for member in candidates if _same_shape(member, value)]
    if len(shaped) > 1:
        shaped = [member for member in shaped if _fits(member, value, tag)]
    distances = [_distance(member, value) for member in shaped]
    best = min(distances, default=None)
    return [each for each, at in zip(shaped, distances, strict=True) if at == best]


def _same_shape(member: Any, value: Any) -> bool:
    if is_object(value):
        return is_model(member) or get_origin(member) is dict
    return is_list(value) and get_origin(member) is list


def _fits(member: Any, value: Any, tag: str | None) -> bool:
    """Whether a variant's constants are there, and most of what it requires, but for its tag."""
    if not is_model(member):
        return True
    required = {
        field.alias or name
        for name, field in member.model_fields.items()
        if field.is_required()
    } - {tag}
    constants = ((wire, known) for wire, known in _constants(member) if wire != tag)
    present = sum(wire in value for wire in required)
    right = all(value.get(wire) == known for wire, known in constants)
    return right and 2 * present >= len(required)


def _constants(kind: type[Model]) -> Iterator[tuple[str, Any]]:
    """Yield the required fields of a model that allow exactly one value, with that value."""
    for name, field in kind.model_fields.items():
        hint = plain(field.annotation)
        values = get_args(hint)
        if field.is_required() and get_origin(hint) is Literal and len(values) == 1:
            yield field.alias or name, values[0]


def _distance(member: Any, value: Any) -> tuple[int, int]:
    """Return how many errors a value has as a member, and how few of its fields it has."""
    filled = 0
    if is_model(member) and is_object(value):
        known = member.model_fields.items()
        filled = sum((field.alias or name) in value for name, field in known)
    try:
        _validate(member, value)
    except ValidationError as error:
        return error.error_count(), -filled
    return 0, -filled
