"""`generate` and `check`: what the output is to hold, against what it holds."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from generator import __version__
from generator.build import Lowered, build_files
from generator.cli.printing import say, tell
from generator.cli.shared import (
    FOUND,
    OK,
    chosen_templates,
    findings,
    have_errors,
    read_apis,
    show,
)
from generator.diagnostics import visible
from generator.emit.diff import diff
from generator.emit.plan import Plan, State, make_plan
from generator.emit.tree import EMPTY, Tree
from generator.emit.write import prepare, read_output, write
from generator.inputs import keep_apart
from generator.templating.sets import TemplateSet
from generator.workers import meanwhile

_SPECS: Final = Path("specs")


def run_generate(options: argparse.Namespace) -> int:
    """Plan every API before any is written, so that a fault in one stops all."""
    templates = chosen_templates(options)
    apis = _read(options, templates)
    for lowered in apis:
        prepare(options.out / lowered.api.name)
    plans = _plans(apis, options, templates)
    if plans is None:
        return FOUND
    edited = [(out, plan) for out, plan in plans if plan.edited and not options.force]
    for out, plan in edited:
        for path in plan.edited:
            say(f"error: {visible(str(out / path))} was edited by hand")
    if edited:
        say("help: undo the edits, or overwrite them with --force; nothing was written")
        return FOUND
    for out, plan in plans:
        write(plan, out, force=options.force)
        tell(f"{visible(out.as_posix())}: {summary(plan)}")
    if not any(plan.paths(State.EXTRA) for _, plan in plans):
        lines = (
            f"{visible(o.as_posix())}: {len(p.files)} unchanged\n" for o, p in plans
        )
        _leave_stamp(apis, options, "".join(lines))
    return OK


def run_check(options: argparse.Namespace) -> int:
    """Print what `generate` would change, as a diff."""
    templates = chosen_templates(options)
    apis = _read(options, templates)
    # From nothing: what is there must not vouch for itself.
    plans = _plans(apis, options, templates, before=EMPTY)
    if plans is None:
        return FOUND
    different = [(out, plan) for out, plan in plans if not plan.is_clean]
    for out, plan in different:
        tell(diff(plan), end="")
        say(
            f"{visible(out.as_posix())}: {summary(plan)}; to accept, run: docs2sdk generate"
        )
    if different:
        states = (
            "HEAD ."
            if options.specs == _SPECS
            else f"OLD {visible(str(options.specs))}"
        )
        say(f"help: for what changed, why, and for whom: docs2sdk review {states}")
        return FOUND
    _leave_stamp(apis, options, "")
    return OK


def _read(options: argparse.Namespace, templates: TemplateSet) -> list[Lowered]:
    """Read the APIs, while the templates are compiled that only writing needs."""
    code = meanwhile(templates.compiled)
    try:
        return read_apis(options)
    finally:
        templates.take(code())


def _leave_stamp(
    apis: Sequence[Lowered], options: argparse.Namespace, printed: str
) -> None:
    """Let the same command answer at once next time, with the same warnings."""
    options.stamp.leave(printed, "".join(f"{text}\n" for text in findings(apis)))


def _plans(
    apis: Sequence[Lowered],
    options: argparse.Namespace,
    templates: TemplateSet,
    before: Tree | None = None,
) -> list[tuple[Path, Plan]] | None:
    """Return what to write for each API, or show all faults and return `None`.

    Files are built from what is there, if that is what the manifest says; or from `before`.
    """
    show(apis)
    if have_errors(apis):
        say("nothing was written")
        return None
    plans = []
    for lowered in apis:
        out = options.out / lowered.api.name
        plans.append((out, made(lowered, options, templates, before)))
    return plans


def made(
    lowered: Lowered,
    options: argparse.Namespace,
    templates: TemplateSet,
    before: Tree | None = None,
) -> Plan:
    """Return what to write for one API, built from what is there, or from `before`."""
    out = options.out / lowered.api.name
    keep_apart(lowered.folder, out)
    tree = read_output(out)
    files = build_files(lowered, before or tree, options.track, templates)
    return make_plan(files, __version__, tree)


def summary(plan: Plan) -> str:
    """Return how many files are in each state."""
    counts = {state: len(plan.paths(state)) for state in State}
    return ", ".join(f"{n} {state.value}" for state, n in counts.items() if n)
