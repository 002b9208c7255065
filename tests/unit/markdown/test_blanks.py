"""Blanks at the ends of lines: prose has those that mean something, and no others."""

import pytest

from generator.diagnostics import Diagnostics
from generator.markdown.reader import read_page
from generator.source import SourceFile


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("one \ntwo\t\n", "one\ntwo"),
        ("one   \ntwo  \n", "one  \ntwo"),
        ("one\\ \ntwo\\ \n", "one\\ \ntwo\\"),
        ("* one \n  two  \n* three  \n", "* one\n  two\n* three"),
        ("* one  \n  two\n", "* one  \n  two"),
        ("> ```\n> code  \n> ```\n", "> ```\n> code  \n> ```"),
        ("    code  \n    code\n", "    code  \n    code"),
        ("<pre>\none  \n</pre>  \n", "<pre>\none  \n</pre>"),
        ("<pre>\none \n \n\n", "<pre>\none"),
    ],
)
def test_prose_has_only_blanks_that_mean_something(text, prose):
    page = read_page(SourceFile("docs/page.md", text), Diagnostics())
    ((block,),) = [section.blocks for section in page.sections]
    assert block.text.reveal() == prose
