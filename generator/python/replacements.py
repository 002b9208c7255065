"""What deprecated things name in their docs: by its name in Python, where it stands beside them.

A name in backquotes is one of a field beside a field, of an argument beside an argument, or of a
method beside a method. Every other name stays as the docs have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from generator.ir.models import Field, Model, ObjectModel
from generator.ir.operations import Operation, Parameter
from generator.ir.types import ModelKey, Ref
from generator.python.names import UnusableNameError, member_name, value_name
from generator.untrusted import Untrusted

_NAME: Final = re.compile(r"(?<=`)[A-Za-z_$][A-Za-z0-9_$]*(?=`|\(\)`)")

_Documented = TypeVar("_Documented", Field, Parameter, Operation)
_Names = Mapping[str, str]


def model_in_python(model: Model) -> Model:
    """Return a model whose deprecated fields name each other as Python does."""
    if not isinstance(model, ObjectModel) or not any(
        f.deprecated for f in model.fields
    ):
        return model
    names = _names((field.name for field in model.fields), value_name)
    return replace(model, fields=tuple(_renamed(f, names) for f in model.fields))


def operations_in_python(
    operations: tuple[Operation, ...], models: Mapping[ModelKey, Model]
) -> tuple[Operation, ...]:
    """Return the operations of a resource, likewise, with their parameters."""
    methods = _names((each.name for each in operations), member_name)
    return tuple(_renamed(_parameters(each, models), methods) for each in operations)


def _parameters(operation: Operation, models: Mapping[ModelKey, Model]) -> Operation:
    if not any(each.deprecated for each in operation.parameters):
        return operation
    type_ = operation.body.type if operation.body else None
    body = models.get(type_.key) if isinstance(type_, Ref) else None
    fields = body.fields if isinstance(body, ObjectModel) else ()
    documented: tuple[Parameter | Field, ...] = (*operation.parameters, *fields)
    names = _names((each.name for each in documented), value_name)
    parameters = tuple(_renamed(each, names) for each in operation.parameters)
    return replace(operation, parameters=parameters)


def _names(names: Iterable[Untrusted], make: Callable[[Untrusted], str]) -> _Names:
    return {name.reveal(): _made(name, make) for name in names}


def _made(name: Untrusted, make: Callable[[Untrusted], str]) -> str:
    try:
        return make(name)
    except UnusableNameError:  # reported as D071
        return name.reveal()


def _renamed(thing: _Documented, names: _Names) -> _Documented:
    if thing.deprecated is None:
        return thing
    reason = _text(thing.deprecated.reason, names)
    deprecated = replace(thing.deprecated, reason=reason)
    return replace(thing, doc=_text(thing.doc, names), deprecated=deprecated)


def _text(text: Untrusted | None, names: _Names) -> Untrusted | None:
    if text is None:
        return None
    return Untrusted(_NAME.sub(lambda m: names.get(m[0], m[0]), text.reveal()))
