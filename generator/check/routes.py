"""Two operations that send the same request are worth a look: one may be a stale copy."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity, quote
from generator.ir.api import Api
from generator.ir.operations import Operation


def same_route_twice(api: Api) -> Iterator[Diagnostic]:
    """Yield warning D039 for each operation whose method and path another one has.

    Docs list an operation under each of its tags, with one id (dialect, section 5): that is no
    news, and no more are two operations of which one answers with a stream, or sends another kind
    of body. Different ids for one request are.
    """
    first: dict[tuple[object, ...], Operation] = {}
    for resource in api.resources:
        for operation in resource.operations:
            method, path = operation.method.value, operation.path.value.text
            body = operation.body and operation.body.content_type.value
            streams = operation.success.stream is not None
            other = first.setdefault((method, path, body, streams), operation)
            if other.id.value != operation.id.value:
                yield Diagnostic(
                    "D039",
                    Severity.WARNING,
                    operation.span,
                    f"{quote(operation.id.value)} sends the same request as "
                    f"{quote(other.id.value)}: {method.value} {quote(path)}",
                    "both are written; state method and path under [operations] if one is wrong",
                )
