"""The account of table rows: nothing that the docs say may vanish.

Every row of every page is entered before lowering begins. Lowering then settles each row once: it
is *consumed* (it is in the model), *ignored* by a named rule, or *reported* by a diagnostic. What
is left over is an error, so that a forgotten row cannot pass unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.diagnostics import Diagnostics
from generator.lower.rules import IGNORED
from generator.markdown.document import Page, Row, Section, Table
from generator.source import Span


class Account:
    """Who settled which row."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._open: dict[Span, None] = {
            row.span: None for page in pages for row in rows(page)
        }
        self.total = len(self._open)
        """Rows entered."""
        self.consumed = 0
        """Rows that are in the model."""
        self.reported = 0
        """Rows that a diagnostic names."""
        self.ignored: Counter[str] = Counter()
        """Rows left out, by rule."""

    def consume(self, row: Row) -> None:
        """Say that `row` is in the model."""
        self._settle(row)
        self.consumed += 1

    def ignore(self, row: Row, rule: str) -> None:
        """Say that `row` stays out by a rule of `IGNORED`."""
        if rule not in IGNORED:
            raise KeyError(f"no such rule: {rule}")
        self._settle(row)
        self.ignored[rule] += 1

    def ignore_tables(self, section: Section, rule: str) -> None:
        """Ignore the rows of a section that nobody has settled."""
        for row in section_rows(section):
            if self.is_open(row):
                self.ignore(row, rule)

    def report_tables(self, section: Section) -> None:
        """Say that a diagnostic covers the rows of a section that nobody has settled."""
        for row in section_rows(section):
            if self.is_open(row):
                self.report(row)

    def report(self, row: Row) -> None:
        """Say that a diagnostic tells what is wrong with `row`."""
        self._settle(row)
        self.reported += 1

    def is_open(self, row: Row) -> bool:
        """Whether nobody has settled `row` yet."""
        return row.span in self._open

    def close(self, diagnostics: Diagnostics) -> None:
        """Report every row that nobody settled, as D060."""
        for span in self._open:
            diagnostics.error(
                "D060",
                span,
                "this row is neither in the model, nor ignored by a rule, nor reported",
                "this is a defect of the generator; please report it with this row",
            )

    def _settle(self, row: Row) -> None:
        del self._open[row.span]


def rows(page: Page) -> Iterable[Row]:
    """All table rows of a page, without headers."""
    for section in page.sections:
        yield from section_rows(section)


def section_rows(section: Section) -> Iterable[Row]:
    """All table rows of a section, without headers."""
    for block in section.blocks:
        if isinstance(block, Table):
            yield from block.rows
