"""The files of a distribution that differ between two states of an API's docs.

Only their views are made for both states; what differs is rendered, and nothing else. A template
prints its view and nothing besides, so that equal views are equal files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.build import (
    Lowered,
    finished_file,
    python_settings,
    runtime_files,
)
from generator.emit.fileset import File
from generator.progress import Track, untracked
from generator.python.package import PlannedFile, package_files
from generator.records import record
from generator.render.marks import MARKING_PRINTERS


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
    before: Lowered, after: Lowered, track: Track = untracked
) -> tuple[ChangedFile, ...]:
    """Return the files that `generate` would change, sorted by path; without the manifest.

    Both states are made by the generator of now. Raises `HostileTextError` and `TemplateFailure` as
    `generate` does.
    """
    old, new = _planned(before), _planned(after)
    is_sourced = _has_same_names(before, after)
    found = list(compared(_runtime(before), _runtime(after)))
    for path in track("comparing files", sorted(old.keys() | new.keys())):
        was, now = old.get(path), new.get(path)
        if is_sourced and was and now and _is_same(was, now):
            continue
        change = _change(path, was, now)
        if change is not None:
            found.append(change)
    return tuple(sorted(found, key=lambda each: each.path))


def compared(
    before: Mapping[str, File], after: Mapping[str, File]
) -> Iterator[ChangedFile]:
    """Yield the files that differ between two sets of finished ones, sorted by path."""
    for path in sorted(before.keys() | after.keys()):
        change = ChangedFile(path, before.get(path), after.get(path))
        if _differs(change):
            yield change


def _planned(lowered: Lowered) -> Mapping[str, PlannedFile]:
    settings = python_settings(lowered)
    plans = package_files(lowered.python, settings, MARKING_PRINTERS)
    return {plan.path: plan for plan in plans}


def _has_same_names(before: Lowered, after: Lowered) -> bool:
    """Whether equal things have equal names in Python, so that sources tell of views."""
    settings = [python_settings(lowered) for lowered in (before, after)]
    return settings[0] == settings[1] and before.names == after.names


def _is_same(before: PlannedFile, after: PlannedFile) -> bool:
    """Whether two files are made of the same, if that is cheap to tell."""
    source = before.source
    return (
        source is not None
        and before.template == after.template
        and source == after.source
    )


def _change(
    path: str, before: PlannedFile | None, after: PlannedFile | None
) -> ChangedFile | None:
    """Return a file that is planned in a state or in both, if its content differs."""
    old, new = (None if plan is None else plan.view for plan in (before, after))
    if before and after and before.template == after.template and old == new:
        return None
    made = ChangedFile(
        path,
        None if before is None else finished_file(before, old),
        None if after is None else finished_file(after, new),
    )
    return made if _differs(made) else None


def _differs(change: ChangedFile) -> bool:
    before, after = change.before, change.after
    return before is None or after is None or before.content != after.content


def _runtime(lowered: Lowered) -> Mapping[str, File]:
    return dict(runtime_files(python_settings(lowered)))
