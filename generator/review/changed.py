"""The files of a distribution that differ between two states of an API's docs.

Only their views are made for both states; what differs is rendered, and nothing else. A template
prints its view and nothing besides, so that equal views are equal files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from generator.build import (
    Lowered,
    finished_file,
    planned_files,
    python_settings,
    runtime_files,
)
from generator.emit.fileset import File
from generator.progress import Track, untracked
from generator.python.package import PlannedFile
from generator.records import record
from generator.templating.sets import OWN, TemplateSet
from generator.workers import spread, workers

_Plain: TypeAlias = tuple[str, tuple[bytes, str] | None, tuple[bytes, str] | None]
"""A changed file as another process can give it back."""
_MANY: Final = 50
"""Files whose comparison is worth a second process."""


@record
class ChangedFile:
    """A file that differs."""

    path: str
    """Relative to the distribution's folder, with forward slashes."""
    before: File | None
    """`None` if it is new."""
    after: File | None
    """`None` if it is no longer there."""


def changed_files(
    before: Lowered,
    after: Lowered,
    track: Track = untracked,
    templates: TemplateSet = OWN,
) -> tuple[ChangedFile, ...]:
    """Return the files that `generate` would change, sorted by path; without the manifest.

    Both states are made by the generator of now. Raises `HostileTextError` and `TemplateFailure` as
    `generate` does.
    """
    old, new = _planned(before, templates), _planned(after, templates)
    is_sourced = _has_same_names(before, after)
    paths = [
        path
        for path in sorted(old.keys() | new.keys())
        if not (is_sourced and _is_same(old.get(path), new.get(path)))
    ]

    def compare(share: Sequence[str]) -> list[_Plain]:
        changes = (
            _change(path, old.get(path), new.get(path), templates)
            for path in track("comparing files", share)
        )
        return [_plain(change) for change in changes if change is not None]

    count = workers() if len(paths) >= _MANY else 1
    made = spread(compare, [paths[start::count] for start in range(count)])
    found = [
        *(ChangedFile(path, _file(was), _file(now)) for path, was, now in made),
        *compared(_runtime(before), _runtime(after)),
    ]
    return tuple(sorted(found, key=lambda each: each.path))


def compared(
    before: Mapping[str, File], after: Mapping[str, File]
) -> Iterator[ChangedFile]:
    """Yield the files that differ between two sets of finished ones, sorted by path."""
    for path in sorted(before.keys() | after.keys()):
        change = ChangedFile(path, before.get(path), after.get(path))
        if _differs(change):
            yield change


def _planned(lowered: Lowered, templates: TemplateSet) -> Mapping[str, PlannedFile]:
    return {plan.path: plan for plan in planned_files(lowered, templates)}


def _has_same_names(before: Lowered, after: Lowered) -> bool:
    """Whether equal things have equal names in Python, so that sources tell of views."""
    settings = [python_settings(lowered) for lowered in (before, after)]
    return settings[0] == settings[1] and before.names == after.names


def _is_same(before: PlannedFile | None, after: PlannedFile | None) -> bool:
    """Whether two files are made of the same, if that is cheap to tell."""
    source = before.source if before else None
    return (
        before is not None
        and after is not None
        and source is not None
        and before.template == after.template
        and source == after.source
    )


def _change(
    path: str,
    before: PlannedFile | None,
    after: PlannedFile | None,
    templates: TemplateSet,
) -> ChangedFile | None:
    """Return a file that is planned in a state or in both, if its content differs."""
    old, new = (None if plan is None else plan.view for plan in (before, after))
    if before and after and before.template == after.template and old == new:
        return None
    made = ChangedFile(
        path,
        None if before is None else finished_file(before, old, templates),
        None if after is None else finished_file(after, new, templates),
    )
    return made if _differs(made) else None


def _differs(change: ChangedFile) -> bool:
    before, after = change.before, change.after
    return before is None or after is None or before.content != after.content


def _plain(change: ChangedFile) -> _Plain:
    before, after = (
        None if file is None else (file.content, file.rendered)
        for file in (change.before, change.after)
    )
    return change.path, before, after


def _file(plain: tuple[bytes, str] | None) -> File | None:
    return None if plain is None else File(*plain)


def _runtime(lowered: Lowered) -> Mapping[str, File]:
    return dict(runtime_files(python_settings(lowered)))
