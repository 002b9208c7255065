"""Types of the docs as Python annotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from generator.ir.references import nodes
from generator.ir.types import (
    AnyOf,
    AnyType,
    Binary,
    Date,
    DateTime,
    FilePart,
    ListOf,
    LiteralType,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    ScalarKind,
    Stream,
    Type,
)
from generator.python.imports import Import
from generator.records import record
from generator.render.printers import Printers
from generator.untrusted import Untrusted

_SCALARS: Final = {
    ScalarKind.STRING: ("str",),
    ScalarKind.NUMBER: ("int", "float"),
    ScalarKind.INTEGER: ("int",),
    ScalarKind.BOOLEAN: ("bool",),
}
_IMPORTS: Final = {
    "Any": Import("typing", "Any"),
    "Literal": Import("typing", "Literal"),
    "Mapping": Import("collections.abc", "Mapping"),
    "Sequence": Import("collections.abc", "Sequence"),
    "datetime": Import("datetime"),
}
_OF_FILES: Final = ("FileContent", "FileInput")


@record
class Spelling:
    """How types are spelled in one place of the output."""

    reference: Callable[[ModelKey], tuple[str, ...]]
    """The alternatives that stand for a model there."""
    printers: Printers
    array: str = "list"
    mapping: str = "dict"
    shadowed: frozenset[str] = frozenset()
    """Builtins that another name hides there."""
    raw: str = "bytes"
    """What stands for bytes that are a body of their own."""
    runtime: str = "..._runtime"
    """The package of the runtime, as it is imported there."""

    def builtin(self, name: str) -> str:
        """Return the spelling of a builtin."""
        return f"builtins.{name}" if name in self.shadowed else name

    def names(self, type_: Type) -> tuple[str, ...]:
        """Return the names that the outermost part of a type is spelled with, unqualified."""
        match type_:
            case Scalar(kind):
                return _SCALARS[kind]
            case Binary() | Stream(_, None):
                return (self.raw,)
            case FilePart():
                return ("FileInput",)
            case ListOf():
                return (self.array,)
            case MapOf():
                return (self.mapping, "str")
            case AnyType():
                return ("Any",)
            case LiteralType():
                return ("Literal",)
            case DateTime() | Date():
                return ("datetime",)
            case _:
                return ()


def annotation(type_: Type, spelling: Spelling) -> str:
    """Return the annotation of a value that is there and not null."""
    return union(alternatives(type_, spelling))


def union(members: Iterable[str]) -> str:
    """Join alternatives; a repeated one counts once, and `Any` takes in `None`.

    Beside `Any` the others stay: they say what is usual, and an answer becomes such a model where
    it fits one. Alternatives with literals are all kept: printed by other printers they may look
    alike, and the shape of the output must not depend on what documents say
    (tests compare it with that of harmless ones).
    """
    distinct: list[str] = []
    for member in members:
        if member not in distinct or "Literal[" in member:
            distinct.append(member)
    if "Any" in distinct and "None" in distinct:
        distinct.remove("None")
    return " | ".join(distinct)


def alternatives(type_: Type, spelling: Spelling) -> tuple[str, ...]:
    """Return the annotation of `type_` as the members of a union."""
    match type_:
        case Scalar():
            return tuple(map(spelling.builtin, spelling.names(type_)))
        case DateTime():
            return ("datetime.datetime",)
        case Date():
            return ("datetime.date",)
        case Stream(_, item) if item is not None:
            return alternatives(item, spelling)
        case Binary() | Stream() | FilePart() | AnyType():
            return tuple(map(spelling.builtin, spelling.names(type_)))
        case LiteralType(value):
            return (f"Literal[{literal(value, spelling.printers)}]",)
        case ListOf(item):
            array = spelling.builtin(spelling.array)
            return (f"{array}[{annotation(item, spelling)}]",)
        case MapOf(value):
            key = spelling.builtin("str")
            mapping = spelling.builtin(spelling.mapping)
            return (f"{mapping}[{key}, {annotation(value, spelling)}]",)
        case Ref(key):
            return spelling.reference(key)
        case AnyOf(members):
            return tuple(
                a for member in members for a in alternatives(member, spelling)
            )


def literal(value: Untrusted | int, printers: Printers) -> str:
    """Return a literal; `bool` is an `int` here as in Python."""
    if isinstance(value, Untrusted):
        return printers.string_literal(value)
    return repr(value)


def type_imports(types: Iterable[Type], spelling: Spelling) -> frozenset[Import]:
    """Return what annotations of `types` need, beside models."""
    named = {
        name
        for type_ in types
        for node in nodes(type_)
        for name in spelling.names(node)
    }
    found = (_import(name, spelling) for name in named)
    return frozenset(each for each in found if each is not None)


def _import(name: str, spelling: Spelling) -> Import | None:
    """Return where a name of an annotation comes from; `None` for a builtin."""
    if name in spelling.shadowed:
        return Import("builtins")
    if name in _OF_FILES:
        return Import(f"{spelling.runtime}.files", name)
    return _IMPORTS.get(name)
