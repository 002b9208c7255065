"""The review of an API: what changed in its docs, in its Python, and in its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.build import Lowered, python_settings
from generator.emit.tree import Tree
from generator.progress import Track, untracked
from generator.review.changed import ChangedFile, changed_files
from generator.review.entries import Read, entries
from generator.review.moves import Moves
from generator.review.radius import radius
from generator.review.regenerated import regenerated
from generator.review.report import (
    Entry,
    Impact,
    Review,
    Subject,
    SurfaceChange,
)
from generator.review.subjects import Subjects
from generator.review.surface import RULES, surface
from generator.review.version import version
from generator.templating.sets import OWN, TemplateSet


def review(
    before: Lowered,
    after: Lowered,
    output: Tree | None,
    track: Track = untracked,
    templates: TemplateSet = OWN,
) -> Review:
    """Compare two states of an API, neither of which has errors.

    `output` is what was generated from the old one when that was the present, if it is known.
    Raises `HostileTextError` and `TemplateFailure` as `generate` does.
    """
    found = entries(Read(before.api, before.sources), Read(after.api, after.sources))
    subjects = (Subjects(before), Subjects(after))
    generator = None
    if output is not None:
        generator = regenerated(before, output, subjects[0], track, templates)
    changed = changed_files(before, after, track, templates)
    moves = Moves(before.api, found)
    names = _surface(before, after, changed, subjects, moves)
    names = tuple(_judged(names, found))
    owners = {**subjects[0].owners(), **subjects[1].owners()}
    touched = radius(changed, owners)
    follows = version(found, names, touched, generator)
    return Review(
        after.api.name,
        found,
        names,
        touched,
        None if generator is None else generator.radius,
        follows.bump,
        follows.forced,
    )


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
