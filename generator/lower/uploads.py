"""Bodies that hold files: which media type they travel as, and which fields become parts.

The dialect's forms (section 5): a page with a field `File | Blob | X` is a multipart body, where X
is a page of a file's name and content, and a body of bytes alone travels as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from generator.ir.facts import Derived, Fact
from generator.ir.models import Field, Model, ObjectModel, UnionModel
from generator.ir.operations import Resource
from generator.ir.types import (
    AnyOf,
    Binary,
    FilePart,
    ListOf,
    MapOf,
    ModelKey,
    Ref,
    Stream,
    StreamKind,
    Type,
)
from generator.lower.context import Context
from generator.source import Span

MULTIPART: Final = "multipart/form-data"
OCTETS: Final = "application/octet-stream"
_UPLOAD: Final = {"fileName", "content"}
_BYTES: Final = (Binary(), FilePart(), Stream(StreamKind.BYTES, None))


def media_type(body: Type, span: Span, models: Mapping[ModelKey, Model]) -> Fact[str]:
    """Return the media type of a body, which follows from its types."""
    if is_bytes(body, models):
        return Fact(OCTETS, Derived("binary-body", span))
    if any(
        _is_file(field.type, models)
        for form in _forms(body, models)
        for field in form.fields
    ):
        return Fact(MULTIPART, Derived("multipart-body", span))
    return Fact("application/json", Derived("json-body", span))


def report_bytes(
    body: Type, span: Span, models: Mapping[ModelKey, Model], context: Context
) -> None:
    """Report bytes that no media type of the dialect carries (D037).

    They stand beside JSON, or deeper inside a multipart body than its fields.
    """
    if is_bytes(body, models):
        return
    forms = list(_forms(body, models))
    parts = {f.span for form in forms for f in form.fields if _is_file(f.type, models)}
    for place in _bytes(body, span, models, set()):
        if place not in parts:
            context.diagnostics.error(
                "D037",
                place,
                "no body can carry bytes at this place",
                "bytes are a body of their own, or a field of a multipart body; state how the "
                "body travels: body_type below [operations] in sdk.toml",
            )


def is_bytes(type_: Type, models: Mapping[ModelKey, Model]) -> bool:
    """Whether a value of the type is bytes, in whichever form: a page X counts as one."""
    match type_:
        case AnyOf(members=members):
            return all(is_bytes(member, models) for member in members)
        case Ref(key=key):
            return _is_upload(models.get(key))
        case _:
            return type_ in _BYTES


def _is_upload(model: Model | None) -> bool:
    """Whether a page is X: nothing but a file's name and its bytes."""
    if not isinstance(model, ObjectModel) or len(model.fields) != len(_UPLOAD):
        return False
    types = {field.name.reveal(): field.type for field in model.fields}
    return types.keys() == _UPLOAD and types["content"] in _BYTES


def with_parts(
    models: Mapping[ModelKey, Model], resources: Iterable[Resource]
) -> Mapping[ModelKey, Model]:
    """Return the models, where each field of bytes of a multipart body is a file part."""
    found = dict(models)
    for resource in resources:
        for operation in resource.operations:
            body = operation.body
            if body and body.content_type.value == MULTIPART:
                for form in _forms(body.type, models):
                    fields = tuple(_part(field, models) for field in form.fields)
                    found[form.key] = replace(form, fields=fields)
    return found


def _part(field: Field, models: Mapping[ModelKey, Model]) -> Field:
    if not _is_file(field.type, models):
        return field
    several = isinstance(field.type, ListOf)
    return replace(field, type=ListOf(FilePart()) if several else FilePart())


def _is_file(type_: Type, models: Mapping[ModelKey, Model]) -> bool:
    """Whether a field of the type holds a file, or a list of them."""
    return is_bytes(type_.item if isinstance(type_, ListOf) else type_, models)


def _forms(body: Type, models: Mapping[ModelKey, Model]) -> Iterator[ObjectModel]:
    """Yield the object pages that a body may be: itself, or the members of its union."""
    seen: set[ModelKey] = set()
    waiting = [body]
    while waiting:
        type_ = waiting.pop(0)
        if isinstance(type_, AnyOf):
            waiting += type_.members
        elif isinstance(type_, Ref) and type_.key not in seen:
            seen.add(type_.key)
            model = models.get(type_.key)
            if isinstance(model, ObjectModel):
                yield model
            elif isinstance(model, UnionModel):
                waiting += [member.type for member in model.members]


def _bytes(
    type_: Type, span: Span, models: Mapping[ModelKey, Model], seen: set[ModelKey]
) -> Iterator[Span]:
    """Yield the places of bytes in a value of this type, which stands at `span`."""
    match type_:
        case _ if is_bytes(type_, models):
            yield span
        case ListOf(item=inner) | MapOf(value=inner):
            yield from _bytes(inner, span, models, seen)
        case AnyOf(members=members):
            for member in members:
                yield from _bytes(member, span, models, seen)
        case Ref(key=key) if key not in seen and key in models:
            seen.add(key)
            for inner, place in _held(models[key]):
                yield from _bytes(inner, place, models, seen)


def _held(model: Model) -> Iterator[tuple[Type, Span]]:
    """Yield the types that a model holds, and where each stands."""
    if isinstance(model, ObjectModel):
        for field in model.fields:
            yield field.type, field.span
        if model.additional is not None:
            yield model.additional, model.span
    elif isinstance(model, UnionModel):
        for member in model.members:
            yield member.type, member.span
