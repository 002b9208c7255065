"""Answers: success, and errors by status (OpenAPI 3.1, 4.8.16)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.export.notes import note
from generator.export.schemas import Schema, any_of, type_schema
from generator.ir.dump import Json
from generator.ir.models import Model
from generator.ir.operations import ErrorCase, Operation, Success
from generator.ir.types import ModelKey, Ref, StreamKind
from generator.untrusted import Untrusted

_STREAMS: Final[Mapping[StreamKind, str]] = {
    StreamKind.EVENTS: "text/event-stream",
    StreamKind.JSON_LINES: "application/jsonl",
    StreamKind.BYTES: "application/octet-stream",
}


def responses(
    operation: Operation, models: Mapping[ModelKey, Model]
) -> dict[str, Json]:
    """Return the answers by status; success comes first."""
    success = operation.success
    status = "200" if success.type or success.stream else "204"
    found: dict[str, Json] = {status: _success(operation.success)}
    cases: dict[str, list[ErrorCase]] = {}
    for case in operation.errors:
        for key in _statuses(case):
            cases.setdefault(key, []).append(case)
    for key in sorted(cases):
        found[key] = _error(cases[key], models)
    return found


def _success(success: Success) -> dict[str, Json]:
    found: dict[str, Json] = {
        "description": success.doc.reveal() if success.doc else "Success"
    }
    content: dict[str, Json] = {}
    if success.type and success.content_type:
        schema = type_schema(success.type)
        content[success.content_type.value] = {"schema": schema}
    if success.stream:
        schema = type_schema(success.stream)
        content[_STREAMS[success.stream.kind]] = {"schema": schema}
    if content:
        found["content"] = content
    return found | note(content_type=success.content_type, wrapper=success.wrapper)


def _statuses(case: ErrorCase) -> Iterator[str]:
    """Yield `404` for a single status, `4XX` for each class of a range."""
    if case.first == case.last:
        yield str(case.first)
    else:
        yield from (
            f"{base}XX" for base in range(case.first // 100, case.last // 100 + 1)
        )


def _error(cases: list[ErrorCase], models: Mapping[ModelKey, Model]) -> dict[str, Json]:
    """Return the answer of one status, which several rows may describe."""
    schemas: dict[str, list[Schema]] = {}
    for case in cases:
        media = schemas.setdefault(case.content_type.reveal(), [])
        media.append(type_schema(case.type))
    texts = [_text(case, models).reveal() for case in cases]
    return {
        "description": "\n\n".join(dict.fromkeys(texts)),
        "content": {media: {"schema": any_of(s)} for media, s in schemas.items()},
    }


def _text(case: ErrorCase, models: Mapping[ModelKey, Model]) -> Untrusted:
    if not isinstance(case.type, Ref):
        return Untrusted("Error")
    return models[case.type.key].doc or case.type.key.title
