"""`templates.toml`: the version of the views that templates were written for, and new files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.lower.overlay.reading import beginnings, error_place, nearest
from generator.lower.toml_places import places
from generator.source import SourceFile, Span
from generator.templating.findings import Finding, TemplatesError
from generator.templating.planned import path_flaw
from generator.templating.sets import NewFile

CONTEXT_VERSION: Final = 1
"""Version of the views. It grows when one loses an attribute, or an attribute its meaning."""
_SEE: Final = "TEMPLATES.md lists the entries"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    template: str
    each: Literal["sdk", "resource", "method", "model"] = "sdk"


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    context: int
    files: dict[str, _File] = {}


def read_settings(source: SourceFile, shown: str) -> tuple[NewFile, ...]:
    """Return the files that `templates.toml` adds; messages name it `shown`.

    Raises `TemplatesError` for faults in it, and for templates of another version of the views.
    """
    try:
        content = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).rpartition(" (at ")
        line = error_place(place, source).line
        raise TemplatesError(
            [Finding(shown, line, f"not valid TOML: {message}")]
        ) from error
    except RecursionError as error:
        raise TemplatesError([Finding(shown, 1, "its values nest too deep")]) from error
    found = beginnings(places(source))
    try:
        settings = _Settings.model_validate(content)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False)
        raise TemplatesError(
            _problem(each, found, shown) for each in problems
        ) from error
    _check_context(settings.context, nearest(("context",), found), shown)
    files = tuple(
        NewFile(path, each.template, each.each, shown, _line(("files", path), found))
        for path, each in settings.files.items()
    )
    faults = [f for each in files for f in _path_faults(each)]
    if faults:
        raise TemplatesError(faults)
    return files


def _line(key: tuple[str, ...], found: Any) -> int:
    span: Span | None = nearest(key, found)
    return span.line if span else 1


def _problem(problem: Any, found: Any, shown: str) -> Finding:
    key = tuple(map(str, problem["loc"]))
    line, name = _line(key, found), ".".join(key)
    if problem["type"] == "missing":
        return Finding(shown, line, f"`{name}` is missing", _SEE)
    if problem["type"] != "extra_forbidden":
        return Finding(shown, line, f"`{name}`: {problem['msg']}", _SEE)
    schema = _Settings if len(key) == 1 else _File
    known = list(schema.model_fields)
    close = get_close_matches(key[-1], known, n=1)
    hint = f"write `{close[0]}`" if close else f"write one of {', '.join(known)}"
    return Finding(shown, line, f"`{name}`: there is no such entry", hint)


def _check_context(version: int, span: Span | None, shown: str) -> None:
    if version == CONTEXT_VERSION:
        return
    message = (
        f"the templates were written for version {version} of the views; "
        f"this generator has version {CONTEXT_VERSION}"
    )
    hint = (
        "read in CHANGELOG.md what changed in the views, change the templates, and then this number"
        if version < CONTEXT_VERSION
        else "use the generator that they were written for, or a later one"
    )
    raise TemplatesError([Finding(shown, span.line if span else 1, message, hint)])


def _path_faults(file: NewFile) -> Iterator[Finding]:
    flaw = path_flaw(file)
    if flaw is not None:
        yield Finding(file.file, file.line, f"`{file.path}`: {flaw}")
