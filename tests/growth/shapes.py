"""Input that would hurt if anything took more than linear time: each shape in any size."""

from collections.abc import Callable, Mapping
from pathlib import Path

from generator.build import build_files, lower_input
from generator.diagnostics import Diagnostics
from generator.emit.tree import EMPTY
from generator.fmt.page import format_page
from generator.inputs import ApiFolder, Input
from generator.lower.overlay import FILE, read_overlay
from generator.markdown.document import Cell, CodeBlock
from generator.markdown.literal_parser import parse_call, parse_example
from generator.markdown.reader import read_page
from generator.markdown.type_parser import parse_type_cell
from generator.render.printers import PRINTERS
from generator.review.compare import review
from generator.source import SourceFile, Span
from generator.untrusted import Untrusted
from tests.lowering import (
    enum_page,
    link,
    models,
    object_page,
    operation,
    resource,
    row,
)

Shape = Callable[[int], object]
"""Does something with an input of this size."""

_HEAD = "| Field | Type |\n| --- | --- |\n"
_PAGE = "docs/page.md"


def _page(text: str) -> None:
    source = SourceFile(_PAGE, text)
    read_page(source, Diagnostics())
    format_page(source)


def _printed(text: str) -> None:
    found = Untrusted(text)
    PRINTERS.docstring(found, 4)
    for name in ("string_literal", "toml_string", "comment"):
        getattr(PRINTERS, name)(found)
    for name in ("prose", "cell", "code", "code_cell"):
        getattr(PRINTERS, f"markdown_{name}")(found)


def _type(text: str) -> None:
    span = Span(_PAGE, 1, 1, len(text) + 1)
    parse_type_cell(Cell(Untrusted(text), span), Diagnostics())


def _example(text: str) -> None:
    block = CodeBlock(Untrusted("typescript"), Untrusted(text), Span(_PAGE, 1, 1, 1), 1)
    for parse in (parse_example, parse_call):
        parse(block, Diagnostics())


def _overlay(text: str) -> None:
    read_overlay(SourceFile(FILE, text), Diagnostics())


def lowered(pages: Mapping[str, str]):
    """Lower the pages of an API, names in Python included."""
    sources = tuple(SourceFile(path, text) for path, text in sorted(pages.items()))
    folder = ApiFolder("zoo", Path("zoo"), "zoo")
    return lower_input(folder, Input(sources, None), Diagnostics())


def _built(pages: Mapping[str, str]) -> None:
    found = lowered(pages)
    if not found.diagnostics.has_errors:
        build_files(found, EMPTY)


def _ring(size: int) -> dict[str, str]:
    """Models that each hold the next one, and the last one the first."""
    return models(
        *(
            object_page(f"M{n}", row("name"), row("next", link(f"M{(n + 1) % size}")))
            for n in range(size)
        )
    )


def _unions(size: int) -> dict[str, str]:
    """Unions that each hold the one below, and a model of their own."""
    found = [object_page("U0", row("name"))]
    for n in range(1, size):
        members = f"### `components.U{n - 1}`\n\n### `components.O{n}`\n"
        found.append(f"# U{n}\n\n## Supported Types\n\n{members}")
        found.append(object_page(f"O{n}", row(f"own{n}")))
    return models(*found)


def _union(size: int) -> dict[str, str]:
    members = "\n".join(f"### `components.O{n}`\n" for n in range(size))
    own = [object_page(f"O{n}", row(f"own{n}")) for n in range(size)]
    return models(f"# Any\n\n## Supported Types\n\n{members}", *own)


def _clashing(size: int) -> list[str]:
    """Names that are one in Python: letters of two cases in each place."""
    return ["x" + "".join("aA"[n >> bit & 1] for bit in range(10)) for n in range(size)]


def _operations(size: int) -> dict[str, str]:
    return resource(
        *(
            operation(f"op{n}", row("petId"), path=f"/a{n}/{{pet_id}}")
            for n in range(size)
        )
    )


def _reviewed(size: int) -> None:
    """Compare two states: each model has a field renamed, and each third one goes."""
    before = models(
        *(object_page(f"M{n}", row("name"), row(f"old{n}")) for n in range(size))
    )
    after = models(
        *(
            object_page(f"M{n}", row("name"), row(f"new{n}", "*number*"))
            for n in range(size)
            if n % 3
        )
    )
    review(lowered(before), lowered(after), None)


