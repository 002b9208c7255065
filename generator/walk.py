"""Walking through folders. Imports nothing that is slow to import."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn


def walk(root: str | Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield what `os.walk` yields; what cannot be read is not left out, but raises `OSError`."""
    return os.walk(root, onerror=_fail)


def _fail(error: OSError) -> NoReturn:
    raise error
