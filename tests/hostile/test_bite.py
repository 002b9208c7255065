"""The matrix bites: where a printer lets text through as it is, cells of its fail.

Whether each printer and guard is missed by some test is asked in `tests/mutation`; here it is asked
whether the matrix alone would see each kind of output go wrong.
"""

import pytest

from generator import baseline, diagnostics, lint
from generator.emit import diff
from generator.render import docstrings, html_text, literals, visible
from generator.render.printers import Printers
from generator.review.formats import markdown, terminal
from generator.start import lines
from tests.hostile.matrix import faults


def raw(text, *_layout):
    return visible.raw(text)


def quoted(text):
    return f'"{raw(text)}"'


def in_docstring(text, *_layout):
    return f'"""{raw(text)}"""'


def unescaped(text):
    return text


TABLE = [
    (literals, "string_literal", quoted, "enum value", "double quote"),
    (docstrings, "docstring", in_docstring, "model description", "three double quotes"),
    (Printers, "markdown_prose", staticmethod(raw), "operation description", "script"),
    (Printers, "markdown_cell", staticmethod(raw), "description", "pipes"),
    (Printers, "markdown_code", staticmethod(raw), "enum value", "script"),
    (lines, "toml_string", quoted, "resource heading", "quotes"),
    (html_text, "escape", unescaped, "description", "script"),
    (diff, "_escape", unescaped, "resource title", "backspaces"),
    (diagnostics, "_visible_character", unescaped, "error status", "CSI"),
    (terminal, "visible", unescaped, "description", "CSI"),
    (markdown, "markdown_code", raw, "description", "script"),
    (lint, "_data", unescaped, "rule of baseline", "workflow command"),
    (baseline, "toml_string", quoted, "example label", "double quote"),
]


@pytest.mark.parametrize(
    ("where", "printer", "weak", "place", "payload"),
    TABLE,
    ids=[f"{each[0].__name__.rpartition('.')[2]}.{each[1]}" for each in TABLE],
)
def test_a_cell_fails_where_text_gets_through(
    monkeypatch, where, printer, weak, place, payload
):
    assert faults(payload, (place,)) == []
    monkeypatch.setattr(where, printer, weak)
    assert faults(payload, (place,)) != []
