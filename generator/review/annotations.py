"""Annotations of Python code as sets of alternatives, to tell which of two takes more."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Final, TypeAlias

from generator.review.relations import Relation

Names: TypeAlias = Mapping[str, str]
"""What the names of a module stand for: dotted names, below the package for its own."""

_ANYTHING: Final = frozenset({"Any", "object", "typing.Any"})
_ABSENT: Final = "_runtime.types.NotGiven"
_WRAPPED: Final = frozenset({"Annotated", "Required", "NotRequired"})
"""Forms that say something of a type, which their first argument is."""


def alternatives(type_: ast.expr | None, names: Names) -> dict[str, str]:
    """Return the alternatives of an annotation, by what they mean, as they are spelled.

    Each value of a `Literal` is one. That an argument may be left out is none: its default says so.
    """
    match type_:
        case None:
            return {}
        case ast.BinOp(left, ast.BitOr(), right):
            return alternatives(left, names) | alternatives(right, names)
        case ast.Constant(str(quoted)):
            return alternatives(ast.parse(quoted, mode="eval").body, names)
        case ast.Subscript(ast.Name(name), inner) if _is(name, _WRAPPED, names):
            first = inner.elts[0] if isinstance(inner, ast.Tuple) else inner
            return alternatives(first, names)
        case ast.Subscript(ast.Name(name), inner) if _is(name, {"Literal"}, names):
            values = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            return {text: text for value in values for text in [ast.unparse(value)]}
        case _:
            meaning = _meaning(type_, names)
            return {} if meaning == _ABSENT else {meaning: ast.unparse(type_)}


def relation(before: Mapping[str, str], after: Mapping[str, str]) -> Relation:
    """Return how new alternatives relate to old ones."""
    if before.keys() == after.keys():
        return Relation.SAME
    wider, narrower = _covers(after, before), _covers(before, after)
    if wider and narrower:
        return Relation.SAME
    if wider:
        return Relation.WIDER
    return Relation.NARROWER if narrower else Relation.OTHER


def _covers(wide: Mapping[str, str], narrow: Mapping[str, str]) -> bool:
    """Whether each value of the one type is a value of the other."""
    if wide.keys() & _ANYTHING:
        return True
    return all(each in wide or _base(each) in wide for each in narrow)


def _base(alternative: str) -> str:
    """Return the type of a literal, such as `str` of `'a'`; empty for what is none."""
    try:
        return type(ast.literal_eval(alternative)).__name__
    except ValueError:
        return ""


def _is(name: str, wanted: frozenset[str] | set[str], names: Names) -> bool:
    return names.get(name, name).rpartition(".")[2] in wanted


def _meaning(type_: ast.expr, names: Names) -> str:
    """Return a type by what its names stand for: an import under another name is no change."""
    match type_:
        case ast.Name(name):
            return names.get(name, name)
        case ast.Attribute(value, name):
            prefix = _meaning(value, names)
            return name if prefix == "builtins" else f"{prefix}.{name}"
        case ast.Subscript(outer, inner):
            return f"{_meaning(outer, names)}[{_meaning(inner, names)}]"
        case ast.Tuple(items):
            return ", ".join(_meaning(item, names) for item in items)
        case ast.BinOp(left, ast.BitOr(), right):
            return f"{_meaning(left, names)} | {_meaning(right, names)}"
        case _:
            return ast.unparse(type_)
