"""Text of the docs for templates of other people: one attribute for each place it may go to."""

from __future__ import annotations

from typing import Final, NoReturn

from generator.records import record
from generator.render.printers import Printers
from generator.render.visible import prose_lines
from generator.untrusted import Untrusted

_UNPRINTED: Final = "text of the docs is printed by its `literal`, `cell` and so on"


@record
class Text:
    """Some text of the docs. It is printed through the attribute for the place where it stands.

    What stands in another place, such as Markdown in a Python file outside of any string, stops
    the build: each text that is printed into Python or TOML has to be one string or one comment.
    """

    source: Untrusted
    """The text as it was read, which no template can print."""
    printers: Printers

    @property
    def literal(self) -> str:
        """A string literal of Python, quotes included."""
        return self.printers.string_literal(self.source)

    @property
    def comment(self) -> str:
        """A comment of Python or TOML in one line, `# ` included."""
        return self.printers.comment(self.source)

    @property
    def toml(self) -> str:
        """A string of TOML, quotes included."""
        return self.printers.toml_string(self.source)

    @property
    def markdown(self) -> str:
        """Markdown: paragraphs, lists and code, for a place where a block begins."""
        return self.printers.markdown_prose(self.source)

    @property
    def cell(self) -> str:
        """Markdown in one line, for a cell of a table or an item of a list."""
        return self.printers.markdown_cell(self.source)

    @property
    def code(self) -> str:
        """Markdown: the text as code in backquotes."""
        return self.printers.markdown_code(self.source)

    @property
    def first(self) -> Text:
        """Its first paragraph, in one line."""
        lines = prose_lines(self.source)
        end = lines.index("") if "" in lines else len(lines)
        line = " ".join(" ".join(lines[:end]).split())
        return Text(Untrusted(line), self.printers)

    def __str__(self) -> NoReturn:
        raise TypeError(_UNPRINTED)

    def __format__(self, spec: str) -> NoReturn:
        raise TypeError(_UNPRINTED)

    def docstring(self, indent: int) -> str:
        """Return a docstring, quotes included, whose statement begins `indent` columns in."""
        return self.printers.docstring(self.source, indent)


def text(source: Untrusted | str | None, printers: Printers) -> Text | None:
    """Return a text for templates; `None` for none."""
    if not source:
        return None
    return Text(
        source if isinstance(source, Untrusted) else Untrusted(source), printers
    )
