"""Answers for every operation of an API, to run the programs of its docs without a network.

`RUNNER` is put before a program. It reads the answers from the file that the variable ANSWERS
names, and gives them in the place of the HTTP transports.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.ir.api import Api
from generator.ir.models import EnumModel, Model, ObjectModel, UnionModel
from generator.ir.operations import Operation
from generator.ir.types import (
    AnyOf,
    Date,
    DateTime,
    ListOf,
    LiteralType,
    ModelKey,
    Ref,
    Scalar,
    ScalarKind,
    StreamKind,
    Type,
)
from generator.untrusted import Untrusted

RUNNER = """\
import json, os, pathlib, re
import httpx2

ANSWERS = json.loads(pathlib.Path(os.environ["ANSWERS"]).read_text("utf-8"))

def answered(request):
    for method, path, media, body in ANSWERS:
        fits = re.search(path + "$", request.url.path) and method == request.method
        if fits and (media == "*/*" or media.partition("/")[2] in request.headers["accept"]):
            kind = {"content-type": media}
            return httpx2.Response(200, content=body.encode(), headers=kind)
    raise AssertionError(f"no operation answers {request.method} {request.url.path}")

async def answered_async(transport, request):
    return answered(request)

httpx2.HTTPTransport.handle_request = lambda transport, request: answered(request)
httpx2.AsyncHTTPTransport.handle_async_request = answered_async
"""
SCALARS = {
    ScalarKind.STRING: "text",
    ScalarKind.NUMBER: 1.5,
    ScalarKind.INTEGER: 1,
    ScalarKind.BOOLEAN: True,
}
STREAMS = {
    StreamKind.EVENTS: ("text/event-stream", "data: {}\n\n"),
    StreamKind.JSON_LINES: ("application/jsonl", "{}\n"),
    StreamKind.BYTES: ("*/*", "bytes"),
}


def python_blocks(page: str) -> list[str]:
    """Return the programs of a page."""
    return re.findall(r"```python\n(.*?)```", page, re.DOTALL)


def run_program(
    code: str, source: Path, answers: Path, folder: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a program of the docs in `folder`, with warnings as errors."""
    where = {"PYTHONPATH": str(source), "ANSWERS": str(answers)}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", RUNNER + code],
        env={**os.environ, **where, **variables},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def write_answers(api: Api, file: Path) -> Path:
    """Write an answer for each operation, those with longer paths first."""
    found = list(_answers(api))
    found.sort(key=lambda answer: -len(answer[1]))
    file.write_text(json.dumps(found), encoding="utf-8")
    return file


def _answers(api: Api) -> Iterator[tuple[str, str, str, str]]:
    models = {model.key: model for model in api.models}
    for resource in api.resources:
        for operation in resource.operations:
            parts = re.split(r"\{[^{}]*\}", operation.path.value.text.reveal())
            path = "[^/]+".join(map(re.escape, parts))
            yield operation.method.value.value, path, *_content(operation, models)


def _content(operation: Operation, models: Mapping[ModelKey, Model]) -> tuple[str, str]:
    success = operation.success
    if success.stream is not None and success.type is None:
        return STREAMS[success.stream.kind]
    if success.type is None or success.content_type is None:
        return "*/*", ""
    value = sample(success.type, models)
    if operation.pagination is not None:
        _empty(value, success.type, operation.pagination.value.items, models)
    return success.content_type.value, json.dumps(value)


def _empty(
    value: Any,
    type_: Type,
    way: tuple[Untrusted, ...],
    models: Mapping[ModelKey, Model],
) -> None:
    """Put an empty list where a page has its items."""
    for name in way:
        model = models[type_.key] if isinstance(type_, Ref) else None
        assert isinstance(model, ObjectModel)
        field = next(field for field in model.fields if field.name == name)
        type_, wire = field.type, field.wire_name.value.reveal()
        value = value.setdefault(wire, sample(type_, models))


def sample(
    type_: Type,
    models: Mapping[ModelKey, Model],
    inside: frozenset[ModelKey] = frozenset(),
) -> Any:
    """Return a value with what is required; lists are empty."""
    match type_:
        case Scalar(kind):
            return SCALARS[kind]
        case DateTime():
            return "2030-01-01T00:00:00Z"
        case Date():
            return "2030-01-01"
        case LiteralType(value):
            return value.reveal() if isinstance(value, Untrusted) else value
        case ListOf():
            return []
        case AnyOf(members):
            return sample(members[0], models, inside)
        case Ref(key) if key not in inside:
            return _model_sample(models[key], models, inside | {key})
        case _:
            return {}


def _model_sample(
    model: Model, models: Mapping[ModelKey, Model], inside: frozenset[ModelKey]
) -> Any:
    match model:
        case EnumModel():
            value = model.values[0].value
            return value.reveal() if isinstance(value, Untrusted) else value
        case UnionModel():
            return sample(model.members[0].type, models, inside)
        case ObjectModel():
            return {
                field.wire_name.value.reveal(): sample(field.type, models, inside)
                for field in model.fields
                if field.required
            }
