"""The command line. The only package that prints.

Exit codes: 0 all is well, 1 findings or differences, 2 wrong usage or unreadable input. Results
go to standard output, messages to standard error.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from generator import __version__
from generator.stamp import Stamp

_STAMPED: Final = ("generate", "check")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Output does not depend on the locale, and cannot fail on a character.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = _parser().parse_args(arguments)
    if options.command in _STAMPED:
        options.stamp = Stamp([options.command], options.specs, options.out)
        printed = options.stamp.read()
        if printed is not None:
            print(printed, end="")
            return 0
    # The commands import everything else, which a stamp makes needless.
    from generator.cli.commands import run  # noqa: PLC0415

    try:
        return run(options)
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough. Nothing may be flushed to it later.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="docs2sdk",
        description="Writes a Python SDK from the Markdown reference of a TypeScript SDK.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(command=name)
        return sub

    generate = add("generate", "write the SDKs")
    generate.add_argument(
        "--force", action="store_true", help="overwrite files that were edited by hand"
    )
    check = add("check", "show what generate would change; write nothing")
    lint = add("lint", "show faults, doubts and the account of table rows")
    lint.add_argument("--format", choices=["text", "json", "github"], default="text")
    ir = add("ir", "print the intermediate model as JSON")
    ir.add_argument("--schema", action="store_true", help="print its JSON Schema")
    explain = add("explain", "show where the facts of a symbol come from")
    explain.add_argument("name", help="such as track.lead or TrackLeadRequestBody.mode")
    fmt = add("fmt", "write canonical pages: one changed row is one changed line")
    fmt.add_argument(
        "--check", action="store_true", help="show what would change; write nothing"
    )
    export = add("export", "print an API in another format")
    export.add_argument("format", choices=["openapi"], help="openapi: OpenAPI 3.1")
    for sub in (generate, check, lint, ir, explain, fmt, export):
        sub.add_argument(
            "specs",
            nargs="?",
            default=Path("specs"),
            type=Path,
            help="folder of API folders, or of one API (default: specs)",
        )
    for sub in (generate, check):
        sub.add_argument(
            "--out",
            default=Path("generated"),
            type=Path,
            help="folder for the distributions (default: generated)",
        )
    return parser
