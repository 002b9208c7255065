"""Which paths may be written, and which parts of an output folder belong to other tools."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from generator.emit.errors import UnsafePath

MANIFEST: Final = ".docs2sdk.json"
"""Name of the manifest, at the top of the output."""

_CACHES: Final = frozenset(
    {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"}
)
_WORKSHOP: Final = frozenset({".git", ".venv", "build", "dist"})
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_SEGMENT_LIMIT: Final = 255
_KEPT: Final = 4096
"""Segments of which it is kept what is wrong with them: most are folders of many paths."""


def is_cache(path: str) -> bool:
    """Whether a path is what Python or a checker can make again. It is not kept."""
    return path.endswith(".pyc") or not _CACHES.isdisjoint(path.split("/"))


def is_workshop(path: str) -> bool:
    """Whether a path belongs to a tool of the user: `.git`, `.venv`, builds. It is kept unread."""
    segments = path.split("/")
    return segments[0] in _WORKSHOP or any(s.endswith(".egg-info") for s in segments)


def check_path(path: str) -> str:
    """Return `path`, which must be relative, with forward slashes, and good on every system.

    Raises `UnsafePath` otherwise.
    """
    for segment in path.split("/"):
        reason = _flaw(segment)
        if reason:
            raise UnsafePath(path, reason)
    if path == MANIFEST or is_cache(path) or is_workshop(path):
        raise UnsafePath(path, "is kept for the manifest or for tools")
    return path


def folders_of(path: str) -> Iterator[str]:
    """Yield the folders that a path stands in, the innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def folded(path: str) -> str:
    """Return what paths are compared by where case and Unicode form do not count."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


@lru_cache(maxsize=_KEPT)
def _flaw(segment: str) -> str | None:
    if segment in ("", ".", ".."):
        return "has an empty segment, `.` or `..`"
    if _FORBIDDEN.search(segment) or not segment.isprintable():
        return "has a character that file names must not have"
    if segment.endswith((".", " ")) or _DEVICE.match(segment):
        return "is not a file name on Windows"
    if len(segment.encode()) > _SEGMENT_LIMIT:
        return "has a segment longer than 255 bytes"
    return None
