"""What the page shows of code and of two texts: coloured, marked, and still the same text."""

import dataclasses
import html
import re

import pytest
from example_reports import REPORT, REVIEW, TABLES, TWO, U, poisoned
from hypothesis import given
from hypothesis import strategies as st

from generator.render.html_text import html_code, html_line, visible_code
from generator.render.visible import one_line
from generator.review.formats.page.colours import coloured
from generator.review.formats.page.files import radius_view
from generator.review.formats.page.marked import marked
from generator.review.formats.page.page import as_html
from generator.review.formats.page.signatures import signature_lines
from generator.review.report import FileChange, Line, Radius, Verb

SPAN = re.compile(r'</?span(?: class="[a-z]")?>')
MARK = re.compile(r"</?mark>")
CODE = st.text(alphabet="def x:'\"#`*[]<>&\\\t\r\f\x1b\u202e\u2028é=\n", max_size=40)


def hunk(*lines):
    return [Line(text[0], U(text[1:])) for text in lines]


def plain(coloured_line):
    return html.unescape(SPAN.sub("", coloured_line))


@pytest.mark.parametrize("path", ["a.py", "a.md", "a.toml", "a.json", "py.typed"])
@given(lines=st.lists(st.tuples(st.sampled_from(" +-"), CODE), max_size=5))
def test_colours_change_no_text(path, lines):
    found = [Line(mark, U(text.replace("\n", ""))) for mark, text in lines]
    shown = coloured(path, found)
    assert [plain(each) for each in shown] == [
        visible_code(line.text) for line in found
    ]
    assert all(not re.search("[<>]", SPAN.sub("", each)) for each in shown)


def test_python_is_coloured():
    (shown,) = coloured("a.py", hunk('+def f(x: int = 3) -> "str":  # why'))
    assert '<span class="k">def</span>' in shown
    assert '<span class="f">f</span>' in shown
    assert '<span class="n">3</span>' in shown
    assert '<span class="c"># why</span>' in shown


def test_both_sides_are_read_by_themselves():
    shown = coloured("a.py", hunk(" x = (", '-"""', "+1", " )"))
    assert shown[2] == '<span class="n">1</span>'
    assert shown[3] == ")"


@pytest.mark.parametrize(
    "lines",
    [
        [" a link of it.", '+    """', " x = 1"],
        ["+Says if it is there.", ' more."""', " x = 1"],
    ],
)
def test_a_hunk_may_begin_amid_a_docstring(lines):
    first, *_, last = coloured("a.py", hunk(*lines))
    assert first.startswith('<span class="s">')
    assert '<span class="n">1</span>' in last


def test_a_hunk_may_be_prose_alone():
    (shown,) = coloured(
        "a.py", hunk("+    Is there for all that import this class of yours.")
    )
    assert 'class="k"' not in shown


def test_a_docstring_that_begins_in_the_hunk_is_one():
    shown = coloured("a.py", hunk(" class A:", '+    """It is."""', " x = 1"))
    assert (
        shown[1]
        == '    <span class="s">&quot;&quot;&quot;It is.&quot;&quot;&quot;</span>'
    )


def signature(before, after):
    lines = signature_lines(before and U(before), after and U(after))
    return [f"{line.mark}{plain(line.text)}" for line in lines]


def test_short_signatures_are_one_line_each():
    assert signature("def f(*, a: X) -> Y", "def f(*, a: X) -> Z") == [
        "-def f(*, a: X) -> Y",
        "+def f(*, a: X) -> Z",
    ]
    assert signature(None, "class Retry(Base)") == ["+class Retry(Base)"]
    assert signature("int | None", None) == ["-int | None"]


def test_long_signatures_show_the_arguments_that_differ():
    names = [f"argument_{letter}: str | None = None" for letter in "abcdefgh"]
    before = f"def f(*, {', '.join(names)}) -> Y"
    after = f"def f(*, {', '.join([*names[:6], 'new: int', *names[6:]])}) -> Y"
    assert signature(before, after) == [
        " def f(",
        "     5 lines the same",
        "     argument_e: str | None = None,",
        "     argument_f: str | None = None,",
        "+    new: int,",
        "     argument_g: str | None = None,",
        "     argument_h: str | None = None,",
        " ) -> Y",
    ]


