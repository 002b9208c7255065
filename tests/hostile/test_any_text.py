"""Text that nobody chose, and what is left of text: all of it, where it is read back."""

import ast
import inspect

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.hostile.matrix import TEXTS, matrix
from tests.hostile.payloads import PAYLOADS
from tests.hostile.places import texts

HALF = "\ud800"
READABLE = [text for text in PAYLOADS.values() if {*text}.isdisjoint({HALF, "\0"})]
PIECES = st.one_of(st.sampled_from(READABLE), st.text(st.characters(codec="utf-8")))
ANY_TEXT = st.lists(PIECES, min_size=1, max_size=4).map("".join)


@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])
@given(ANY_TEXT)
def test_whatever_documents_say_stays_text(text):
    assert matrix().tried(dict.fromkeys(TEXTS, text)).problems == []


def module(title, payloads):
    """The syntax tree of a model's module."""
    made = matrix().made(texts(payloads))
    assert not made.refused
    path = f"src/zqpythonpackage/models/components/{title}.py"
    return ast.parse(made.files[path].content)


def test_a_docstring_reads_back_as_the_description():
    text = "say `a\\nb` and {{ b }} and \\N{BULLET} and \"quotes\" and '''more'''"
    tree = module("thing", {"model description": text})
    node = next(n for n in tree.body if isinstance(n, ast.ClassDef))
    assert inspect.cleandoc(ast.get_docstring(node)).replace("\n", " ") == f"x {text}"


def test_an_enum_value_reads_back_as_it_is():
    text = " ".join(READABLE)
    tree = module("kind", {"enum value": text})
    constants = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    assert f"x{text}" in constants
