"""The command line. The only package that prints.

Exit codes: 0 all is well, 1 findings or differences, 2 wrong usage, unreadable input, or a
system that fails. Results go to standard output, messages to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

from generator.cli.parser import parser
from generator.cli.printing import say, tell
from generator.stamp import Stamp

_STAMPED: Final = ("generate", "check")
_INTERRUPTED: Final = 130
"""What shells say of a program that ctrl-C ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Output does not depend on the locale, and cannot fail on a character.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = parser().parse_args(arguments)
    if options.command in _STAMPED:
        command = [options.command, *(["--models-only"] if options.models_only else [])]
        more = [options.templates] if options.templates else []
        options.stamp = Stamp(command, options.specs, options.out, *more)
        known = options.stamp.read()
        if known is not None:
            printed, warnings = known
            say(warnings, end="")
            tell(printed, end="")
            return 0
    # The commands import everything else, which a stamp makes needless.
    from generator.cli.commands import run  # noqa: PLC0415

    try:
        return run(options)
    except KeyboardInterrupt:
        say("error: interrupted; every file is as it was, or complete")
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough. Nothing may be flushed to it later.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
