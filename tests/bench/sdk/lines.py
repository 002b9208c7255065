"""How much code an SDK is: lines for each operation and each model, docs left out."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

SIZES = ("an operation, sync and async", "a model")
FOLDERS = {
    "ours": ("dub_sdk", "resources", "models"),
    "dub": ("dub", "", "models"),
}
"""By SDK: its package, and the folders of its resources and of its models."""


def size_of(name: str, python: Path) -> tuple[float, float]:
    """Return how many lines there are for each operation, and for each model."""
    package, resources, models = FOLDERS[name]
    (library,) = python.parents[1].glob("lib/python*/site-packages")
    root = library / package
    methods = [m for f in (root / resources).glob("*.py") for m in operations(f)]
    code = sum(map(code_lines, {file for file, _ in methods}))
    files = list((root / models).rglob("*.py"))
    kinds = sum(
        text.count("(Model)") + text.count("(BaseModel)") for text in map(_text, files)
    )
    return code / len(methods), sum(map(code_lines, files)) / kinds


def operations(file: Path) -> Iterator[tuple[Path, str]]:
    """Yield the operations of a module, by their sync methods."""
    for node in ast.parse(_text(file)).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("Async"):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and _takes_names(method):
                    yield file, f"{node.name}.{method.name}"


def _takes_names(method: ast.FunctionDef) -> bool:
    return bool(method.args.kwonlyargs) and not method.name.startswith("_")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def code_lines(file: Path) -> int:
    """Return how many lines hold code: no blank ones, no comments, no docs."""
    text = _text(file)
    skip = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT}
    skip |= {tokenize.DEDENT, tokenize.ENDMARKER}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in skip:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines - _docs(text))


def _docs(text: str) -> set[int]:
    """Return the lines of strings that stand alone."""
    found: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return found
