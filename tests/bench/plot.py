"""A plot of ratios as SVG: a bar for each row, on a logarithmic axis, with a tick at its goal."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from tests.bench.results import Row, Table

LINE, TITLE = 20, 34
LABELS, BARS, VALUES = 470, 380, 60
WIDTH = LABELS + BARS + VALUES
OURS, OTHERS, GOAL, TEXT = "#2f6f4f", "#a9b1b8", "#b3382c", "#24292f"
STYLE = f"font: 12px system-ui, sans-serif; fill: {TEXT}"


def plot(tables: Sequence[Table]) -> str:
    """Return the SVG of all tables that are plotted."""
    shown = [table for table in tables if table.plotted and table.rows]
    ratios = [row.ratio for table in shown for row in table.rows]
    low = min(0.1, *(10 ** math.floor(math.log10(ratio)) for ratio in ratios))
    high = max(10.0, *(10 ** math.ceil(math.log10(ratio)) for ratio in ratios))
    scale = _Scale(low, high)
    height = sum(TITLE + LINE * len(table.rows) for table in shown) + 40
    body = "\n".join(_body(shown, scale, height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" role="img" style="{STYLE}">\n'
        f"<title>Ratios: shorter bars are better</title>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


class _Scale:
    """From ratios to places on the axis."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def __call__(self, ratio: float) -> float:
        share = math.log(ratio / self.low) / math.log(self.high / self.low)
        return LABELS + BARS * share

    def marks(self) -> Iterator[float]:
        """Yield the powers of ten."""
        first, last = (round(math.log10(end)) for end in (self.low, self.high))
        yield from (10.0**power for power in range(first, last + 1))


def _body(tables: Sequence[Table], scale: _Scale, height: int) -> Iterator[str]:
    for mark in scale.marks():
        colour = TEXT if mark == 1 else "#d8dee4"
        at = scale(mark)
        yield f'<path d="M{at:.1f} 24V{height - 8}" stroke="{colour}"/>'
        yield _text(at, 16, f"{mark:g}x", "middle")
    top = 30
    for table in tables:
        yield _text(8, top + 18, table.title, "start", bold=True)
        top += TITLE
        for row in table.rows:
            yield from _bar(row, top - 8, scale)
            top += LINE


def _bar(row: Row, top: int, scale: _Scale) -> Iterator[str]:
    end = scale(row.ratio)
    ours = row.subject.startswith("docs2sdk")
    label = f"{row.case}: {row.subject} / {row.beside}"
    label += f", {row.unit}" if row.unit == "MiB" else ""
    yield _text(LABELS - 8, top + 13, label, "end")
    yield (
        f'<rect x="{LABELS}" y="{top + 3}" width="{max(1.0, end - LABELS):.1f}" height="{LINE - 6}" '
        f'fill="{OURS if ours else OTHERS}"/>'
    )
    if row.goal is not None:
        at = scale(row.goal)
        yield f'<path d="M{at:.1f} {top + 1}V{top + LINE - 1}" stroke="{GOAL}" stroke-width="2"/>'
    yield _text(end + 6, top + 13, f"{row.ratio:.2f}", "start")


def _text(x: float, y: float, text: str, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'
