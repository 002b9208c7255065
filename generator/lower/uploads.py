"""Bodies that hold files (dialect, section 5): they would travel as multipart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.ir.models import Model, ObjectModel, UnionModel
from generator.ir.types import AnyOf, Binary, ListOf, MapOf, ModelKey, Ref, Stream, Type
from generator.lower.context import Context
from generator.source import Span


def report_uploads(
    body: Type, span: Span, models: Mapping[ModelKey, Model], context: Context
) -> None:
    """Report each place inside a body that holds bytes (D037); a body of bytes is none."""
    if isinstance(body, Binary | Stream):
        return
    for place in _files(body, span, models, set()):
        context.diagnostics.error(
            "D037",
            place,
            "a file inside a body, which travels as multipart, is not written yet",
            "leave the operation out of the list of operations, with its section",
        )


def _files(
    type_: Type, span: Span, models: Mapping[ModelKey, Model], seen: set[ModelKey]
) -> Iterator[Span]:
    """Yield the places of bytes in a value of this type, which stands at `span`."""
    match type_:
        case Binary() | Stream():
            yield span
        case ListOf(item=inner) | MapOf(value=inner):
            yield from _files(inner, span, models, seen)
        case AnyOf(members=members):
            for member in members:
                yield from _files(member, span, models, seen)
        case Ref(key=key) if key not in seen and key in models:
            seen.add(key)
            for inner, place in _parts(models[key]):
                yield from _files(inner, place, models, seen)


def _parts(model: Model) -> Iterator[tuple[Type, Span]]:
    """Yield the types that a model holds, and where each stands."""
    if isinstance(model, ObjectModel):
        for field in model.fields:
            yield field.type, field.span
        if model.additional is not None:
            yield model.additional, model.span
    elif isinstance(model, UnionModel):
        for member in model.members:
            yield member.type, member.span
