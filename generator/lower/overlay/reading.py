"""From the text of `sdk.toml` to its entries; every fault is reported with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final, TypeAlias

from generator.diagnostics import Diagnostics, quote
from generator.lower.overlay.entries import Overlay, dotted
from generator.lower.toml_places import KeyPath, places
from generator.source import SourceFile, Span

_Problem: TypeAlias = tuple[KeyPath, str, str]
"""A key, what is wrong there, and what to do."""
_Held: TypeAlias = tuple[dict[str, Any], list[_Problem]]
"""What the schema makes of a file; and what is wrong with it, and then nothing else."""
_DEEPEST: Final = 32
"""How deep values nest: far deeper than any entry, and far below Python's recursion limit."""
_SEE: Final = "OVERLAY.md lists each entry with its type"


def read_overlay(source: SourceFile | None, diagnostics: Diagnostics) -> Overlay:
    """Read `sdk.toml`; without a file, or with errors in it, the overlay is empty.

    Reports D050 for text that is no TOML, and D051 for each entry outside of the schema.
    """
    return begin_overlay(source, diagnostics, lambda work: work)()


def begin_overlay(
    source: SourceFile | None,
    diagnostics: Diagnostics,
    begin: Callable[[Callable[[], _Held]], Callable[[], _Held]],
) -> Callable[[], Overlay]:
    """Begin to read `sdk.toml`, as `read_overlay` does; return the function that ends it.

    `begin` is given the work that takes long, and returns the function that waits for its result:
    a plain value, such as `marshal` knows.
    """
    content = None if source is None else _parsed(source, diagnostics)
    if source is None or content is None:
        return partial(Overlay, {}, {})
    return partial(_overlay, begin(partial(_held, content)), source, diagnostics)


def _parsed(source: SourceFile, diagnostics: Diagnostics) -> dict[str, Any] | None:
    try:
        content = tomllib.loads(source.text)
        if not _is_deep(content):
            return content
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).rpartition(" (at ")
        span = error_place(place, source)
        hint = "correct it there, or in the lines before it: text stands in quotes"
        diagnostics.error("D050", span, f"not valid TOML: {message}", hint)
        return None
    except RecursionError:
        pass
    message = "not valid here: its values nest too deep"
    diagnostics.error("D050", source.span(1), message, "no entry holds a list of lists")
    return None


def _is_deep(content: object) -> bool:
    """Whether values nest too deep; with dotted keys they do without brackets in the text."""
    level = [content]
    for _ in range(_DEEPEST):
        level = [inner for each in level for inner in _inside(each)]
    return bool(level)


def _inside(content: object) -> Iterable[object]:
    if isinstance(content, dict):
        return content.values()
    return content if isinstance(content, list) else ()


def _held(content: Mapping[str, Any]) -> _Held:
    """Hold the content of the file to the schema.

    That is imported here, because a run without the file needs neither it nor Pydantic.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - a quarter of all imports

    from generator.lower.overlay.hints import instead_of  # noqa: PLC0415 - likewise
    from generator.lower.overlay.tables import Tables  # noqa: PLC0415 - likewise

    try:
        tables = Tables.model_validate(content)
    except ValidationError as error:
        problems: list[_Problem] = []
        for problem in error.errors(include_url=False, include_context=False):
            key = _key(problem["loc"], content)
            unknown = problem["type"] == "extra_forbidden"
            message = "there is no such entry" if unknown else problem["msg"]
            problems.append((key, message, instead_of(key) if unknown else _SEE))
        return {}, problems
    return tables.model_dump(exclude_unset=True, by_alias=True), []


def _overlay(
    held: Callable[[], _Held], source: SourceFile, diagnostics: Diagnostics
) -> Overlay:
    content, problems = held()
    found = places(source)
    above = beginnings(found) if problems else {}
    for key, message, hint in problems:
        span = nearest(key, above) or source.span(1)
        diagnostics.error("D051", span, f"{quote(dotted(key))}: {message}", hint)
    return Overlay({}, {}) if problems else Overlay(content, found)


def _key(location: tuple[int | str, ...], content: Any) -> KeyPath:
    """Return the key of a problem, without the names that Pydantic gives to alternatives."""
    key: list[str] = []
    for index, part in enumerate(location):
        if _holds(content, part):
            content = content[part]
        elif index < len(location) - 1 or not isinstance(content, dict):
            continue
        key.append(str(part))
    return tuple(key)


def _holds(content: object, part: int | str) -> bool:
    """Whether a part of TOML has this key or this item."""
    if isinstance(content, list):
        return isinstance(part, int)
    return isinstance(content, dict) and part in content


def beginnings(found: Mapping[KeyPath, Span]) -> Mapping[KeyPath, Span]:
    """Return the place of each entry, and that of the first one in each table."""
    first: dict[KeyPath, Span] = {}
    for key, span in found.items():
        for length in range(len(key), 0, -1):
            first.setdefault(key[:length], span)
    return first


def nearest(key: KeyPath, above: Mapping[KeyPath, Span]) -> Span | None:
    """Return the place of an entry, of what stands below it, or of what it stands in.

    `above` are the `beginnings` of what the file holds.
    """
    tables = (key[:length] for length in range(len(key), 0, -1))
    return next((above[each] for each in tables if each in above), None)


def error_place(place: str, source: SourceFile) -> Span:
    """Return a place of tomllib: `line 3, column 7)` or `end of document)`."""
    numbers = [int(number) for number in re.findall("[0-9]+", place)]
    if len(numbers) == 2:
        return source.span(*numbers)
    return source.span(len(source.lines), len(source.lines[-1]) + 1)
