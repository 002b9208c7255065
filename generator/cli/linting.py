"""`lint`: tell what is wrong or in doubt, or accept it."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence

from generator import lint
from generator.baseline import (
    BrokenBaseline,
    Entry,
    not_of_models,
    read_entries,
    written,
)
from generator.build import Lowered
from generator.cli.printing import say, tell
from generator.cli.shared import FOUND, OK, have_errors, read_apis, show
from generator.emit.create import put_file
from generator.inputs import BASELINE, read_baseline


def run_lint(options: argparse.Namespace) -> int:
    """Run `lint`; without a baseline, only errors fail, for doubts are too many to begin with."""
    apis = read_apis(options)
    if options.accept:
        return _accept(apis, options)
    told = [
        lint.report(lowered, _known(lowered), models_only=options.models_only)
        for lowered in apis
    ]
    if options.format == "json":
        tell(json.dumps([lint.as_json(each) for each in told], indent=2))
    else:
        lines = lint.as_github if options.format == "github" else lint.as_text
        for each in told:
            for line in lines(each):
                tell(line)
    return OK if all(each.is_clean for each in told) else FOUND


def _accept(apis: Sequence[Lowered], options: argparse.Namespace) -> int:
    """Write the baselines. Errors cannot be accepted: while there is one, nothing is written."""
    show(apis, errors_only=True)
    if have_errors(apis):
        say("nothing was written")
        return FOUND
    texts = []
    for lowered in apis:
        entries = lint.accepted(lowered)
        if options.models_only:
            entries |= not_of_models(_known(lowered) or Counter())
        texts.append((lowered, entries.total(), written(entries).encode("utf-8")))
    for lowered, count, text in texts:
        put_file(lowered.folder.path / BASELINE, text)
        tell(f"{lowered.folder.shown}/{BASELINE}: {count} doubts and warnings")
    return OK


def _known(lowered: Lowered) -> Counter[Entry] | None:
    """Return the baseline of an API, or `None`; one that cannot be read is told where it is."""
    source = read_baseline(lowered.folder, lowered.diagnostics)
    if source is None:
        return None
    try:
        return read_entries(source)
    except BrokenBaseline as error:
        raise BrokenBaseline(f"{lowered.folder.shown}/{BASELINE}: {error}") from error
