"""The marks around printed text, and the places that they give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.docstrings import Entry, Section
from generator.render.marks import (
    MARKING_PRINTERS,
    BrokenMarkError,
    Rendered,
    unmarked,
)
from generator.render.printers import PRINTERS
from generator.untrusted import Untrusted

KINDS = ("string_literal", "toml_string", "comment", "docstring")
MARKS = "\ue000\ue001"
HOSTILE = st.text(alphabet=st.one_of(st.sampled_from(MARKS), st.characters()))


def printed(printers, kind, text):
    printer = getattr(printers, kind)
    return printer(text, 4) if kind == "docstring" else printer(text)


@pytest.mark.parametrize("kind", KINDS)
@given(text=HOSTILE)
def test_marks_give_the_printed_text_and_its_place(kind, text):
    given_text = Untrusted(text)
    real = printed(PRINTERS, kind, given_text)
    marked = printed(MARKING_PRINTERS, kind, given_text)
    found = unmarked(f"a = {marked}!\n{marked}")
    assert found.text == f"a = {real}!\n{real}"
    assert [found.text[start:stop] for start, stop in found.printed] == [real, real]


def test_text_without_marks_is_as_it_is():
    assert unmarked("x = 1\n") == Rendered("x = 1\n", ())


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_that_was_cut_is_an_error(kind):
    whole = printed(MARKING_PRINTERS, kind, "some text")
    for start, stop in ((1, None), (0, -1), (1, -1)):
        cut = whole[start:stop]
        if cut.strip(MARKS) == cut:
            continue
        with pytest.raises(BrokenMarkError, match="line 2: a printed text was cut"):
            unmarked(f"x{whole}\n{cut}{whole}")


def test_finished_text_loses_its_marks_inside_of_other_text():
    literal = MARKING_PRINTERS.string_literal("a")
    nested = MARKING_PRINTERS.string_literal(f"Literal[{literal}]")
    assert unmarked(nested).text == PRINTERS.string_literal('Literal["a"]')
    sections = (Section("Returns", (Entry(f"Literal[{literal}]", "What."),)),)
    doc = MARKING_PRINTERS.docstring("Do.", 4, sections)
    plain = (Section("Returns", (Entry('Literal["a"]', "What."),)),)
    assert unmarked(doc).text == PRINTERS.docstring("Do.", 4, plain)
