"""A report as JSON, and the JSON Schema (2020-12) of it.

Both are read off the records: their attributes and properties, and the docstrings of both. Names of
the docs are text with dots, sentences are text, enums are their names in lower case.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import typing
from collections.abc import Callable
from enum import Enum, IntEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeAlias, Union

from generator.ir.types import ModelKey
from generator.records import record
from generator.review.formats.words import printed
from generator.review.report import Owner, Report, Words, dotted
from generator.untrusted import Untrusted

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"
Schema: TypeAlias = dict[str, Any]

_VERSION: Final = 1
"""Of the form of this JSON: it rises where a program that reads it has to change."""
_WAY: Final = tuple[Untrusted, ...]


@record
class _Form:
    """How values of one type are written, and the schema of that."""

    schema: Schema
    write: Callable[[Any], Json]


def as_json(report: Report) -> Json:
    """Return a report as JSON values."""
    return {"version": _VERSION, **_written(report)}


def schema() -> Schema:
    """Return the schema of what `as_json` returns."""
    definitions: dict[str, Schema] = {}
    root = _object(Report, definitions)
    root["properties"] = {"version": {"const": _VERSION}, **root["properties"]}
    root["required"] = ["version", *root["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A review of docs2sdk",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _form(hint: Any, definitions: dict[str, Schema]) -> _Form:
    """Return the form of a type; `definitions` takes the schema of each record in it."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        item = _form(arguments[0], definitions)
        listed = {"type": "array", "items": item.schema}
        return _Form(listed, lambda values: [item.write(value) for value in values])
    if origin in (UnionType, Union):
        (some,) = (member for member in arguments if member is not NoneType)
        form = _form(some, definitions)
        optional = {"anyOf": [form.schema, {"type": "null"}]}
        return _Form(
            optional, lambda value: None if value is None else form.write(value)
        )
    if issubclass(hint, Enum):
        names = {member: _enum_name(member) for member in hint}
        return _Form({"enum": list(names.values())}, names.__getitem__)
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}
        definitions[hint.__name__] = _object(hint, definitions)
    return _Form({"$ref": f"#/$defs/{hint.__name__}"}, _written)


def _enum_name(member: Enum) -> str:
    """Return the value of an enum of words, and the name of one whose values only rank."""
    return member.name.lower() if isinstance(member, IntEnum) else str(member.value)


def _object(cls: type, definitions: dict[str, Schema]) -> Schema:
    docs = _docs(cls)
    properties = {
        name: (
            {**_form(hint, definitions).schema, "description": docs[name]}
            if name in docs
            else _form(hint, definitions).schema
        )
        for name, hint in _hints(cls).items()
    }
    return {
        "type": "object",
        "description": inspect.cleandoc(cls.__doc__ or ""),
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _written(value: Any) -> dict[str, Json]:
    return {
        name: write(getattr(value, name)) for name, write in _writers(value.__class__)
    }


@cache
def _writers(cls: type) -> tuple[tuple[str, Callable[[Any], Json]], ...]:
    return tuple((name, _form(hint, {}).write) for name, hint in _hints(cls).items())


def _hints(cls: type) -> dict[str, Any]:
    """Return the types of all attributes of a record, then of its properties."""
    hints = typing.get_type_hints(cls)
    found = {field.name: hints[field.name] for field in dataclasses.fields(cls)}
    for name, value in vars(cls).items():
        if isinstance(value, property):
            found[name] = typing.get_type_hints(value.fget)["return"]
    return found


def _docs(cls: type) -> dict[str, str]:
    """Return the docstring of each attribute and property of a record."""
    (node,) = ast.parse(inspect.cleandoc(inspect.getsource(cls))).body
    found: dict[str, str] = {}
    name = ""
    for statement in getattr(node, "body", []):
        match statement:
            case ast.AnnAssign(target=ast.Name(id=attribute)):
                name = attribute
            case ast.Expr(value=ast.Constant(value=str(text))) if name:
                found[name] = inspect.cleandoc(text)
                name = ""
            case ast.FunctionDef():
                found[statement.name] = ast.get_docstring(statement) or ""
            case _:
                name = ""
    return found


def _sentence(words: Words) -> str:
    return printed(words, str, Untrusted.reveal)


def _name(owner: Owner) -> str:
    return dotted(owner).reveal()


_TEXT: Final[Schema] = {"type": "string"}
_PLAIN: Final[dict[Any, _Form]] = {
    str: _Form(_TEXT, str),
    int: _Form({"type": "integer"}, int),
    bool: _Form({"type": "boolean"}, bool),
    Untrusted: _Form(_TEXT, Untrusted.reveal),
    ModelKey: _Form(_TEXT, _name),
    _WAY: _Form(_TEXT, _name),
    ModelKey | _WAY: _Form(_TEXT, _name),
    Words: _Form(_TEXT, _sentence),
}
