"""The models of an API as a graph: who refers to whom, in circles, and who is passed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.ir.api import Api
from generator.ir.models import Model, ObjectModel, UnionModel
from generator.ir.references import references, types_of
from generator.ir.types import AnyType, ModelKey, Type
from generator.python.bodies import input_types
from generator.python.graph import circles, reachable
from generator.records import record


def extra_type(model: ObjectModel) -> Type | None:
    """Return the type of the properties that have no field of their own; `None` for none.

    Docs do not say whether an object without fields is closed (dialect, section 8). Most are not:
    they stand for any JSON object.
    """
    return model.additional or (None if model.fields else AnyType())


@record
class Library:
    """All models of an API."""

    models: Mapping[ModelKey, Model]
    graph: Mapping[ModelKey, frozenset[ModelKey]]
    """The models that each model's page names."""
    circles: Mapping[ModelKey, frozenset[ModelKey]]
    """For each model that reaches itself: all models of its circle, itself included."""
    deprecated: frozenset[ModelKey]
    """Object models that are deprecated: type checkers say so wherever one is named."""
    twins: frozenset[ModelKey]
    """Models that callers may pass as plain dicts: they have a second, dict-shaped type."""


def library(api: Api) -> Library:
    """Return the graph of an API's models."""
    models = {model.key: model for model in api.models}
    graph = {key: references(types_of(model)) for key, model in models.items()}
    member_of = {key: circle for circle in circles(graph) for key in circle}
    deprecated = frozenset(
        key
        for key, model in models.items()
        if isinstance(model, ObjectModel) and model.deprecated
    )
    twins = _twins(api, models, graph)
    return Library(models, graph, member_of, deprecated, twins)


def _twins(
    api: Api,
    models: Mapping[ModelKey, Model],
    graph: Mapping[ModelKey, frozenset[ModelKey]],
) -> frozenset[ModelKey]:
    """Return the objects among the inputs, and the unions that such an object is a member of."""
    named = references(
        type_
        for resource in api.resources
        for operation in resource.operations
        for type_ in input_types(operation, models)
    )
    inputs = reachable(named, graph)
    return inputs & _object_bearing(inputs, models, graph)


def _object_bearing(
    keys: Iterable[ModelKey],
    models: Mapping[ModelKey, Model],
    graph: Mapping[ModelKey, frozenset[ModelKey]],
) -> frozenset[ModelKey]:
    """Return the objects, and the unions that lead to one."""
    reverse: dict[ModelKey, set[ModelKey]] = {key: set() for key in graph}
    for key in keys:
        if isinstance(models[key], UnionModel):
            for target in graph[key]:
                reverse[target].add(key)
    objects = (key for key, model in models.items() if isinstance(model, ObjectModel))
    return reachable(objects, reverse)
