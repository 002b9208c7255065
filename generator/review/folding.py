"""Which lines of a generated file nobody has to read: those that one rule implies.

A reviewer who has read what changed in signatures, fields and their texts can tell what stands in
these lines. That the templates write them so is what their own tests see to.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from generator.emit.paths import MANIFEST
from generator.python.model_names import TWIN

FOLDED: Final[Mapping[str, str]] = {
    "manifest": "the manifest holds a digest of each file",
    "origin": "the first line of a file names the page that it was made from",
    "imports": "a module imports what its code names",
    "exports": "a module and its package list the names that it defines",
    "circle": "models that refer to each other are completed once all are imported",
    "twin": "the dict-shaped type of a model says what the model says",
    "async": "an asynchronous class has the methods of its synchronous twin",
    "handed-on": "a method hands on what its signature takes",
    "raises": "a method raises the errors of its operation",
    "page": "a page of the reference says what docstrings and signatures say",
    "blank": "a blank line says nothing",
    "again": "the same lines changed in the same way in a file above",
}
"""The rules that imply lines, each in one sentence without a full stop."""

_Marks: TypeAlias = Iterator[tuple[range, str]]
"""Stretches of lines, from 1, and the rules that imply them; later ones win."""

_FENCE: Final = "```"
_SIGNATURE: Final = "```text"
"""Opens a signature, which its module has as well."""


def implied(path: str, text: str) -> Mapping[int, str]:
    """Return the lines of a file, from 1, that a rule of `FOLDED` implies."""
    lines = text.split("\n")
    found = {n: "blank" for n, line in enumerate(lines, 1) if not line.strip()}
    for stretch, rule in _marks(PurePosixPath(path), text, lines):
        found |= dict.fromkeys(stretch, rule)
    return found


def _marks(path: PurePosixPath, text: str, lines: list[str]) -> _Marks:
    whole = range(1, len(lines) + 1)
    if path.name == MANIFEST:
        yield whole, "manifest"
    elif path.parts[:1] == ("docs",):
        yield from _page(lines)
    elif path.suffix == ".py" and "_runtime" not in path.parts:
        if lines[0].startswith("# Generated "):
            yield range(1, 2), "origin"
        yield from _module(ast.parse(text), lines)


def _page(lines: list[str]) -> _Marks:
    """Yield all of a page but the examples, which stand nowhere else."""
    fence = ""
    for number, line in enumerate(lines, 1):
        is_fence = line.startswith(_FENCE)
        opening = line if is_fence and not fence else fence
        if opening in ("", _SIGNATURE):
            yield range(number, number + 1), "page"
        if is_fence:
            fence = "" if fence else line


def _module(tree: ast.Module, lines: list[str]) -> _Marks:
    names = {name for node in tree.body for name in _defined(node)}
    for node in tree.body:
        rule = _rule_of(node, names)
        if rule:
            yield _with_text(node, tree.body), rule
        elif isinstance(node, ast.If):
            yield from _if(node)
        elif isinstance(node, ast.ClassDef):
            yield from _class(node, lines)
    yield from ((_lines(node), "imports") for node in _imports(tree.body))


def _rule_of(node: ast.stmt, names: set[str]) -> str:
    """Return the rule that implies a whole statement of a module; empty for none."""
    for name in _defined(node):
        if name == "__all__":
            return "exports"
        if name.endswith(TWIN) and name.removesuffix(TWIN) in names:
            return "twin"
        if name.startswith("Async") and name.removeprefix("Async") in names:
            return "async"
    match node:
        case ast.With():
            return "circle"
        case _:
            return ""


def _defined(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement of a module binds, but for imports."""
    match node:
        case ast.ClassDef(name):
            yield name
        case ast.AnnAssign(ast.Name(name)) | ast.Assign([ast.Name(name)]):
            yield name
        case _:
            pass


def _if(node: ast.If) -> _Marks:
    """Yield what stands below `if TYPE_CHECKING`, and what stands for it at run time."""
    yield range(node.lineno, node.body[0].lineno), "imports"
    if node.orelse:
        end = node.orelse[-1].end_lineno or 0
        yield range((node.body[-1].end_lineno or 0) + 1, end + 1), "exports"


def _imports(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If):
            yield from _imports(node.body)


def _class(node: ast.ClassDef, lines: list[str]) -> _Marks:
    for function in node.body:
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        text, *rest = function.body
        if ast.get_docstring(function, clean=False) is None:
            rest = function.body
        else:
            yield _raises(text, lines), "raises"
        if rest:
            end = function.end_lineno or 0
            yield range(rest[0].lineno, end + 1), "handed-on"


def _raises(text: ast.stmt, lines: list[str]) -> range:
    """Return the lines of a docstring's last section, if that names exceptions."""
    head = " " * text.col_offset + "Raises:"
    end = text.end_lineno or 0
    heads = [n for n in range(text.lineno, end) if lines[n - 1] == head]
    return range(heads[-1], end) if heads else range(0)


def _with_text(node: ast.stmt, body: list[ast.stmt]) -> range:
    """Return the lines of a statement, with those of a text below it that documents it."""
    following = body[body.index(node) + 1 :]
    match following:
        case [ast.Expr(ast.Constant(str())) as text, *_]:
            return range(_lines(node).start, _lines(text).stop)
        case _:
            return _lines(node)


def _lines(node: ast.stmt) -> range:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    first = decorators[0].lineno if decorators else node.lineno
    return range(first, (node.end_lineno or 0) + 1)
