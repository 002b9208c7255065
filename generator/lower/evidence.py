"""What example literals prove (dialect, sections 7b and 7c).

Examples of a model show its nested models too, so each literal is walked together with the types
of its fields. A null proves that a field may be null, a fraction that its numbers are no integers,
and a number or a text what an enum of digits holds. The absence of each proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeAlias, TypeVar

from generator.ir.alternatives import alternatives
from generator.ir.facts import Derived, Fact
from generator.ir.models import (
    EnumModel,
    Field,
    Model,
    ObjectModel,
    UnionModel,
    with_fields,
)
from generator.ir.operations import Example, Operation, Parameter
from generator.ir.passed import passed
from generator.ir.types import ListOf, MapOf, ModelKey, Ref, Scalar, ScalarKind, Type
from generator.ir.values import (
    MISSING,
    ListValue,
    NumberValue,
    ObjectValue,
    Value,
)
from generator.lower.overlay import is_doubtful
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

Models: TypeAlias = Mapping[ModelKey, Model]
Owner: TypeAlias = tuple[ModelKey | Span, Untrusted]
"""A field or a parameter: its model, or the heading of its operation, and its name in the docs."""
Part = TypeVar("Part", Field, Parameter)


@dataclass(slots=True)
class Evidence:
    """What the examples prove, each with the place of the one that shows it."""

    nulls: dict[Owner, Span] = field(default_factory=dict)
    """Fields and parameters that some example shows as null."""
    fractions: dict[Owner, Span] = field(default_factory=dict)
    """Those with numbers of which some example shows one as a fraction."""
    numbers: dict[ModelKey, Span] = field(default_factory=dict)
    """Enums of which some example shows a value as a number."""
    texts: dict[ModelKey, Span] = field(default_factory=dict)
    """Enums of which some example shows a value in quotes."""

    def applied(self, model: Model) -> Model:
        """Return the model with what the examples prove; what the overlay states stays."""
        match model:
            case ObjectModel(key=key, fields=fields):
                proven = [self.of(each, (key, each.name)) for each in fields]
                return with_fields(model, proven)
            case EnumModel(integers=integers) if integers and is_doubtful(integers):
                return replace(model, integers=self._integers(model.key, integers))
            case _:
                return model

    def _integers(self, key: ModelKey, usual: Fact[bool]) -> Fact[bool]:
        if span := self.numbers.get(key):
            return Fact(value=True, origin=Derived("number-in-example", span))
        if span := self.texts.get(key):
            return Fact(value=False, origin=Derived("text-in-example", span))
        return usual

    def of(self, found: Part, owner: Owner) -> Part:
        """Return a field or a parameter with what the examples prove."""
        nullable, integer = found.nullable, found.integer
        if is_doubtful(nullable) and (span := self.nulls.get(owner)):
            nullable = Fact(value=True, origin=Derived("null-in-example", span))
        if integer and is_doubtful(integer) and (span := self.fractions.get(owner)):
            integer = Fact(value=False, origin=Derived("fraction-in-example", span))
        if nullable is found.nullable and integer is found.integer:
            return found
        return replace(found, nullable=nullable, integer=integer)


def collect(models: Models) -> Evidence:
    """Return what the examples of all models prove."""
    walk = _Walk(models, Evidence())
    for model in models.values():
        for type_, example in _examples(model):
            walk.value(type_, example, model.span, None)
    return walk.evidence


def collect_calls(models: Models, operations: Iterable[Operation]) -> Evidence:
    """Return what the example calls of operations prove."""
    walk = _Walk(models, Evidence())
    for operation in operations:
        for example in operation.examples:
            walk.call(operation, example)
    return walk.evidence


def _examples(model: Model) -> Iterator[tuple[Type, Value]]:
    if isinstance(model, UnionModel):
        for member in model.members:
            yield member.type, member.example
    else:
        yield Ref(model.key), model.example


@record
class _Walk:
    """Goes through values beside their types."""

    models: Models
    evidence: Evidence

    def call(self, operation: Operation, example: Example) -> None:
        """Note what a call proves."""
        given, span, body = passed(operation, example), example.span, operation.body
        for parameter in operation.parameters:
            value = given.get(parameter.name, MISSING)
            self._part(parameter.type, value, span, (operation.span, parameter.name))
        if body is not None:
            self.value(body.type, given.get(body.name, MISSING), span, None)

    def value(self, type_: Type, value: Value, span: Span, owner: Owner | None) -> None:
        """Note what `value` proves; `owner` is the field that holds it."""
        match type_, value:
            case Ref(key=key), _:
                self._reference(key, value, span, owner)
            case ListOf(item=item), ListValue(items=items):
                for inner in items:
                    self.value(item, inner, span, owner)
            case MapOf(value=item), ObjectValue(entries=entries):
                for _, inner in entries:
                    self.value(item, inner, span, owner)
            case Scalar(kind=ScalarKind.NUMBER), NumberValue(text=text) if owner:
                if _is_fraction(text):
                    self.evidence.fractions.setdefault(owner, span)
            case _:
                pass

    def _reference(
        self, key: ModelKey, value: Value, span: Span, owner: Owner | None
    ) -> None:
        match self.models.get(key), value:
            case ObjectModel() as model, ObjectValue():
                self._object(model, value, span)
            case EnumModel(), NumberValue():
                self.evidence.numbers.setdefault(key, span)
            case EnumModel(), Untrusted():
                self.evidence.texts.setdefault(key, span)
            case UnionModel(), ObjectValue():
                if member := self._member(Ref(key), value):
                    self._object(member, value, span)
            case UnionModel(), NumberValue():
                for type_ in alternatives(Ref(key), self.models):
                    if isinstance(type_, Scalar):
                        self.value(type_, value, span, owner)
            case _:
                pass

    def _object(self, model: ObjectModel, value: ObjectValue, span: Span) -> None:
        shown = value.by_name()
        for found in model.fields:
            owner = (model.key, found.name)
            inner = shown.get(found.name, MISSING)
            self._part(found.type, inner, span, owner)

    def _part(self, type_: Type, value: Value, span: Span, owner: Owner) -> None:
        if value is None:
            self.evidence.nulls.setdefault(owner, span)
        elif value is not MISSING:
            self.value(type_, value, span, owner)

    def _member(self, union: Ref, value: ObjectValue) -> ObjectModel | None:
        """Return the one object of a union whose fields are those of the value, if one is."""
        names = {name for name, _ in value.entries}
        fitting = [
            model
            for type_ in alternatives(union, self.models)
            if isinstance(type_, Ref)
            and isinstance(model := self.models[type_.key], ObjectModel)
            and {f.name for f in model.fields if f.required} <= names
            and names <= {f.name for f in model.fields}
        ]
        return fitting[0] if len(fitting) == 1 else None


def _is_fraction(text: str) -> bool:
    number = Decimal(text)
    return number != number.to_integral_value()
