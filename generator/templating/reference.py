"""The views of templates for people, as a page, and for programs, as a JSON Schema."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterator
from typing import Any, Final, TypeAlias, Union

from jinja2.nodes import Block

from generator.render.environment import own_templates
from generator.templating.context import (
    FILES,
    Attribute,
    attributes,
    records,
    templates,
)
from generator.templating.settings import CONTEXT_VERSION

Schema: TypeAlias = dict[str, Any]

_WORDS: Final = {str: "text", int: "number", bool: "`true` or `false`"}
_PLAIN: Final = {str: "string", int: "integer", bool: "boolean", type(None): "null"}


def page() -> str:
    """Return the tables of the reference page, in Markdown."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield f"These are the views of version {CONTEXT_VERSION}: `context = {CONTEXT_VERSION}`.\n"
    yield "## Templates of the project\n"
    yield "| Template | Variables | Blocks |\n| --- | --- | --- |"
    for name, read in templates().items():
        named = (f"`{variable}`: {in_words(hint)}" for variable, hint in read.items())
        blocks = (f"`{block}`" for block in own_blocks(name))
        yield f"| `{name}` | {', '.join(named)} | {', '.join(blocks)} |"
    yield "\n## New files\n"
    yield "| `each` in `templates.toml` | `view` of its template |\n| --- | --- |"
    for name, cls in FILES.items():
        yield f"| `{name}` | {_link(cls)} |"
    yield "\n## Views and their parts"
    for cls in records():
        yield f"\n### {cls.__name__}\n\n{inspect.cleandoc(cls.__doc__ or '')}\n"
        yield "| Attribute | Type | Meaning |\n| --- | --- | --- |"
        for each in attributes(cls):
            meaning = each.meaning.replace("|", r"\|")
            yield f"| `{each.name}` | {in_words(each.type)} | {meaning} |"


def in_words(hint: Any) -> str:
    """Return what an attribute is, in Markdown."""
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) in (types.UnionType, Union):
        some = [in_words(each) for each in arguments if each is not type(None)]
        return " or ".join([*some, "`none`"] if type(None) in arguments else some)
    if typing.get_origin(hint) is tuple:
        if arguments[-1] is Ellipsis:
            return f"list of {in_words(arguments[0])}"
        return f"({', '.join(map(in_words, arguments))})"
    return _WORDS.get(hint) or _link(hint)


def _link(cls: type) -> str:
    return f"[{cls.__name__}](#{cls.__name__.lower()})"


def schema() -> Schema:
    """Return the views as a JSON Schema (2020-12), with the version and what each is for."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The views of docs2sdk's templates",
        "x-context": CONTEXT_VERSION,
        "x-templates": {name: _template(name) for name in templates()},
        "x-files": {name: cls.__name__ for name, cls in FILES.items()},
        "$defs": {cls.__name__: _definition(cls) for cls in records()},
    }


def _template(name: str) -> Schema:
    read = {variable: _of(hint) for variable, hint in templates()[name].items()}
    return {"variables": read, "blocks": list(own_blocks(name))}


def own_blocks(name: str) -> tuple[str, ...]:
    """Return the blocks of one of the project's templates, in its order."""
    nodes = own_templates().parse(name).find_all(Block)
    return tuple(node.name for node in sorted(nodes, key=lambda node: node.lineno))


def _definition(cls: type) -> Schema:
    found = attributes(cls)
    return {
        "type": "object",
        "description": inspect.cleandoc(cls.__doc__ or ""),
        "properties": {each.name: _described(each) for each in found},
        "required": [each.name for each in found],
        "additionalProperties": False,
    }


def _described(attribute: Attribute) -> Schema:
    return _of(attribute.type) | {"description": attribute.meaning}


def _of(hint: Any) -> Schema:
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) in (types.UnionType, Union):
        return {"anyOf": [_of(each) for each in arguments]}
    if typing.get_origin(hint) is tuple:
        if arguments[-1] is Ellipsis:
            return {"type": "array", "items": _of(arguments[0])}
        items = [_of(each) for each in arguments]
        return {"type": "array", "prefixItems": items, "items": False}
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    return {"$ref": f"#/$defs/{hint.__name__}"}
