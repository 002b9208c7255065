"""Findings: collected once, in order, and printed so that nothing acts on a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import (
    CODES,
    Diagnostic,
    Diagnostics,
    Severity,
    quote,
    render,
    visible,
)
from generator.source import SourceFile, Span
from generator.untrusted import Untrusted


def shown(line, column, end, hint=""):
    source = SourceFile("a.md", f"first\n{line}\nlast")
    found = Diagnostic(
        "D001", Severity.ERROR, Span("a.md", 2, column, end), "bad", hint
    )
    return render(found, "specs/zoo", {"a.md": source}).split("\n")


def test_a_finding_shows_place_line_caret_and_help():
    assert shown("one two three", 5, 8, "drop it") == [
        "specs/zoo/a.md:2:5: error[D001]: bad",
        "  2 | one two three",
        "          ^^^",
        "  help: drop it",
    ]


def test_an_empty_span_has_one_caret():
    assert shown("one", 4, 4)[2] == "         ^"


@pytest.mark.parametrize("column", [1, 40, 100, 150, 300])
def test_the_caret_stands_below_its_text_in_a_line_of_any_length(column):
    line = "".join(chr(0x61 + i % 26) for i in range(300))
    _, text, carets = shown(line, column, column + 3)
    start = carets.index("^")
    assert text[start : start + carets.count("^")] == line[column - 1 : column + 2]
    assert len(text) < 120


@given(st.text(alphabet=st.characters(codec=None), max_size=30), st.integers(0, 29))
def test_carets_and_line_agree_whatever_the_line_holds(text, column):
    line = text.replace("\n", "").replace("\r", "")
    column = min(column, len(line)) + 1
    _, excerpt, carets = shown(line, column, column + 1)
    acting = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not acting & {unicodedata.category(c) for c in excerpt}
    assert carets.index("^") == len("  2 | ") + len(visible(line[: column - 1]))


def test_a_finding_without_its_file_has_no_excerpt():
    found = Diagnostic("D001", Severity.WARNING, Span("b\x1b.md", 9, 1, 1), "bad")
    assert render(found, "", {}) == "b\\x1b.md:9:1: warning[D001]: bad"


def test_a_line_beyond_the_file_has_no_excerpt():
    source = SourceFile("a.md", "x")
    found = Diagnostic("D001", Severity.NOTE, Span("a.md", 2, 1, 1), "bad")
    assert render(found, "s", {"a.md": source}) == "s/a.md:2:1: note[D001]: bad"


def test_findings_are_sorted_by_place_and_counted_once():
    found = Diagnostics()
    for line, code in ((3, "D002"), (1, "D002"), (3, "D001"), (3, "D002")):
        found.warning(code, Span("a.md", line, 1, 1), "bad")
    assert [(d.span.line, d.code) for d in found.sorted()] == [
        (1, "D002"),
        (3, "D001"),
        (3, "D002"),
    ]
    assert not found.has_errors
    found.error("D001", Span("a.md", 1, 1, 1), "worse")
    assert found.has_errors


def test_an_unlisted_code_is_a_programming_error():
    with pytest.raises(KeyError, match="D999"):
        Diagnostics().error("D999", Span("a.md", 1, 1, 1), "bad")


def test_every_code_says_what_it_means():
    assert all(meaning.endswith(".") for meaning in CODES.values())
    assert list(CODES) == sorted(CODES)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("plain", "`plain`"),
        ("", "``"),
        ("with `code`", '"with `code`"'),
        ("a\x1b\u202eb\ud800", "`a\\x1b\\u202eb\\ud800`"),
        ("tab\tend", "`tab end`"),
        ("x" * 90, "`" + "x" * 80 + "...`"),
    ],
)
def test_a_quote_is_short_and_visible(text, quoted):
    assert quote(text) == quoted
    assert quote(Untrusted(text)) == quoted
