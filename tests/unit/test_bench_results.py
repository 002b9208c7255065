"""What the bench makes of its measures: medians of pairs, verdicts, the page and the plot."""

import xml.etree.ElementTree as ET

import pytest

from tests.bench import __main__ as bench
from tests.bench.plot import plot
from tests.bench.processes import ROOT, Pairs, Run
from tests.bench.results import Row, Table, amount
from tests.bench.summary import with_summary

SVG = "{http://www.w3.org/2000/svg}"


def row(ratio, goal=None, subject="docs2sdk", case="cold"):
    return Row(case, subject, "<peer> & co", 2.0, 4.0, "s", ratio, goal)


@pytest.fixture
def table(capsys):
    table = Table("Times", "How long it takes.")
    table.add(row(0.5, 0.6))
    table.add(row(20.0, 10.0, subject="another"))
    return table


def test_the_ratio_is_the_median_of_pairs_and_not_that_of_the_medians():
    ours, theirs = [1, 2, 30], [1, 4, 10]
    pairs = Pairs(*([Run(wall, 0, 0) for wall in side] for side in (ours, theirs)))
    assert pairs.values(lambda run: run.wall) == (2, 4)
    assert pairs.ratio(lambda run: run.wall) == 1


def test_readme_shows_what_the_bench_found():
    readme, page = (
        (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "BENCH.md")
    )
    assert with_summary(readme, page) == readme
    assert all(line in readme for line in ("MISSED", "held", "one page changed"))


def test_the_summary_shows_what_is_lost_last_and_leaves_out_what_others_did(table):
    table.title = "Generation"
    table.add(row(0.5, case="no news", subject="a peer"))
    page = with_summary(
        "<!-- bench -->\n<!-- /bench -->\n", f"# Bench\n\n{table.markdown()}"
    )
    assert "no news" not in page
    assert "at most 0.6: held" in page
    with pytest.raises(ValueError, match="no marks"):
        with_summary("# README\n", page)


@pytest.mark.parametrize(
    ("ratio", "goal", "verdict"),
    [
        (0.5, None, ""),
        (0.15, 0.15, "at most 0.15: held"),
        (0.151, 0.15, "at most 0.15: MISSED"),
    ],
)
def test_a_goal_that_is_missed_is_told(ratio, goal, verdict):
    assert row(ratio, goal).verdict == verdict


@pytest.mark.parametrize(
    ("value", "text"), [(0.01234, "0.0123"), (12.34, "12.3"), (1234.5, "1,234")]
)
def test_amounts_have_three_digits_that_count(value, text):
    assert amount(value) == text


def test_each_row_is_printed_at_once(table, capsys):
    table.add(row(1.0))
    assert (
        "| cold | docs2sdk | <peer> & co | 2 s | 4 s | 1.00 |  |"
        in capsys.readouterr().out
    )


def test_a_plot_has_a_bar_for_each_row_and_longer_ones_for_higher_ratios(table):
    root = ET.fromstring(plot([table]))
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert "cold: docs2sdk / <peer> & co" in texts
    bars = [rect for rect in root.iter(f"{SVG}rect") if rect.get("x")]
    short, long = (float(bar.get("width")) for bar in bars)
    assert short < long
    goals = [path for path in root.iter(f"{SVG}path") if path.get("stroke-width")]
    assert len(goals) == 2


def test_the_page_holds_each_table_and_says_if_the_machine_was_busy(
    table, tmp_path, monkeypatch
):
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    readme = tmp_path / "README.md"
    readme.write_text("# Ours\n\n<!-- bench -->\n<!-- /bench -->\n", "utf-8")
    table.title = "Generation"
    bench.write([table], "The machine was busy.")
    assert "at most 0.6: held" in readme.read_text("utf-8")
    page = (tmp_path / "BENCH.md").read_text("utf-8")
    assert "- The machine was busy.\n" in page
    assert table.markdown() in page
    assert "at most 10: MISSED" in page
    ET.fromstring((tmp_path / "BENCH.svg").read_text("utf-8"))
