"""`review`: what changed between two states of the docs."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from generator.build import Lowered
from generator.cli.printing import say, tell, tell_styled
from generator.cli.shared import (
    FOUND,
    OK,
    USAGE,
    chosen_templates,
    have_errors,
    read_one,
    show,
)
from generator.diagnostics import visible
from generator.emit.create import put_file
from generator.emit.tree import Tree
from generator.emit.write import read_output
from generator.inputs import ApiFolder
from generator.review.compare import review
from generator.review.folding import FOLDED
from generator.review.formats.changelog import as_changelog
from generator.review.formats.json import as_json, schema
from generator.review.formats.markdown import as_markdown
from generator.review.formats.tables import Tables
from generator.review.formats.terminal import Terminal
from generator.review.formats.text import as_text
from generator.review.report import Bump, Report, Rule
from generator.review.rules import RULES as CHANGES
from generator.review.rules import UNKNOWN
from generator.review.states import State, opened, paired
from generator.review.surface import RULES as SURFACE
from generator.templating.sets import TemplateSet
from generator.workers import meanwhile

_LEVELS: Final = {
    "breaking": Bump.MAJOR,
    "additive": Bump.MINOR,
    "cosmetic": Bump.PATCH,
}
_Pair: TypeAlias = tuple[Lowered, Lowered, Tree | None]


def run_review(options: argparse.Namespace) -> int:
    """Compare two states and tell what changed; 2, and no report, where one has errors."""
    if options.schema:
        tell(json.dumps(schema(), indent=2))
        return OK
    if options.old is None or options.new is None:
        say("error: name two states: docs2sdk review OLD NEW")
        return USAGE
    with opened(options.old) as old, opened(options.new) as new:
        both = paired(old, new)
        templates = chosen_templates(options)
        read = _read(old, both.both, options, templates)
    apis = [lowered for pair in read for lowered in pair[:2]]
    show(apis, errors_only=True)
    if have_errors(apis):
        say("nothing can be reviewed before these errors are mended")
        return USAGE
    reviews = tuple(review(*pair, options.track, templates) for pair in read)
    report = Report(options.old, options.new, reviews, both.added, both.removed)
    _tell(_FORMATS[options.format](report, options.out), options.out)
    return FOUND if _fails(report, options.fail_on) else OK


def _read(
    old: State,
    pairs: tuple[tuple[ApiFolder, ApiFolder], ...],
    options: argparse.Namespace,
    templates: TemplateSet,
) -> list[_Pair]:
    """Read both states of each API, while the templates are compiled that comparing needs."""
    code = meanwhile(templates.compiled)
    try:
        return [
            (
                read_one(before, options),
                read_one(after, options),
                _output(old, after.name),
            )
            for before, after in pairs
        ]
    finally:
        templates.take(code())


def _output(state: State, name: str) -> Tree | None:
    """Return what was generated of an API in a state; `None` where that is not known."""
    if state.generated is None:
        return None
    tree = read_output(state.generated / name)
    return None if tree.manifest is None else tree


def _tell(text: str, out: Path | None) -> None:
    if out is None and sys.stdout.isatty():
        tell_styled(text)
    elif out is None:
        tell(text, end="")
    else:
        put_file(out, text.encode("utf-8"))
        say(f"{visible(out.as_posix())}: written")


def _fails(report: Report, level: str | None) -> bool:
    """Whether there is a change of the class that fails, or of a worse one."""
    if level is None:
        return False
    found = [each.bump for each in report.reviews]
    found += [Bump.MAJOR] * bool(report.removed)
    found += [Bump.MINOR] * bool(report.added)
    return max(found, default=Bump.NONE) >= _LEVELS[level]


def _terminal(out: Path | None) -> Terminal:
    """Return what lines are made for: the terminal, or a file or pipe."""
    if out is not None or not sys.stdout.isatty():
        return Terminal(None, colour=False)
    try:
        width = os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        width = None
    return Terminal(width, colour=not os.environ.get("NO_COLOR"))


def _page(report: Report) -> str:
    """Return the page. Its module is imported here: other formats need no lexers."""
    from generator.review.formats.page.page import as_html  # noqa: PLC0415

    return as_html(report, _TABLES)


_TABLES: Final = Tables(
    {rule.key: Rule(rule.side, rule.impact, rule.why) for rule in (*CHANGES, UNKNOWN)},
    SURFACE,
    FOLDED,
)
_FORMATS: Final[Mapping[str, Callable[[Report, Path | None], str]]] = {
    "text": lambda report, out: as_text(report, _TABLES, _terminal(out)),
    "markdown": lambda report, _: as_markdown(report, _TABLES),
    "changelog": lambda report, _: as_changelog(report),
    "json": lambda report, _: json.dumps(as_json(report), indent=2) + "\n",
    "html": lambda report, _: _page(report),
}
