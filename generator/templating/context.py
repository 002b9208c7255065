"""What templates may read: every view, with the type and the meaning of each attribute.

It is read off the records and their docstrings, and so cannot say anything else than holds. Of a
record, a template sees the attributes that it can print, test or walk through, its properties and
its methods. `CONTEXT_VERSION` is the version of all that.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, Final

from generator.ir.schema import attribute_docs
from generator.python.sdk import (
    MethodFileView,
    ModelFileView,
    ResourceFileView,
    SdkView,
)
from generator.records import record
from generator.render.docstrings import Section
from generator.render.environment import own_templates, templates_dir
from generator.render.printers import Printers
from generator.untrusted import Untrusted

FILES: Final[Mapping[str, type]] = {
    "sdk": SdkView,
    "resource": ResourceFileView,
    "method": MethodFileView,
    "model": ModelFileView,
}
"""The view of each kind of new files, by the value of `each` in `templates.toml`."""
_HEAD: Final = re.compile(r"\{# (?:part: )?((?:view|\w+): .*) #\}")
_NEXT: Final = re.compile(r", (?=\w+: )")
_HIDDEN: Final = (Untrusted, Printers, Callable, tuple[Section, ...])
"""Types of attributes that no template can make anything of."""


@record
class Attribute:
    """What a template may read of a view."""

    name: str
    """With its arguments, if it is a method."""
    type: Any
    """The annotation, evaluated."""
    meaning: str
    """In Markdown; empty where nobody wrote it down."""


def variables(name: str) -> Mapping[str, Any]:
    """Return what one of the project's templates reads: each variable with its annotation.

    Its first line tells: `view` of a template that makes a file, and the variables of a part that
    others include.
    """
    head = _HEAD.match((templates_dir() / name).read_text(encoding="utf-8"))
    told = head[1] if head and head[1] != "view: None" else ""
    pairs = (each.partition(": ") for each in _NEXT.split(told) if each)
    return {variable: _evaluated(hint) for variable, _, hint in pairs}


def _evaluated(hint: str) -> Any:
    """Return the annotation of a variable: a class by its whole name, `str`, or a tuple of such."""
    inner = hint.removeprefix("tuple[").removesuffix(", ...]")
    module, _, name = inner.rpartition(".")
    found = getattr(import_module(module or "builtins"), name)
    return found if inner == hint else types.GenericAlias(tuple, (found, ...))


@cache
def templates() -> Mapping[str, Mapping[str, Any]]:
    """Return the variables of each of the project's templates that reads any, by its name."""
    found = {name: variables(name) for name in own_templates().names()}
    return {name: read for name, read in found.items() if read}


@cache
def records() -> tuple[type, ...]:
    """Return the views, and all records that they lead to, by name."""
    found: set[type] = set()
    read = [hint for named in templates().values() for hint in named.values()]
    for root in (*read, *FILES.values()):
        _collect(root, found)
    return tuple(sorted(found, key=lambda cls: cls.__name__))


def _collect(hint: Any, found: set[type]) -> None:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type) and hint not in found:
        found.add(hint)
        for attribute in attributes(hint):
            _collect(attribute.type, found)
    for argument in typing.get_args(hint):
        _collect(argument, found)


def attributes(cls: type) -> tuple[Attribute, ...]:
    """Return what a template may read of a record, in the order of the class."""
    return (*_fields(cls), *_members(cls))


def _fields(cls: Any) -> Iterator[Attribute]:
    hints, docs = typing.get_type_hints(cls), attribute_docs(cls)
    for field in dataclasses.fields(cls):
        hint = hints[field.name]
        if not {typing.get_origin(hint), hint} & set(_HIDDEN):
            yield Attribute(field.name, hint, _line(docs.get(field.name, "")))


def _members(cls: type) -> Iterator[Attribute]:
    """Yield properties and methods."""
    for name, member in vars(cls).items():
        function = member.fget if isinstance(member, property) else member
        if name.startswith("_") or not isinstance(function, types.FunctionType):
            continue
        named = name
        if not isinstance(member, property):
            named += f"({', '.join([*inspect.signature(function).parameters][1:])})"
        hint = typing.get_type_hints(function)["return"]
        yield Attribute(named, hint, _line(function.__doc__ or ""))


def _line(doc: str) -> str:
    return " ".join(doc.split())
