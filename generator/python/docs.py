"""A docstring with sections, whole or in parts."""

from __future__ import annotations

from generator.records import record
from generator.render.docstring_parts import DocParts
from generator.render.docstrings import Section
from generator.render.printers import Printers
from generator.untrusted import Untrusted


@record
class Docs:
    """What a method or a function is documented with. It is printed when a template asks for it."""

    source: Untrusted
    """The text as it was read, which no template can print."""
    indent: int
    """How many columns the docstring stands in."""
    listed: tuple[Section, ...]
    printers: Printers

    @property
    def whole(self) -> str:
        """The docstring in Google's style, quotes included."""
        return self.printers.docstring(self.source, self.indent, self.listed)

    @property
    def parts(self) -> DocParts:
        """The same in parts, each a line for the inside of a docstring in three double quotes."""
        return self.printers.docstring_parts(self.source, self.indent, self.listed)
