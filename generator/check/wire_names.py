"""Two fields of one model, or two parameters of one place, must not share a name on the wire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostic, Severity, quote
from generator.ir.api import Api
from generator.ir.models import Field, ObjectModel
from generator.ir.operations import Location, Parameter


def same_wire_name_twice(api: Api) -> Iterator[Diagnostic]:
    """Yield D023 for each name on the wire that two fields or parameters claim."""
    for model in api.models:
        if isinstance(model, ObjectModel):
            yield from _twice(model.fields)
    for resource in api.resources:
        for operation in resource.operations:
            for location in Location:
                yield from _twice(
                    p for p in operation.parameters if p.location.value is location
                )


def _twice(items: Iterable[Field | Parameter]) -> Iterator[Diagnostic]:
    first: dict[str, Field | Parameter] = {}
    for item in items:
        other = first.setdefault(item.wire_name.value.reveal(), item)
        if other is not item:
            yield Diagnostic(
                "D023",
                Severity.ERROR,
                item.span,
                f"{quote(item.name)} and {quote(other.name)} both travel as "
                f"{quote(item.wire_name.value)}",
                "give one of them its own name under [wire.names]",
            )
