"""Example values as JSON, read by their type."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timezone
from typing import Final, TypeAlias

from generator.ir.alternatives import alternatives
from generator.ir.dump import Json
from generator.ir.enum_members import means, told
from generator.ir.models import EnumModel, Field, Model, ObjectModel
from generator.ir.types import (
    AnyOf,
    AnyType,
    Date,
    DateTime,
    ListOf,
    LiteralType,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    ScalarKind,
    Type,
)
from generator.ir.values import (
    MISSING,
    DateValue,
    ListValue,
    Missing,
    NumberValue,
    ObjectValue,
    Value,
)
from generator.records import record
from generator.untrusted import Untrusted

_INTEGER: Final = re.compile(r"-?[0-9]{1,300}")
_ADDITIONAL: Final = Untrusted("additionalProperties")
_PLAIN: Final = AnyOf(
    (*map(Scalar, ScalarKind), DateTime(), ListOf(AnyType()), MapOf(AnyType()))
)

Read: TypeAlias = "Json | Missing"


@record
class Reader:
    """Reads values whose objects have the names that `spelling` gives to fields."""

    models: Mapping[ModelKey, Model]
    spelling: Callable[[Field], Untrusted]

    def read(self, type_: Type, value: Value) -> Read:
        """Return `value` with the names of the wire; `MISSING` if `type_` forbids it."""
        read = (self._read(each, value) for each in alternatives(type_, self.models))
        return next((each for each in read if not isinstance(each, Missing)), MISSING)

    def _read(self, type_: Type, value: Value) -> Read:
        """Read a value by a type that is no union."""
        match type_:
            case Scalar(kind=kind):
                return _scalar(kind, value)
            case DateTime() | Date() if isinstance(value, DateValue):
                return _moment(type_, value)
            case AnyType():
                return None if value is None else self.read(_PLAIN, value)
            case LiteralType(value=allowed):
                return _equal(value, (allowed,))
            case ListOf(item=item) if isinstance(value, ListValue):
                items = [self.read(item, each) for each in value.items]
                found = [each for each in items if not isinstance(each, Missing)]
                return found if len(found) == len(items) else MISSING
            case MapOf(value=item) if isinstance(value, ObjectValue):
                return _whole((n, self.read(item, v)) for n, v in value.entries)
            case Ref(key=key):
                return self._model(self.models[key], value)
            case _:
                return MISSING

    def _model(self, model: Model, value: Value) -> Read:
        match model:
            case EnumModel(values=values):
                return _equal(told(value, model), tuple(each.value for each in values))
            case ObjectModel() if isinstance(value, ObjectValue):
                return self._object(model, value)
            case _:
                return MISSING

    def _object(self, model: ObjectModel, value: ObjectValue) -> Read:
        fields = {self.spelling(field): field for field in model.fields}
        given = dict(value.entries)
        if any(field.required and name not in given for name, field in fields.items()):
            return MISSING
        extra = given.get(_ADDITIONAL)
        if _ADDITIONAL not in fields and isinstance(extra, ObjectValue):
            given = {n: v for n, v in given.items() if n != _ADDITIONAL}
            given |= dict(extra.entries)
        return _whole(
            (
                (fields[name].wire_name.value, self._field(fields[name], each))
                if name in fields
                else (name, self._additional(model, each))
            )
            for name, each in given.items()
        )

    def _field(self, field: Field, value: Value) -> Read:
        if value is None and field.nullable.value:
            return None
        return self.read(field.type, value)

    def _additional(self, model: ObjectModel, value: Value) -> Read:
        return (
            MISSING if model.additional is None else self.read(model.additional, value)
        )


def _whole(entries: Iterable[tuple[Untrusted, Read]]) -> Read:
    """Return an object, unless one of its values is missing."""
    found: dict[str, Json] = {}
    for name, read in entries:
        if isinstance(read, Missing):
            return MISSING
        found[name.reveal()] = read
    return found


def _scalar(kind: ScalarKind, value: Value) -> Read:
    match kind, value:
        case ScalarKind.STRING, Untrusted():
            return value.reveal()
        case ScalarKind.BOOLEAN, bool():
            return value
        case (ScalarKind.INTEGER | ScalarKind.NUMBER), NumberValue(text=text):
            if _INTEGER.fullmatch(text):
                return int(text)
            number = float(text)
            allowed = kind is ScalarKind.NUMBER and math.isfinite(number)
            return number if allowed else MISSING
        case _:
            return MISSING


def _moment(type_: DateTime | Date, value: DateValue) -> Read:
    """Return RFC 3339 text; a moment without a zone is taken to be in UTC."""
    try:
        moment = datetime.fromisoformat(value.text.reveal().strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone.utc)
        moment = moment.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return MISSING
    if isinstance(type_, Date):
        return moment.date().isoformat()
    return moment.isoformat().replace("+00:00", "Z")


def _equal(value: Value, allowed: Iterable[Untrusted | int]) -> Read:
    for each in allowed:
        if means(value, each):
            return each.reveal() if isinstance(each, Untrusted) else each
    return MISSING
