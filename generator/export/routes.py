"""Which operations there are, and under which path and id.

Docs list an operation under each of its tags (dialect, section 5); OpenAPI holds it once. There, a
method and path belong to one operation, and an id too.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.export.names import component
from generator.ir.operations import Method, Operation, Resource
from generator.records import record
from generator.untrusted import Untrusted


@record
class Route:
    """An operation, and what tells it from all others."""

    operation: Operation
    """As the first resource that lists it describes it."""
    tags: tuple[str, ...]
    """Accessors of the resources that list it, in the order of README."""
    path: str
    path_rule: str | None
    """Rule of the export by which the path was made; `None` for that of the docs."""
    id: str
    id_rule: str | None
    """Rule of the export by which the id was made; `None` for that of the docs."""


def tag(resource: Resource) -> str:
    """Return the accessor of a resource, such as `beta.libraries`."""
    return ".".join(part.reveal() for part in resource.path)


def routes(resources: Iterable[Resource]) -> list[Route]:
    """Return each operation once, in the order of the docs."""
    listings: dict[tuple[Method, Untrusted, Untrusted], list[tuple[str, Operation]]] = (
        {}
    )
    for resource in resources:
        for operation in resource.operations:
            key = (
                operation.method.value,
                operation.path.value.text,
                operation.id.value,
            )
            listings.setdefault(key, []).append((tag(resource), operation))
    found: list[Route] = []
    requests: set[tuple[Method, Untrusted]] = set()
    ids: set[Untrusted] = set()
    for (method, path, id_), listed in listings.items():
        found.append(
            _route(listed, same_id=id_ in ids, same_route=(method, path) in requests)
        )
        requests.add((method, path))
        ids.add(id_)
    return found


def _route(
    listed: list[tuple[str, Operation]], *, same_id: bool, same_route: bool
) -> Route:
    """Tell an operation from those before it that have its id, or its method and path."""
    first, operation = listed[0]
    tags = tuple(dict.fromkeys(tag_ for tag_, _ in listed))
    path, id_ = operation.path.value.text.reveal(), operation.id.value.reveal()
    if same_id:
        id_ = f"{id_}:{first}.{operation.name.reveal()}"
    if same_route:
        path = f"{path}#{component(Untrusted(id_))}"
    return Route(
        operation,
        tags,
        path,
        "same-route" if same_route else None,
        id_,
        "same-id" if same_id else None,
    )
