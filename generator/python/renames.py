"""Names that the overlay gives to models, resources and operations in Python."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from typing import Any, TypeAlias

from generator.diagnostics import Diagnostic, Severity, quote
from generator.ir.api import Api
from generator.ir.operations import Operation, Resource
from generator.ir.types import ModelKey
from generator.python.names import UnusableNameError, class_name, member_name
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

Names: TypeAlias = Mapping[str, str]
"""From the name in the docs to the name in Python."""


@record
class Renames:
    """The tables `models`, `resources` and `operations` of `[python]`."""

    models: Names = field(default_factory=dict)
    """By `namespace.Title`."""
    resources: Names = field(default_factory=dict)
    """By accessors; the name is that of the last one."""
    operations: Names = field(default_factory=dict)
    """By `resource.operation`."""


def renamed(api: Api, renames: Renames) -> Api:
    """Return `api` as if the docs had these names. Names on the wire do not depend on them."""
    keys = {
        model.key: ModelKey(model.key.namespace, Untrusted(name))
        for model in api.models
        if (name := renames.models.get(model.key.dotted))
    }
    resources = tuple(_resource(each, renames) for each in api.resources)
    found = replace(api, resources=resources)
    if not keys:
        return found
    models = sorted(_rekeyed(found.models, keys), key=lambda model: model.key)
    resources = _rekeyed(found.resources, keys)
    return replace(found, models=tuple(models), resources=resources)


@record
class _Thing:
    """What may be renamed."""

    docs: str
    """Its key in the overlay."""
    beside: str
    """What it stands in: there, names must differ."""
    usual: str
    """Its name in Python without the overlay."""


def rename_problems(
    api: Api, renames: Renames, place: Callable[..., Span | None]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the entries; `place` returns where one of the overlay stands.

    D051: Python would spell the name otherwise. D053: it is the name anyway. D070: another thing
    of the same place has it.
    """
    models = [
        _Thing(m.key.dotted, m.key.namespace, _spelled("models", m.key.title))
        for m in api.models
    ]
    operations = [
        _Thing(
            _dotted((*resource.path, each.name)),
            _dotted(resource.path),
            _spelled("operations", each.name),
        )
        for resource in api.resources
        for each in resource.operations
    ]
    yield from _problems("models", models, renames.models, place)
    yield from _problems("resources", list(_resources(api)), renames.resources, place)
    yield from _problems("operations", operations, renames.operations, place)


def _resources(api: Api) -> Iterator[_Thing]:
    paths = {r.path[:n]: None for r in api.resources for n in range(1, len(r.path) + 1)}
    for path in paths:
        yield _Thing(_dotted(path), _dotted(path[:-1]), _spelled("resources", path[-1]))


def _problems(
    table: str,
    things: list[_Thing],
    stated: Names,
    place: Callable[..., Span | None],
) -> Iterator[Diagnostic]:
    named = Counter((t.beside, stated.get(t.docs, t.usual)) for t in things if stated)
    for thing in things if stated else ():
        name = stated.get(thing.docs)
        span = place("python", table, thing.docs)
        if name is None or span is None:
            continue
        spelled = _spelled(table, Untrusted(name))
        if spelled != name:
            message = f"{quote(name)} would be {quote(spelled)} in Python"
            hint = "state that name, or another one"
            yield Diagnostic("D051", Severity.ERROR, span, message, hint)
        elif name == thing.usual:
            message = f"{quote(thing.docs)} is called {quote(name)} without it"
            yield Diagnostic("D053", Severity.ERROR, span, message, "remove the entry")
        elif named[thing.beside, name] > 1:
            message = (
                f"something else beside {quote(thing.docs)} is called {quote(name)}"
            )
            yield Diagnostic(
                "D070", Severity.ERROR, span, message, "state another name"
            )


def _spelled(table: str, name: Untrusted) -> str:
    """Return the name that Python makes of one of the docs; empty where it can make none."""
    try:
        if table == "models":
            return class_name(ModelKey("models", name))
        return member_name(name)
    except UnusableNameError:
        return ""


def _dotted(path: tuple[Untrusted, ...]) -> str:
    return ".".join(part.reveal() for part in path)


def _resource(resource: Resource, renames: Renames) -> Resource:
    path = tuple(
        _name(part, renames.resources, resource.path[: depth + 1])
        for depth, part in enumerate(resource.path)
    )
    operations = tuple(
        _operation(each, resource.path, renames) for each in resource.operations
    )
    return replace(resource, path=path, operations=operations)


def _operation(
    operation: Operation, path: tuple[Untrusted, ...], renames: Renames
) -> Operation:
    name = _name(operation.name, renames.operations, (*path, operation.name))
    return replace(operation, name=name)


def _name(name: Untrusted, names: Names, path: tuple[Untrusted, ...]) -> Untrusted:
    stated = names.get(_dotted(path))
    return name if stated is None else Untrusted(stated)


def _rekeyed(value: Any, keys: Mapping[ModelKey, ModelKey]) -> Any:
    """Return a value of the model with other keys of models in it."""
    if isinstance(value, ModelKey):
        return keys.get(value, value)
    if isinstance(value, tuple):
        return tuple(_rekeyed(item, keys) for item in value)
    if not dataclasses.is_dataclass(value) or isinstance(
        value, Untrusted | Span | type
    ):
        return value
    before = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    after = {name: _rekeyed(part, keys) for name, part in before.items()}
    changed = {n: part for n, part in after.items() if part is not before[n]}
    return replace(value, **changed) if changed else value
