"""The printers: the only way of document text into output. One for each context.

`PRINTERS` print what the documents say. `TWIN_PRINTERS` print a fixed harmless text of the same
kind instead. A view that is built with the ones or the others renders to two files that may differ
only in what strings hold; `generator.render.twin` compares them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from generator.render import docstrings, literals, markdown_text, names


class Printers:
    """Document text in, finished text out. Total, except for the two guards of names."""

    string_literal = staticmethod(literals.string_literal)
    toml_string = staticmethod(literals.toml_string)
    comment = staticmethod(literals.comment)
    docstring = staticmethod(docstrings.docstring)
    markdown_prose = staticmethod(markdown_text.markdown_prose)
    markdown_cell = staticmethod(markdown_text.markdown_cell)
    markdown_code = staticmethod(markdown_text.markdown_code)
    markdown_code_cell = staticmethod(markdown_text.markdown_code_cell)
    identifier = staticmethod(names.identifier)
    file_name = staticmethod(names.file_name)


def _always(constant: str) -> Callable[..., str]:
    return lambda *_text, **_layout: constant


class _TwinPrinters(Printers):
    """Print the same harmless text whatever is given. Names are printed as they are."""

    string_literal = staticmethod(_always('"x"'))
    toml_string = staticmethod(_always('"x"'))
    comment = staticmethod(_always("# x"))
    docstring = staticmethod(_always('"""x."""'))
    markdown_prose = staticmethod(_always("x"))
    markdown_cell = staticmethod(_always("x"))
    markdown_code = staticmethod(_always("`x`"))
    markdown_code_cell = staticmethod(_always("`x`"))


PRINTERS: Final = Printers()
TWIN_PRINTERS: Final[Printers] = _TwinPrinters()
