"""REVIEW.md lists every rule of a review. `UPDATE_CASES=1` writes the table."""

import os
import re
from pathlib import Path

from generator.review.conditions import always
from generator.review.report import Verb
from generator.review.rules import RULES

PAGE = Path(__file__).parent.parent / "REVIEW.md"
TABLE = re.compile("(<!-- rules -->\n).*(<!-- end of rules -->)", re.DOTALL)
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


def test_the_page_lists_every_rule():
    text = PAGE.read_text(encoding="utf-8")
    table = HEAD + "".join(map(_row, RULES))
    expected = TABLE.sub(lambda found: f"{found[1]}\n{table}\n{found[2]}", text)
    if os.environ.get("UPDATE_CASES") == "1":
        PAGE.write_text(expected, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == expected
