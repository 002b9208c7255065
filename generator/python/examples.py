"""Values of the docs as code, and made-up values where the docs have none.

A made-up value is: the first value of an enum, the first member of a union, `"..."`, `1`, `True`,
the first moment of 2030; of a list one item, and of an object the required fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timezone
from typing import Final

from generator.ir.alternatives import alternatives
from generator.ir.enum_members import told
from generator.ir.models import EnumModel, Field, Model, ObjectModel, UnionModel
from generator.ir.types import (
    AnyOf,
    AnyType,
    Binary,
    Date,
    DateTime,
    FilePart,
    ListOf,
    LiteralType,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    ScalarKind,
    Stream,
    Type,
)
from generator.ir.values import (
    DateValue,
    ListValue,
    MemberValue,
    NumberValue,
    ObjectValue,
    Value,
)
from generator.python.annotations import literal
from generator.python.code import Code, Group
from generator.python.names import UnusableNameError, value_name, words
from generator.records import record
from generator.render.printers import Printers
from generator.untrusted import Untrusted

_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?")


@record
class Examples:
    """Writes values of an API's models."""

    models: Mapping[ModelKey, Model]
    printers: Printers

    def choose(self, type_: Type, candidates: Iterator[Value]) -> Code:
        """Return the first candidate that `type_` allows, or a made-up value."""
        found = self.first(type_, candidates)
        return self.invent(type_) if found is None else found

    def first(self, type_: Type, candidates: Iterator[Value]) -> Code | None:
        """Return the first candidate that `type_` allows, if there is one."""
        codes = (self.read(type_, candidate) for candidate in candidates)
        return next((code for code in codes if code is not None), None)

    def read(self, type_: Type, value: Value) -> Code | None:
        """Return `value` as code; `None` if `type_` does not allow it."""
        match type_:
            case Scalar(kind):
                return self._scalar(kind, value)
            case DateTime() | Date():
                return _moment(type_, value)
            case AnyType():
                return self._any(value)
            case LiteralType(allowed):
                return self._equal(value, (allowed,))
            case ListOf(item) if isinstance(value, ListValue):
                return self._group("[", ((("", item), v) for v in value.items), "]")
            case MapOf(item) if isinstance(value, ObjectValue):
                return self._group("{", self._mapped(item, value), "}")
            case AnyOf():
                return self._first(type_, value)
            case Ref(key) if isinstance(self.models[key], UnionModel):
                return self._first(type_, value)
            case Ref(key):
                return self._model(self.models[key], value)
            case _:
                return None

    def _first(self, union: Type, value: Value) -> Code | None:
        """Return `value` as the first member of a union that allows it."""
        codes = (self.read(m, value) for m in alternatives(union, self.models))
        return next((code for code in codes if code is not None), None)

    def _mapped(
        self, item: Type, value: ObjectValue
    ) -> Iterator[tuple[tuple[str, Type], Value]]:
        for name, entry in value.entries:
            yield (f"{self.printers.string_literal(name)}: ", item), entry

    def _group(
        self,
        opening: str,
        items: Iterator[tuple[tuple[str, Type], Value]],
        closing: str,
    ) -> Code | None:
        codes = [(lead, self.read(type_, value)) for (lead, type_), value in items]
        found = tuple((lead, code) for lead, code in codes if code is not None)
        return Group(opening, found, closing) if len(found) == len(codes) else None

    def _scalar(self, kind: ScalarKind, value: Value) -> Code | None:
        if kind is ScalarKind.STRING and isinstance(value, Untrusted):
            return self.printers.string_literal(value)
        if kind is ScalarKind.BOOLEAN and isinstance(value, bool):
            return repr(value)
        if isinstance(value, NumberValue):
            pattern = {ScalarKind.INTEGER: _INTEGER, ScalarKind.NUMBER: _NUMBER}.get(
                kind
            )
            return value.text if pattern and pattern.fullmatch(value.text) else None
        return None

    def _any(self, value: Value) -> Code | None:
        if value is None:
            return "None"
        plain: tuple[Type, ...] = (
            *map(Scalar, ScalarKind),
            ListOf(AnyType()),
            MapOf(AnyType()),
        )
        return self.read(AnyOf(plain), value)

    def _equal(self, value: Value, allowed: tuple[Untrusted | int, ...]) -> Code | None:
        for each in allowed:
            if _means(value, each):
                return literal(each, self.printers)
        return None

    def _model(self, model: Model, value: Value) -> Code | None:
        match model:
            case EnumModel():
                allowed = tuple(each.value for each in model.values)
                return self._equal(told(value, model), allowed)
            case ObjectModel() if isinstance(value, ObjectValue):
                return self._object(model, value)
            case _:
                return None

    def _object(self, model: ObjectModel, value: ObjectValue) -> Code | None:
        names = {f.wire_name.value: f for f in model.fields}
        names |= {f.name: f for f in model.fields}
        given = {names[n].name: (names[n], v) for n, v in value.entries if n in names}
        complete = all(f.name in given for f in model.fields if f.required)
        if not complete or len(given) != len(value.entries):
            return None
        items = (((_key(f), f.type), v) for f, v in given.values())
        return self._group("{", items, "}")

    def invent(self, type_: Type, inside: frozenset[ModelKey] = frozenset()) -> Code:
        """Return a made-up value. `inside` are the models that it becomes part of."""
        match type_:
            case Scalar(kind):
                return _SCALARS[kind]
            case DateTime():
                return _datetime(datetime(2030, 1, 1, tzinfo=timezone.utc))
            case Date():
                return _date(date(2030, 1, 1))
            case AnyType():
                return '"..."'
            case FilePart():
                return Group("(", (("", '"file.txt"'), ("", 'b"..."')), ")")
            case Binary() | Stream():
                return 'b"..."'
            case LiteralType(value):
                return literal(value, self.printers)
            case ListOf(item):
                is_ring = isinstance(item, Ref) and item.key in inside
                return (
                    "[]"
                    if is_ring
                    else Group("[", (("", self.invent(item, inside)),), "]")
                )
            case MapOf():
                return "{}"
            case AnyOf():
                return self._invent_member(type_, inside)
            case Ref(key) if isinstance(self.models[key], UnionModel):
                return self._invent_member(type_, inside)
            case Ref(key):
                return self._invent_model(
                    self.models[key], inside | {key}, is_ring=key in inside
                )

    def _invent_model(
        self, model: Model, inside: frozenset[ModelKey], *, is_ring: bool
    ) -> Code:
        match model:
            case EnumModel():
                return literal(model.values[0].value, self.printers)
            case ObjectModel():
                required = () if is_ring else (f for f in model.fields if f.required)
                items = tuple((_key(f), self.invent(f.type, inside)) for f in required)
                return Group("{", items, "}")
            case UnionModel():
                return self._invent_member(Ref(model.key), inside)

    def _invent_member(self, union: Type, inside: frozenset[ModelKey]) -> Code:
        """Return a made-up value of a union: of a member that leads out of it, if one does."""
        members = list(alternatives(union, self.models))
        outside = (m for m in members if not (isinstance(m, Ref) and m.key in inside))
        chosen = next(outside, members[0] if members else AnyType())
        return self.invent(chosen, inside)


