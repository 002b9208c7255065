"""The manifest of an output folder: which files a run left there, and what they held.

It is the only file that names the generator's version or a hash.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from generator.emit.errors import BrokenManifest, UnsafePath
from generator.emit.fileset import FileSet, sha256
from generator.emit.paths import check_path
from generator.records import record

_HASH: Final = re.compile(r"[0-9a-f]{64}")


@record
class Entry:
    """One file that a run left."""

    sha256: str
    """Of the file's bytes."""
    rendered: str
    """Of what was rendered, before formatting."""


@record
class Manifest:
    """What a run left."""

    generator: str
    """Version of the generator."""
    files: Mapping[str, Entry]


def manifest_of(files: FileSet, generator: str) -> Manifest:
    """Return the manifest that belongs to `files`."""
    entries = {p: Entry(sha256(f.content), f.rendered) for p, f in files.items()}
    return Manifest(generator, entries)


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the manifest as JSON: sorted, two blanks of indentation, a final line end."""
    files = {
        path: {"rendered": entry.rendered, "sha256": entry.sha256}
        for path, entry in manifest.files.items()
    }
    value = {"files": files, "generator": manifest.generator}
    return json.dumps(value, indent=2, sort_keys=True).encode() + b"\n"


def parse_manifest(content: bytes, path: Path) -> Manifest:
    """Read a manifest; `path` is named in errors.

    Raises `BrokenManifest` if it is anything but what `manifest_bytes` writes.
    """
    try:
        match json.loads(content):
            case {"files": dict(files), "generator": str(version), **rest} if not rest:
                entries = {check_path(p): _entry(files[p]) for p in files}
                return Manifest(version, entries)
    except (ValueError, RecursionError, UnsafePath) as error:
        raise BrokenManifest(path, str(error)) from error
    raise BrokenManifest(path, "it needs `files` and `generator`, and nothing else")


def _entry(value: Any) -> Entry:
    match value:
        case {"sha256": str(content), "rendered": str(rendered), **rest} if not rest:
            if _HASH.fullmatch(content) and _HASH.fullmatch(rendered):
                return Entry(content, rendered)
    raise ValueError("a file needs `sha256` and `rendered`, 64 hexadecimal digits each")
