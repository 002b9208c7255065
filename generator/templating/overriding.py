"""Starting an override: a file with the text of what it replaces, to be changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from generator.diagnostics import visible
from generator.render.environment import BASE, TemplateText, own_templates
from generator.templating import memory
from generator.templating.findings import Finding, TemplatesError
from generator.templating.folder import Folder, added_files, read_folder
from generator.templating.outline import block_texts, outline
from generator.templating.overrides import faults
from generator.templating.sets import FILE, TemplateSet
from generator.templating.settings import CONTEXT_VERSION

_OPENING: Final = re.compile(r"\{% block (\w+)( scoped)? %\}")
_ABOUT: Final = re.compile(r"\{# (.*) #\}")


def started(path: Path, name: str, blocks: Sequence[str]) -> dict[str, bytes]:
    """Return the files to write into a folder to replace a template, or some blocks of it.

    Raises `TemplatesError` where there is no such template or block, where it is replaced already,
    and where the folder has faults, `OSError`.
    """
    known = own_templates().names()
    if name not in known:
        raise _fault(name, "the project has no such template", _meant(name, known))
    folder = read_folder(path) if path.exists() else _empty(path)
    files = added_files(folder) if folder.settings else ()
    found = tuple(faults(TemplateSet(folder.texts, files), folder.shown))
    if found:
        raise TemplatesError(found)
    there = folder.texts.get(name)
    text = _with_blocks(name, blocks, there) if blocks else memory.base_text(name)
    shown = f"{folder.shown}/{name}"
    if there is not None and not blocks:
        raise _fault(shown, "this template is replaced already", "name a block of it")
    remembered = memory.read(folder.memory, f"{folder.shown}/{memory.FILE}")
    texts = {**folder.texts, name: TemplateText(text, shown)}
    now = memory.current(memory.replaced(texts))
    fresh = {key: now[key] for key in now if key not in remembered}
    written = {
        name: text.encode("utf-8"),
        memory.FILE: memory.written({**remembered, **fresh}),
    }
    if folder.settings is None:
        written[FILE] = f"context = {CONTEXT_VERSION}\n".encode()
    return written


def described() -> Iterator[str]:
    """Yield the project's templates, each with what it sees and with its blocks, in lines."""
    for name in own_templates().names():
        text = memory.base_text(name)
        about = _ABOUT.match(text)
        yield f"{name}: {about[1] if about else ''}"
        for block, depth in _nested(text):
            yield f"{'  ' * (depth + 1)}{block}"


def _nested(text: str) -> Iterator[tuple[str, int]]:
    depth = 0
    for tag in re.finditer(r"\{% (?:block (\w+)|endblock)", text):
        if tag[1]:
            yield tag[1], depth
        depth += 1 if tag[1] else -1


def _with_blocks(name: str, blocks: Sequence[str], there: TemplateText | None) -> str:
    """Return a template that replaces blocks, in addition to those that it replaces already."""
    base = memory.base_text(name)
    bodies = block_texts(base)
    if there is None:
        about = base.split("\n", 1)[0]
        text = f'{about}\n{{% extends "{BASE}{name}" %}}\n'
    else:
        text = there.text.rstrip("\n") + "\n"
    found = outline(own_templates().parsed(text), text)
    if found.extended is None:
        message = "this template is replaced as a whole, so it has no single blocks to replace"
        raise _fault(there.shown if there else name, message, "edit it")
    has = {block for block, _ in found.blocks} | found.inner
    scoped = {tag[1]: tag[2] or "" for tag in _OPENING.finditer(base)}
    for block in dict.fromkeys(blocks):
        if block not in bodies:
            hint = _meant(block, bodies) or f"it has {', '.join(bodies)}"
            raise _fault(name, f"there is no block `{block}`", hint)
        if block in has:
            shown = there.shown if there else name
            raise _fault(shown, f"the block `{block}` is replaced already", "edit it")
        text += (
            f"\n{{% block {block}{scoped[block]} %}}{bodies[block]}{{% endblock %}}\n"
        )
    return text


def _empty(path: Path) -> Folder:
    return Folder(path, visible(path.as_posix()), {}, None, None)


def _fault(file: str, message: str, hint: str) -> TemplatesError:
    return TemplatesError([Finding(file, 0, message, hint)])


def _meant(name: str, known: Sequence[str] | dict[str, str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"write `{close[0]}`" if close else "see: docs2sdk templates list"
