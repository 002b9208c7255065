"""The things of an API that have a name in Python which the overlay may state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final, TypeAlias

from generator.ir.api import Api
from generator.ir.models import Model, ObjectModel
from generator.ir.operations import Operation, Resource
from generator.ir.types import ModelKey
from generator.python import reserved
from generator.python.errors import error_pages
from generator.python.names import (
    UnusableNameError,
    class_name,
    client_member_name,
    error_class_name,
    member_name,
    module_name,
    namespace_module,
    value_name,
)
from generator.python.security import unique_secrets
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

MODELS: Final = "models"
FIELDS: Final = "fields"
RESOURCES: Final = "resources"
OPERATIONS: Final = "operations"
PARAMETERS: Final = "parameters"
TABLES: Final = (MODELS, FIELDS, RESOURCES, OPERATIONS, PARAMETERS)
"""The tables of `[python]` that name single things."""

Face: TypeAlias = tuple[str, str]
"""A place in which names must differ, and a name in it."""
_Make: TypeAlias = Callable[[Untrusted], str]


@record
class Thing:
    """What may be renamed."""

    table: str
    """Its table of `[python]`."""
    owner: str
    """What it is part of: `namespace.Title` of a field, or the way to an operation; its own key
    where it is part of nothing."""
    part: str
    """Its name in the docs there; empty where `owner` is all."""
    name: Untrusted
    """Its name in the docs."""
    make: _Make
    """What Python makes of a name."""
    faces: Callable[[str], tuple[Face, ...]]
    """The names that it takes with a name in Python."""
    span: Span

    @property
    def key(self) -> str:
        """Its key in the overlay."""
        return f"{self.owner}.{self.part}" if self.part else self.owner

    @property
    def usual(self) -> str:
        """Its name without the overlay and without others; empty where Python can make none."""
        return made(self.make, self.name)


def made(make: _Make, name: Untrusted) -> str:
    """Return what Python makes of a name; empty where it can make nothing."""
    try:
        return make(name)
    except UnusableNameError:
        return ""


def model_things(api: Api) -> Iterator[Thing]:
    """Yield the models."""
    errors = frozenset(error_pages(api))
    for model in api.models:
        faces = partial(_model_faces, model.key, errors)
        key, title = model.key.dotted, model.key.title
        yield Thing(MODELS, key, "", title, _class_name, faces, model.span)


def _class_name(title: Untrusted) -> str:
    return class_name(ModelKey(MODELS, title))


def _model_faces(
    key: ModelKey, errors: frozenset[ModelKey], name: str
) -> tuple[Face, ...]:
    """Return module and class of a model, and the class of the error that it is the body of."""
    is_error = key in errors
    own = key.title if name == made(_class_name, key.title) else Untrusted(name)
    key = ModelKey(key.namespace, own)
    place = namespace_module(key)
    faces = (f"{place}/", module_name(own)), (place, class_name(key))
    return (*faces, ("errors.", error_class_name(key))) if is_error else faces


def field_things(model: Model) -> Iterator[Thing]:
    """Yield the fields of a model."""
    owner = model.key.dotted
    for field in model.fields if isinstance(model, ObjectModel) else ():
        part = field.name.reveal()
        faces = partial(_one, owner)
        yield Thing(FIELDS, owner, part, field.name, value_name, faces, field.span)


def parameter_things(resource: Resource, operation: Operation) -> Iterator[Thing]:
    """Yield the parameters of an operation, and its body, which may be an argument."""
    owner = dotted((*resource.path, operation.name))
    body = () if operation.body is None else (operation.body,)
    for each in (*operation.parameters, *body):
        part, faces = each.name.reveal(), partial(_one, f"{owner}(")
        yield Thing(PARAMETERS, owner, part, each.name, value_name, faces, each.span)


def secret_faces(resource: Resource, operation: Operation) -> Iterator[Face]:
    """Yield the arguments of an operation that take secrets."""
    owner = dotted((*resource.path, operation.name))
    for secret in unique_secrets(operation.security):
        yield (f"{owner}(", secret.name)


def resource_things(api: Api) -> Iterator[Thing]:
    """Yield the resources, also those without a page of their own."""
    spans: dict[tuple[Untrusted, ...], Span] = {}
    for resource in api.resources:
        for depth in range(1, len(resource.path) + 1):
            spans.setdefault(resource.path[:depth], resource.span)
    for path, span in spans.items():
        make = client_member_name if len(path) == 1 else member_name
        faces = partial(_one, f"{dotted(path[:-1])}.")
        yield Thing(RESOURCES, dotted(path), "", path[-1], make, faces, span)


def operation_things(api: Api) -> Iterator[Thing]:
    """Yield the operations."""
    for resource in api.resources:
        faces = partial(_one, f"{dotted(resource.path)}.")
        for each in resource.operations:
            key = dotted((*resource.path, each.name))
            name = each.name
            yield Thing(OPERATIONS, key, "", name, member_name, faces, each.span)


def client_faces() -> Iterator[Face]:
    """Yield what every client has."""
    for name in reserved.CLIENT_OWN:
        yield (".", name)


def _one(place: str, name: str) -> tuple[Face, ...]:
    return ((place, name),)


def dotted(path: Iterable[Untrusted]) -> str:
    """Return the way to a resource or an operation, as the overlay has it."""
    return ".".join(part.reveal() for part in path)
