"""The process of one command: `python -m generator`, or the script `docs2sdk`."""

import gc
import os
import sys
from typing import NoReturn

from generator.cli import main


def run() -> NoReturn:
    """Run a command and end the process with its exit code.

    What a command makes lives as long as it runs: the collector would look through it, again and
    again, to find next to nothing. Nor is it taken apart at the end, piece by piece.
    """
    gc.disable()
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # the reader has seen enough
        code = code or 1
    os._exit(code)


if __name__ == "__main__":
    run()
