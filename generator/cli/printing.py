"""The one module that prints.

What a terminal would act on is shown as an escape, wherever it came from: a document, a file's
name, a message of another program. All that is printed passes `printable`, even if it was made
visible before, so that one forgotten place does no harm. A file gets what it is to hold: `review
--out` and all that `generate` writes do not come here.

Imports nothing that is slow to import: a run with nothing to do prints too.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from typing import TYPE_CHECKING, Final

from generator.diagnostics import visible

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_KEPT: Final = "\n\t"
"""What ends or aligns lines: neither moves anything that stands already."""
_STYLE: Final = re.compile(r"(\x1b\[[0-9;]*m)")
"""Select graphic rendition (ECMA-48, 8.3.117): how text looks, and nothing else."""


def say(text: str, end: str = "\n") -> None:
    """Print a message to standard error."""
    print(printable(text), end=end, file=sys.stderr)


def tell(text: str, end: str = "\n") -> None:
    """Print a result to standard output."""
    print(printable(text), end=end)


def tell_styled(text: str) -> None:
    """Print lines in colours to standard output."""
    parts = _STYLE.split(text)
    parts[::2] = map(printable, parts[::2])
    print("".join(parts), end="")


def printable(text: str) -> str:
    """Return text in which all that nobody sees is an escape, but for line ends and tabs."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    return "".join(c if c in _KEPT else visible(c) for c in text)


class Parser(ArgumentParser):
    """A parser of arguments whose messages repeat these visibly."""

    def _print_message(
        self, message: str, file: SupportsWrite[str] | None = None
    ) -> None:
        super()._print_message(printable(message), file)
