"""The version that follows a change, and what forces it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.records import record
from generator.review.regenerated import Regenerated
from generator.review.report import (
    Bump,
    Entry,
    Impact,
    Radius,
    Subject,
    SurfaceChange,
    Words,
)
from generator.review.surface import RULES
from generator.untrusted import Untrusted

_BUMPS: Final = {
    Impact.BREAKING: Bump.MAJOR,
    Impact.ADDITIVE: Bump.MINOR,
    Impact.COSMETIC: Bump.PATCH,
}


@record
class Version:
    """The part of the version that has to rise, and why it is no smaller one."""

    bump: Bump
    forced: tuple[Words, ...]


def version(
    entries: Sequence[Entry],
    names: Sequence[SurfaceChange],
    radius: Radius,
    generator: Regenerated | None,
) -> Version:
    """Return what follows from all that changed, by the input and by the generator."""
    others = generator.names if generator else ()
    impacts = [entry.impact for entry in entries]
    impacts += [name.impact for name in (*names, *others)]
    touched = [*radius.files, *(generator.radius.files if generator else ())]
    bump = Bump.PATCH if touched else Bump.NONE
    if impacts:
        bump = _BUMPS[max(impacts)]
    by_input = _forced(bump, entries, names)
    by_generator = (
        ("by the generator: ", *_line(each))
        for each in others
        if _BUMPS[each.impact] is bump
    )
    return Version(bump, (*by_input, *by_generator))


def _forced(
    bump: Bump, entries: Sequence[Entry], names: Sequence[SurfaceChange]
) -> Iterator[Words]:
    """Yield names that changed, and entries that have none in Python."""
    shown: set[Subject] = set()
    for each in names:
        if _BUMPS[each.impact] is bump:
            shown |= {each.subject} if each.subject else set()
            yield _line(each)
    for entry in entries:
        subjects = {change.subject for change in entry.changes} | {*entry.along}
        if _BUMPS[entry.impact] is bump and not subjects & shown:
            yield entry.title


def _line(change: SurfaceChange) -> Words:
    before, after = change.before, change.after
    what: Words = (f" {change.verb.value}",)
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
