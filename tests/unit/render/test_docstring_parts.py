"""Lines for the inside of a docstring: none of them ends it, wherever it stands."""

import ast
import warnings

import pytest
from hostile_text import for_any_text

from generator.render.docstring_parts import docstring_line
from generator.render.docstrings import Entry, Section, docstring_lines
from generator.render.marks import MARKING_PRINTERS, unmarked
from generator.render.printers import PRINTERS
from generator.render.syntax import syntax_problems
from generator.untrusted import Untrusted

BEGIN, END = "\ue002", "\ue003"
SECTIONS = (
    Section(
        "Args", (Entry("name", Untrusted("What it is called, " * 9)), Entry("x", "X."))
    ),
    Section("Returns", (Entry("str", Untrusted('One.\n\n- Two """')),)),
)


def evaluated(code):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return ast.literal_eval(code)


@pytest.mark.parametrize(("before", "after"), [("", ""), ("\n", "\n"), ("x ", " x")])
@for_any_text
def test_a_line_is_inside_wherever_it_stands(before, after, text):
    for line in docstring_lines(Untrusted(text), 60):
        printed = docstring_line(line)
        assert evaluated(f'"""{before}{printed}{after}"""') == before + line + after


@for_any_text
def test_lines_stay_inside_when_they_stand_next_to_each_other(text):
    lines = [line for line in docstring_lines(Untrusted(text), 60) if line]
    code = '"""' + "".join(map(docstring_line, lines)) + '"""'
    assert evaluated(code) == "".join(lines)


@for_any_text
def test_parts_are_printed_as_they_are_with_marks(text):
    plain = PRINTERS.docstring_parts(Untrusted(text), 8, ())
    marked = MARKING_PRINTERS.docstring_parts(Untrusted(text), 8, ())
    assert [unmarked(line).text for line in (*marked.summary, *marked.body)] == [
        *plain.summary,
        *plain.body,
    ]


def test_the_first_paragraph_is_the_summary():
    text = Untrusted("Do this.\nAnd that.\n\nMore.\n\n- One\n- Two")
    parts = PRINTERS.docstring_parts(text, 8, SECTIONS)
    assert parts.summary == ("Do this. And that.",)
    assert parts.body == ("More.", "", "- One", "- Two")
    assert [section.title for section in parts.sections] == ["Args", "Returns"]


def test_entries_are_filled_for_their_place():
    parts = PRINTERS.docstring_parts("Do.", 8, SECTIONS)
    name, short = parts.sections[0].entries
    assert (name.term, short.term) == ("name", "x")
    assert short.lines == ("X.",)
    assert short.led == ("x: X.",)
    assert len(name.lines) == 3
    assert max(map(len, name.lines)) + 8 + 4 <= 88
    assert name.led[0].startswith("name: What")
    assert max(map(len, name.led)) + 8 + 8 <= 88
    (answer,) = parts.sections[1].entries
    assert answer.lines == ("One.", "", '- Two \\"\\"\\"')


def problems(code):
    return syntax_problems("a.py", unmarked(code))


@pytest.mark.parametrize(
    "code",
    [
        f'"""{BEGIN}a{END}"""\n',
        f'"""{BEGIN}a{END}\n\n  {BEGIN}b{END}: {BEGIN}c{END}\n"""\n',
        f'def f():\n    """{BEGIN}a{END}"""\n    return """{BEGIN}b{END}"""\n',
    ],
)
def test_lines_inside_of_a_docstring_are_no_problem(code):
    assert problems(code) == ()


@pytest.mark.parametrize(
    "code",
    [
        f"x = 1\n{BEGIN}a{END}\n",
        f"x = 1\n# {BEGIN}a{END}\n",
        f'x = 1\n"{BEGIN}a{END}"\n',
        f"x = 1\n'''{BEGIN}a{END}'''\n",
        f'x = 1\nf"""{BEGIN}a{END}"""\n',
        f'x = 1\nr"""{BEGIN}a{END}"""\n',
        f'x = 1\n{BEGIN}"""a"""{END}\n',
        f'x = 1\n{BEGIN}"""a{END}"""\n',
        f'x = 1\n"""{BEGIN}a"""{END}\n',
        f'x = 1\n"""{BEGIN}a"""\n"""b{END}"""\n',
        f'x = 1\n"""a""", {BEGIN}b{END}, """c"""\n',
    ],
)
def test_a_line_anywhere_else_is_a_problem(code):
    assert problems(code) == ("a.py: line 2: text of the documents became code",)


def test_lines_for_docstrings_stay_out_of_files_of_unknown_syntax():
    (problem,) = syntax_problems("a.sh", unmarked(f'echo """{BEGIN}a{END}"""'))
    assert (
        problem
        == "a.sh: text of the documents goes into files that end in .py, .toml, .md, .txt"
    )
