"""Finding and reading the input: folders of APIs, their pages and their overlay.

The only module that reads input files. It follows no symbolic link, and its order does not depend
on the file system.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from generator import limits
from generator.diagnostics import Diagnostics, quote, visible
from generator.emit.errors import UnsafePath
from generator.emit.paths import check_path, folded
from generator.lower.overlay import FILE
from generator.records import record
from generator.source import SourceFile, Span
from generator.walk import walk

BASELINE: Final = "doubts.toml"
"""The baseline of `lint`, beside `sdk.toml`."""
_README: Final = "README.md"
_DOCS: Final = "docs"
_BOM: Final = "\ufeff"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_TOO_LARGE: Final = "remove what is no documentation, or split it"


class UnreadableInputError(Exception):
    """The input cannot be read at all: wrong usage, not a fault in a page."""


@record
class ApiFolder:
    """Where the docs of one API are."""

    name: str
    """Name of the API: lower-case letters, digits and hyphens."""
    path: Path
    shown: str
    """The folder as the user named it, for messages: forward slashes, visible characters."""


@record
class Input:
    """The files of one API."""

    pages: tuple[SourceFile, ...]
    """Sorted by path."""
    overlay: SourceFile | None


def find_apis(specs: Path) -> tuple[ApiFolder, ...]:
    """Return the APIs at `specs`: a folder of API folders, or the folder of one API.

    A folder with `docs/` or `sdk.toml` is an API. One that holds such folders holds APIs, whatever
    stands beside them. Any other folder with pages is an API whose pages stand beside each other.

    Raises `UnreadableInputError` where there is none, or where two would share an output.
    """
    if not specs.is_dir():
        raise UnreadableInputError(f"{specs}: no such folder")
    if _is_api(specs):
        return (_folder(specs),)
    found = sorted(path for path in specs.iterdir() if path.is_dir() and _is_api(path))
    if found:
        return _distinct([_folder(path) for path in found])
    if any(child.suffix == ".md" for child in specs.iterdir()):
        return (_folder(specs),)
    raise UnreadableInputError(
        f"{specs}: no docs found; an API's folder holds {_DOCS}/ or {FILE}, or model pages"
    )


def _distinct(folders: list[ApiFolder]) -> tuple[ApiFolder, ...]:
    first: dict[str, ApiFolder] = {}
    for folder in folders:
        other = first.setdefault(folder.name, folder)
        if folder.path.is_symlink():
            raise UnreadableInputError(
                f"{folder.path}: a symbolic link; it is not followed"
            )
        if other is not folder:
            raise UnreadableInputError(
                f"{folder.path} and {other.path} would both be written as {folder.name!r}; "
                "rename one of them"
            )
    return tuple(folders)


def keep_apart(folder: ApiFolder, out: Path) -> None:
    """Raise `UnreadableInputError` where an output would be read as pages, or hold the input."""
    source, target = folder.path.resolve(), out.resolve()
    if source.is_relative_to(target) or target.is_relative_to(source / _DOCS):
        raise UnreadableInputError(
            f"{out}: this output and the docs in {folder.path} would lie in each other; "
            "choose another --out"
        )


def read_input(folder: ApiFolder, diagnostics: Diagnostics) -> Input:
    """Read all files of an API; reports D001 for what is not UTF-8, D009 for what is too large.

    Reports D008 for links, for what is no file, and for names that not every system takes.

    Raises `UnreadableInputError` if there is no page below `docs/`: an SDK that loses all of its
    contents is more likely a checkout that failed than what was meant.
    """
    paths = sorted(_page_paths(folder.path))
    if not set(paths) - {_README}:
        raise UnreadableInputError(f"{folder.path}: no pages found below {_DOCS}/")
    _report_names(paths, diagnostics)
    pages = [
        source
        for path in paths
        if (source := _read(folder.path, path, diagnostics)) is not None
    ]
    overlay = _read(folder.path, FILE, diagnostics) if _has_overlay(folder) else None
    return Input(tuple(pages), overlay)


def read_baseline(folder: ApiFolder, diagnostics: Diagnostics) -> SourceFile | None:
    """Read the baseline of an API, if there is one; reports D001 and D008."""
    return read_first(folder, [BASELINE], diagnostics)


def read_first(
    folder: ApiFolder, paths: Iterable[str], diagnostics: Diagnostics
) -> SourceFile | None:
    """Read the first of these files that is there; reports D001 and D008."""
    for path in paths:
        if os.path.lexists(folder.path / path):
            return _read(folder.path, path, diagnostics)
    return None


def read_bytes(folder: ApiFolder, page: SourceFile) -> bytes:
    """Return the bytes that a page was read from, with their byte order mark if they have one.

    Raises `UnreadableInputError` if the file was changed since.
    """
    file = folder.path / page.path
    content = file.read_bytes()
    if content.removeprefix(_BOM.encode()) != page.text.encode():
        raise UnreadableInputError(f"{file}: changed while it was read; run it again")
    return content


def _is_api(path: Path) -> bool:
    return (path / FILE).exists() or (path / _DOCS).is_dir()


def _folder(path: Path) -> ApiFolder:
    own = path.name if path.name not in ("", "..") else path.resolve().name
    name = re.sub(r"[^a-z0-9]+", "-", own.lower()).strip("-")
    return ApiFolder(name or "api", path, visible(path.as_posix()))


def _has_overlay(folder: ApiFolder) -> bool:
    return (folder.path / FILE).exists()


def _page_paths(root: Path) -> Iterator[str]:
    """Yield README and the pages below docs/; without docs/, the pages beside each other."""
    if not (root / _DOCS).is_dir():
        yield from (child.name for child in root.iterdir() if child.suffix == ".md")
        return
    if (root / _README).exists():
        yield _README
    if (root / _DOCS).is_symlink():
        yield _DOCS
        return
    for folder, folders, files in walk(root / _DOCS):
        odd = [name for name in folders if _is_no_folder(Path(folder) / name)]
        below = Path(folder).relative_to(root).as_posix()
        for name in [*files, *odd]:
            if name.endswith(".md") or name in odd:
                yield f"{below}/{name}"


def _is_no_folder(path: Path) -> bool:
    """Tell whether what looks like a folder is a link, or named like a page."""
    return path.is_symlink() or path.suffix == ".md"


def _read(root: Path, path: str, diagnostics: Diagnostics) -> SourceFile | None:
    """Read a file; reports D001, D008 and D009, and returns `None` for what cannot be read."""
    file = root / path
    status = _status(file)
    if status is None or not stat.S_ISREG(status.st_mode):
        diagnostics.error(
            "D008",
            Span(path, 1, 1, 1),
            "this is a symbolic link or no file at all; only files of the folder are read",
            "replace it by the file",
        )
        return None
    size = status.st_size
    if size > limits.FILE:
        problem = f"this file has {size} bytes; {limits.FILE} are read"
        diagnostics.error("D009", Span(path, 1, 1, 1), problem, _TOO_LARGE)
        return None
    source = _decoded(path, file.read_bytes(), diagnostics)
    found = limits.oversized(source) if source else None
    if found is not None:
        diagnostics.error("D009", *found, _TOO_LARGE)
        return None
    return source


def _status(file: Path) -> os.stat_result | None:
    """Return what a path itself is, be it a link; `None` where there is nothing."""
    try:
        return file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _decoded(path: str, content: bytes, diagnostics: Diagnostics) -> SourceFile | None:
    """Decode a file; reports D001, also for NUL, of which UTF-16 without a mark is full."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        utf16 = content.startswith(_UTF16)
        problem = (
            f"byte {error.start} (0x{content[error.start]:02x}) is not valid UTF-8"
        )
        problem += "; this looks like UTF-16" if utf16 else ""
        _report_byte(path, content, error.start, problem, diagnostics)
        return None
    if "\0" in text:
        start = content.index(b"\0")
        problem = f"byte {start} is NUL, which no text holds"
        _report_byte(path, content, start, problem, diagnostics)
        return None
    return SourceFile(path, text.removeprefix(_BOM))


def _report_byte(
    path: str, content: bytes, start: int, problem: str, diagnostics: Diagnostics
) -> None:
    before = SourceFile(path, content[:start].decode("utf-8").removeprefix(_BOM))
    column = len(before.lines[-1]) + 1
    span = Span(path, len(before.lines), column, column + 1)
    diagnostics.error("D001", span, problem, "save the file as UTF-8")


def _report_names(paths: Iterable[str], diagnostics: Diagnostics) -> None:
    """Report names that some system does not take, or takes for that of another file (D008)."""
    first: dict[str, str] = {}
    for path in paths:
        try:
            check_path(path)
        except UnsafePath as error:
            problem = f"the name of this file {error.reason}"
            diagnostics.error("D008", Span(path, 1, 1, 1), problem, "rename the file")
        other = first.setdefault(folded(path), path)
        if other != path:
            diagnostics.error(
                "D008",
                Span(path, 1, 1, 1),
                f"to some systems, this file and {quote(other)} are the same",
                "let their names differ by more than case",
            )
