"""Reading an author's folder of templates: all of it at once, and never a file outside of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from generator.diagnostics import visible
from generator.limits import FILE as LARGEST
from generator.records import record
from generator.render.environment import TemplateText
from generator.source import SourceFile
from generator.templating.findings import Finding, TemplatesError
from generator.templating.memory import FILE as MEMORY
from generator.templating.overrides import faults
from generator.templating.sets import FILE, NewFile, TemplateSet
from generator.templating.settings import CONTEXT_VERSION, read_settings
from generator.walk import walk

_BESIDE: Final = frozenset({FILE, MEMORY, "README.md"})
_ENDING: Final = ".jinja"
_LINE_END: Final = re.compile(r"\r\n?")
"""What Jinja takes for the end of a line as well."""


@record
class Folder:
    """The files of a folder of templates."""

    path: Path
    shown: str
    """The folder as the user named it, for messages."""
    texts: Mapping[str, TemplateText]
    """The templates, by name."""
    settings: SourceFile | None
    memory: str | None
    """The text of `templates.lock`, if it is there."""


def read_templates(path: Path) -> TemplateSet:
    """Read a folder of templates, and look at all of them.

    Raises `TemplatesError` where something is wrong with it, `OSError`.
    """
    folder = read_folder(path)
    templates = TemplateSet(folder.texts, added_files(folder))
    found = tuple(faults(templates, folder.shown))
    if found:
        raise TemplatesError(found)
    return templates


def added_files(folder: Folder) -> tuple[NewFile, ...]:
    """Return the files that a folder's `templates.toml` adds; raises `TemplatesError`."""
    shown = f"{folder.shown}/{FILE}"
    if folder.settings is None:
        message = "there is no such file"
        hint = (
            f"write it with the line `context = {CONTEXT_VERSION}`: "
            "the version of the views that the templates are written for"
        )
        raise TemplatesError([Finding(shown, 0, message, hint)])
    return read_settings(folder.settings, shown)


def read_folder(path: Path) -> Folder:
    """Read the files of a folder of templates; raises `TemplatesError`, `OSError`.

    Hidden files and the copies of editors are left out.
    """
    shown = visible(path.as_posix())
    if not path.is_dir():
        raise TemplatesError([Finding(shown, 0, "there is no such folder")])
    read = {name: _read(path, name) for name in sorted(_names(path))}
    wrong = [
        Finding(f"{shown}/{name}", 0, flaw)
        for name, flaw in read.items()
        if isinstance(flaw, str)
    ]
    if wrong:
        raise TemplatesError(wrong)
    found = {n: each for n, each in read.items() if isinstance(each, SourceFile)}
    memory = found.get(MEMORY)
    texts = {
        name: TemplateText(source.text, f"{shown}/{name}")
        for name, source in found.items()
        if name.endswith(_ENDING)
    }
    return Folder(path, shown, texts, found.get(FILE), memory.text if memory else None)


def _names(root: Path) -> Iterator[str]:
    for folder, folders, files in walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*files, *links):
            if not name.startswith(".") and not name.endswith("~"):
                yield (Path(folder) / name).relative_to(root).as_posix()


def _read(root: Path, name: str) -> SourceFile | str:
    """Read a file, or return what is wrong with it."""
    file = root / name
    if file.is_symlink() or not file.is_file():
        return "this is a symbolic link or no file at all; only files are read"
    if not name.endswith(_ENDING) and name not in _BESIDE:
        return f"this is no template: the names of templates end in `{_ENDING}`"
    if file.stat().st_size > LARGEST:
        return "this file is too large for a template"
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return "the file is not UTF-8"
    return SourceFile(name, _LINE_END.sub("\n", text))
