"""Examples of operations must pass what the operations take.

An example that does not is out of date, or its table is: docs do not tell which. What fits of it is
shown, and is evidence, all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.diagnostics import Diagnostic, Severity, quote
from generator.ir.alternatives import alternatives
from generator.ir.api import Api
from generator.ir.enum_members import means, told
from generator.ir.models import EnumModel, Model, ObjectModel
from generator.ir.operations import Example, Operation
from generator.ir.passed import passed
from generator.ir.types import (
    ListOf,
    LiteralType,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    ScalarKind,
    Type,
)
from generator.ir.values import MISSING, ListValue, NumberValue, ObjectValue, Value
from generator.records import record
from generator.untrusted import Untrusted

_ADDITIONAL: Final = Untrusted("additionalProperties")
"""Key below which TypeScript holds further properties."""
_KINDS: Final[Mapping[ScalarKind, tuple[type, str]]] = {
    ScalarKind.STRING: (Untrusted, "text"),
    ScalarKind.NUMBER: (NumberValue, "a number"),
    ScalarKind.INTEGER: (NumberValue, "a number"),
    ScalarKind.BOOLEAN: (bool, "true or false"),
}


def examples_that_do_not_fit(api: Api) -> Iterator[Diagnostic]:
    """Yield D026 for all that an example passes and its operation does not take."""
    taken = frozenset(each.name for each in api.globals)
    reader = _Reader({model.key: model for model in api.models}, taken)
    for resource in api.resources:
        for operation in resource.operations:
            for example in operation.examples:
                for problem in reader.call(operation, example):
                    yield Diagnostic(
                        "D026",
                        Severity.WARNING,
                        example.span,
                        f"in the example {_named(example)}of {quote(operation.name)}, {problem}",
                        "correct the example, or the page that it does not agree with",
                    )


@record
class _Reader:
    """Says what is wrong with values, each by its way from the arguments."""

    models: Mapping[ModelKey, Model]
    globals: frozenset[Untrusted]
    """Parameters of the client, which a call may pass as well."""

    def call(self, operation: Operation, example: Example) -> Iterator[str]:
        """Yield what is wrong with the arguments of a call."""
        given, body = passed(operation, example), operation.body
        yield from _surplus(operation, example, self.globals)
        for each in operation.parameters:
            value = given.get(each.name, MISSING)
            if each.name in given:
                yield from self.value(each.type, value, quote(each.name))
            elif each.required and not self._is_fixed(each.type):
                yield f"{quote(each.name)} is missing"
        if body is not None:
            value = given.get(body.name, MISSING)
            if value is not None:
                yield from self.value(body.type, value, quote(body.name))

    def value(self, type_: Type, value: Value, where: str) -> Iterator[str]:
        """Yield what is wrong with a value; null and what a variable holds may be anything."""
        if value is None or value is MISSING:
            return
        found = [
            list(self._alternative(each, value, where))
            for each in alternatives(type_, self.models)
        ]
        if len(found) == 1:
            yield from found[0]
        elif found and all(found):
            yield f"{where} is none of what it may be"

    def _alternative(self, type_: Type, value: Value, where: str) -> Iterator[str]:
        match type_, value:
            case Scalar(kind=kind), _ if not isinstance(value, _KINDS[kind][0]):
                yield f"{where} is not {_KINDS[kind][1]}"
            case LiteralType(value=allowed), _ if not means(value, allowed):
                yield f"{where} is not the one value that it may be"
            case ListOf(item=item), ListValue(items=items):
                for each in items:
                    yield from self.value(item, each, f"an item of {where}")
            case MapOf(value=item), ObjectValue(entries=entries):
                for name, each in entries:
                    yield from self.value(item, each, f"{quote(name)} of {where}")
            case (ListOf(), _):
                yield f"{where} is not a list"
            case (MapOf(), _):
                yield f"{where} is not an object"
            case Ref(key=key), _:
                yield from self._model(self.models[key], value, where)
            case _:
                pass

    def _model(self, model: Model, value: Value, where: str) -> Iterator[str]:
        match model, value:
            case EnumModel(open=is_open, values=values), _:
                shown = told(value, model)
                listed = any(means(shown, each.value) for each in values)
                if not (listed or is_open.value):
                    yield f"{where} is no value of {quote(model.key.dotted)}"
            case ObjectModel(), ObjectValue():
                yield from self._object(model, value, where)
            case ObjectModel(), _:
                yield f"{where} is not an object"
            case _:
                pass

    def _object(
        self, model: ObjectModel, value: ObjectValue, where: str
    ) -> Iterator[str]:
        given = value.by_name()
        fields = {each.name: each for each in model.fields}
        for name, each in given.items():
            if name in fields:
                inner = f"{quote(name)} of {where}"
                yield from self.value(fields[name].type, each, inner)
            elif fields and model.additional is None and name != _ADDITIONAL:
                yield f"{quote(name)} is no field of {quote(model.key.dotted)}"
        for name, field in fields.items():
            if field.required and name not in given and not self._is_fixed(field.type):
                yield f"{where} lacks {quote(name)}"

    def _is_fixed(self, type_: Type) -> bool:
        """Whether there is one value only, which need not be passed."""
        if isinstance(type_, Ref) and isinstance(
            model := self.models[type_.key], EnumModel
        ):
            return len(model.values) == 1
        return isinstance(type_, LiteralType)


def _named(example: Example) -> str:
    return "" if example.name is None else f"{quote(example.name)} "


def _surplus(
    operation: Operation, example: Example, known: frozenset[Untrusted]
) -> Iterator[str]:
    """Yield what no parameter and no body takes; what stands in the body is for the walk."""
    items, body = example.arguments.items, operation.body
    names = {parameter.name for parameter in operation.parameters} | known
    if len(items) == 1 and isinstance(items[0], ObjectValue):
        keys = items[0].by_name()
        if body is None or body.name in keys:
            for name in keys:
                if name not in names and (body is None or name != body.name):
                    yield f"{quote(name)} is no parameter"
    elif len(items) > len(operation.parameters) + (body is not None):
        yield "there are more arguments than parameters"