_SCALARS: Final[Mapping[ScalarKind, str]] = {
    ScalarKind.STRING: '"..."',
    ScalarKind.NUMBER: "1",
    ScalarKind.INTEGER: "1",
    ScalarKind.BOOLEAN: "True",
}


def _key(field: Field) -> str:
    return f'"{value_name(field.name)}": '


def _means(value: Value, allowed: Untrusted | int) -> bool:
    """Whether an example means a value of an enum, perhaps by its name in TypeScript."""
    match value:
        case MemberValue(_, member) if isinstance(allowed, Untrusted):
            return _same_words(member, allowed)
        case NumberValue(text):
            return not isinstance(allowed, Untrusted | bool) and text == str(allowed)
        case bool():
            return value is allowed
        case _:
            return value == allowed


def _same_words(one: Untrusted, other: Untrusted) -> bool:
    try:
        return "".join(words(one)) == "".join(words(other))
    except UnusableNameError:
        return False


def _moment(type_: DateTime | Date, value: Value) -> Code | None:
    if not isinstance(value, DateValue):
        return None
    try:
        moment = _in_utc(datetime.fromisoformat(value.text.reveal().strip()))
    except (ValueError, OverflowError):
        return None
    return _date(moment.date()) if isinstance(type_, Date) else _datetime(moment)


def _date(day: date) -> Code:
    return f"datetime.date({day.year}, {day.month}, {day.day})"


def _in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC; one without a zone is taken to be in UTC already."""
    return moment if moment.tzinfo is None else moment.astimezone(timezone.utc)


def _datetime(moment: datetime) -> Code:
    parts = (
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
    )
    items = (*(("", str(part)) for part in parts), ("tzinfo=", "datetime.timezone.utc"))
    return Group("datetime.datetime(", items, ")")
