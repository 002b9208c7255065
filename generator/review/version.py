"""The version that follows a change, and what forces it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Final

from generator.records import record
from generator.review.regenerated import Regenerated
from generator.review.report import (
    Bump,
    Entry,
    Impact,
    Radius,
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
    by_generator = (("by the generator: ", *each) for each in _lines(bump, others))
    return Version(bump, (*by_input, *by_generator))


def _forced(
    bump: Bump, entries: Sequence[Entry], names: Sequence[SurfaceChange]
) -> Iterator[Words]:
    """Yield names that changed, and entries that have none in Python."""
    yield from _lines(bump, names)
    shown = {each.subject for each in names if _BUMPS[each.impact] is bump}
    for entry in entries:
        subjects = {change.subject for change in entry.changes} | {*entry.along}
        if _BUMPS[entry.impact] is bump and not subjects & shown:
            yield entry.title


def _lines(bump: Bump, names: Sequence[SurfaceChange]) -> Iterator[Words]:
    """Yield a line for each thing that happened to names, however many have it in common."""
    alike: dict[tuple[str, Words], list[Untrusted]] = {}
    for each in names:
        if _BUMPS[each.impact] is bump:
            part = each.name.reveal().rpartition(".")[2]
            alike.setdefault((part, _what(each)), []).append(each.name)
    for (_, what), found in alike.items():
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield (found[0], *((more,) if more else ()), *what)


def _what(change: SurfaceChange) -> Words:
    before, after = change.before, change.after
    what: Words = (f" {change.verb.value}",)
    if before is not None and after is not None:
        what = (": ", _told(before), " became ", _told(after))
    return (*what, f": {RULES[change.rule].says}")


def _told(shown: Untrusted) -> Untrusted:
    """Return what is told of a signature: of a method, what it returns; of a field, its type.

    Arguments of a method are names of their own.
    """
    definition, arrow, returned = shown.reveal().rpartition(") -> ")
    if definition.startswith(("def ", "async def ")):
        return Untrusted(f"{arrow[2:]}{returned}")
    try:
        (field,) = ast.parse(f"field: {shown.reveal()}").body
    except (SyntaxError, ValueError):
        return shown
    match field:
        case ast.AnnAssign(
            annotation=ast.Subscript(ast.Name("Annotated"), ast.Tuple(parts))
        ):
            return Untrusted(ast.unparse(parts[0]))
        case _:
            return shown
