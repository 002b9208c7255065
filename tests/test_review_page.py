"""REVIEW.md lists every rule of a review. `UPDATE_CASES=1` writes the table."""

import os
import re
from pathlib import Path

import pytest

from generator.review.conditions import always
from generator.review.folding import FOLDED
from generator.review.report import Verb
from generator.review.rules import RULES
from generator.review.surface import RULES as SURFACE

PAGE = Path(__file__).parent.parent / "REVIEW.md"
HEAD = "| Rule | Of | Side | Class | Because |\n| --- | --- | --- | --- | --- |\n"


def _row(rule):
    kinds = ", ".join(sorted(kind.value for kind in rule.kinds))
    if len(rule.kinds) > 6:
        kinds = "anything"
    what = ", ".join(rule.facts) + f" of {kinds}" if rule.facts else kinds
    happened = "changed" if rule.verb is Verb.CHANGED else rule.verb.value
    where = (rule.when.__doc__ or "").removeprefix("Whether ").rstrip(".")
    when = "" if rule.when is always else f", where {where}"
    cells = (
        f"`{rule.key}`",
        f"{what} {happened}{when}",
        rule.side.value,
        rule.impact.name.lower(),
        rule.why,
    )
    return f"| {' | '.join(cells)} |\n"


def _name_row(item):
    key, rule = item
    return f"| `{key}` | {rule.impact.name.lower()} | {rule.says} |\n"


def _folded_row(item):
    key, why = item
    return f"| `{key}` | {why} |\n"


TABLES = {
    "rules": HEAD + "".join(map(_row, RULES)),
    "names": "| Rule | Class | Because |\n| --- | --- | --- |\n"
    + "".join(map(_name_row, SURFACE.items())),
    "folded": "| Rule | Because |\n| --- | --- |\n"
    + "".join(map(_folded_row, FOLDED.items())),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_page_lists_every_rule(name):
    text = PAGE.read_text(encoding="utf-8")
    place = re.compile(f"(<!-- {name} -->\n).*(<!-- end of {name} -->)", re.DOTALL)
    assert place.search(text)
    expected = place.sub(lambda found: f"{found[1]}\n{TABLES[name]}\n{found[2]}", text)
    if os.environ.get("UPDATE_CASES") == "1":
        PAGE.write_text(expected, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == expected
