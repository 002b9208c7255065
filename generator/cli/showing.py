"""`ir`, `explain` and `export`: what the docs and the overlay say of an API."""

from __future__ import annotations

import argparse
import json

from generator.cli.printing import say, tell
from generator.cli.shared import (
    FOUND,
    OK,
    USAGE,
    have_errors,
    read_apis,
    read_one,
    show,
)
from generator.diagnostics import visible
from generator.explain import explain
from generator.export.openapi import openapi
from generator.inputs import find_apis
from generator.ir.dump import dump
from generator.ir.schema import schema


def run_ir(options: argparse.Namespace) -> int:
    """Print the intermediate model, or its schema."""
    if options.schema:
        tell(json.dumps(schema(), indent=2))
        return OK
    apis = read_apis(options)
    show(apis)
    tell(json.dumps([dump(lowered.api) for lowered in apis], indent=2))
    return FOUND if have_errors(apis) else OK


def run_explain(options: argparse.Namespace) -> int:
    """Tell where the facts of a symbol come from."""
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
        tell(line)
    return OK


def run_export(options: argparse.Namespace) -> int:
    """Print one API as an OpenAPI document."""
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
    tell(json.dumps(openapi(lowered.api), indent=2))
    return OK
