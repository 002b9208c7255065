"""Loading ahead what the first calls would load: modules, models, and what checks them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib import import_module
from typing import Any

from .adapters import adapter, traits
from .errors import InvalidArgumentError
from .operation import Operation
from .resource import AsyncResource, Resource

__all__ = ["preload"]


def preload(client: object, resources: Iterable[object]) -> None:
    """Load what the operations of `resources` need, and of those below them; or of the client.

    Raises:
        InvalidArgumentError: one of them is no resource.
    """
    roots = tuple(resources)
    if not all(isinstance(root, Resource | AsyncResource) for root in roots):
        problem = "must be resources of this client, such as its attributes"
        raise InvalidArgumentError("resources", problem)
    for root in roots or (client,):
        for operation in _operations(root):
            _load(operation)


def _operations(holder: object) -> Iterator[Operation[Any]]:
    """Yield the operations of a resource or a client, and of the resources below it.

    Each resource has a module of its own, which holds its operations as data.
    """
    for kind in type(holder).__mro__:
        module = sys.modules.get(kind.__module__)
        for value in tuple(vars(module).values()) if module else ():
            if isinstance(value, Operation):
                yield value
        for name, value in vars(kind).items():
            if isinstance(value, cached_property):
                below = getattr(holder, name)
                if isinstance(below, Resource | AsyncResource):
                    yield from _operations(below)


def _load(operation: Operation[Any]) -> None:
    """Ask for each type of an operation, for what checks it, and for what warns of its fields."""
    sent = [parameter.type() for parameter in operation.parameters]
    if operation.body is not None:
        sent.append(operation.body())
    for hint in sent:
        if traits(hint).deprecated:
            import_module(".deprecations", __package__)
    if operation.result is not None:
        adapter(operation.result())
    if operation.stream is not None and operation.stream.item is not None:
        adapter(operation.stream.item())
    for kinds in operation.errors.values():
        for kind in kinds if isinstance(kinds, tuple) else (kinds,):
            kind.model()
