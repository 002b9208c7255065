"""The printers: the only way of document text into output. One for each context.

`PRINTERS` print what the documents say. Those of a build also mark what they print
(`generator.render.marks`), so that `generator.render.twin` can see what came from documents.
"""

from __future__ import annotations

from typing import Final

from generator.render import (
    docstring_parts,
    docstrings,
    literals,
    markdown_text,
    names,
)


class Printers:
    """Document text in, finished text out. Total, except for the two guards of names."""

    string_literal = staticmethod(literals.string_literal)
    toml_string = staticmethod(literals.toml_string)
    comment = staticmethod(literals.comment)
    docstring = staticmethod(docstrings.docstring)
    docstring_parts = staticmethod(docstring_parts.docstring_parts)
    markdown_prose = staticmethod(markdown_text.markdown_prose)
    markdown_cell = staticmethod(markdown_text.markdown_cell)
    markdown_code = staticmethod(markdown_text.markdown_code)
    markdown_code_cell = staticmethod(markdown_text.markdown_code_cell)
    identifier = staticmethod(names.identifier)
    file_name = staticmethod(names.file_name)


PRINTERS: Final = Printers()
