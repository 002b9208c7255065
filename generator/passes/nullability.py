"""A null in an example proves that a field may be null (dialect, section 7b).

Examples of a model show its nested models too, so each literal is walked together with the types
of its fields. The absence of null proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.ir.api import Api
from generator.ir.facts import Derived, Fact
from generator.ir.models import Field, Model, ObjectModel, UnionModel
from generator.ir.types import ListOf, MapOf, ModelKey, Ref, Type
from generator.ir.values import ListValue, ObjectValue, Value
from generator.source import Span
from generator.untrusted import Untrusted

Proofs = dict[tuple[ModelKey, Untrusted], Span]


def nullable_from_examples(api: Api) -> Api:
    """Return the model with every field nullable that some example shows as null."""
    models = {model.key: model for model in api.models}
    proofs: Proofs = {}
    for model in api.models:
        for type_, example in _examples(model):
            _collect(type_, example, model.span, models, proofs)
    return replace(api, models=tuple(_proven(model, proofs) for model in api.models))


def _examples(model: Model) -> Iterator[tuple[Type, Value]]:
    if isinstance(model, ObjectModel):
        yield Ref(model.key), model.example
    elif isinstance(model, UnionModel):
        for member in model.members:
            yield member.type, member.example


def _collect(
    type_: Type,
    example: Value,
    span: Span,
    models: Mapping[ModelKey, Model],
    proofs: Proofs,
) -> None:
    match type_, example:
        case Ref(key=key), ObjectValue():
            model = models.get(key)
            if isinstance(model, ObjectModel):
                for field in model.fields:
                    value = example.get(field.name)
                    if value is None:
                        proofs.setdefault((key, field.name), span)
                    _collect(field.type, value, span, models, proofs)
        case ListOf(item=item), ListValue(items=items):
            for value in items:
                _collect(item, value, span, models, proofs)
        case MapOf(value=inner), ObjectValue(entries=entries):
            for _, value in entries:
                _collect(inner, value, span, models, proofs)
        case _:
            pass


def _proven(model: Model, proofs: Proofs) -> Model:
    if not isinstance(model, ObjectModel):
        return model
    return replace(
        model, fields=tuple(_field(f, model.key, proofs) for f in model.fields)
    )


def _field(field: Field, key: ModelKey, proofs: Proofs) -> Field:
    """Keep what the overlay states: it knows better than an example."""
    span = proofs.get((key, field.name))
    if span is None or not isinstance(field.nullable.origin, Derived):
        return field
    proof = Fact(value=True, origin=Derived("null-in-example", span))
    return replace(field, nullable=proof)
