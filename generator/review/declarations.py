"""The public names of a Python module, by its syntax tree: nothing is imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Final

from generator.records import record
from generator.review.annotations import Names, alternatives


class Form(Enum):
    """What a public name is."""

    CLASS = "class"
    BASE = "base"
    ALIAS = "alias"
    MEMBER = "member"
    NAME = "name"
    ATTRIBUTE = "attribute"
    KEY = "key"
    PROPERTY = "property"
    METHOD = "method"
    PARAMETER = "parameter"


class Passing(Enum):
    """How an argument may be passed."""

    EITHER = "by place or name"
    NAME = "by name"


@record
class Declaration:
    """A public name."""

    form: Form
    owner: str
    """The name that it is part of; empty for one of a module."""
    shown: str
    """Its signature or annotation."""
    types: Mapping[str, str]
    """The alternatives of its annotation, or of what a method returns."""
    required: bool = False
    """Of an attribute, a key or a parameter: whether it must be given."""
    default: str = ""
    """Of a parameter."""
    passing: Passing | None = None
    """Of a parameter."""
    place: int = 0
    """Of a parameter that may be passed by place: which one it is."""


_PUBLIC_INIT: Final = "__init__"
_MODEL_PARTS: Final = 3
"""`models`, the namespace, and the module of one model, which its namespace stands for."""


def declarations(path: str, text: str) -> Mapping[str, Declaration]:
    """Return the public names of a module of the package, dotted, as users import them.

    `path` is relative to the package's folder. Modules of models are read by those who look for
    them in their namespace, and the client's by those who look for it in the package.
    """
    parts = tuple(path.removesuffix(".py").split("/"))
    tree = ast.parse(text)
    if parts[0] == "_runtime" or parts == ("_version",):
        return {}
    if parts[-1] == _PUBLIC_INIT:
        # What a package exports is found where it is defined; but for the runtime's names.
        return dict(_exported(tree)) if len(parts) == 1 else {}
    names = _imported(tree, parts)
    prefix = _prefix(parts)
    names |= {name: f"{prefix}{name}" for name in _own(tree)}
    return dict(_Module(names, prefix).statements(tree))


def _prefix(parts: tuple[str, ...]) -> str:
    if parts == ("_client",):
        return ""
    is_model = parts[0] == "models" and len(parts) == _MODEL_PARTS
    return "".join(f"{part}." for part in (parts[:-1] if is_model else parts))


def _exported(tree: ast.Module) -> Iterator[tuple[str, Declaration]]:
    """Yield the names of the runtime that the package exports."""
    for node in _import_statements(tree.body):
        if (node.module or "").startswith("_runtime"):
            for alias in node.names:
                if alias.asname == alias.name:
                    yield alias.name, Declaration(Form.NAME, "", alias.name, {})


def _own(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.ClassDef(name) | ast.AnnAssign(ast.Name(name)):
                yield name
            case _:
                pass


def _imported(tree: ast.Module, parts: tuple[str, ...]) -> dict[str, str]:
    """Return what imported names stand for; models by their namespace."""
    found = {}
    for node in _import_statements(tree.body):
        above = parts[: len(parts) - node.level] if node.level else ()
        module = (*above, *(node.module or "").split(".")) if node.module else above
        for alias in node.names:
            prefix = _prefix(module) if node.level and module else ""
            if not node.level:
                prefix = f"{node.module}."
            found[alias.asname or alias.name] = f"{prefix}{alias.name}"
    return found


def _import_statements(body: Sequence[ast.stmt]) -> Iterator[ast.ImportFrom]:
    for node in body:
        if isinstance(node, ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If | ast.With):
            yield from _import_statements(node.body)


class _Module:
    """Reads the statements of one module."""

    def __init__(self, names: Names, prefix: str) -> None:
        self._names = names
        self._prefix = prefix

    def statements(self, tree: ast.Module) -> Iterator[tuple[str, Declaration]]:
        """Yield what the module defines."""
        for node in tree.body:
            match node:
                case ast.ClassDef(name) if not name.startswith("_"):
                    yield from self._class(node)
                case ast.AnnAssign(ast.Name(name), _, ast.expr() as value):
                    if not name.startswith("_"):
                        yield from self._alias(name, value)
                case ast.Assign([ast.Name(name)], value) if not name.startswith("_"):
                    match value:
                        case ast.Call(ast.Name("TypeAliasType"), [_, inner]):
                            yield from self._alias(name, inner)
                        case _:
                            yield from self._alias(name, value)
                case _:
                    pass

    def _alias(self, name: str, value: ast.expr) -> Iterator[tuple[str, Declaration]]:
        owner = self._prefix + name
        yield owner, Declaration(Form.ALIAS, "", ast.unparse(value), {})
        for meaning, shown in alternatives(value, self._names).items():
            types = {meaning: shown}
            yield (
                f"{owner}[{shown}]",
                Declaration(Form.MEMBER, owner, shown, types),
            )

    def _class(self, node: ast.ClassDef) -> Iterator[tuple[str, Declaration]]:
        owner = self._prefix + node.name
        bases = [ast.unparse(base) for base in node.bases]
        shown = f"class {node.name}({', '.join(bases)})"
        yield owner, Declaration(Form.CLASS, "", shown, {})
        for base in node.bases:
            types = alternatives(base, self._names)
            text = ast.unparse(base)
            yield f"{owner}({text})", Declaration(Form.BASE, owner, text, types)
        is_dict = "TypedDict" in bases
        for each in node.body:
            match each:
                case ast.AnnAssign(ast.Name(name), type_, value):
                    if not name.startswith("_"):
                        yield (
                            f"{owner}.{name}",
                            self._attribute(owner, type_, value, is_dict=is_dict),
                        )
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    yield from self._function(owner, each)
                case _:
                    pass

    def _attribute(
        self, owner: str, type_: ast.expr, value: ast.expr | None, *, is_dict: bool
    ) -> Declaration:
        shown = ast.unparse(type_) + (
            "" if value is None else f" = {ast.unparse(value)}"
        )
        types = alternatives(type_, self._names)
        if is_dict:
            required = shown.startswith("Required[")
            return Declaration(Form.KEY, owner, shown, types, required)
        return Declaration(Form.ATTRIBUTE, owner, shown, types, value is None)

    def _function(
        self, owner: str, node: ast.FunctionDef | ast.AsyncFunctionDef
    ) -> Iterator[tuple[str, Declaration]]:
        is_init = node.name == _PUBLIC_INIT
        if node.name.startswith("_") and not is_init:
            return
        decorators = {
            ast.unparse(each).rpartition(".")[2] for each in node.decorator_list
        }
        types = alternatives(node.returns, self._names)
        if decorators & {"property", "cached_property"}:
            shown = "" if node.returns is None else ast.unparse(node.returns)
            yield f"{owner}.{node.name}", Declaration(
                Form.PROPERTY, owner, shown, types
            )
            return
        name = owner if is_init else f"{owner}.{node.name}"
        if not is_init:
            yield name, Declaration(Form.METHOD, owner, _signature(node), types)
        yield from self._parameters(name, node)

    def _parameters(
        self, owner: str, node: ast.FunctionDef | ast.AsyncFunctionDef
    ) -> Iterator[tuple[str, Declaration]]:
        given = node.args
        by_place = [*given.posonlyargs, *given.args]
        defaults: list[ast.expr | None] = [None] * (len(by_place) - len(given.defaults))
        defaults += given.defaults
        for place, (each, default) in enumerate(zip(by_place, defaults, strict=True)):
            if place:  # The first one is `self`.
                found = self._parameter(owner, each, default, Passing.EITHER, place)
                yield f"{owner}({each.arg})", found
        for each, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
            found = self._parameter(owner, each, default, Passing.NAME, 0)
            yield f"{owner}({each.arg})", found

    def _parameter(
        self,
        owner: str,
        node: ast.arg,
        default: ast.expr | None,
        passing: Passing,
        place: int,
    ) -> Declaration:
        value = "" if default is None else ast.unparse(default)
        return Declaration(
            Form.PARAMETER,
            owner,
            ast.unparse(node) + (f" = {value}" if value else ""),
            alternatives(node.annotation, self._names),
            default is None,
            value,
            passing,
            place,
        )


def _signature(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    arguments = ast.unparse(node.args).removeprefix("self").removeprefix(", ")
    returns = "" if node.returns is None else f" -> {ast.unparse(node.returns)}"
    word = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
    return f"{word} {node.name}({arguments}){returns}"
