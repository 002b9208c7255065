"""A discriminator that the overlay states must tell the members apart, and not be known already."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity, quote
from generator.ir.api import Api
from generator.ir.facts import Overlaid
from generator.ir.models import ByTag, UnionModel
from generator.passes.selection import Models, selection


def stated_discriminators(api: Api) -> Iterator[Diagnostic]:
    """Yield D024 for each stated field that tells nothing, D053 for each that is found anyway."""
    models = {model.key: model for model in api.models}
    for model in api.models:
        if isinstance(model, UnionModel):
            yield from _problems(model, models)


def _problems(union: UnionModel, models: Models) -> Iterator[Diagnostic]:
    stated = union.selection
    if stated is None or not isinstance(stated.origin, Overlaid):
        return
    if isinstance(stated.value, ByTag) and not stated.value.tags:
        yield Diagnostic(
            "D024",
            Severity.ERROR,
            stated.origin.span,
            f"{quote(stated.value.field)} does not tell the members of "
            f"{quote(union.key.dotted)} apart",
            "each member must have it, with listed values that no other member shares",
        )
    elif stated.value == selection(union, models).value:
        yield Diagnostic(
            "D053",
            Severity.ERROR,
            stated.origin.span,
            f"{quote(stated.origin.key)} states what holds without it",
            "remove the entry",
        )
