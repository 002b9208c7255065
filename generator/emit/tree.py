"""What an output folder holds now."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from generator.emit.errors import SymlinkInOutput
from generator.emit.fileset import sha256
from generator.emit.manifest import Manifest, parse_manifest
from generator.emit.paths import MANIFEST, is_cache, is_workshop
from generator.records import record


@record
class Tree:
    """An output folder, read at one moment. Nothing in it stands for a folder that is not there."""

    exists: bool
    files: Mapping[str, bytes]
    """Content by path, without the manifest, caches and what belongs to tools of the user."""
    manifest: Manifest | None
    """None if there is none: nothing was generated here yet."""
    workshop: tuple[str, ...]
    """Topmost files and folders of tools of the user, such as `.git`; they are kept unread."""

    def known(self, path: str, rendered: str, generator: str) -> bytes | None:
        """Return the formatted content of a file, if this very text was formatted before.

        `rendered` is the SHA-256 of the text before formatting. The answer is the file on disk, if
        the manifest, written by the same version of the generator, says that this text gave it,
        and if it was not edited since.
        """
        if self.manifest is None or self.manifest.generator != generator:
            return None
        entry = self.manifest.files.get(path)
        content = self.files.get(path)
        if entry is None or content is None or entry.rendered != rendered:
            return None
        return content if sha256(content) == entry.sha256 else None


EMPTY: Final = Tree(exists=False, files={}, manifest=None, workshop=())
"""A folder that is not there."""


def read_tree(out: Path) -> Tree:
    """Read an output folder; writes nothing.

    Raises `SymlinkInOutput` if `out` is a symbolic link or holds one, `BrokenManifest`, `OSError`.
    """
    if out.is_symlink():
        raise SymlinkInOutput(out)
    if not out.exists():
        return EMPTY
    found = dict(_walk(out, ""))
    content = {path: file for path, file in found.items() if file is not None}
    stored = content.pop(MANIFEST, None)
    return Tree(
        exists=True,
        files={path: content[path] for path in sorted(content)},
        manifest=None if stored is None else parse_manifest(stored, out / MANIFEST),
        workshop=tuple(sorted(path for path, file in found.items() if file is None)),
    )


def _walk(out: Path, prefix: str) -> Iterator[tuple[str, bytes | None]]:
    """Yield files with their content, and what is kept unread with None."""
    with os.scandir(out / prefix) as entries:
        for entry in entries:
            path = prefix + entry.name
            if is_workshop(path):
                yield path, None
            elif is_cache(path):
                continue
            elif entry.is_dir(follow_symlinks=False):
                yield from _walk(out, f"{path}/")
            elif entry.is_file(follow_symlinks=False):
                yield path, Path(entry.path).read_bytes()
            else:
                raise SymlinkInOutput(Path(entry.path))
