"""`init`: start an API from a vendor's docs."""

from __future__ import annotations

import argparse

from generator.build import Lowered
from generator.cli.printing import say, tell
from generator.cli.shared import FOUND, OK, USAGE, show
from generator.diagnostics import visible
from generator.doubts import doubts
from generator.emit.create import create_folder
from generator.emit.errors import AlreadyThere
from generator.inputs import ApiFolder, find_apis
from generator.lower.overlay import FILE
from generator.start.folder import is_api_name, start


def run_init(options: argparse.Namespace) -> int:
    """Write a new API folder, and tell what it lacks; 1 where something must be mended."""
    name = options.name
    if not is_api_name(name):
        say(f"error: {visible(name)} is not a name for an API")
        say(
            "help: use lower case letters, digits, and hyphens between them, 60 at most"
        )
        return USAGE
    folders = find_apis(options.docs)
    if len(folders) > 1:
        shown = ", ".join(folder.shown for folder in folders)
        say(f"error: there are several APIs; name the folder of one: {shown}")
        return USAGE
    if (folders[0].path / FILE).exists():
        say(
            f"error: {folders[0].shown} has an {FILE} already, which init would not use"
        )
        say("help: copy the folder, or take its docs alone")
        return USAGE
    out = options.out / name
    if out.exists() or out.is_symlink():
        raise AlreadyThere(out)
    new = ApiFolder(name, out, visible(out.as_posix()))
    started = start(folders[0], new, options.track)
    for remark in started.remarks:
        say(f"note: {visible(remark)}")
    show([started.lowered])
    if started.files is None:
        say("nothing was written")
        return FOUND
    create_folder(out, started.files)
    tell(f"{started.lowered.folder.shown}: {_summary(started.lowered)}")
    if started.lowered.diagnostics.has_errors:
        shown = visible(str(out))
        say(f"help: mend this, or state it in {FILE}; then run: docs2sdk lint {shown}")
        return FOUND
    return OK


def _summary(lowered: Lowered) -> str:
    count = sum(1 for _ in doubts(lowered.api, lowered.clashes))
    pages = len(lowered.sources)
    return (
        f"{pages} pages, and {FILE} with the entries that would settle {count} doubts"
    )
