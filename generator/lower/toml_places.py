"""Where each key of a TOML file stands, since `tomllib` does not tell.

Only for files that `tomllib` has accepted: this scanner follows TOML's lexical rules (strings,
comments, brackets) and leaves every other check to the parser.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from generator.source import SourceFile, Span

KeyPath: TypeAlias = tuple[str, ...]

_BARE_OR_QUOTED: Final = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY: Final = re.compile(rf"{_BARE_OR_QUOTED}(?:[ \t]*\.[ \t]*{_BARE_OR_QUOTED})*")
_PART: Final = re.compile(_BARE_OR_QUOTED)
_HEADER: Final = re.compile(rf"[ \t]*\[\[?[ \t]*({_KEY.pattern})[ \t]*\]\]?")
_ENTRY: Final = re.compile(rf"[ \t]*({_KEY.pattern})[ \t]*=")
_TOKEN: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\[{]|[\]}]|\n",
    re.DOTALL,
)


def places(source: SourceFile) -> Mapping[KeyPath, Span]:
    """Return the span of every key and table header, by its full path.

    The tables of an array are numbered from 0: the first `[[a]]` is `a.0`.
    Keys inside inline tables are found by the key of the table that they stand in.
    """
    content = tomllib.loads(source.text)
    found: dict[KeyPath, Span] = {}
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for number, line in _first_lines(source.text):
        if header := _HEADER.match(line):
            array = line.lstrip().startswith("[[")
            table = _header(_parts(header[1]), counts, array=array)
            found[table] = source.span(number, header.start(1) + 1, header.end(1) + 1)
        elif entry := _ENTRY.match(line):
            span = source.span(number, entry.start(1) + 1, entry.end(1) + 1)
            key = (*table, *_parts(entry[1]))
            found[key] = span
            for inner in _inline(content, key):
                found[inner] = span
    return found


def _header(written: KeyPath, counts: dict[KeyPath, int], *, array: bool) -> KeyPath:
    """Return the path of a header; tables of an array are counted from 0."""
    path: KeyPath = ()
    for depth, part in enumerate(written, start=1):
        path = (*path, part)
        if array and depth == len(written):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, str(counts[path]))
    return path


def _first_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines on which an entry or a header may begin, numbered from 1."""
    text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    number, depth, start = 1, 0, True
    position = 0
    while number <= len(lines):
        if start and not depth:
            yield number, lines[number - 1]
            header = _HEADER.match(text, position)
            position = header.end() if header else position
        start = False
        token = _TOKEN.search(text, position)
        if token is None:
            return
        position = token.end()
        number += token[0].count("\n")
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        start = token[0] == "\n"


def _parts(key: str) -> KeyPath:
    parts = (match[0] for match in _PART.finditer(key))
    return tuple(
        next(iter(tomllib.loads(f"{p} = 0"))) if p[0] in "\"'" else p for p in parts
    )


def _inline(content: object, key: KeyPath) -> Iterator[KeyPath]:
    """Yield the paths below `key`, when its value is an inline table."""
    for part in key:
        if isinstance(content, list):
            content = content[int(part)]
        else:
            content = content[part] if isinstance(content, dict) else None
    if isinstance(content, dict):
        yield from _below(content, key)


def _below(content: dict[str, object], key: KeyPath) -> Iterator[KeyPath]:
    for name, value in content.items():
        yield (*key, name)
        if isinstance(value, dict):
            yield from _below(value, (*key, name))
