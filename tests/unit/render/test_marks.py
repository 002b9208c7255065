"""The marks around printed text, and the twin that they give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.docstrings import Entry, Section
from generator.render.marks import MARKING_PRINTERS, BrokenMarkError, real_and_twin
from generator.render.printers import PRINTERS
from generator.untrusted import Untrusted
from tests.twin_printers import TWIN_PRINTERS

KINDS = ("string_literal", "toml_string", "comment", "docstring")
MARKS = "\ue000\ue001\ue002\ue00f"
HOSTILE = st.text(alphabet=st.one_of(st.sampled_from(MARKS), st.characters()))


def printed(printers, kind, text):
    printer = getattr(printers, kind)
    return printer(text, 4) if kind == "docstring" else printer(text)


@pytest.mark.parametrize("kind", KINDS)
@given(text=HOSTILE)
def test_marks_give_the_printed_text_and_the_harmless_one(kind, text):
    given_text = Untrusted(text)
    marked = f"a = {printed(MARKING_PRINTERS, kind, given_text)}!"
    real, twin = real_and_twin(marked)
    assert real == f"a = {printed(PRINTERS, kind, given_text)}!"
    assert twin == f"a = {printed(TWIN_PRINTERS, kind, given_text)}!"


def test_text_without_marks_is_its_own_twin():
    assert real_and_twin("x = 1\n") == ("x = 1\n", "x = 1\n")


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_that_was_cut_is_an_error(kind):
    whole = printed(MARKING_PRINTERS, kind, "some text")
    for start, stop in ((1, None), (0, -1), (1, -1)):
        cut = whole[start:stop]
        if cut.strip(MARKS) == cut:
            continue
        with pytest.raises(BrokenMarkError, match="line 2: a printed text was cut"):
            real_and_twin(f"x\n{cut}")


def test_finished_text_loses_its_marks_inside_of_other_text():
    literal = MARKING_PRINTERS.string_literal("a")
    nested = MARKING_PRINTERS.string_literal(f"Literal[{literal}]")
    assert real_and_twin(nested) == (
        PRINTERS.string_literal('Literal["a"]'),
        TWIN_PRINTERS.string_literal(""),
    )
    sections = (Section("Returns", (Entry(f"Literal[{literal}]", "What."),)),)
    doc = MARKING_PRINTERS.docstring("Do.", 4, sections)
    plain = (Section("Returns", (Entry('Literal["a"]', "What."),)),)
    assert real_and_twin(doc)[0] == PRINTERS.docstring("Do.", 4, plain)
