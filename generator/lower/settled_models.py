"""Models as they are once all pages are read: with what examples prove and the overlay states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.ir.facts import Derived
from generator.ir.models import EnumModel, Field, Model, ObjectModel, with_fields
from generator.ir.operations import Operation, Resource
from generator.ir.references import references, types_of
from generator.ir.types import ModelKey, Type
from generator.lower.enums import enum_values
from generator.lower.evidence import collect
from generator.lower.numbers import settled
from generator.lower.overlay import Overlay, boolean


def settled_models(
    models: Mapping[ModelKey, Model], overlay: Overlay
) -> dict[ModelKey, Model]:
    """Return the models with proven facts, and with stated ones, which win."""
    evidence = collect(models)
    proven = {key: evidence.applied(model) for key, model in models.items()}
    return {key: _settled(model, overlay) for key, model in proven.items()}


def with_nullable_answers(
    models: Mapping[ModelKey, Model], resources: Iterable[Resource], overlay: Overlay
) -> Mapping[ModelKey, Model]:
    """Return the models as `[nullable] responses` states.

    It is about each field that nothing else tells of, in a model that answers hold (results,
    errors, streams) and no request does: what is sent stays as strict as the docs are.
    """
    scope = overlay.at("nullable")
    if scope.entry("responses") is None:
        return models
    operations = [each for resource in resources for each in resource.operations]
    sent = _reached((t for each in operations for t in _sent(each)), models)
    received = _reached((t for each in operations for t in _received(each)), models)
    found = dict(models)
    for key in sorted(received - sent):
        model = models[key]
        if isinstance(model, ObjectModel):
            fields = tuple(
                (
                    replace(f, nullable=scope.settle("responses", f.nullable, boolean))
                    if f.nullable.origin == Derived("never-null", f.span)
                    else f
                )
                for f in model.fields
            )
            found[key] = replace(model, fields=fields)
    return found


def _sent(operation: Operation) -> Iterator[Type]:
    yield from (parameter.type for parameter in operation.parameters)
    if operation.body is not None:
        yield operation.body.type


def _received(operation: Operation) -> Iterator[Type]:
    success = operation.success
    yield from (t for t in (success.type, success.stream) if t is not None)
    yield from (case.type for case in operation.errors)


def _reached(
    types: Iterable[Type], models: Mapping[ModelKey, Model]
) -> frozenset[ModelKey]:
    """Return the models that types name, and those that these name, and so on."""
    waiting = set(references(types))
    found: set[ModelKey] = set()
    while waiting:
        key = waiting.pop()
        found.add(key)
        waiting |= references(types_of(models[key])) - found
    return frozenset(found)


def _settled(model: Model, overlay: Overlay) -> Model:
    match model:
        case ObjectModel(key=key, fields=fields):
            return with_fields(model, [_field(each, key, overlay) for each in fields])
        case EnumModel(integers=usual) if usual is not None:
            fact = overlay.model(model.key.dotted).settle("integer", usual, boolean)
            return replace(model, integers=fact, values=enum_values(model, fact))
        case _:
            return model


def _field(field: Field, key: ModelKey, overlay: Overlay) -> Field:
    scope = overlay.field(key.dotted, field.name.reveal())
    type_, integer = settled(field.type, field.integer, scope)
    nullable = scope.settle("nullable", field.nullable, boolean)
    if nullable is field.nullable and integer is field.integer:
        return field
    return replace(field, type=type_, integer=integer, nullable=nullable)
