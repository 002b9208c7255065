"""Which pages of an API are formatted, and what that changes."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics import Diagnostics
from generator.emit.replace import Replacement
from generator.fmt.page import format_page
from generator.inputs import ApiFolder, read_bytes, read_input
from generator.lower.tree import is_sdk_page
from generator.markdown.reader import read_page
from generator.progress import Track, untracked
from generator.records import record
from generator.source import SourceFile


@record
class Formatted:
    """The pages of one API that hold facts, in their canonical form."""

    folder: ApiFolder
    sources: Mapping[str, SourceFile]
    """These pages as they are, by path: for messages."""
    replacements: tuple[Replacement, ...]
    """Of pages that are not canonical, by path. Pages that cannot be read stay as they are."""
    diagnostics: Diagnostics
    """What keeps pages from being read."""


def format_api(folder: ApiFolder, track: Track = untracked) -> Formatted:
    """Format the pages of an API, but not those about the TypeScript SDK itself.

    Raises `OSError`.
    """
    diagnostics = Diagnostics()
    found = read_input(folder, diagnostics).pages
    pages = [source for source in found if not is_sdk_page(source.path)]
    replacements = [
        replacement
        for source in track("formatting pages", pages)
        if _is_readable(source, diagnostics)
        and (replacement := _replacement(folder, source)) is not None
    ]
    sources = {source.path: source for source in pages}
    return Formatted(folder, sources, tuple(replacements), diagnostics)


def _is_readable(source: SourceFile, diagnostics: Diagnostics) -> bool:
    """Read a page, and report what is wrong with it."""
    found = Diagnostics()
    read_page(source, found)
    diagnostics.extend(found.sorted())
    return not found.has_errors


def _replacement(folder: ApiFolder, source: SourceFile) -> Replacement | None:
    """Return what replaces a page. Bytes are compared: text has lost its byte order mark."""
    before = read_bytes(folder, source)
    after = format_page(source).encode("utf-8")
    if before == after:
        return None
    return Replacement(folder.path / source.path, before, after)
