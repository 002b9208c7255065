"""`templates`: what an author of templates needs to know, and whether the templates are right."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from generator.cli.printing import say, tell
from generator.cli.shared import FOUND, OK, USAGE, have_errors, read_apis, show
from generator.stamp import cache_folder
from generator.templating.check import check, shapes
from generator.templating.findings import Finding, TemplatesError
from generator.templating.folder import read_templates
from generator.templating.reference import schema
from generator.templating.running import NEEDED, CannotRun, missing


def run_templates(options: argparse.Namespace) -> int:
    """Do what `options.action` names."""
    if options.action == "context":
        tell(json.dumps(schema(), indent=2))
        return OK
    return _check(options)


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
    apis, tried = shapes(), 0
    if options.specs is not None:
        own = read_apis(options)
        show(own, errors_only=True)
        if have_errors(own):
            say("nothing can be tried before these errors are mended")
            return FOUND
        apis, tried = apis + own, len(own)
    try:
        found = check(templates, apis, types=options.types, cache=_cache())
    except CannotRun as error:
        say(f"error: {error}")
        return FOUND
    if found:
        return _told(found)
    tell(
        f"no finding on docs of every shape{f', and on {tried} more' if tried else ''}"
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
