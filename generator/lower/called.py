"""What the example calls of operations tell of models and parameters.

The overlay wins: calls are read after it, since only it may tell what an operation takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.ir.models import EnumModel, Model
from generator.ir.operations import Operation, Resource
from generator.ir.types import ModelKey
from generator.lower.enums import enum_values
from generator.lower.evidence import Evidence, collect_calls


def with_calls(
    models: Mapping[ModelKey, Model], resources: tuple[Resource, ...]
) -> tuple[Mapping[ModelKey, Model], tuple[Resource, ...]]:
    """Return models and resources with what the calls prove and nothing else told."""
    operations = (each for resource in resources for each in resource.operations)
    evidence = collect_calls(models, operations)
    proven = {key: _model(model, evidence) for key, model in models.items()}
    return proven, tuple(_resource(each, evidence) for each in resources)


def _model(model: Model, evidence: Evidence) -> Model:
    found = evidence.applied(model)
    if isinstance(found, EnumModel) and found.integers is not None:
        return replace(found, values=enum_values(found, found.integers))
    return found


def _resource(resource: Resource, evidence: Evidence) -> Resource:
    operations = tuple(_operation(each, evidence) for each in resource.operations)
    return replace(resource, operations=operations)


def _operation(operation: Operation, evidence: Evidence) -> Operation:
    parameters = tuple(
        evidence.of(each, (operation.span, each.name)) for each in operation.parameters
    )
    return replace(operation, parameters=parameters)
