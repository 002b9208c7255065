"""The review of an API: what changed in its docs, in its Python, and in its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from generator import __version__
from generator.build import Lowered, build_files, python_settings
from generator.emit.fileset import File
from generator.emit.plan import Plan, State, make_plan
from generator.emit.tree import Tree
from generator.progress import Track, untracked
from generator.review.changed import ChangedFile, changed_files
from generator.review.entries import Read, entries
from generator.review.moves import Moves
from generator.review.radius import radius
from generator.review.report import (
    Bump,
    Entry,
    Impact,
    Radius,
    Review,
    Subject,
    SurfaceChange,
    Words,
)
from generator.review.subjects import Subjects
from generator.review.surface import RULES, surface
from generator.untrusted import Untrusted
from generator.workers import meanwhile

_BUMPS: Final = {
    Impact.BREAKING: Bump.MAJOR,
    Impact.ADDITIVE: Bump.MINOR,
    Impact.COSMETIC: Bump.PATCH,
}


def review(
    before: Lowered, after: Lowered, output: Tree | None, track: Track = untracked
) -> Review:
    """Compare two states of an API, neither of which has errors.

    `output` is what was generated from the old one when that was the present, if it is known.
    Raises `HostileTextError` and `TemplateFailure` as `generate` does.
    """
    files = _changed(before, after)
    found = entries(Read(before.api, before.sources), Read(after.api, after.sources))
    by_generator = None if output is None else _by_generator(before, output, track)
    changed = files()
    subjects = (Subjects(before), Subjects(after))
    moves = Moves(before.api, found)
    names = _surface(before, after, changed, subjects, moves)
    names = tuple(_judged(names, found))
    owners = {**subjects[0].owners(), **subjects[1].owners()}
    touched = radius(changed, owners)
    bump = _bump(found, names, touched, by_generator)
    return Review(
        after.api.name,
        found,
        names,
        touched,
        by_generator,
        bump,
        tuple(_forced(bump, found, names)),
    )


def _changed(before: Lowered, after: Lowered) -> Callable[[], tuple[ChangedFile, ...]]:
    """Begin to compare the files, and return the function that returns those that differ."""
    plain = meanwhile(
        lambda: [
            (each.path, _plain(each.before), _plain(each.after))
            for each in changed_files(before, after)
        ]
    )
    return lambda: tuple(
        ChangedFile(path, _file(old), _file(new)) for path, old, new in plain()
    )


def _plain(file: File | None) -> tuple[bytes, str] | None:
    return None if file is None else (file.content, file.rendered)


def _file(plain: tuple[bytes, str] | None) -> File | None:
    return None if plain is None else File(*plain)


def _surface(
    before: Lowered,
    after: Lowered,
    changed: Sequence[ChangedFile],
    subjects: tuple[Subjects, Subjects],
    moves: Moves,
) -> tuple[SurfaceChange, ...]:
    old, new = (python_settings(each).package for each in (before, after))
    return surface(changed, (old, new), subjects, subjects[0].sides, moves)


def _judged(
    names: Sequence[SurfaceChange], found: Sequence[Entry]
) -> Iterator[SurfaceChange]:
    """Yield the changes; what only an annotation learned breaks nothing.

    An entry knows more than the two annotations: that null, which examples now show, could come
    before, or that an unknown value of an enum was always kept.
    """
    impacts: dict[Subject, Impact] = {}
    for change in (change for entry in found for change in entry.changes):
        worst = impacts.get(change.subject, change.impact)
        impacts[change.subject] = max(worst, change.impact)
    for each in names:
        known = impacts.get(each.subject) if each.subject else None
        if each.rule == "gives-more" and known in (Impact.ADDITIVE, Impact.COSMETIC):
            yield replace(each, rule="known", impact=RULES["known"].impact)
        else:
            yield each


def _by_generator(before: Lowered, output: Tree, track: Track) -> Radius:
    """Return what differs between the output as it was and what is made of the same docs now."""
    files = build_files(before, output, track)
    plan = make_plan(files, __version__, output)
    return radius(
        [
            ChangedFile(path, _there(path, plan), files.get(path))
            for path in plan.paths(State.NEW, State.CHANGED, State.STALE, State.EDITED)
        ],
        Subjects(before).owners(),
        output.manifest.generator if output.manifest else "",
    )


def _there(path: str, plan: Plan) -> File | None:
    content = plan.tree.files.get(path)
    if content is None:
        return None
    entries: Mapping[str, Any] = plan.tree.manifest.files if plan.tree.manifest else {}
    return File(content, entries[path].rendered if path in entries else "")


def _bump(
    found: Sequence[Entry],
    names: Sequence[SurfaceChange],
    touched: Radius,
    by_generator: Radius | None,
) -> Bump:
    """Return the part of the version that has to rise.

    What the generator changed counts as a patch: its own changelog tells more of it.
    """
    impacts = [entry.impact for entry in found] + [name.impact for name in names]
    if impacts:
        return _BUMPS[max(impacts)]
    others = (touched, *((by_generator,) if by_generator else ()))
    return Bump.PATCH if any(each.files for each in others) else Bump.NONE


def _forced(
    bump: Bump, found: Sequence[Entry], names: Sequence[SurfaceChange]
) -> Iterator[Words]:
    """Yield why it is no smaller one: the names, and the entries that have none in Python."""
    shown: set[Subject] = set()
    for each in names:
        if _BUMPS[each.impact] is bump:
            shown |= {each.subject} if each.subject else set()
            yield _line(each)
    for entry in found:
        subjects = {change.subject for change in entry.changes} | {*entry.along}
        if _BUMPS[entry.impact] is bump and not subjects & shown:
            yield entry.title


def _line(change: SurfaceChange) -> Words:
    before, after = change.before, change.after
    what: Words = ("", f" {change.verb.value}")
    if before is not None and after is not None:
        what = (": ", _told(before), " became ", _told(after))
    return (change.name, *what, f": {RULES[change.rule].says}")


def _told(shown: Untrusted) -> Untrusted:
    """Return what is told of a signature: of a method, what it returns.

    Its arguments are names of their own.
    """
    definition, arrow, returned = shown.reveal().rpartition(") -> ")
    is_method = definition.startswith(("def ", "async def "))
    return Untrusted(f"{arrow[2:]}{returned}") if is_method else shown
