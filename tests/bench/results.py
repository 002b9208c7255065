"""What a bench has found: rows of two measures and their ratio, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

HEADER = ("case", "measured", "beside", "first", "second", "ratio", "goal")


@dataclass(frozen=True, slots=True)
class Row:
    """Two measures of one case."""

    case: str
    subject: str
    """What is measured."""
    beside: str
    """What it is compared with."""
    first: float
    second: float
    unit: str
    ratio: float
    """The median of the ratios of pairs, which need not be that of the two medians."""
    goal: float | None = None
    """What the ratio should be at most."""

    @property
    def verdict(self) -> str:
        """Whether the goal is reached; empty without a goal."""
        if self.goal is None:
            return ""
        return (
            f"at most {self.goal:g}: {'held' if self.ratio <= self.goal else 'MISSED'}"
        )

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the row in Markdown."""
        first, second = (f"{amount(v)} {self.unit}" for v in (self.first, self.second))
        ratio = f"{self.ratio:.2f}"
        return self.case, self.subject, self.beside, first, second, ratio, self.verdict


@dataclass(slots=True)
class Table:
    """Rows of one concern. A row is printed as soon as it is there: a bench takes long."""

    title: str
    about: str
    """What was measured and how, in a sentence."""
    rows: list[Row] = field(default_factory=list)
    plotted: bool = True

    def __post_init__(self) -> None:
        print(f"\n## {self.title}\n\n{self.about}\n", flush=True)
        print("\n".join(_lines(HEADER, [])), flush=True)

    def add(self, row: Row) -> None:
        """Take a row, and print it."""
        self.rows.append(row)
        print(_line(row.cells), flush=True)

    def markdown(self) -> str:
        """Return the table with its title."""
        table = "\n".join(_lines(HEADER, [row.cells for row in self.rows]))
        return f"## {self.title}\n\n{self.about}\n\n{table}\n"


def amount(value: float) -> str:
    """Return a number with three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _lines(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _line(header)
    yield _line(["---"] * len(header))
    yield from map(_line, rows)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
