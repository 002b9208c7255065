"""The process of one command: `python -m generator`, or the script `docs2sdk`."""

import gc
import sys
from typing import NoReturn

from generator.cli import main


def run() -> NoReturn:
    """Run a command and end the process with its exit code.

    What a command makes lives as long as it runs: the collector would look through it, again and
    again and once more at the end, to find next to nothing.
    """
    gc.disable()
    code = main()
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
