"""`templates`: what an author of templates needs to know, and whether the templates are right."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from generator.build import Lowered
from generator.cli.printing import say, tell
from generator.cli.shared import FOUND, OK, USAGE, have_errors, read_apis, show
from generator.emit.create import put_file, put_files
from generator.stamp import cache_folder
from generator.templating.check import check, shapes
from generator.templating.findings import Finding, TemplatesError
from generator.templating.folder import read_folder, read_templates
from generator.templating.memory import FILE as MEMORY
from generator.templating.memory import current, replaced, stale, written
from generator.templating.overriding import described, started
from generator.templating.reference import schema
from generator.templating.running import NEEDED, CannotRun, missing


def run_templates(options: argparse.Namespace) -> int:
    """Do what `options.action` names."""
    return _ACTIONS[options.action](options)


def _context(_: argparse.Namespace) -> int:
    tell(json.dumps(schema(), indent=2))
    return OK


def _list(_: argparse.Namespace) -> int:
    for line in described():
        tell(line)
    return OK


def _override(options: argparse.Namespace) -> int:
    folder = options.templates
    put_files(folder, started(folder, options.name, options.block))
    tell(f"{folder.as_posix()}/{options.name}: written")
    return OK


def _diff(options: argparse.Namespace) -> int:
    """Show what changed below overrides; faults in the templates themselves raise."""
    read_templates(options.templates)
    folder = read_folder(options.templates)
    found = tuple(stale(folder.texts, folder.memory, folder.shown))
    return _told(found) if found else OK


def _accept(options: argparse.Namespace) -> int:
    """Remember what is replaced as it is now."""
    templates = read_templates(options.templates)
    texts = current(replaced(templates.texts))
    lock = options.templates / MEMORY
    put_file(lock, written(texts))
    tell(f"{lock.as_posix()}: remembers {len(texts)} texts that are replaced")
    return OK


def _check(options: argparse.Namespace) -> int:
    """Try the templates on the APIs that have every shape, and on those of the user."""
    lacking = missing(*NEEDED, *(["mypy"] if options.types else []))
    if lacking:
        say(f"error: what is generated cannot be tried without {', '.join(lacking)}")
        say("help: pip install 'docs2sdk[templates]'; without mypy: --no-types")
        return USAGE
    try:
        return _tried(options)
    except TemplatesError as error:
        return _told(error.findings)


def _tried(options: argparse.Namespace) -> int:
    templates = read_templates(options.templates)
    folder = read_folder(options.templates)
    outdated = tuple(stale(folder.texts, folder.memory, folder.shown))
    more: list[Lowered] = []
    if options.specs is not None:
        more = read_apis(options)
        show(more, errors_only=True)
        if have_errors(more):
            say("nothing can be tried before these errors are mended")
            return FOUND
    try:
        tries = check(templates, shapes(), more, types=options.types, cache=_cache())
    except CannotRun as error:
        say(f"error: {error}")
        return FOUND
    found = (*outdated, *tries)
    if found:
        return _told(found)
    tell(
        f"no finding on docs of every shape{f', and on {len(more)} more' if more else ''}"
    )
    return OK


def _told(found: Sequence[Finding]) -> int:
    for each in found:
        tell(str(each))
    tell(f"{len(found)} finding{'' if len(found) == 1 else 's'}")
    return FOUND


def _cache() -> Path | None:
    folder = cache_folder()
    return None if folder is None else folder / "types"


_ACTIONS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "accept": _accept,
    "check": _check,
    "context": _context,
    "diff": _diff,
    "list": _list,
    "override": _override,
}
