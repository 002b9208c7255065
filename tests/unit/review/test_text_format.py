"""The report for the terminal."""

import dataclasses

import pytest
from example_reports import (
    LINK,
    REPORT,
    REVIEW,
    SAME,
    TABLES,
    TAG,
    TOLD,
    U,
    change,
    field,
    long_report,
    place,
    poisoned,
)
from rich.cells import cell_len

from generator.ir.types import ModelKey
from generator.review.formats.terminal import Terminal
from generator.review.formats.text import as_text
from generator.review.report import Entry

OTHER = ModelKey("components", U("OtherSchema"))
PIPE = Terminal(None, colour=False)


def text(report, terminal=PIPE):
    return as_text(report, TABLES, terminal)


def test_nothing_changed_is_one_line():
    assert text(SAME) == "HEAD~1 -> HEAD: nothing changed\n"


def test_the_summary_comes_first_and_the_worst_entry_next():
    lines = text(REPORT).splitlines()
    assert lines[:7] == [
        "dub: HEAD~1 -> HEAD",
        "  version: major, because of",
        "    type components.LinkSchema: field clicks removed",
        "  changes: 2 breaking, 1 additive, 1 cosmetic",
        "  generated code, by the input: 1 file, 3 lines, 2 of them to read",
        "  generated code, by the generator: nothing",
        "",
    ]
    heads = [line for line in lines if line.split(" ")[0].isupper()]
    assert [head.split(" ")[0] for head in heads] == [
        "BREAKING",
        "BREAKING",
        "ADDITIVE",
        "COSMETIC",
    ]


def test_an_entry_tells_rule_side_places_names_and_reach():
    told = text(REPORT).split("\n\n")[1]
    assert told == (
        "BREAKING type components.LinkSchema: field clicks removed\n"
        "  received: a field is no longer in what you receive [removed-received]\n"
        "  old docs/models/components/linkschema.md:7:3: "
        "| `x` | *string* | :heavy_check_mark: | What it is. |\n"
        "  python models.LinkSchema.clicks removed: clicks: int\n"
        "  reaches 2 operations and 1 type: links.create, links.list, components.TagSchema"
    )


def test_changes_of_one_cause_stand_together():
    told = text(REPORT).split("\n\n")[3]
    assert "  field disabledAt: added\n" in told
    assert "  field archived: added\n" in told
    assert "  with 1 type of its own: type components.TagSchema" in told


def test_what_is_alike_is_told_once():
    changes = tuple(
        change(
            field("size", owner),
            fact="required",
            before=U("true"),
            after=U("false"),
            old=place(line),
            new=place(line + 20),
        )
        for line, owner in enumerate((LINK, TAG, OTHER), 1)
    )
    entry = Entry(("3 types",), (*changes, change(field("x"))), (), ())
    report = dataclasses.replace(
        REPORT, reviews=(dataclasses.replace(REVIEW, entries=(entry,), surface=()),)
    )
    told = text(report)
    assert "  field size in 3 types: required is false, was true\n" in told
    assert told.count("only the text is another one") == 2
    file = "docs/models/components/linkschema.md"
    assert f"        and {file}:2:3, {file}:3:3\n" in told
    assert "  field x in components.LinkSchema: description changed\n" in told


def test_a_guess_says_so():
    assert "this is a guess" in text(REPORT).split("\n\n")[2]


def test_names_that_no_entry_explains_are_told_with_their_rule():
    last = text(REPORT).split("\n\n")[-1]
    assert "python Retry added: a public name is new [name-added]" in last


def test_whole_apis_come_and_go():
    report = dataclasses.replace(SAME, added=("dub",), removed=("novu",))
    assert text(report) == "dub: the whole API is new\nnovu: the whole API is gone\n"


@pytest.mark.parametrize("width", [40, 80])
def test_lines_end_where_the_terminal_does(width):
    said = U(
        "Gibt es einen Link, so wird er gezeigt. " * 9 + "リンクを作成します " * 30
    )
    entry = dataclasses.replace(
        TOLD, changes=tuple(dataclasses.replace(c, after=said) for c in TOLD.changes)
    )
    report = dataclasses.replace(
        REPORT, reviews=(dataclasses.replace(REVIEW, entries=(entry,)),)
    )
    lines = text(report, Terminal(width, colour=False)).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert any(line.endswith("...") for line in lines)


def test_where_long_texts_differ_is_seen():
    same = "All that was said before stays as it was. " * 5
    (old,) = TOLD.changes
    long = dataclasses.replace(old, before=U(f"{same}Red."), after=U(f"{same}Blue."))
    entry = dataclasses.replace(TOLD, changes=(long,))
    report = dataclasses.replace(
        REPORT, reviews=(dataclasses.replace(REVIEW, entries=(entry,)),)
    )
    told = text(report, Terminal(60, colour=False))
    assert "Red." in told
    assert "Blue." in told


def test_colours_only_where_they_are_asked_for():
    assert "\x1b" not in text(REPORT)
    assert "\x1b[1;31mBREAKING" in text(REPORT, Terminal(80, colour=True))


def test_documents_cannot_act_on_the_terminal():
    bad = "\x1b]0;title\x07\x1b[2J\r\n\u202eevil\u2066\x9b31m"
    told = text(poisoned(REPORT, bad))
    assert "\\x1b[2J" in told
    assert "\\u202e" in told
    assert all(line.isprintable() for line in told.splitlines())
    assert len(told.splitlines()) == len(text(REPORT).splitlines())


def test_long_reports_are_told_whole():
    assert text(long_report(300)).count("\nBREAKING") == 150
