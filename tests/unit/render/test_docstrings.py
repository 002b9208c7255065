import ast
import inspect
import re
import textwrap

import pytest
from hostile_text import for_any_text, texts
from hypothesis import given
from hypothesis import strategies as st

from generator.render.docstrings import (
    WIDTH,
    Entry,
    Section,
    docstring,
    docstring_lines,
)
from generator.render.format import black_format
from generator.render.inline import inline_tokens
from generator.render.syntax import parse_python
from generator.render.visible import prose_lines
from generator.untrusted import Untrusted

sections = st.lists(
    st.builds(
        Section,
        st.sampled_from(["Args", "Returns", "Raises"]),
        st.lists(
            st.builds(Entry, st.just("click_id"), texts), min_size=1, max_size=2
        ).map(tuple),
    ),
    max_size=2,
)
shapes = st.tuples(texts, st.sampled_from([4, 8]), sections)


def in_a_class(text, indent, parts=()):
    """Return a module with the docstring `indent` columns in."""
    head = "".join(f"{' ' * n}class A:\n" for n in range(0, indent, 4))
    return f"{head}{' ' * indent}{docstring(text, indent, parts)}\n"


def found(source):
    node = parse_python("x.py", source).body[0]
    while isinstance(node.body[0], ast.ClassDef):
        node = node.body[0]
    assert len(node.body) == 1
    return inspect.cleandoc(ast.get_docstring(node, clean=False))


@given(shapes)
def test_a_docstring_holds_the_normal_form_of_its_text(shape):
    text, indent, parts = shape
    wanted = docstring_lines(Untrusted(text), WIDTH - indent, parts)
    assert found(in_a_class(text, indent, parts)) == "\n".join(wanted)


@for_any_text
def test_a_docstring_of_hostile_text_is_one_string(text):
    assert found(in_a_class(text, 4)) == "\n".join(docstring_lines(text, WIDTH - 4))


@given(shapes)
def test_black_leaves_a_docstring_alone(shape):
    source = in_a_class(*shape)
    assert black_format(source) == source


@given(
    texts.filter(
        lambda text: not re.search(r"[\[\]>#`~\-*+]|^ *\d+[.)]", text, re.MULTILINE)
    )
)
def test_plain_prose_loses_no_word(text):
    words = " ".join(prose_lines(text)).split()
    assert " ".join(docstring_lines(text, 80)).split() == words


@for_any_text
def test_prose_is_filled_to_the_width_wherever_it_can_be_broken(text):
    for line in docstring_lines(text, 80):
        breakable = " " in line.strip().lstrip("-*+>0123456789.) ")
        code = line.lstrip().startswith(("|", "#")) or "`" in text or "~~~" in text
        assert len(line) <= 80 or code or not breakable


def laid_out(text, parts=()):
    return textwrap.dedent(" " * 4 + docstring(Untrusted(text), 4, parts))


def test_a_short_text_stays_on_one_line():
    assert laid_out("Says it all.") == '"""Says it all."""'


def test_a_text_that_leaves_no_room_for_the_closing_quotes_is_broken():
    text = "word " * 15 + "12345"
    assert laid_out(text) == f'"""{"word " * 14}word\n12345\n"""'
    assert laid_out("x" * 80) == f'"""\n{"x" * 80}\n"""'


def test_the_text_of_a_link_stays_and_its_target_goes():
    text = "See [the `x` guide](https://a.example/b) and `[code](is kept)`."
    assert laid_out(text) == '"""See the `x` guide and `[code](is kept)`."""'


def test_paragraphs_lists_and_code_keep_their_shape():
    text = "Says\r\nit.\n\n- one\n  more\n- two\n\n"
    text += "```ts x\nlet   x = 1;\n\n  y\n```\n> quote\n> more"
    assert laid_out(text).split("\n") == [
        '"""Says it.',
        "",
        "- one more",
        "- two",
        "",
        "```ts",
        "let   x = 1;",
        "",
        "  y",
        "```",
        "> quote",
        "> more",
        '"""',
    ]


def test_a_long_list_item_hangs_and_begins_on_its_own_line():
    lines = laid_out("- " + "word " * 30).split("\n")
    assert lines[0] == '"""'
    assert [line[:6] for line in lines[1:-1]] == ["- word", "  word"]


def test_sections_follow_with_a_hanging_indent():
    args = Section(
        "Args", (Entry("name", Untrusted("word " * 20)), Entry("x", Untrusted("")))
    )
    lines = laid_out(
        "Does.", (args, Section("Raises", (Entry("Bad", "a\n\nb"),)))
    ).split("\n")
    assert lines[:4] == ['"""Does.', "", "Args:", "    name: " + ("word " * 14).strip()]
    assert lines[4:7] == ["        " + ("word " * 6).strip(), "    x", ""]
    assert lines[7:] == ["Raises:", "    Bad: a", "", "        b", '"""']


@pytest.mark.parametrize("text", ['"a" b', '"', "a\\", '"""', "  | a |\nb", "a\n  | b"])
def test_what_black_would_move_stands_on_lines_of_its_own(text):
    source = in_a_class(text, 4)
    assert black_format(source) == source
    assert found(source) == "\n".join(docstring_lines(text, WIDTH - 4))


@pytest.mark.parametrize("text", ["", "\n", "\ufe0f"])
def test_nothing_to_say_is_an_empty_docstring(text):
    assert docstring(text, 4) == '""""""'


@for_any_text
def test_the_tokens_of_a_line_make_up_the_line(text):
    assert "".join(token.raw for token in inline_tokens(text)) == text
