"""What an author's overrides replaced, so that one sees what changed there since.

`templates.lock` holds the text of each base template, or of each block of one, as it was when it
was replaced, and that of the parts which it included and which no longer are. A tool writes it, in
lines, so that its own changes can be read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import unified_diff
from typing import Any, Final, TypeAlias

from generator.render.environment import TemplateText, own_templates
from generator.templating.findings import Finding, TemplatesError
from generator.templating.outline import block_texts, outline

FILE: Final = "templates.lock"
Key: TypeAlias = tuple[str, str]
"""Name of a base template, and of a block of it; no block where all of it is replaced."""
Place: TypeAlias = tuple[str, int]
"""File and line of the override."""
Texts: TypeAlias = Mapping[Key, str]
_INCLUDE: Final = re.compile(r'\{% include "([^"]+)" %\}')
_ACCEPT: Final = "docs2sdk templates accept --templates DIR"


def base_text(name: str) -> str:
    """Return the text of one of the project's own templates."""
    return own_templates().source(name)


def replaced(texts: Mapping[str, TemplateText]) -> dict[Key, Place]:
    """Return what templates replace of the project's, each with the place where they do."""
    found: dict[Key, Place] = {}
    for name in sorted(texts.keys() & set(own_templates().names())):
        text = texts[name]
        template = outline(own_templates().parsed(text.text), text.text)
        kept = {use.name for use in template.uses} | texts.keys()
        if template.extended is None:
            keys = [(name, ""), *_dropped(base_text(name), kept)]
            found |= dict.fromkeys(keys, (text.shown, 1))
            continue
        base = block_texts(base_text(name))
        for block, line in template.blocks:
            if block in base:
                found[name, block] = (text.shown, line)
                if "super()" not in template.texts[block]:
                    for key in _dropped(base[block], kept):
                        found.setdefault(key, (text.shown, line))
    return found


def _dropped(text: str, kept: Collection[str | None]) -> Iterator[Key]:
    """Yield the parts that a text includes, and the parts of these, but for those that are kept."""
    for name in _INCLUDE.findall(text):
        if name not in kept:
            yield name, ""
            yield from _dropped(base_text(name), kept)


def current(keys: Iterable[Key]) -> dict[Key, str]:
    """Return the text of now of what is replaced."""
    return {
        (name, block): block_texts(base_text(name))[block] if block else base_text(name)
        for name, block in keys
    }


def written(texts: Texts) -> bytes:
    """Return the content of `templates.lock`."""
    files: dict[str, dict[str, list[str]]] = {}
    for (name, block), text in sorted(texts.items()):
        files.setdefault(name, {})[block] = text.split("\n")
    content = {"about": "Written by docs2sdk templates.", "replaced": files}
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def read(text: str | None, shown: str) -> dict[Key, str]:
    """Return what `templates.lock`, which messages name `shown`, remembers.

    Raises `TemplatesError` if nothing can be made of it.
    """
    if text is None:
        return {}
    try:
        files: Any = json.loads(text)["replaced"]
        return {
            (name, block): "\n".join(lines)
            for name, blocks in files.items()
            for block, lines in blocks.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        hint = f"restore it, or write it anew: {_ACCEPT}"
        raise TemplatesError(
            [Finding(shown, 0, "this cannot be read", hint)]
        ) from error


def stale(
    texts: Mapping[str, TemplateText], lock: str | None, shown: str
) -> Iterator[Finding]:
    """Yield each override whose base is not what it was when it was written, with the changes."""
    remembered = read(lock, f"{shown}/{FILE}")
    places = replaced(texts)
    now = current(places)
    for key, (file, line) in places.items():
        before = remembered.get(key)
        if before is None:
            message = f"{FILE} does not hold what this replaces: {_named(key)}"
            yield Finding(file, line, message, f"run: {_ACCEPT}")
        elif before != now[key]:
            message = f"what this replaces has changed since: {_named(key)}"
            hint = f"take over what you need, then run: {_ACCEPT}"
            yield Finding(file, line, message, hint, _diff(key, before, now[key]))
    for key in remembered.keys() - places.keys():
        message = f"nothing replaces this any more: {_named(key)}"
        yield Finding(f"{shown}/{FILE}", 0, message, f"run: {_ACCEPT}")


def _named(key: Key) -> str:
    name, block = key
    return f"the block `{block}` of `{name}`" if block else f"all of `{name}`"


def _diff(key: Key, before: str, now: str) -> tuple[str, ...]:
    name = "/".join(part for part in key if part)
    lines = unified_diff(
        before.split("\n"), now.split("\n"), f"{name} then", f"{name} now", lineterm=""
    )
    return tuple(lines)
