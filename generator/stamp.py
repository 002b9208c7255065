"""Knowing without reading a page that there is nothing to do.

A run that ends with every output as it should be leaves a *stamp*: a file in the user's cache whose
name is the digest of all that decided so: the input, the output, the generator itself, the versions
of the libraries that it uses, and how they were named. While nothing of that changes, the same run
would find the same, so `generate` and `check` may answer at once. A stamp never decides what is
written, and deleting the cache is always safe.

Imports nothing that is slow to import: that is the point.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from generator.walk import walk

_PACKAGE: Final = Path(__file__).parent
_LIBRARIES: Final = ("black", "jinja2", "markdown_it_py", "pydantic")
_SKIPPED: Final = frozenset({".git", ".venv", "__pycache__"})
_OF_AUTHORS: Final = frozenset({"shapes", "examples"})
_VARIABLE: Final = "DOCS2SDK_CACHE"
_KEPT: Final = 200
_UNFINISHED: Final = ".docs2sdk-new"
_LARGEST: Final = 2**30
_BINARY: Final = getattr(os, "O_BINARY", 0)


class Stamp:
    """The stamp of one command on one input and output.

    The input is taken as it is when the stamp is made, before the command reads it: what is saved
    while the command runs belongs to the next run. The output is taken as it is when asked.
    """

    def __init__(
        self, command: Sequence[str], specs: Path, out: Path, *more: Path
    ) -> None:
        """Take the command, its input, its output, and the folders of more input."""
        self._command = command
        self._specs = specs
        self._more = more
        self._out = out
        self._input = None if cache_folder() is None else self._input_digest()

    def read(self) -> tuple[str, str] | None:
        """Return what the earlier run printed, and its warnings; `None` if nothing is known."""
        folder = cache_folder()
        if folder is None or self._input is None:
            return None
        try:
            return _unpacked((folder / self._name(self._input)).read_bytes())
        except (OSError, ValueError):
            return None

    def leave(self, printed: str, warnings: str = "") -> None:
        """Remember what was printed. A cache that cannot be written is no fault."""
        folder = cache_folder()
        if folder is None or self._input is None:
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _forget_oldest(folder)
            content = _packed(printed, warnings)
            _write(folder / self._name(self._input), content)
        except OSError:
            return

    def _input_digest(self) -> bytes | None:
        try:
            return _digest(self._input_parts())
        except OSError:
            return None  # The command itself tells what cannot be read.

    def _name(self, before: bytes) -> str:
        return _digest([before, *_content(self._out)]).hex()

    def _input_parts(self) -> Iterator[bytes]:
        """Yield all that decides about the outcome, but for the output."""
        yield sys.version.encode()
        named = (self._specs, self._out, *self._more)
        for part in (*self._command, *map(str, named)):
            yield part.encode("utf-8", "surrogateescape")
        for name in sorted(_versions()):
            yield name.encode()
        for root in (_PACKAGE, _PACKAGE.parent / "templates"):
            yield from _content(root, _OF_AUTHORS)
        for root in (self._specs, *self._more):
            yield from _content(root)


def _packed(printed: str, warnings: str) -> bytes:
    """Return the content of a stamp: after its own digest, since it may be cut off or damaged."""
    content = f"{len(printed)}\n{printed}{warnings}".encode()
    return b"%s\n%s" % (hashlib.sha256(content).hexdigest().encode(), content)


def _unpacked(stamp: bytes) -> tuple[str, str] | None:
    """Return what was packed; `None` for anything else. Raises `ValueError`, too."""
    digest, _, content = stamp.partition(b"\n")
    if hashlib.sha256(content).hexdigest().encode() != digest:
        return None
    length, _, text = content.decode("utf-8").partition("\n")
    return text[: int(length)], text[int(length) :]


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def cache_folder() -> Path | None:
    """Return the cache's folder: `DOCS2SDK_CACHE`, which turns it off if empty, or the user's."""
    chosen = os.environ.get(_VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "docs2sdk"


def _versions() -> Iterator[str]:
    """Yield the names of installed libraries, which end in their versions."""
    for entry in sys.path:
        if entry.endswith("-packages") and Path(entry).is_dir():
            for name in os.listdir(entry):
                library = name.partition("-")[0].lower()
                if library in _LIBRARIES and name.endswith(".dist-info"):
                    yield name


def _content(root: Path, without: frozenset[str] = frozenset()) -> Iterator[bytes]:
    """Yield paths and contents of all files below `root`, in a fixed order.

    `without` are names of folders of templates that no build reads.
    """
    for folder, folders, files in walk(root):
        skipped = without if folder.endswith("templates") else frozenset()
        folders[:] = sorted(set(folders) - _SKIPPED - skipped)
        for name in sorted(files):
            path = os.path.join(folder, name)
            below = path[len(os.path.join(root, "")) :]
            yield below.encode("utf-8", "surrogateescape")
            yield _bytes(path)


def _bytes(path: str) -> bytes:
    """Return a file's content: nothing of a link, a device, or what is too large to be read.

    There are thousands of files, so that this makes no system call too many.
    """
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
        return b""
    descriptor = os.open(path, os.O_RDONLY | _BINARY)
    try:
        # One byte more: what grows meanwhile is another content.
        return os.read(descriptor, status.st_size + 1)
    finally:
        os.close(descriptor)


def _write(path: Path, content: bytes) -> None:
    """Write a stamp in one step: one that was cut off would answer with less than was printed."""
    new = path.with_name(f".{path.name}.{os.getpid()}{_UNFINISHED}")
    try:
        new.write_bytes(content)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _forget_oldest(folder: Path) -> None:
    """Keep the newest stamps, and none that a killed run left unfinished."""
    for path in folder.glob(f".*{_UNFINISHED}"):
        path.unlink(missing_ok=True)
    stamps = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    for path in stamps[: -_KEPT or None]:
        path.unlink(missing_ok=True)
