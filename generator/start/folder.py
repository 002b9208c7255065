"""The files of a new API folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.build import Lowered, lower_input
from generator.diagnostics import Diagnostics
from generator.emit.fileset import File, FileSet, sha256
from generator.fmt.page import format_page
from generator.inputs import ApiFolder, Input, read_first, read_input
from generator.lower.overlay import FILE
from generator.lower.tree import is_sdk_page
from generator.progress import Track, untracked
from generator.records import record
from generator.source import SourceFile
from generator.start.samples import NAMES, BrokenSamples, Sample, read_samples
from generator.start.settings import settings_text

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST: Final = 60


@record
class Started:
    """What a new API folder is to hold."""

    files: FileSet | None
    """Its files; `None` where pages could not be read, which the diagnostics tell."""
    lowered: Lowered
    """The API as the new folder will give it."""
    remarks: tuple[str, ...]
    """What else is worth knowing."""


def is_api_name(name: str) -> bool:
    """Tell whether an API may be called so: lower case letters, digits and hyphens between them."""
    return len(name) <= _LONGEST and _NAME.fullmatch(name) is not None


def start(docs: ApiFolder, new: ApiFolder, track: Track = untracked) -> Started:
    """Return the files with which the API `new` begins.

    Pages are laid out as `fmt` lays them out; those about the TypeScript SDK itself stay behind.

    Raises `UnreadableInputError`, `OSError`, `UnsafePath` for a page whose path is no good name.
    """
    diagnostics = Diagnostics()
    found = read_input(docs, diagnostics)
    pages = tuple(
        SourceFile(source.path, format_page(source))
        for source in track("laying out pages", found.pages)
        if not is_sdk_page(source.path)
    )
    broken = diagnostics.has_errors
    lowered = lower_input(new, Input(pages, None), diagnostics, track=track)
    samples, remarks = _samples(docs, diagnostics)
    if broken:
        return Started(None, lowered, remarks)
    texts = {page.path: page.text for page in pages}
    texts[FILE] = settings_text(lowered, samples)
    return Started(_file_set(texts), lowered, remarks)


def _samples(
    docs: ApiFolder, diagnostics: Diagnostics
) -> tuple[Mapping[str, Sample], tuple[str, ...]]:
    """Read the code samples beside the docs, if there are any; they are evidence, not input."""
    source = read_first(docs, NAMES, diagnostics)
    if source is None:
        return {}, ()
    try:
        return read_samples(source), ()
    except BrokenSamples as error:
        return {}, (f"{docs.shown}/{source.path} was not used: {error}",)


def _file_set(texts: Mapping[str, str]) -> FileSet:
    contents = {path: text.encode("utf-8") for path, text in texts.items()}
    return FileSet({path: File(data, sha256(data)) for path, data in contents.items()})
