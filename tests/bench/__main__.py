"""The bench: `make bench`. Writes BENCH.md, BENCH.svg and the table of README; takes a quarter of an hour.

Ratios count, within one run: see `tests.bench.processes`. What is compared is installed below
`.cache`, each in an environment of its own.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.bench.generation import compare_generation
from tests.bench.machine import busy, described
from tests.bench.plot import plot
from tests.bench.processes import ROOT
from tests.bench.results import Table
from tests.bench.reviews import compare_reviews
from tests.bench.sdk.comparing import compare_sdks
from tests.bench.summary import with_summary

HEAD = """\
# Bench

`make bench` writes this page. Each row compares two things that ran in turn, `first / second`: below 1
is better. The ratio is the median of the ratios pair by pair. Goals are those of the project, missed
ones included; they are reported and never asserted, since times depend on the machine.
"""


def main() -> None:
    """Measure, print and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="pairs for each case")
    parser.add_argument(
        "--part",
        choices=["generation", "review", "sdk"],
        help="only this; writes nothing",
    )
    parser.add_argument(
        "--only", nargs="*", default=[], help="names of APIs; writes nothing"
    )
    options = parser.parse_args()
    before = busy()
    tables: list[Table] = []
    with tempfile.TemporaryDirectory(prefix="docs2sdk-bench-") as folder:
        if options.part in (None, "generation"):
            tables += compare_generation(options.only, options.runs, Path(folder))
        if options.part in (None, "review"):
            tables += compare_reviews(options.only, options.runs, Path(folder))
        if options.part in (None, "sdk") and not options.only:
            tables += compare_sdks(options.runs, Path(folder))
    if options.part is None and not options.only:
        write(tables, before)


def write(tables: list[Table], warning: str | None) -> None:
    """Write the page and the plot."""
    about = "".join(
        f"- {line}\n" for line in (*described(), *([warning] if warning else []))
    )
    parts = [HEAD, about, "![Ratios of all cases](BENCH.svg)\n"]
    page = "\n".join([*parts, *(table.markdown() for table in tables)])
    (ROOT / "BENCH.md").write_text(page, encoding="utf-8")
    readme = ROOT / "README.md"
    text = with_summary(readme.read_text(encoding="utf-8"), page)
    readme.write_text(text, encoding="utf-8")
    (ROOT / "BENCH.svg").write_text(plot(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