def stretches(*lines):
    found = [Line(mark, U(text), rule) for mark, text, rule in lines]
    change = FileChange(U("a.py"), Verb.CHANGED, tuple(found))
    (file,) = radius_view("input", Radius((change,)), "f", TABLES.folded).files
    return [
        (stretch.folded, "".join(line.mark for line in stretch.lines))
        for stretch in file.stretches
    ]


WHY = "not to read: `__all__` lists what the module defines"


def test_a_hunk_with_nothing_to_read_is_folded_whole():
    assert stretches(
        ("@", "-1 +1", ""),
        (" ", "a", ""),
        ("+", "b", "export"),
        ("@", "-9 +9", ""),
        ("-", "c", "export"),
    ) == [(f"2 lines {WHY}", "  + -")]


def test_a_few_implied_lines_stay_among_those_to_read():
    assert stretches(
        ("@", "-1 +1", ""),
        ("+", "a", ""),
        ("+", "b", "export"),
        ("+", "c", ""),
        *(("-", "d", "export"),) * 4,
        ("+", "e", ""),
    ) == [("", " +++"), (f"4 lines {WHY}", "----"), ("", "+")]


def test_files_to_read_come_first():
    lines = ((Line("+", U("x"), "export"),), (Line("+", U("x")),))
    files = tuple(
        FileChange(U(f"{number}.py"), Verb.ADDED, each)
        for number, each in enumerate(lines)
    )
    view = radius_view("input", Radius(files), "f", TABLES.folded)
    assert [(file.path, file.id, file.to_read) for file in view.files] == [
        ("1.py", "f1", 1),
        ("0.py", "f0", 0),
    ]


def test_marks_stand_around_what_differs():
    assert marked(U("a *string* <b>"), U("a *number* <b>")) == (
        "a *<mark>string</mark>* &lt;b&gt;",
        "a *<mark>number</mark>* &lt;b&gt;",
    )
    assert marked(None, U("<")) == (None, "&lt;")


def test_two_texts_that_are_not_alike_have_no_marks():
    assert marked(U("one two three"), U("quite something else, really")) == (
        "one two three",
        "quite something else, really",
    )


@given(CODE, CODE)
def test_marks_change_no_text(before, after):
    shown = marked(U(before), U(after))
    for text, found in zip((before, after), shown, strict=True):
        assert html.unescape(MARK.sub("", found)) == one_line(text)
        assert not re.search("[<>]", MARK.sub("", found))


@given(st.text(max_size=20))
def test_html_of_text_is_text(text):
    assert not re.search("[<>\"']", html_code(text))
    assert html.unescape(html_code(text)) == visible_code(text)
    assert not re.search("[<>\"']", html_line(text))
    assert html.unescape(html_line(text)) == one_line(text)


@pytest.mark.parametrize("report", [REPORT, TWO])
def test_ids_are_there_once_and_links_lead_to_them(report):
    page = as_html(report, TABLES)
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)


def test_no_document_reaches_script_style_or_an_attribute():
    page = as_html(poisoned(REPORT, "canary"), TABLES)
    style_and_script = re.findall(r"<(style|script)>(.*?)</\1>", page, re.DOTALL)
    assert len(style_and_script) == 2
    assert not any("canary" in content for _, content in style_and_script)
    assert not re.search(r"<[^<>]*canary[^<>]*>", page)


def test_what_forces_a_version_leads_to_its_entry():
    surface = (U("models.LinkSchema.disabled_at"), ": a public name is new")
    unknown = (U("Retry"), " added")
    review = dataclasses.replace(REVIEW, forced=(*REVIEW.forced, surface, unknown))
    page = as_html(dataclasses.replace(REPORT, reviews=(review,)), TABLES)
    reasons = page.partition("Why major")[2].partition("</ul>")[0]
    assert re.findall('href="#([^"]*)"', reasons) == ["api0-change0", "api0-change2"]
    assert "<li><code>Retry</code> added</li>" in reasons


def test_many_reasons_are_folded():
    lines = tuple((f"reason {number}",) for number in range(12))
    review = dataclasses.replace(REVIEW, forced=lines)
    page = as_html(dataclasses.replace(REPORT, reviews=(review,)), TABLES)
    shown, _, folded = page.partition('<details class="others">')
    assert "reason 4<" in shown
    assert "reason 5<" not in shown
    assert "7 more" in folded
    assert "reason 11<" in folded
