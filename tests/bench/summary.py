"""The short table of README: what BENCH.md found for docs2sdk, won and lost.

It is read off BENCH.md, so that the two pages never differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_TITLES: Final = ("Generation", "SDK: import", "SDK: calls", "SDK: first call")
_OURS: Final = "docs2sdk"
_MEMORY: Final = "MiB"
_SECTION: Final = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->\n)", re.DOTALL)


def with_summary(readme: str, page: str) -> str:
    """Return README with the table of this BENCH.md between its two marks."""
    if not _SECTION.search(readme):
        raise ValueError("README.md has no marks <!-- bench --> and <!-- /bench -->")
    table = "\n".join(_table(page))
    return _SECTION.sub(lambda found: f"{found[1]}\n{table}\n\n{found[2]}", readme)


def _table(page: str) -> Iterator[str]:
    yield "| what | beside | docs2sdk | other | ratio | goal |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for case, subject, beside, first, second, ratio, goal in sorted(
        _rows(page), key=lambda cells: float(cells[5])
    ):
        what = case + subject.removeprefix(_OURS).removeprefix("'s SDK")
        cells = (what, beside, first, second, ratio, goal)
        yield f"| {' | '.join(cells)} |"


def _rows(page: str) -> Iterator[list[str]]:
    """Yield the times of ours that have a goal, or are beside those of others."""
    for section in page.split("\n## ")[1:]:
        if section.partition("\n")[0] not in _TITLES:
            continue
        for line in re.findall(r"^\| (.*) \|$", section, re.MULTILINE)[2:]:
            cells = [cell.strip() for cell in f"{line} ".split(" | ")]
            is_time = _MEMORY not in cells[3]
            if cells[1].startswith(_OURS) and is_time and _counts(cells):
                yield cells


def _counts(cells: list[str]) -> bool:
    return bool(cells[6]) or cells[2] != "libraries"
