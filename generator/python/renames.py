"""Names that things have in Python by the overlay, or because others would have the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.diagnostics import Diagnostic, Severity, quote
from generator.ir.api import Api
from generator.ir.models import Field, Model, ObjectModel
from generator.ir.operations import Body, Operation, Parameter, Resource
from generator.ir.rekeyed import rekeyed
from generator.ir.types import ModelKey
from generator.python.clashes import Clash, Stated
from generator.python.mentions import with_pages, with_tag
from generator.python.names import Spelled
from generator.python.things import (
    FIELDS,
    MODELS,
    OPERATIONS,
    PARAMETERS,
    RESOURCES,
    TABLES,
    Face,
    Thing,
    dotted,
    field_things,
    made,
    model_things,
    operation_things,
    parameter_things,
    resource_things,
)
from generator.source import Span
from generator.untrusted import Untrusted

_Part = TypeVar("_Part", Field, Parameter, Body)


def with_clashes(stated: Stated, clashes: Iterable[Clash]) -> Stated:
    """Return the names that are stated, and those that tell things apart."""
    names = {table: dict(stated.get(table, {})) for table in TABLES}
    for clash in clashes:
        names[clash.thing.table][clash.thing.key] = clash.name
    return names


def renamed(api: Api, names: Stated) -> Api:
    """Return `api` with these names in Python. Names on the wire do not depend on them.

    A model is rewritten as if the docs had its name. Other things are still equal to their names
    in the docs (`Spelled`), by which examples, tags and lists refer to them.
    """
    if not any(names.values()):
        return api
    models = tuple(_model(each, names.get(FIELDS, {})) for each in api.models)
    by_key = {model.key: model for model in models}
    models = tuple(with_tag(model, by_key) for model in models)
    resources = tuple(_resource(each, names, by_key) for each in api.resources)
    keys = {
        model.key: ModelKey(model.key.namespace, Untrusted(name))
        for model in models
        if (name := names.get(MODELS, {}).get(model.key.dotted))
    }
    if keys:
        models = tuple(sorted(rekeyed(models, keys), key=lambda model: model.key))
        resources = rekeyed(resources, keys)
    return replace(api, models=models, resources=resources)


def rename_problems(
    api: Api, stated: Stated, place: Callable[..., Span | None]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the entries; `place` returns where one of the overlay stands.

    D051: Python would spell the name otherwise. D053: it is the name anyway. D070: another thing
    of the same place has it.
    """
    things = list(_things(api)) if any(stated.values()) else []
    faces = {id(each): _faces(each, stated) for each in things}
    count = Counter(face for found in faces.values() for face in found)
    for thing in things:
        name = stated.get(thing.table, {}).get(thing.key)
        span = place("python", thing.table, thing.key)
        if name is None or span is None:
            continue
        spelled = made(thing.make, Untrusted(name))
        if name not in (spelled, f"{spelled}_"):
            message = f"{quote(name)} would be {quote(spelled)} in Python"
            hint = "state that name, or another one"
            yield Diagnostic("D051", Severity.ERROR, span, message, hint)
        elif any(count[face] > 1 for face in faces[id(thing)]):
            message = (
                f"something else beside {quote(thing.key)} is called {quote(name)}"
            )
            yield Diagnostic(
                "D070", Severity.ERROR, span, message, "state another name"
            )
        elif name == thing.usual:
            message = f"{quote(thing.key)} is called {quote(name)} without it"
            yield Diagnostic("D053", Severity.ERROR, span, message, "remove the entry")


def _things(api: Api) -> Iterator[Thing]:
    yield from model_things(api)
    for model in api.models:
        yield from field_things(model)
    yield from resource_things(api)
    yield from operation_things(api)
    for resource in api.resources:
        for operation in resource.operations:
            yield from parameter_things(resource, operation)


def _faces(thing: Thing, stated: Stated) -> tuple[Face, ...]:
    name = stated.get(thing.table, {}).get(thing.key) or thing.usual
    return thing.faces(name) if name else ()


def _model(model: Model, names: Mapping[str, str]) -> Model:
    if not names or not isinstance(model, ObjectModel):
        return model
    owner = model.key.dotted
    fields = tuple(_spelled(each, owner, names) for each in model.fields)
    return replace(model, fields=fields)


def _resource(
    resource: Resource, names: Stated, models: Mapping[ModelKey, Model]
) -> Resource:
    path = tuple(
        _name(part, resource.path[: depth + 1], names.get(RESOURCES, {}))
        for depth, part in enumerate(resource.path)
    )
    operations = tuple(
        with_pages(_operation(each, (*resource.path, each.name), names), models)
        for each in resource.operations
    )
    return replace(resource, path=path, operations=operations)


def _operation(
    operation: Operation, path: tuple[Untrusted, ...], names: Stated
) -> Operation:
    name = _name(operation.name, path, names.get(OPERATIONS, {}))
    owner, inner = dotted(path), names.get(PARAMETERS, {})
    body = operation.body
    return replace(
        operation,
        name=name,
        parameters=tuple(_spelled(each, owner, inner) for each in operation.parameters),
        body=None if body is None else _spelled(body, owner, inner),
    )


def _spelled(part: _Part, owner: str, names: Mapping[str, str]) -> _Part:
    stated = names.get(f"{owner}.{part.name.reveal()}")
    return part if stated is None else replace(part, name=Spelled(part.name, stated))


def _name(
    name: Untrusted, path: tuple[Untrusted, ...], names: Mapping[str, str]
) -> Untrusted:
    stated = names.get(dotted(path))
    return name if stated is None else Spelled(name, stated)
