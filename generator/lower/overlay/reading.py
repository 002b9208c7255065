"""From the text of `sdk.toml` to its entries; every fault is reported with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any, Final

from generator.diagnostics import Diagnostics, quote
from generator.lower.overlay.entries import Overlay, dotted
from generator.lower.toml_places import KeyPath, places
from generator.source import SourceFile, Span

_SEE: Final = "OVERLAY.md lists each entry with its type"


def read_overlay(source: SourceFile | None, diagnostics: Diagnostics) -> Overlay:
    """Read `sdk.toml`; without a file, or with errors in it, the overlay is empty.

    Reports D050 for text that is no TOML, and D051 for each entry outside of the schema.
    """
    empty = Overlay({}, {})
    if source is None:
        return empty
    try:
        content = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).rpartition(" (at ")
        span = error_place(place, source)
        hint = "correct it there, or in the lines before it: text stands in quotes"
        diagnostics.error("D050", span, f"not valid TOML: {message}", hint)
        return empty
    except RecursionError:
        message = "not valid here: its values nest too deep"
        diagnostics.error(
            "D050", source.span(1), message, "no entry holds a list of lists"
        )
        return empty
    return _checked(content, source, diagnostics) or empty


def _checked(
    content: Mapping[str, Any], source: SourceFile, diagnostics: Diagnostics
) -> Overlay | None:
    """Hold the content of the file to the schema.

    That is imported here, because a run without the file needs neither it nor Pydantic.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - a quarter of all imports

    from generator.lower.overlay.hints import instead_of  # noqa: PLC0415 - likewise
    from generator.lower.overlay.tables import Tables  # noqa: PLC0415 - likewise

    found = places(source)
    try:
        tables = Tables.model_validate(content)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_context=False):
            key = _key(problem["loc"], content)
            span = nearest(key, found) or source.span(1)
            unknown = problem["type"] == "extra_forbidden"
            message = "there is no such entry" if unknown else problem["msg"]
            hint = instead_of(key) if unknown else _SEE
            diagnostics.error("D051", span, f"{quote(dotted(key))}: {message}", hint)
        return None
    return Overlay(tables.model_dump(exclude_unset=True, by_alias=True), found)


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


def nearest(key: KeyPath, found: Mapping[KeyPath, Span]) -> Span | None:
    """Return the place of an entry, of what stands below it, or of what it stands in."""
    for length in range(len(key), 0, -1):
        for other, span in found.items():
            if other[:length] == key[:length]:
                return span
    return None


def error_place(place: str, source: SourceFile) -> Span:
    """Return a place of tomllib: `line 3, column 7)` or `end of document)`."""
    numbers = [int(number) for number in re.findall("[0-9]+", place)]
    if len(numbers) == 2:
        return source.span(*numbers)
    return source.span(len(source.lines), len(source.lines[-1]) + 1)
