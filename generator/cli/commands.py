"""What each command does."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from generator import __version__
from generator.baseline import BrokenBaseline
from generator.build import HostileTextError, Lowered, build_files
from generator.cli.linting import run_lint
from generator.cli.progress import Progress
from generator.cli.shared import (
    FOUND,
    OK,
    USAGE,
    have_errors,
    read_apis,
    read_one,
    say,
    show,
)
from generator.cli.starting import run_init
from generator.diagnostics import visible
from generator.emit.diff import diff, file_diff
from generator.emit.errors import BrokenManifest, EmitError
from generator.emit.plan import Plan, State, make_plan
from generator.emit.replace import replace_files
from generator.emit.tree import EMPTY, Tree, read_tree
from generator.emit.write import prepare, write
from generator.explain import explain
from generator.export.openapi import openapi
from generator.fmt.pages import format_api
from generator.inputs import UnreadableInputError, find_apis
from generator.ir.dump import dump
from generator.ir.schema import schema
from generator.render.environment import TemplateFailure


def run(options: argparse.Namespace) -> int:
    """Run the command that `options.command` names; return the exit code."""
    try:
        with Progress() as progress:
            options.track = progress.track
            return _COMMANDS[options.command](options)
    except BrokenPipeError:
        raise
    except (UnreadableInputError, OSError) as error:
        say(f"error: {error}")
        return USAGE
    except BrokenManifest as error:
        say(f"error: {error}")
        say("help: restore it, or delete it and run: docs2sdk generate --force")
        return FOUND
    except BrokenBaseline as error:
        say(f"error: {visible(str(error))}")
        say("help: restore it, or write it anew: docs2sdk lint --accept")
        return FOUND
    except (EmitError, HostileTextError, TemplateFailure) as error:
        say(f"error: {error}")
        return FOUND


def _generate(options: argparse.Namespace) -> int:
    """Plan every API before any is written, so that a fault in one stops all."""
    apis = read_apis(options)
    for lowered in apis:
        prepare(options.out / lowered.api.name)
    plans = _plans(apis, options)
    if plans is None:
        return FOUND
    edited = [(out, plan) for out, plan in plans if plan.edited and not options.force]
    for out, plan in edited:
        for path in plan.edited:
            say(f"error: {out / path} was edited by hand")
    if edited:
        say("help: undo the edits, or overwrite them with --force; nothing was written")
        return FOUND
    for out, plan in plans:
        write(plan, out, force=options.force)
        print(f"{out.as_posix()}: {_summary(plan)}")
    if not any(plan.paths(State.EXTRA) for _, plan in plans):
        lines = (f"{o.as_posix()}: {len(p.files)} unchanged\n" for o, p in plans)
        _leave_stamp(apis, options, "".join(lines))
    return OK


def _check(options: argparse.Namespace) -> int:
    apis = read_apis(options)
    # From nothing: what is there must not vouch for itself.
    plans = _plans(apis, options, before=EMPTY)
    if plans is None:
        return FOUND
    different = [(out, plan) for out, plan in plans if not plan.is_clean]
    for out, plan in different:
        print(diff(plan), end="")
        say(f"{out.as_posix()}: {_summary(plan)}; to accept, run: docs2sdk generate")
    if different:
        return FOUND
    _leave_stamp(apis, options, "")
    return OK


def _ir(options: argparse.Namespace) -> int:
    if options.schema:
        print(json.dumps(schema(), indent=2))
        return OK
    apis = read_apis(options)
    show(apis)
    print(json.dumps([dump(lowered.api) for lowered in apis], indent=2))
    return FOUND if have_errors(apis) else OK


def _explain(options: argparse.Namespace) -> int:
    apis = read_apis(options)
    show(apis)
    if have_errors(apis):
        say("nothing can be explained before these errors are mended")
        return FOUND
    found = [line for lowered in apis for line in explain(options.name, lowered)]
    if not found:
        say(f"error: nothing is called {visible(options.name)}")
        return FOUND
    for line in found:
        print(line)
    return OK


def _fmt(options: argparse.Namespace) -> int:
    """Format every page of every API before any is written."""
    apis = [format_api(folder, options.track) for folder in find_apis(options.specs)]
    show(apis)
    if any(api.diagnostics.has_errors for api in apis):
        say("nothing was written")
        return FOUND
    replacements = [r for api in apis for r in api.replacements]
    if options.check:
        for replacement in replacements:
            lines = file_diff(
                replacement.path.as_posix(), replacement.before, replacement.after
            )
            print("\n".join(lines))
        return FOUND if replacements else OK
    replace_files(replacements)
    for api in apis:
        print(
            f"{api.folder.shown}: {len(api.replacements)} of {len(api.sources)} pages changed"
        )
    return OK


def _export(options: argparse.Namespace) -> int:
    folders = find_apis(options.specs)
    if len(folders) > 1:
        shown = ", ".join(folder.shown for folder in folders)
        say(f"error: a document describes one API; name the folder of one: {shown}")
        return USAGE
    lowered = read_one(folders[0], options)
    show([lowered])
    if lowered.diagnostics.has_errors:
        say("nothing was exported")
        return FOUND
    print(json.dumps(openapi(lowered.api), indent=2))
    return OK


_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "generate": _generate,
    "check": _check,
    "lint": run_lint,
    "ir": _ir,
    "init": run_init,
    "explain": _explain,
    "fmt": _fmt,
    "export": _export,
}


def _leave_stamp(
    apis: Sequence[Lowered], options: argparse.Namespace, printed: str
) -> None:
    """Let the same command answer at once next time, if it would print no warning."""
    if not any(lowered.diagnostics.sorted() for lowered in apis):
        options.stamp.leave(printed)


def _plans(
    apis: Sequence[Lowered], options: argparse.Namespace, before: Tree | None = None
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
        tree = read_tree(out)
        files = build_files(lowered, before or tree, options.track)
        plans.append((out, make_plan(files, __version__, tree)))
    return plans


def _summary(plan: Plan) -> str:
    counts = {state: len(plan.paths(state)) for state in State}
    return ", ".join(f"{n} {state.value}" for state, n in counts.items() if n)
