"""The parts of a docstring, for templates that lay one out in another style.

Each line is filled, and printed so that it ends no docstring, wherever in it the line stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.records import record
from generator.render.docstrings import (
    Section,
    docstring_lines,
    entry_lines,
    escaped,
    room,
)
from generator.untrusted import Untrusted


@record
class DocEntry:
    """One entry of a section: an argument, what is returned, an exception."""

    term: str
    """A name, or a type."""
    lines: tuple[str, ...]
    """What is said of it, for lines that begin four columns further in than the docstring."""
    led: tuple[str, ...]
    """The same behind `term: `, as Google's style has it: the first line for four columns further
    in, the others for eight."""


@record
class DocSection:
    """One section of a docstring."""

    title: str
    """`Args`, `Returns` or `Raises`."""
    entries: tuple[DocEntry, ...]
    """What it lists."""


@record
class DocParts:
    """A docstring in parts. A line is empty, or has neither indentation nor line end."""

    summary: tuple[str, ...]
    """The lines of its first paragraph."""
    body: tuple[str, ...]
    """The lines of the other paragraphs, with an empty line between two; often none."""
    sections: tuple[DocSection, ...]
    """What stands below all paragraphs."""


def docstring_line(line: str) -> str:
    """Return one line of the inside of a docstring, for any place of it.

    The quotes that it begins or ends with are escaped: beside others, they would end the docstring.
    """
    inner = line.lstrip('"')
    before, inner = len(line) - len(inner), inner.rstrip('"')
    after = len(line) - before - len(inner)
    return '\\"' * before + escaped(inner) + '\\"' * after


def docstring_parts(
    text: Untrusted | str,
    indent: int,
    sections: Sequence[Section],
    printed: Callable[[str], str] = docstring_line,
) -> DocParts:
    """Return the parts of a docstring for a place `indent` columns in; `printed` prints a line."""
    width = room(indent)

    def all_printed(lines: Sequence[str]) -> tuple[str, ...]:
        return tuple(printed(line) if line else "" for line in lines)

    lines = docstring_lines(text, width)
    end = lines.index("") if "" in lines else len(lines)
    return DocParts(
        all_printed(lines[:end]),
        all_printed(lines[end + 1 :]),
        tuple(
            DocSection(
                section.title,
                tuple(
                    DocEntry(
                        printed(entry.term),
                        all_printed(entry_lines(entry, width)),
                        all_printed(entry_lines(entry, width, led=True)),
                    )
                    for entry in section.entries
                ),
            )
            for section in sections
        ),
    )
