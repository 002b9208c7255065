"""What deprecated things name in their docs: by its name in Python, where it stands beside them.

A name in backquotes is one of a field beside a field, of an argument beside an argument, or of a
method beside a method; or the way to a field of one of these, as `sale.invoiceId`. Every other name
stays as the docs have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias, TypeVar

from generator.ir.models import Field, Model, ObjectModel
from generator.ir.operations import Operation, Parameter
from generator.ir.types import ModelKey, Ref, Type
from generator.python.names import UnusableNameError, member_name, value_name
from generator.untrusted import Untrusted

_NAME: Final = re.compile(
    r"(?<=`)[A-Za-z_$][A-Za-z0-9_$]*(?:\.[A-Za-z_$][A-Za-z0-9_$]*)*(?=`|\(\)`)"
)

_Documented = TypeVar("_Documented", Field, Parameter, Operation)
_Models: TypeAlias = Mapping[ModelKey, Model]
_Rename: TypeAlias = Callable[[str], str]


def model_in_python(model: Model, models: _Models) -> Model:
    """Return a model whose deprecated fields name each other as Python does."""
    if not isinstance(model, ObjectModel) or not any(
        f.deprecated for f in model.fields
    ):
        return model
    rename = partial(_spelled, things=model.fields, models=models)
    return replace(model, fields=tuple(_renamed(f, rename) for f in model.fields))


def operations_in_python(
    operations: tuple[Operation, ...], models: _Models
) -> tuple[Operation, ...]:
    """Return the operations of a resource, likewise, with their parameters."""
    rename = partial(_spelled, things=operations, models=models)
    return tuple(_renamed(_parameters(each, models), rename) for each in operations)


def _parameters(operation: Operation, models: _Models) -> Operation:
    if not any(each.deprecated for each in operation.parameters):
        return operation
    body = _fields(operation.body.type if operation.body else None, models)
    rename = partial(_spelled, things=(*operation.parameters, *body), models=models)
    parameters = tuple(_renamed(each, rename) for each in operation.parameters)
    return replace(operation, parameters=parameters)


def _fields(type_: Type | None, models: _Models) -> tuple[Field, ...]:
    """Return the fields of an object; none of another type."""
    model = models.get(type_.key) if isinstance(type_, Ref) else None
    return model.fields if isinstance(model, ObjectModel) else ()


def _spelled(
    way: str, things: Iterable[Operation | Parameter | Field], models: _Models
) -> str:
    """Return a name, or a way of names, as Python spells them from one of `things` on."""
    first, dot, rest = way.partition(".")
    found = next((each for each in things if each.name.reveal() == first), None)
    if found is None:
        return way
    if isinstance(found, Operation):
        return _made(found.name, member_name) + dot + rest
    inner = _fields(found.type, models)
    return _made(found.name, value_name) + dot + _spelled(rest, inner, models)


def _made(name: Untrusted, make: Callable[[Untrusted], str]) -> str:
    try:
        return make(name)
    except UnusableNameError:  # reported as D071
        return name.reveal()


def _renamed(thing: _Documented, rename: _Rename) -> _Documented:
    if thing.deprecated is None:
        return thing
    reason = _text(thing.deprecated.reason, rename)
    deprecated = replace(thing.deprecated, reason=reason)
    return replace(thing, doc=_text(thing.doc, rename), deprecated=deprecated)


def _text(text: Untrusted | None, rename: _Rename) -> Untrusted | None:
    if text is None:
        return None
    return Untrusted(_NAME.sub(lambda found: rename(found[0]), text.reveal()))
