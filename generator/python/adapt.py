"""An API as Python takes it: what can be said in the model's own terms is said there, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.ir.alternatives import alternatives
from generator.ir.api import Api
from generator.ir.models import Member, Model, UnionModel
from generator.ir.operations import Operation, Resource
from generator.ir.types import AnyType, ModelKey, Ref
from generator.ir.values import MISSING
from generator.python.globals import own_global
from generator.python.graph import circles
from generator.python.replacements import model_in_python, operations_in_python


def adapted(api: Api) -> Api:
    """Return `api` without rings of unions, and with what the client stands in for optional.

    No alias of Python can be a member of itself, and such a member adds nothing. What is
    deprecated names its replacement as Python does.
    """
    models = {model.key: model for model in api.models}
    rings = frozenset(key for ring in circles(_unions(models)) for key in ring)
    return replace(
        api,
        models=tuple(
            (
                _unrolled(model, models)
                if model.key in rings
                else model_in_python(model, models)
            )
            for model in api.models
        ),
        resources=tuple(_resource(each, api, models) for each in api.resources),
    )


def _unions(models: Mapping[ModelKey, Model]) -> Mapping[ModelKey, frozenset[ModelKey]]:
    """Return which unions are members of which."""
    return {
        key: frozenset(_member_unions(model, models)) for key, model in models.items()
    }


def _member_unions(
    model: Model, models: Mapping[ModelKey, Model]
) -> Iterator[ModelKey]:
    if isinstance(model, UnionModel):
        for member in model.members:
            type_ = member.type
            if isinstance(type_, Ref) and isinstance(models[type_.key], UnionModel):
                yield type_.key


def _unrolled(model: Model, models: Mapping[ModelKey, Model]) -> Model:
    if not isinstance(model, UnionModel):
        return model
    types = tuple(alternatives(Ref(model.key), models)) or (AnyType(),)
    members = tuple(Member(type_, MISSING, model.span) for type_ in types)
    return replace(model, members=members, selection=None)


def _resource(
    resource: Resource, api: Api, models: Mapping[ModelKey, Model]
) -> Resource:
    operations = tuple(_operation(each, api) for each in resource.operations)
    return replace(resource, operations=operations_in_python(operations, models))


def _operation(operation: Operation, api: Api) -> Operation:
    return replace(
        operation,
        parameters=tuple(
            replace(each, required=False) if own_global(each, api) else each
            for each in operation.parameters
        ),
    )
