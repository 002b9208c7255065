"""The JSON Schema (2020-12) of what `generator.ir.dump` writes.

It is read off the dataclasses themselves, and so are the descriptions: the docstring under each
attribute.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import types
import typing
from enum import Enum
from typing import Any, TypeAlias, TypeVar, Union

from generator.ir.api import Api
from generator.untrusted import Untrusted

Schema: TypeAlias = dict[str, Any]

_PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    Untrusted: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}


def schema() -> Schema:
    """Return the schema of what `ir` prints: an array of dumped `Api`s."""
    definitions: dict[str, Schema] = {}
    root = _of(Api, {}, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The intermediate model of docs2sdk",
        "type": "array",
        "items": root,
        "$defs": dict(sorted(definitions.items())),
    }


def _of(hint: Any, bound: dict[TypeVar, Any], definitions: dict[str, Schema]) -> Schema:
    if isinstance(hint, TypeVar):
        return _of(bound[hint], bound, definitions)
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _tuple(arguments, bound, definitions)
    if origin in (types.UnionType, Union):
        return {"anyOf": [_of(member, bound, definitions) for member in arguments]}
    if inspect.isclass(hint) and issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    return _dataclass(origin or hint, arguments, bound, definitions)


def _tuple(
    arguments: tuple[Any, ...],
    bound: dict[TypeVar, Any],
    definitions: dict[str, Schema],
) -> Schema:
    if arguments[-1] is Ellipsis:
        return {"type": "array", "items": _of(arguments[0], bound, definitions)}
    items = [_of(item, bound, definitions) for item in arguments]
    return {"type": "array", "prefixItems": items, "items": False}


def _dataclass(
    cls: Any,
    arguments: tuple[Any, ...],
    bound: dict[TypeVar, Any],
    definitions: dict[str, Schema],
) -> Schema:
    """Describe a dataclass once, under `$defs`; a generic one once for each argument."""
    parameters: tuple[TypeVar, ...] = getattr(cls, "__parameters__", ())
    given = [bound.get(a, a) if isinstance(a, TypeVar) else a for a in arguments]
    name = "_".join([cls.__name__, *(_name(argument) for argument in given)])
    if name not in definitions:
        definitions[name] = {}
        inner = dict(zip(parameters, given, strict=True))
        hints = typing.get_type_hints(cls)
        docs = attribute_docs(cls)
        properties: dict[str, Schema] = {"class": {"const": cls.__name__}}
        for field in dataclasses.fields(cls):
            described = _of(hints[field.name], inner, definitions)
            if field.name in docs:
                described["description"] = docs[field.name]
            properties[field.name] = described
        definitions[name] = {
            "type": "object",
            "description": inspect.cleandoc(cls.__doc__ or ""),
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _name(argument: Any) -> str:
    return str(getattr(argument, "__name__", argument))


def attribute_docs(cls: type) -> dict[str, str]:
    """Return the docstring under each attribute of a class."""
    node = ast.parse(inspect.cleandoc(inspect.getsource(cls))).body[0]
    found: dict[str, str] = {}
    name: str | None = None
    for statement in getattr(node, "body", []):
        match statement:
            case ast.AnnAssign(target=ast.Name(id=attribute)):
                name = attribute
            case ast.Expr(value=ast.Constant(value=str(text))) if name:
                found[name] = inspect.cleandoc(text)
                name = None
            case _:
                name = None
    return found
