"""`watch`: rebuild what a saved file affects, until the user ends it."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from generator.build import HostileTextError
from generator.cli.failures import say_failure
from generator.cli.printing import say, tell
from generator.cli.shared import (
    OK,
    USAGE,
    chosen_templates,
    have_errors,
    read_one,
    show,
)
from generator.cli.writing import made, summary
from generator.diagnostics import visible
from generator.emit.diff import diff
from generator.emit.errors import BrokenManifest, EmitError
from generator.emit.write import prepare, write
from generator.inputs import ApiFolder, UnreadableInputError, find_apis
from generator.lower.overlay import FILE
from generator.render.environment import TemplateFailure, forget, templates_dir
from generator.templating.findings import TemplatesError
from generator.templating.sets import FILE as TEMPLATES
from generator.templating.sets import OWN, TemplateSet
from generator.workers import alone

_WAKE: Final = 200
"""Milliseconds until the watcher first reports that it watches, and between looks at ctrl-C."""
_FAULTS: Final = (
    BrokenManifest,
    EmitError,
    HostileTextError,
    TemplateFailure,
    UnreadableInputError,
)


def run_watch(options: argparse.Namespace) -> int:
    """Generate once, and again what each saved file affects; ctrl-C ends it, and is no fault."""
    try:
        library: Any = import_module("watchfiles")
    except ModuleNotFoundError:
        say("error: watching needs the library watchfiles")
        say("help: pip install 'docs2sdk[watch]'")
        return USAGE
    find_apis(options.specs)  # What is not there cannot be watched.
    # Other commands end before a collection would pay; this one runs all day. The watcher has a
    # thread of its own, beside which no process may be copied.
    gc.enable()
    try:
        with alone():
            _watch(library, options)
    except KeyboardInterrupt:
        pass
    return OK


def _watch(library: Any, options: argparse.Namespace) -> None:
    more = [options.templates] if options.templates else []
    roots = (options.specs, templates_dir(), *more)
    saved = library.watch(
        *roots, rust_timeout=_WAKE, yield_on_timeout=True, raise_interrupt=True
    )
    next(saved)  # From here on, nothing that is saved is missed.
    _rebuild(options, None)
    shown = " and ".join(visible(root.as_posix()) for root in roots)
    _tell(f"watching {shown}; ctrl-C ends it")
    for changes in saved:
        paths = {Path(path) for _, path in changes}
        if paths:
            _rebuild(options, paths)


def _rebuild(options: argparse.Namespace, saved: set[Path] | None) -> None:
    """Rebuild what saved files affect; all, and without showing each line, for `None`.

    What goes wrong is told, so that it can be mended while watching goes on.
    """
    try:
        forget()
        apis = find_apis(options.specs)
        more = [options.templates] if options.templates else []
        found = apis if saved is None else tuple(affected(saved, apis, *more))
        templates = chosen_templates(options) if found else OWN
        for folder in found:
            _rebuild_api(folder, options, templates, is_shown=saved is not None)
    except TemplatesError as error:  # a line for each finding
        say(f"error: {error}")
    except _FAULTS as error:
        say(f"error: {visible(str(error))}")
    except OSError as error:
        say_failure(error)


def _rebuild_api(
    folder: ApiFolder,
    options: argparse.Namespace,
    templates: TemplateSet,
    *,
    is_shown: bool,
) -> None:
    lowered = read_one(folder, options)
    show([lowered])
    if have_errors([lowered]):
        say(f"{folder.shown}: nothing was written")
        return
    out = options.out / lowered.api.name
    prepare(out)
    plan = made(lowered, options, templates)
    if is_shown:
        tell(diff(plan), end="")
    write(plan, out)
    _tell(f"{visible(out.as_posix())}: {summary(plan)}")


def affected(
    saved: set[Path], apis: tuple[ApiFolder, ...], *templates: Path
) -> Iterator[ApiFolder]:
    """Yield the APIs that saved files are read for: pages and overlays of an API, and templates.

    `templates` are folders of them, beside the project's.
    """
    read = {path.resolve() for path in saved if _is_read(path)}
    roots = [root.resolve() for root in (templates_dir(), *templates)]
    if any(path.is_relative_to(root) for path in read for root in roots):
        yield from apis
        return
    for folder in apis:
        root = folder.path.resolve()
        if any(path.is_relative_to(root) for path in read):
            yield folder


def _is_read(path: Path) -> bool:
    named = path.name in (FILE, TEMPLATES)
    return named or path.suffix in {".md", ".jinja", ".py"}


def _tell(line: str) -> None:
    """Print a line at once, also into a pipe."""
    tell(line)
    sys.stdout.flush()
