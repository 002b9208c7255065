"""The twin of a build: its printers print the same harmless text, whatever they are given.

If text of a document became code, a file and its twin have different syntax trees.
"""

import ast
import tomllib
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any, Final

from generator.render.docstring_parts import DocParts, DocSection
from generator.render.marks import Rendered
from generator.render.printers import Printers
from generator.render.syntax import parse_python, syntax_problems


def _always(constant: str) -> Callable[..., str]:
    return lambda *_text, **_layout: constant


class _TwinPrinters(Printers):
    """Print the same harmless text whatever is given. Names are printed as they are."""

    string_literal = staticmethod(_always('"x"'))
    toml_string = staticmethod(_always('"x"'))
    comment = staticmethod(_always("# x"))
    docstring = staticmethod(_always('"""x."""'))
    docstring_parts = staticmethod(
        lambda *_: DocParts(("x.",), (), (DocSection("Args", ()),))
    )
    markdown_prose = staticmethod(_always("x"))
    markdown_cell = staticmethod(_always("x"))
    markdown_code = staticmethod(_always("`x`"))
    markdown_code_cell = staticmethod(_always("`x`"))


TWIN_PRINTERS: Final[Printers] = _TwinPrinters()


def shape_problems(path: str, real: str, twin: str) -> tuple[str, ...]:
    """Return where a rendered file differs from its twin in more than the text of strings.

    Python files are compared by their syntax trees and TOML files by what they hold; other files
    have no shape. A file that does not parse is a problem as well.
    """
    broken = syntax_problems(path, Rendered(real)) + syntax_problems(
        path, Rendered(twin)
    )
    if broken:
        return broken
    if path.endswith(".py"):
        trees = parse_python(path, real), parse_python(path, twin)
        found = _node_differences(*trees, 1)
    elif path.endswith(".toml"):
        found = _value_differences(tomllib.loads(real), tomllib.loads(twin), "")
    else:
        return ()
    return tuple(f"{path}: {difference}" for difference in found)


def _node_differences(real: object, twin: object, line: int) -> Iterator[str]:
    """Compare two syntax trees; `line` is the place of the node around them."""
    line = getattr(real, "lineno", line)
    if isinstance(real, ast.Constant) and isinstance(twin, ast.Constant):
        if not _alike(real.value, twin.value):
            yield f"line {line}: a constant that is not text depends on the documents"
    elif isinstance(real, ast.AST) and type(real) is type(twin):
        for name in real._fields:
            yield from _node_differences(
                getattr(real, name, None), getattr(twin, name, None), line
            )
    elif isinstance(real, list) and isinstance(twin, list):
        for mine, other in zip_longest(real, twin):
            yield from _node_differences(mine, other, line)
    elif type(real) is not type(twin) or real != twin:
        yield f"line {line}: the code depends on text of the documents"


def _value_differences(real: Any, twin: Any, key: str) -> Iterator[str]:
    if isinstance(real, dict) and isinstance(twin, dict) and list(real) == list(twin):
        for name, value in real.items():
            yield from _value_differences(value, twin[name], f"{key}.{name}".strip("."))
    elif isinstance(real, list) and isinstance(twin, list) and len(real) == len(twin):
        for number, (mine, other) in enumerate(zip(real, twin, strict=True)):
            yield from _value_differences(mine, other, f"{key}[{number}]")
    elif not _alike(real, twin):
        yield f"{key or 'the file'}: the structure depends on text of the documents"


def _alike(real: object, twin: object) -> bool:
    """Whether two values are equal, or are both text."""
    same_type = type(real) is type(twin)
    return same_type and (isinstance(real, str) or real == twin)
