"""Valid values of an API's types, taken from the examples of its docs where they have some.

A value is made twice: as a server sends it, in wire names, and as a caller of the emitted SDK gives
it, as instances of its models.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from generator.ir.api import Api
from generator.ir.models import EnumModel, Field, Model, ObjectModel, UnionModel
from generator.ir.operations import Operation
from generator.ir.types import (
    AnyType,
    Binary,
    ListOf,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    ScalarKind,
    Type,
)
from generator.ir.values import (
    MISSING,
    ListValue,
    Missing,
    NumberValue,
    ObjectValue,
    Value,
)
from generator.python.arguments import arguments
from generator.python.bodies import flattened_body
from generator.python.names import class_name, namespace_module, value_name
from generator.untrusted import Untrusted
from tests.sdk.loopback import answer

PICTURE = b"\x89PNG\r\n\x1a\n made up"

PLAIN: Mapping[ScalarKind, Any] = {
    ScalarKind.STRING: "text",
    ScalarKind.NUMBER: 1,
    ScalarKind.INTEGER: 1,
    ScalarKind.BOOLEAN: True,
}


class MadeUp:
    """Values of one API."""

    def __init__(self, api: Api, models: ModuleType | None = None) -> None:
        self._models: Mapping[ModelKey, Model] = {m.key: m for m in api.models}
        self._classes = models
        """The emitted models; `None` makes values as they travel."""

    def arguments(self, operation: Operation) -> dict[str, Any]:
        """Return keyword arguments for a call of the emitted method: all that it takes."""
        return {
            argument.name: self.value(argument.type, MISSING)
            for argument in arguments(operation, self._models)
        }

    def body(self, operation: Operation) -> Any:
        """Return the body that `arguments` make, as it travels; `None` where none is sent."""
        body = operation.body
        if body is None:
            return None
        model = flattened_body(operation, self._models)
        if model is None:
            return self.value(body.type, MISSING)
        return {
            field.wire_name.value.reveal(): self.value(field.type, MISSING)
            for field in model.fields
        }

    def value(self, type_: Type, example: Value) -> Any:
        """Return a value of the type: the example's, as far as there is one."""
        match type_:
            case Scalar(kind):
                return _scalar(kind, example)
            case ListOf(item):
                inner = example.items if isinstance(example, ListValue) else ()
                return [self.value(item, each) for each in inner or (MISSING,)]
            case MapOf() | AnyType():
                return {} if isinstance(type_, MapOf) else "anything"
            case Ref(key):
                return self._model(self._models[key], example)
        raise AssertionError(type_)

    def _model(self, model: Model, example: Value) -> Any:
        match model:
            case EnumModel():
                values = [_plain(value.value) for value in model.values]
                given = example.reveal() if isinstance(example, Untrusted) else None
                return given if given in values else values[0]
            case UnionModel():
                member = model.members[0]
                return self.value(member.type, member.example)
            case ObjectModel():
                return self._object(model, example)

    def _object(self, model: ObjectModel, example: Value) -> Any:
        if not isinstance(example, ObjectValue):
            example = model.example
        found = {
            field: self._field(field, example)
            for field in model.fields
            if field.required or _given(field, example) is not MISSING
        }
        if self._classes is None:
            return {f.wire_name.value.reveal(): found[f] for f in found}
        namespace = getattr(self._classes, namespace_module(model.key))
        built = getattr(namespace, class_name(model.key))
        return built(**{value_name(f.name): found[f] for f in found})

    def _field(self, field: Field, example: Value) -> Any:
        given = _given(field, example)
        if given is None:
            return None
        return self.value(field.type, given)


def reply(api: Api, operation: Operation) -> bytes:
    """Return a raw answer of the kind that the docs describe, with a made-up body."""
    success = operation.success
    assert success.type is not None
    assert success.content_type is not None
    if isinstance(success.type, Binary):
        return answer(200, PICTURE, content_type=success.content_type.value)
    body = json.dumps(MadeUp(api).value(success.type, MISSING)).encode()
    return answer(200, body, content_type="application/json")


def _given(field: Field, example: Value) -> Value:
    shown = example.by_name() if isinstance(example, ObjectValue) else {}
    return shown.get(field.name, MISSING)


def _scalar(kind: ScalarKind, example: Value) -> Any:
    match example:
        case Untrusted() if kind is ScalarKind.STRING:
            return example.reveal()
        case NumberValue(text) if kind in (ScalarKind.NUMBER, ScalarKind.INTEGER):
            return json.loads(text)
        case bool() if kind is ScalarKind.BOOLEAN:
            return example
        case Missing() | _:
            return PLAIN[kind]


def _plain(value: Untrusted | int) -> str | int:
    return value.reveal() if isinstance(value, Untrusted) else value
