"""What is wrong with a folder of templates, and where."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostics import visible
from generator.records import record


@record
class Finding:
    """One fault."""

    file: str
    """The file, as the user names the folder."""
    line: int
    """Line, from 1; 0 where it is about the whole file."""
    message: str
    hint: str = ""
    lines: tuple[str, ...] = ()
    """Printed below the hint, as they are."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        hint = (f"  help: {self.hint}",) if self.hint else ()
        return "\n".join(map(visible, (f"{place}: {self.message}", *hint, *self.lines)))


class TemplatesError(Exception):
    """A folder of templates cannot be used. Nothing is written."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings, key=lambda f: (f.file, f.line)))
        super().__init__("\n".join(map(str, self.findings)))
