"""Files that do not parse, and printed text that is not exactly one string or comment."""

import ast
import io
import tokenize

import pytest
from hostile_text import for_any_text
from hypothesis import given
from hypothesis import strategies as st

from generator.render.marks import MARKING_PRINTERS, Rendered, unmarked
from generator.render.syntax import syntax_problems

BEGIN, END = "\ue000", "\ue001"


def marked(before, piece, after="\n"):
    return unmarked(f"{before}{BEGIN}{piece}{END}{after}")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "x = '\\d'\n"),
        ("a.py", "x = '\0'"),
        ("a.toml", "x"),
        ("a.py", "("),
        ("a.py", f"x = {' + '.join('x' * 9999)}\n"),
    ],
)
def test_what_does_not_parse_without_a_warning_is_a_problem(path, text):
    (problem,) = syntax_problems(path, Rendered(text))
    assert problem.startswith(f"{path}: does not parse")


def test_other_files_have_no_syntax():
    assert syntax_problems("a.md", marked("(", "x")) == ()


@for_any_text
def test_whatever_is_printed_is_a_string_or_a_comment_of_python(text):
    printers = MARKING_PRINTERS
    rendered = unmarked(
        f"{printers.comment(text)}\nclass A:\n    {printers.docstring(text, 4)}\n\n"
        f"    b: C[{printers.string_literal(text)}] = {printers.string_literal(text)}\n"
    )
    assert len(rendered.printed) == 4
    assert syntax_problems("a.py", rendered) == ()


@for_any_text
def test_whatever_is_printed_is_a_string_of_toml(text):
    literal = MARKING_PRINTERS.toml_string(text)
    rendered = unmarked(f"[a]\nb = [{literal}, {literal}] # '\nc = {literal}\n")
    assert syntax_problems("a.toml", rendered) == ()


@pytest.mark.parametrize(
    ("before", "piece", "after"),
    [
        ("a = ", '"y" + evil()', ""),
        ("a = ", '"y" "z"', ""),
        ("a = ", "1", ""),
        ("a = ", "None", ""),
        ("a = ", 'f"{evil}"', ""),
        ("a = f", '"{evil}"', ""),
        ("a = b", '"x"', ""),
        ("a = (", '"y"); evil(', ")"),
        ("a = (", '"y" # "', "\n)"),
        ("a = ", '"y"\nevil()', ""),
        ("a = ", '"""y"""; """z"""', ""),
        ("", "# y\nevil()", ""),
        ("", "# y\revil()", ""),
        ('"""', '"""; evil(); """', '"""'),
        ('"""', '# """; evil(); """', '"""'),
        ('a = "', "# y", '"'),
        ('a = "', 'x"', ""),
        ('a = "', 'x" "', '"'),
        ("a = '", '"y"', "'"),
        ('a = "" + "', '" + evil() + "', '"'),
        ("# ", '"y"', ""),
        ('a = "\\\\" + "', '" + "', '"'),
    ],
)
def test_text_that_is_not_one_string_or_comment_of_python_is_a_problem(
    before, piece, after
):
    rendered = marked(f"x = 1\n{before}", piece, f"{after}\n")
    ast.parse(rendered.text)
    assert syntax_problems("a.py", rendered) == (
        "a.py: line 2: text of the documents became code",
    )


@pytest.mark.parametrize(
    ("before", "piece", "after"),
    [
        ("a = ", '"y"\nb = 2', ""),
        ("a = ", "1", ""),
        ("", "a", " = 1"),
        ("a = [", '"y", "z"', "]"),
        ("a = '\\'\nb = '", '"y"', "'"),
        ('a = """\n', '"""\nb = """', '"""'),
    ],
)
def test_text_that_is_not_one_string_of_toml_is_a_problem(before, piece, after):
    rendered = marked(before, piece, f"{after}\n")
    (problem,) = syntax_problems("a.toml", rendered)
    assert problem.endswith("text of the documents became code")


SIGNS = ("'", '"', "'" * 3, '"' * 3, "\\", "#", "\n", "a", " ", "+", "(", ")", "r", "[")
TEXT = st.lists(st.sampled_from(SIGNS), max_size=20).map("".join)


@given(TEXT, TEXT, TEXT)
def test_what_passes_is_one_token_for_python_too(before, piece, after):
    rendered = marked(before, piece, f"{after}\n")
    try:
        ast.parse(rendered.text)
    except SyntaxError:
        return
    if syntax_problems("a.py", rendered) == ():
        (place,) = rendered.printed
        assert place in tokens(rendered.text)


def tokens(text):
    """Where the strings and comments of a text begin and end, by Python's own tokenizer."""
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    return {
        (starts[t.start[0] - 1] + t.start[1], starts[t.end[0] - 1] + t.end[1])
        for t in tokenize.generate_tokens(io.StringIO(text).readline)
        if t.type in (tokenize.STRING, tokenize.COMMENT)
    }
