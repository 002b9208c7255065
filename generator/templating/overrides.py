"""What is wrong with an author's templates that Jinja would pass over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Final

import jinja2

from generator.render.environment import (
    BASE,
    TemplateFailure,
    own_templates,
)
from generator.templating.findings import Finding
from generator.templating.outline import Outline, Use, block_texts, outline
from generator.templating.sets import TemplateSet

_CLOSE: Final = 0.8
"""How alike a name must be to be the one that is meant: from 0 to 1."""


def faults(templates: TemplateSet, shown: str) -> Iterator[Finding]:
    """Yield what is wrong with the templates of a folder, which messages name `shown`."""
    known = own_templates().names()
    read = {name: _outline(templates, name) for name in templates.texts}
    outlines = {n: each for n, each in read.items() if isinstance(each, Outline)}
    yield from (each for each in read.values() if isinstance(each, Finding))
    yield from _missing(templates, shown)
    unused = _unused(templates, outlines) if len(outlines) == len(read) else ()
    for name in unused:
        message = "nothing uses this template, and the project has none of this name"
        hint = "name it in templates.toml, or include it in a template that is used"
        file = templates.texts[name].shown
        yield Finding(file, 0, message, _meant(name, known) or hint)
    for name, found in outlines.items():
        file = templates.texts[name].shown
        yield from _wrong_uses(templates, found, file)
        yield from _private(found, file)
        if found.extended is not None and found.extended.name and name not in unused:
            yield from _extension(name, found, file, found.extended)


def _outline(templates: TemplateSet, name: str) -> Outline | Finding:
    try:
        return outline(templates.templates.parse(name), templates.texts[name].text)
    except TemplateFailure as error:
        return Finding(error.template, error.line, error.message)


def _missing(templates: TemplateSet, shown: str) -> Iterator[Finding]:
    """Yield the templates of new files that are not there."""
    for file in templates.files:
        if file.template not in templates.texts:
            message = f"there is no template `{shown}/{file.template}`"
            yield Finding(
                file.file, file.line, message, _meant(file.template, templates.texts)
            )


def _unused(templates: TemplateSet, outlines: Mapping[str, Outline]) -> tuple[str, ...]:
    """Return the templates that nothing would render."""
    named = {file.template for file in templates.files}
    named |= {use.name for each in outlines.values() for use in each.uses if use.name}
    return tuple(sorted(outlines.keys() - set(own_templates().names()) - named))


def _wrong_uses(templates: TemplateSet, found: Outline, file: str) -> Iterator[Finding]:
    for use in found.uses:
        if use.name is None:
            yield Finding(
                file, use.line, "the name of a template has to be written as text"
            )
        elif not use.extends and not _exists(templates, use.name):
            known = (*own_templates().names(), *templates.texts)
            hint = _meant(use.name, known)
            yield Finding(file, use.line, f"there is no template `{use.name}`", hint)


def _exists(templates: TemplateSet, name: str) -> bool:
    try:
        templates.templates.parse(name)
    except jinja2.TemplateNotFound:
        return False
    except TemplateFailure:
        return True
    return True


def _private(found: Outline, file: str) -> Iterator[Finding]:
    for line, name in found.private:
        message = f"`{name}` is no attribute of a view"
        hint = "print text of the docs through `literal`, `markdown`, ...; see TEMPLATES.md"
        yield Finding(file, line, message, hint)


def _extension(name: str, found: Outline, file: str, use: Use) -> Iterator[Finding]:
    """Yield what is wrong with a template that extends another one."""
    base = f"{BASE}{name}"
    known = own_templates().names()
    if name not in known:
        message = "this template replaces none, so it cannot extend one"
        hint = (
            "include what it is to hold, or give it the name of the template to extend"
        )
        yield Finding(file, use.line, message, _meant(name, known) or hint)
        return
    if use.name != base:
        yield Finding(
            file,
            use.line,
            f"this template can extend `{base}` alone",
            f"write `{base}`",
        )
        return
    blocks = outline(own_templates().parse(name), own_templates().source(name))
    every = {*(block for block, _ in blocks.blocks), *blocks.inner}
    for block, line in found.blocks:
        if block not in every:
            message = f"`{base}` has no block `{block}`, so this would never be printed"
            listed = ", ".join(f"`{each}`" for each in sorted(every))
            yield Finding(
                file, line, message, _meant(block, every) or f"it has {listed}"
            )
    yield from _lost(name, found, file)
    if found.stray is not None:
        message = "this stands outside of every block, so it would never be printed"
        hint = "move it into a block"
        yield Finding(file, found.stray, message, hint)


def _lost(name: str, found: Outline, file: str) -> Iterator[Finding]:
    """Yield blocks whose place in the base is in another one that is replaced without them."""
    base = block_texts(own_templates().source(name))
    for around, text in found.texts.items():
        kept = "super()" in text
        for block, line in found.blocks:
            inside = block_texts(base.get(around, ""))
            if block in inside and not kept and block not in block_texts(text):
                message = f"this is never printed: the block `{around}` is replaced without it"
                hint = f"put `{{% block {block} scoped %}}{{% endblock %}}` into that block"
                yield Finding(file, line, message, hint)


def _meant(name: str, known: Iterable[str]) -> str:
    """Return a hint with the name that is meant, if one is much like it."""
    stems = {PurePosixPath(each).stem: each for each in known}
    close = get_close_matches(PurePosixPath(name).stem, stems, n=1, cutoff=_CLOSE)
    return f"write `{stems[close[0]]}`" if close else ""
