"""Printers of a benign build: what the marks of a build must give, made in another way."""

from collections.abc import Callable
from typing import Final

from generator.render.printers import Printers


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


TWIN_PRINTERS: Final[Printers] = _TwinPrinters()
