"""What is fuzzed: each target takes any text, and raises where a promise about it is broken.

`fuzz_one` takes bytes, as fuzzers give them. `make fuzz` runs it under Atheris, which sees which
branches an input reaches and keeps those that reach new ones. Atheris is a large binary that not
every system has, so it is no dependency: `make fuzz` installs it in an environment of its own. In
`make test`, all that it found worth keeping runs again, and Hypothesis makes further inputs of it,
with the lines that they reach as its goal (`hypothesis.target`).
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import TypeVar

from generator.build import build_files, lower_input
from generator.diagnostics import Diagnostics
from generator.emit.tree import EMPTY
from generator.fmt.page import format_page
from generator.inputs import ApiFolder, Input
from generator.lower.overlay import FILE, read_overlay
from generator.markdown.document import Cell, CodeBlock
from generator.markdown.literal_parser import parse_call, parse_example, parse_imports
from generator.markdown.reader import read_page
from generator.markdown.type_expressions import TypeExpr
from generator.markdown.type_parser import parse_type_cell, parse_type_text
from generator.source import SourceFile, Span
from generator.untrusted import Untrusted
from tests.fuzz.printing import column_type, levels, plain_type

T = TypeVar("T")

_PAGE = "docs/page.md"
_DEEP = 60
"""What is printed may nest one level more than what was read, and 64 are the most."""
_LINE_ENDS = re.compile("\r\n?")
_FILE = re.compile(r"^=== ([\w./-]+)\n", re.MULTILINE)
"""Stands before each file of a tree."""
_FOLDER = ApiFolder("zoo", Path("zoo"), "zoo")


def check_page(text: str) -> None:
    """A page is read, whatever it holds; its canonical form and other line ends change nothing."""
    seen = _facts(text)
    assert _facts(_LINE_ENDS.sub("\n", text)) == seen
    once = format_page(SourceFile(_PAGE, text))
    assert format_page(SourceFile(_PAGE, once)) == once
    assert _facts(once) == seen


def check_type(text: str) -> None:
    """A type is read, or one finding points at it; printed and read again, it is the same."""
    raw = _LINE_ENDS.sub("\n", text).partition("\n")[0]
    for read, printed in ((_column, column_type), (_plain, plain_type)):
        found = read(raw)
        if found is not None and levels(found) < _DEEP:
            assert without_spans(read(printed(found))) == without_spans(found)


def _column(raw: str) -> TypeExpr | None:
    span = Span(_PAGE, 1, 1, len(raw) + 1)
    return _found(raw, lambda told: parse_type_cell(Cell(Untrusted(raw), span), told))


def _plain(raw: str) -> TypeExpr | None:
    span = Span(_PAGE, 1, 1, len(raw) + 1)
    return _found(raw, lambda told: parse_type_text(Untrusted(raw), span, told))


def _found(raw: str, read: Callable[[Diagnostics], T | None]) -> T | None:
    """Return what is read from one line, once it is known that all else is one finding in it."""
    told = Diagnostics()
    found = read(told)
    assert (found is None) == (len(told.sorted()) == 1)
    _check_places(told, {_PAGE: SourceFile(_PAGE, raw)})
    return found


def check_literal(text: str) -> None:
    """An example is read, or one finding points into its block."""
    block = CodeBlock(Untrusted("typescript"), Untrusted(text), Span(_PAGE, 1, 1, 1), 1)
    source = SourceFile(_PAGE, "\n" + text)
    parse_imports(block)
    for parse in (parse_example, parse_call):
        diagnostics = Diagnostics()
        found = parse(block, diagnostics)
        assert (found is None) == (len(diagnostics.sorted()) == 1)
        if (
            "\r" not in text
        ):  # a page has no such lines: they end at the carriage return
            _check_places(diagnostics, {_PAGE: source})


def check_overlay(text: str) -> None:
    """Settings are read, or each finding names a line of them."""
    source = SourceFile(FILE, text)
    diagnostics = Diagnostics()
    overlay = read_overlay(source, diagnostics)
    _check_places(diagnostics, {FILE: source})
    assert {found.code for found in diagnostics.sorted()} <= {"D050", "D051"}
    again = read_overlay(SourceFile(FILE, text), Diagnostics())
    assert again.at("api").entry("title") == overlay.at("api").entry("title")


def check_tree(text: str) -> None:
    """A whole tree is an SDK, or the findings say why not; each row is accounted for."""
    files = tree_of(text)
    lowered = _lowered(files)
    diagnostics = lowered.diagnostics.sorted()
    assert "D060" not in {found.code for found in diagnostics}
    account = lowered.account
    settled = account.consumed + account.reported + sum(account.ignored.values())
    assert settled == account.total
    _check_places(lowered.diagnostics, lowered.sources)
    if not lowered.diagnostics.has_errors:
        assert build_files(lowered, EMPTY)
    canonical = _lowered(
        {p: t if p == FILE else format_page(SourceFile(p, t)) for p, t in files.items()}
    )
    assert without_spans(canonical.api) == without_spans(lowered.api)


TARGETS: Mapping[str, Callable[[str], None]] = {
    "page": check_page,
    "type": check_type,
    "literal": check_literal,
    "overlay": check_overlay,
    "tree": check_tree,
}


def fuzz_one(target: str, data: bytes) -> None:
    """Check any bytes. What is no UTF-8 never gets beyond the reading of files (D001)."""
    text = data.decode("utf-8", "ignore").replace("\0", "")
    TARGETS[target](text.removeprefix("\ufeff"))


def tree_of(text: str) -> dict[str, str]:
    """Return the files of a tree, by path."""
    _, *parts = _FILE.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def without_spans(value: object) -> object:
    """Return a value of the model as plain tuples, without the places in it."""
    match value:
        case Span():
            return None
        case tuple():
            return tuple(map(without_spans, value))
        case Untrusted() | Enum():
            return value
        case _ if dataclasses.is_dataclass(value):
            names = [field.name for field in dataclasses.fields(value)]
            return type(value), tuple(without_spans(getattr(value, n)) for n in names)
    return value


def _lowered(files: Mapping[str, str]):
    sources = {path: SourceFile(path, text) for path, text in sorted(files.items())}
    overlay = sources.pop(FILE, None)
    return lower_input(_FOLDER, Input(tuple(sources.values()), overlay), Diagnostics())


def _facts(text: str) -> object:
    source = SourceFile(_PAGE, text)
    diagnostics = Diagnostics()
    page = read_page(source, diagnostics)
    _check_places(diagnostics, {_PAGE: source})
    found = sorted((each.code, each.message) for each in diagnostics.sorted())
    return without_spans(page.sections), found


def _check_places(diagnostics: Diagnostics, sources: Mapping[str, SourceFile]) -> None:
    for found in diagnostics.sorted():
        span = found.span
        if span.file in sources:  # what no file is at fault for is told of the folder
            lines = sources[span.file].lines
            assert 1 <= span.line <= len(lines), found
            assert 1 <= span.column <= span.end <= len(lines[span.line - 1]) + 1, found
