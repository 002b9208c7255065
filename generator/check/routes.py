"""Two operations that send the same request are worth a look: one may be a stale copy."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity, quote
from generator.ir.api import Api
from generator.ir.operations import Method, Operation
from generator.untrusted import Untrusted


def same_route_twice(api: Api) -> Iterator[Diagnostic]:
    """Yield warning D039 for each operation whose method and path another one has.

    Docs list an operation under each of its tags, with one id (dialect, section 5): that is no
    news. Different ids for one request are.
    """
    first: dict[tuple[Method, Untrusted], Operation] = {}
    for resource in api.resources:
        for operation in resource.operations:
            route = (operation.method.value, operation.path.value.text)
            other = first.setdefault(route, operation)
            if other.id.value != operation.id.value:
                yield Diagnostic(
                    "D039",
                    Severity.WARNING,
                    operation.span,
                    f"{quote(operation.id.value)} sends the same request as "
                    f"{quote(other.id.value)}: {route[0].value} {quote(route[1])}",
                )
