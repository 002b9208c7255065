"""Tables: cells and their places, and what is refused."""

import pytest

from generator.diagnostics import Diagnostics, render
from generator.markdown.document import Prose, Table
from generator.markdown.reader import read_page
from generator.source import SourceFile


def read(text):
    source = SourceFile("docs/page.md", text)
    diagnostics = Diagnostics()
    page = read_page(source, diagnostics)
    blocks = [block for section in page.sections for block in section.blocks]
    return source, blocks, diagnostics


def raws(row):
    return [cell.raw.reveal() for cell in row.cells]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("|a|b|", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("  | a | b |  ", ["a", "b"]),
        ("| a   | |", ["a", ""]),
        ("|||", ["", ""]),
        (r"| a \| b | `c\|d` |", [r"a \| b", r"`c\|d`"]),
        (r"| a \\| b | c |", [r"a \\| b", "c"]),
        ("| \u00a0a\t| b |", ["a", "b"]),
    ],
)
def test_rows_split_on_unescaped_pipes_only(line, cells):
    source, (table,), diagnostics = read(f"| x | y |\n|---|---|\n{line}\n")
    assert diagnostics.sorted() == ()
    assert raws(table.rows[0]) == cells
    for cell in table.rows[0].cells:
        span = cell.span
        assert source.lines[2][span.column - 1 : span.end - 1] == cell.raw.reveal()


def test_cell_text_has_its_pipes_unescaped():
    _, (table,), _ = read("| x |\n|---|\n| a \\| b |\n")
    assert table.rows[0].cells[0].text.reveal() == "a | b"


@pytest.mark.parametrize(("line", "column"), [("| a |   |", 7), ("| a ||", 6)])
def test_an_empty_cell_points_to_where_its_text_would_begin(line, column):
    _, (table,), _ = read(f"| x | y |\n|---|---|\n{line}\n")
    span = table.rows[0].cells[1].span
    assert (span.column, span.end) == (column, column)


def test_padding_changes_neither_cells_nor_the_truth_of_columns():
    wide = " " * 300
    text = f"| x{wide}| y{wide}|\n| {'-' * 300} | {'-' * 300} |\n| a{wide}| b  c |\n"
    _, (table,), diagnostics = read(text)
    assert diagnostics.sorted() == ()
    assert raws(table.rows[0]) == ["a", "b  c"]
    assert table.rows[0].cells[1].span.column == 306


def test_a_surplus_cell_is_an_error_that_names_the_row():
    source, (table,), diagnostics = read(
        "| x | y |\n|---|---|\n| a | b | c |\n| d | e |\n"
    )
    assert [raws(row) for row in table.rows] == [["d", "e"]]
    (found,) = diagnostics.sorted()
    assert render(found, "specs", {source.path: source}) == (
        "specs/docs/page.md:3:1: error[D002]: this row has 3 cells, "
        "but the header has 2\n"
        "  3 | | a | b | c |\n"
        "      ^^^^^^^^^^^^^\n"
        r"  help: escape a `|` in text as `\|`"
    )


@pytest.mark.parametrize("line", ["| a |", "text", "|"])
def test_a_missing_cell_is_an_error(line):
    _, (table,), diagnostics = read(f"| x | y |\n|---|---|\n{line}\n")
    assert table.rows == ()
    assert [(d.code, d.span.line) for d in diagnostics.sorted()] == [("D002", 3)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("| x | y |\n|---|\n| a | b |\n", 1),
        ("| x | y |\n| a | b |\n", 1),
        ("| x | y |\n| --- | -x- |\n", 1),
        ("| x | y |\n---\n", 1),
        ("text\n| x | y |\n", 2),
        ("| x |\n|---|\n| a |\n\n| b |\n", 5),
        ("\x1c| x |\n|---|---|\n", 2),
    ],
)
def test_rows_without_a_table_are_reported(text, line):
    _, _, diagnostics = read(text)
    assert [(d.code, d.span.line) for d in diagnostics.sorted()] == [("D003", line)]


def test_a_broken_table_stays_as_text():
    _, blocks, _ = read("| x | y |\n|---|\n| a | b |\n")
    assert [type(block) for block in blocks] == [Prose]
    assert blocks[0].text.reveal() == "| x | y |\n|---|\n| a | b |"


def test_a_table_may_be_empty():
    _, (table,), diagnostics = read("| x | y |\n|---|:-:|")
    assert isinstance(table, Table)
    assert raws(table.header) == ["x", "y"]
    assert table.rows == ()
    assert diagnostics.sorted() == ()
