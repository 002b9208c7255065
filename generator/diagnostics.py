"""Diagnostics: what is wrong, where, and what to do about it.

A diagnostic has a stable code. `CODES` lists every code with the one sentence that says what it
means; using an unlisted code is a programming error. Messages are finished text: document text in
them has gone through `generator.diagnostics.quote`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from generator.records import record
from generator.source import SourceFile, Span
from generator.untrusted import Untrusted

_QUOTED: Final = 80
_INVISIBLE: Final = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


class Severity(Enum):
    """How bad it is. Any error keeps everything from being written."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@record
class Diagnostic:
    """One finding."""

    code: str
    """Stable code: a key of `CODES`."""
    severity: Severity
    span: Span
    message: str
    """What is wrong. One line."""
    hint: str = ""
    """What to do about it. One line, or empty."""
    lines: tuple[str, ...] = ()
    """Printed below the hint as they are: text to copy, document text in it made visible."""


class Diagnostics:
    """Collects findings while stages run."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}

    def add(self, diagnostic: Diagnostic) -> None:
        """Add a finding; the same finding twice counts once."""
        if diagnostic.code not in CODES:
            raise KeyError(f"diagnostic code {diagnostic.code} is not listed in CODES")
        self._found[diagnostic] = None

    def error(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Add an error."""
        self.add(Diagnostic(code, Severity.ERROR, span, message, hint))

    def warning(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Add a warning."""
        self.add(Diagnostic(code, Severity.WARNING, span, message, hint))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add several findings."""
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All findings by place, then code and message."""
        return tuple(sorted(self._found, key=_place))

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(d.severity is Severity.ERROR for d in self._found)


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    span = diagnostic.span
    return (span.file, span.line, span.column, diagnostic.code, diagnostic.message)


def visible(text: str) -> str:
    """Return `text` with control, format and surrogate characters as escapes.

    Tabs become a space, so that columns stay. Safe for a terminal: no escape sequence survives.
    """
    return "".join(_visible_character(c) for c in text)


def _visible_character(character: str) -> str:
    if character == "\t":
        return " "
    if unicodedata.category(character) in _INVISIBLE:
        return character.encode("unicode_escape", "surrogatepass").decode("ascii")
    return character


def quote(text: Untrusted | str) -> str:
    """Return document text for a message: visible characters only, not too long.

    It stands in backquotes, or in double quotes if it holds backquotes itself.
    """
    raw = text.reveal() if isinstance(text, Untrusted) else text
    shown = visible(raw if len(raw) <= _QUOTED else raw[:_QUOTED] + "...")
    return f'"{shown}"' if "`" in shown else f"`{shown}`"


def place_of(span: Span, root: str = "") -> str:
    """Return `file:line:column` for a message; `root` is the folder that comes before."""
    path = f"{root}/{span.file}" if root else span.file
    return f"{visible(path)}:{span.line}:{span.column}"


def render(diagnostic: Diagnostic, root: str, sources: Mapping[str, SourceFile]) -> str:
    """Return the finding as a compiler prints it: place, message, source line, caret, help.

    `root` is the folder of the API as the user named it; it comes before the path of the file.
    """
    span = diagnostic.span
    head = f"{place_of(span, root)}: "
    lines = [
        f"{head}{diagnostic.severity.value}[{diagnostic.code}]: {diagnostic.message}"
    ]
    lines += _excerpt(span, sources.get(span.file))
    if diagnostic.hint:
        lines.append(f"  help: {diagnostic.hint}")
    return "\n".join((*lines, *diagnostic.lines))


_WIDTH: Final = 100
_BEFORE: Final = 30


def _excerpt(span: Span, source: SourceFile | None) -> list[str]:
    """Return the source line around the span and carets under it; cut long lines."""
    if source is None or span.line > len(source.lines):
        return []
    line = source.lines[span.line - 1]
    start = 0 if len(line) <= _WIDTH else max(0, span.column - 1 - _BEFORE)
    shown = line[start : start + _WIDTH]
    before = visible(line[start : span.column - 1])
    marked = visible(line[span.column - 1 : min(span.end - 1, start + _WIDTH)])
    gutter = f"  {span.line} | "
    lead = "..." if start else ""
    carets = "^" * max(1, len(marked))
    return [
        gutter + lead + visible(shown) + ("..." if start + _WIDTH < len(line) else ""),
        " " * (len(gutter) + len(lead) + len(before)) + carets,
    ]


CODES: Final[Mapping[str, str]] = {
    # Reading a page
    "D001": "The file is not UTF-8, or holds NUL.",
    "D002": "A table row has another number of cells than its header.",
    "D003": "A table was expected but its header or rule line is broken.",
    "D004": "A code fence or a comment is never closed.",
    "D005": "A page has no title, or more than one kind of page in it.",
    "D006": "A section that the dialect does not know.",
    "D007": "A table header that the dialect does not know.",
    "D008": "A page that not every system reads: a link, no file, or a name that fails.",
    "D009": "A file, a line or a cell that is too large.",
    # Cells
    "D010": "A type outside the grammar (dialect, section 2).",
    "D011": "A Required cell that is neither a check mark nor a minus sign.",
    "D012": "A link to a page that does not exist.",
    "D013": "A name that is not in backquotes, or not of letters and digits.",
    "D014": "A type names a model that no page describes.",
    "D015": "A link that leaves the docs folder.",
    "D016": "A literal outside the grammar of example values.",
    "D017": "An enum value that cannot be read.",
    "D018": "A link whose text names another model than the page it leads to.",
    # Models
    "D020": "Two pages describe the same model.",
    "D021": "Two fields of one model have the same name.",
    "D022": "An enum repeats a value.",
    "D023": "Two fields or parameters have the same name on the wire.",
    "D024": "A field that is stated to tell the members of a union apart, and does not.",
    "D025": "Texts show names in another form than the one that travels.",
    # Examples
    "D026": "An example passes what its operation does not take, or lacks what it needs.",
    # Operations
    "D030": "An operation of the list has no section, or the other way round.",
    "D031": "Operations without method and path.",
    "D032": "A usage comment that cannot be read.",
    "D033": "A variable of the path that no parameter fills.",
    "D034": "A response line that cannot be read.",
    "D035": "A status code that cannot be read.",
    "D036": "An operation lacks a section, or has it twice.",
    "D037": "A form of operation that the generator does not write.",
    "D038": "A resource or an operation that README does not list, or the other way round.",
    "D039": "Two operations send the same request.",
    # README
    "D040": "README lacks a fact that the SDK needs.",
    "D041": "A security scheme that the dialect does not know.",
    # What is written otherwise
    "D042": "An operation that is written in a simpler form than the docs show.",
    # Overlay
    "D050": "sdk.toml is not valid TOML.",
    "D051": "An entry of sdk.toml has a wrong name or a wrong value.",
    "D052": "An entry of sdk.toml matches nothing.",
    "D053": "An entry of sdk.toml states what holds without it.",
    # The account
    "D060": "A table row is neither in the model, nor ignored by a rule, nor reported.",
    # Python
    "D070": "Two things get the same name in Python.",
    "D071": "A name that cannot become a Python name.",
}
