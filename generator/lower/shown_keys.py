"""Names of fields that the JSON of Example cells shows as they travel (dialect, sections 3 and 7a).

All other places of the docs print the camelCase form. The cell of a field or of a parameter shows
objects of its type, so that each key is that of one field there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from generator.ir.alternatives import alternatives
from generator.ir.example_cells import cell_values
from generator.ir.facts import Derived, Fact
from generator.ir.models import Field, Model, ObjectModel, with_fields
from generator.ir.operations import Parameter, Resource
from generator.ir.types import ListOf, MapOf, ModelKey, Ref, Type
from generator.ir.values import ListValue, ObjectValue, Value
from generator.lower.names import camel
from generator.untrusted import Untrusted

Models: TypeAlias = Mapping[ModelKey, Model]
Shown: TypeAlias = Mapping[tuple[ModelKey, Untrusted], Fact[Untrusted]]
"""Names on the wire by model and name in the docs."""


def with_shown_keys(
    models: Models, resources: Iterable[Resource]
) -> Mapping[ModelKey, Model]:
    """Return the models with the names that the cells of their fields and of parameters show.

    A name that the overlay or another rule tells stays as it is; so does one of which two cells
    show two spellings.
    """
    rows: list[Field | Parameter] = [*_fields(models), *_parameters(resources)]
    shown = _agreed(found for row in rows for found in _of_row(row, models))
    if not shown:
        return models
    return {key: _model(model, shown) for key, model in models.items()}


def _fields(models: Models) -> Iterator[Field]:
    for model in models.values():
        if isinstance(model, ObjectModel):
            yield from model.fields


def _parameters(resources: Iterable[Resource]) -> Iterator[Parameter]:
    for resource in resources:
        for operation in resource.operations:
            yield from operation.parameters


def _agreed(
    found: Iterable[tuple[ModelKey, Untrusted, Fact[Untrusted]]],
) -> Shown:
    shown: dict[tuple[ModelKey, Untrusted], list[Fact[Untrusted]]] = {}
    for key, name, fact in found:
        shown.setdefault((key, name), []).append(fact)
    return {
        place: facts[0]
        for place, facts in shown.items()
        if all(fact.value == facts[0].value for fact in facts)
    }


def _of_row(
    row: Field | Parameter, models: Models
) -> Iterator[tuple[ModelKey, Untrusted, Fact[Untrusted]]]:
    """Yield each name that the cell of a row shows: its model, its name in the docs, and itself."""
    if row.example is None or not row.example.reveal().lstrip().startswith(("{", "[")):
        return
    waiting: list[tuple[Type, Value]] = [(row.type, next(cell_values(row.example)))]
    while waiting:
        match waiting.pop():
            case ListOf(item=item), ListValue(items=items):
                waiting += ((item, inner) for inner in items)
            case MapOf(value=item), ObjectValue(entries=entries):
                waiting += ((item, inner) for _, inner in entries)
            case Ref() as ref, ObjectValue(entries=entries) as shown:
                model = _fitting(ref, shown, models)
                for name, inner in entries if model else ():
                    field = _named(model, name) if model else None
                    if model and field:
                        origin = Derived("wire-in-cell", row.span)
                        yield model.key, field.name, Fact(name, origin)
                        waiting.append((field.type, inner))
            case _:
                pass


def _fitting(type_: Ref, value: ObjectValue, models: Models) -> ObjectModel | None:
    """Return the one object that has a field for each key, if there is one."""
    found = [
        model
        for each in alternatives(type_, models)
        if isinstance(each, Ref)
        and isinstance(model := models[each.key], ObjectModel)
        and all(_named(model, name) for name, _ in value.entries)
    ]
    return found[0] if len(found) == 1 else None


def _named(model: ObjectModel, key: Untrusted) -> Field | None:
    """Return the field of which a key is the name on the wire, by how docs would print it."""
    name = camel(key)
    found = [f for f in model.fields if name == f.name or key == f.wire_name.value]
    return found[0] if len(found) == 1 else None


def _model(model: Model, shown: Shown) -> Model:
    if not isinstance(model, ObjectModel):
        return model
    return with_fields(
        model,
        [_field(each, shown.get((model.key, each.name))) for each in model.fields],
    )


def _field(field: Field, shown: Fact[Untrusted] | None) -> Field:
    origin = field.wire_name.origin
    derived = isinstance(origin, Derived) and origin.rule == "wire-identity"
    if shown is None or not derived or shown.value == field.wire_name.value:
        return field
    return replace(field, wire_name=shown)