PAGES: Mapping[str, Shape] = {
    "rows": lambda n: _page(_HEAD + "| `a` | *string* |\n" * n),
    "columns": lambda n: _page(
        "|" + " a |" * n + "\n|" + " - |" * n + "\n|" + " b |" * n
    ),
    "a padded table": lambda n: _page(_HEAD + f"| a |{' ' * n}|\n" * 9),
    "rows of another width": lambda n: _page(_HEAD + "| a | b | c |\n" * n),
    "rows without a table": lambda n: _page("| a |\n" * n),
    "a long cell": lambda n: _page(_HEAD + "| a | " + "<br/>`x` \\| " * n + " |\n"),
    "quotes in quotes": lambda n: _page("> " * n + "a\n"),
    "lists in lists": lambda n: _page("- " * n + "a\n"),
    "deeper and deeper lists": lambda n: _page(
        "".join(f"{'  ' * (k % 50)}- a\n" for k in range(n))
    ),
    "brackets": lambda n: _page("[" * n + "a" + "](b)" * n),
    "link definitions": lambda n: _page("[a]: b\n" * n),
    "backquotes": lambda n: _page("` `` " * n),
    "emphasis": lambda n: _page("*a **b _c __d " * n),
    "backslashes": lambda n: _page("\\" * n),
    "entities": lambda n: _page("&amp; &" * n),
    "a fence that never closes": lambda n: _page("```\n" + "a\n" * n),
    "fences": lambda n: _page("```\na\n```\n" * n),
    "a comment that never closes": lambda n: _page("<!--\n" + "a -- >\n" * n),
    "comments": lambda n: _page("<!-- a --> " * n),
    "HTML": lambda n: _page("<div>\n\n<b <i " * n),
    "headings": lambda n: _page("# a #\nb\n===\n" * n),
    "blank lines": lambda n: _page("a\n" + " \n" * n + "b"),
    "blanks": lambda n: _page("a" + " " * n + "b"),
    "carriage returns": lambda n: _page("a\r" * n),
}
TEXTS: Mapping[str, Shape] = {
    "backquotes of all lengths": lambda n: _printed(
        " ".join("`" * (k % 40) for k in range(n))
    ),
    "backquotes printed": lambda n: _printed("` `` " * n),
    "links": lambda n: _printed("[a](b" * n + "![c](d) " * n),
    "brackets printed": lambda n: _printed("[" * n + "]" * n),
    "a word without end": lambda n: _printed("a" * n),
    "words": lambda n: _printed("word " * n),
    "list items": lambda n: _printed("- a\n  1. b\n" * n),
    "quotes": lambda n: _printed("\"\"\"'''\\" * n),
    "hidden characters": lambda n: _printed("\u202e\x00\ud800" * n),
    "rules of tables": lambda n: _printed("|-" * n + "\na|b\n" * n),
    "fences printed": lambda n: _printed("~~~\n```\n" * n),
    "types in types": lambda n: _type("Record<string, " * n),
    "arrays": lambda n: _type("*string*" + "[]" * n),
    "alternatives": lambda n: _type(r"*string* \| " * n + "*number*"),
    "a long text literal": lambda n: _type('*"' + "\\!" * n),
    "a link that never ends": lambda n: _type("[a](b" * n),
    "lists of values": lambda n: _example("let value: A = [" + "1, " * n + "];"),
    "values in values": lambda n: _example("let value: A = " + "{a: [" * n),
    "a text that never ends": lambda n: _example('let value: A = "' + "\\u0061" * n),
    "templates in texts": lambda n: _example("let value: A = `" + "${`" * n),
    "comments in code": lambda n: _example("/* a */ // b\n" * n),
    "statements": lambda n: _example("const a = new B();\n" * n),
    "entries": lambda n: _overlay(
        "".join(f"[models.A{k}]\nextra = true\n" for k in range(n))
    ),
    "unknown entries": lambda n: _overlay("".join(f"a{k} = 1\n" for k in range(n))),
    "a dotted key": lambda n: _overlay(
        ".".join(["a"] * min(n, 300)) + " = 1\n" + "# a\n" * n
    ),
    "lists of TOML": lambda n: _overlay("a = [" + "1, " * n + "]"),
    "texts of TOML": lambda n: _overlay("a = '''" + "\n'" * n + "'''"),
}
TREES: Mapping[str, Shape] = {
    "models": lambda n: _built(
        models(*(object_page(f"M{k}", row("a")) for k in range(n)))
    ),
    "fields": lambda n: _built(
        models(object_page("A", *(row(f"f{k}") for k in range(n))))
    ),
    "a ring of models": lambda n: _built(_ring(n)),
    "a union": lambda n: _built(_union(n)),
    "unions in unions": lambda n: _built(_unions(n)),
    "values of an enum": lambda n: _built(
        models(enum_page("A", " | ".join(f'"v{k}"' for k in range(n))))
    ),
    "fields that clash": lambda n: _built(
        models(object_page("A", *map(row, _clashing(n))))
    ),
    "values that clash": lambda n: _built(
        models(enum_page("A", " | ".join(f'"{name}"' for name in _clashing(n))))
    ),
    "models that clash": lambda n: _built(
        models(*(object_page(name, row("a")) for name in _clashing(n)))
    ),
    "operations": lambda n: _built(_operations(n)),
    "long names": lambda n: _built(models(object_page("A", row("a" * n * 20)))),
    "a review": _reviewed,
}
