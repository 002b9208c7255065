"""All regular expressions of the generator, found in its modules, and texts made to slow them down."""

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined] - the parser of `re` has no public name
from re import _parser  # type: ignore[attr-defined]

ROOT = Path(__file__).resolve().parents[2]
METHODS = frozenset(
    {"findall", "finditer", "fullmatch", "match", "search", "split", "sub"}
)
LOOKING = frozenset({"findall", "finditer", "search", "split", "sub"})
"""Methods that try each place of a text."""
_SAMPLES = {
    sre.CATEGORY_DIGIT: "7",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "w",
    sre.CATEGORY_NOT_DIGIT: "w",
    sre.CATEGORY_NOT_SPACE: "w",
    sre.CATEGORY_NOT_WORD: "-",
}
AT_A_PLACE = frozenset({"match", "fullmatch"})
"""The methods of expressions that a module hands on: to its cursors, and through loops."""
ELSEWHERE = {"generator.render.syntax._TEXTS": frozenset({"finditer"})}
"""Other methods of expressions that a module uses under another name."""
MADE = {
    "generator.markdown.fences": " {0,3}(?:```)`*[ \t]*",
    "generator.python.page_links": r"(\b(?:PetOwner|Pet)\b)",
}
"""Expressions that are put together when they are used, by module: what they look like."""
_FOREIGN = "\x00é"
"""Characters that few expressions name."""
_MOST = 5
"""How many different characters a text is made of, from the ones that the expression names."""


@dataclass(frozen=True)
class Pattern:
    """One regular expression, and the methods by which its module uses it."""

    place: str
    """Module and name; or its line, where it has no name."""
    compiled: re.Pattern[str]
    methods: frozenset[str]


def all_patterns() -> list[Pattern]:
    """Return the regular expressions of all modules, those of functions included."""
    found = []
    for path in sorted((ROOT / "generator").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        module = ".".join(part for part in parts if part != "__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not module.endswith("__main__"):
            found += [*_named(module, tree), *_in_place(module, tree)]
    return found


def _named(module: str, tree: ast.Module) -> Iterator[Pattern]:
    """Yield the expressions that the module holds under names, also inside of tuples and dicts."""
    for name, value in vars(importlib.import_module(module)).items():
        inner = value.values() if isinstance(value, dict) else value
        many = inner if isinstance(value, dict | tuple | list) else [value]
        for compiled in many:
            own = isinstance(compiled, re.Pattern) and _is_assigned(name, tree)
            if own:
                place = f"{module}.{name}"
                methods = ELSEWHERE.get(place) or _methods_of(name, tree) or AT_A_PLACE
                yield Pattern(place, compiled, methods)


def _is_assigned(name: str, tree: ast.Module) -> bool:
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return any(n.id == name and isinstance(n.ctx, ast.Store) for n in names)


def _methods_of(name: str, tree: ast.Module) -> frozenset[str]:
    uses = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return METHODS & {
        use.attr
        for use in uses
        if isinstance(use.value, ast.Name) and use.value.id == name
    }


def _in_place(module: str, tree: ast.Module) -> Iterator[Pattern]:
    """Yield the expressions of calls such as `re.sub("a+", ...)`."""
    for call in calls_of_re(tree):
        method = call.func.attr
        if method == "compile" and _is_global(call, tree):
            continue
        methods = METHODS if method == "compile" else frozenset({method})
        text = (
            call.args[0].value
            if isinstance(call.args[0], ast.Constant)
            else MADE[module]
        )
        yield Pattern(f"{module}:{call.lineno}", re.compile(text), methods)


def _is_global(call: ast.Call, tree: ast.Module) -> bool:
    """Whether a call is part of a statement of the module itself, not of a function."""
    functions = ast.FunctionDef | ast.ClassDef
    statements = (node for node in tree.body if not isinstance(node, functions))
    return any(call is node for each in statements for node in ast.walk(each))


def calls_of_re(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls of functions of `re`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):
                yield node


def alphabet(compiled: re.Pattern[str]) -> str:
    """Return characters that the expression tells apart, and some that it does not name."""
    found = dict.fromkeys(_characters(_parser.parse(compiled.pattern, compiled.flags)))
    return "".join([*found][:_MOST]) + _FOREIGN


def _characters(parsed: object) -> Iterator[str]:
    """Yield one character for each that a part of an expression stands for."""
    match parsed:
        case (sre.LITERAL | sre.NOT_LITERAL, int(code)):
            yield chr(code)
        case (sre.RANGE, (low, high)):
            yield chr((low + high) // 2)
        case (sre.CATEGORY, category):
            yield _SAMPLES[category]
        case list() | tuple() | _parser.SubPattern():
            for part in parsed:
                yield from _characters(part)


def attacks(compiled: re.Pattern[str], size: int) -> Iterator[str]:
    """Yield texts of about that size: a run of one or two characters, with an end that may not fit."""
    letters = alphabet(compiled)
    pumps = [*letters, *map("".join, product(letters, repeat=2))]
    for pump, start, end in product(pumps, ("", letters[0]), ("", "\x00", letters[0])):
        yield start + pump * (size // len(pump)) + end
