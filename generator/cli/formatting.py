"""`fmt`: canonical pages."""

from __future__ import annotations

import argparse

from generator.cli.printing import say, tell
from generator.cli.shared import FOUND, OK, show
from generator.emit.diff import file_diff
from generator.emit.replace import replace_files
from generator.fmt.pages import format_api
from generator.inputs import find_apis


def run_fmt(options: argparse.Namespace) -> int:
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
            tell("\n".join(lines))
        return FOUND if replacements else OK
    replace_files(replacements)
    for api in apis:
        tell(
            f"{api.folder.shown}: {len(api.replacements)} of {len(api.sources)} pages changed"
        )
    return OK
