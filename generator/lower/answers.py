"""What a success holds: the wrapper taken off, a stream told from a value (dialect, 7e)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from generator.ir.facts import Derived, Fact
from generator.ir.models import Model, ObjectModel, UnionModel
from generator.ir.operations import Success
from generator.ir.types import (
    AnyOf,
    Binary,
    ModelKey,
    Ref,
    Scalar,
    ScalarKind,
    Stream,
    StreamKind,
    Type,
)
from generator.lower.context import Context
from generator.lower.media import is_json, is_text
from generator.source import Span

_ENVELOPE: Final = frozenset({"contentType", "statusCode", "rawResponse"})
_HTTP_META: Final = "httpMeta"
_PARTS: Final = frozenset({"result", "headers"})
_STREAMS: Final = {
    StreamKind.EVENTS: ("text/event-stream", "events-answer"),
    StreamKind.JSON_LINES: ("application/jsonl", "json-lines-answer"),
    StreamKind.BYTES: ("*/*", "bytes-answer"),
}
_TEXT: Final = Scalar(ScalarKind.STRING)


def answer(
    type_: Type,
    span: Span,
    accessor: str,
    models: Mapping[ModelKey, Model],
    context: Context,
) -> Success | None:
    """Return what the type of a response line at `span` holds.

    Reports streams of two kinds in one answer (D037) and returns `None`.
    """
    model = models.get(type_.key) if isinstance(type_, Ref) else None
    wrapper: Fact[ModelKey] | None = None
    held = [type_]
    if isinstance(model, ObjectModel) and is_response_wrapper(model, context):
        wrapper = Fact(model.key, Derived("response-wrapper", model.span))
        held = _wrapped(model)
    plain, streams = _apart(held, models)
    if len({stream.kind for stream in streams}) > 1:
        context.diagnostics.error(
            "D037",
            span,
            "an answer with streams of two kinds cannot be written",
            "leave the operation out of the list of operations, with its section",
        )
        return None
    value, stream = _joined(plain), _stream(streams)
    doc = model.doc if model else None
    if value is None and stream is None:
        return Success(None, None, doc, span, wrapper)
    usual = _media(value, stream, span)
    media = context.overlay.operation(accessor).settle("accept", usual, str)
    return Success(_as_stated(value, media), media, doc, span, wrapper, stream)


def is_response_wrapper(model: ObjectModel, context: Context) -> bool:
    """Whether a page wraps the answer in an envelope of the TypeScript SDK (7e)."""
    if not model.key.title.reveal().endswith("Response"):
        return False
    names = set(context.tree.rows(model.key))
    return bool(names) and (
        names <= _PARTS or names >= _ENVELOPE or _HTTP_META in names
    )


def _wrapped(model: ObjectModel) -> list[Type]:
    """Return what a wrapper holds: its fields that are no parts of the envelope.

    Of several beside `httpMeta` only the first is an answer: errors come after it.
    """
    held = [
        field.type
        for field in model.fields
        if field.name.reveal() not in (_ENVELOPE | {_HTTP_META, "headers"})
    ]
    has_meta = any(field.name.reveal() == _HTTP_META for field in model.fields)
    return held[:1] if has_meta else held


def _apart(
    types: Iterable[Type], models: Mapping[ModelKey, Model]
) -> tuple[list[Type], list[Stream]]:
    """Tell values from streams; a union page with a stream among its members is opened."""
    plain: list[Type] = []
    streams: list[Stream] = []
    for type_ in types:
        model = models.get(type_.key) if isinstance(type_, Ref) else None
        if isinstance(type_, Stream):
            streams.append(type_)
        elif isinstance(model, UnionModel) and any(
            isinstance(member.type, Stream) for member in model.members
        ):
            inner = _apart([member.type for member in model.members], models)
            plain += inner[0]
            streams += inner[1]
        else:
            plain.append(type_)
    return plain, streams


def _joined(types: Iterable[Type]) -> Type | None:
    several = tuple(dict.fromkeys(types))
    return AnyOf(several) if len(several) > 1 else next(iter(several), None)


def _stream(streams: list[Stream]) -> Stream | None:
    """Return one stream for several of a kind: its items are of any of their types."""
    if not streams:
        return None
    return Stream(streams[0].kind, _joined(s.item for s in streams if s.item))


def _media(value: Type | None, stream: Stream | None, span: Span) -> Fact[str]:
    if stream is not None and value is None:
        media, rule = _STREAMS[stream.kind]
        return Fact(media, Derived(rule, span))
    if isinstance(value, Binary):
        return Fact("*/*", Derived("bytes-answer", span))
    return Fact("application/json", Derived("json-answer", span))


def _as_stated(value: Type | None, media: Fact[str]) -> Type | None:
    """Return the type of a value of a stated media type: docs print an image as `string`."""
    if value == _TEXT and not is_json(media.value) and not is_text(media.value):
        return Binary()
    return value
