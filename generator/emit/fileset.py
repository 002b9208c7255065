"""The files that a build wants to exist."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from generator.emit.errors import UnsafePath
from generator.emit.paths import check_path, folded, folders_of
from generator.records import record


def sha256(content: bytes) -> str:
    """Return the SHA-256 of `content` as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


@record
class File:
    """One file to write."""

    content: bytes
    rendered: str
    """`sha256` of what was rendered, before formatting; of `content` where nothing formats."""


class FileSet(Mapping[str, File]):
    """Files by path below the output: relative, forward slashes. Iterates in sorted order."""

    def __init__(self, files: Mapping[str, File]) -> None:
        """Take the files.

        Raises `UnsafePath` for a path that may not be written, and where two paths are one on some
        system, or one is a folder of the other.
        """
        self._files = {check_path(path): files[path] for path in sorted(files)}
        seen: dict[str, str] = {}
        for path in self._files:
            if folded(path) in seen:
                raise UnsafePath(path, f"is the same file as {seen[folded(path)]!a}")
            seen[folded(path)] = path
        for path in self._files:
            for folder in folders_of(path):
                if folded(folder) in seen:
                    raise UnsafePath(path, f"{folder} is a file and a folder")

    def __getitem__(self, path: str) -> File:
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
