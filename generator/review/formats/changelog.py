"""A report as entries of a CHANGELOG, in the form of Keep a Changelog 1.1.0.

They speak to the users of the SDK: of names in Python, as far as the surface tells them. What
changed in docs alone is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Final, TypeAlias

from generator.records import record
from generator.render.visible import one_line
from generator.review.formats.markdown import code, own
from generator.review.formats.names import Names
from generator.review.formats.words import counted, is_empty, is_of_type
from generator.review.report import (
    Change,
    Entry,
    Impact,
    Kind,
    Report,
    Review,
    Side,
    Verb,
)
from generator.untrusted import Untrusted


class Section(Enum):
    """The sections, in the order of Keep a Changelog; security has none: docs do not tell it."""

    ADDED = "Added"
    CHANGED = "Changed"
    DEPRECATED = "Deprecated"
    REMOVED = "Removed"


_OF_VERBS: Final = {
    Verb.ADDED: Section.ADDED,
    Verb.REMOVED: Section.REMOVED,
    Verb.CHANGED: Section.CHANGED,
    Verb.RENAMED: Section.CHANGED,
}
_DEPRECATED: Final = "deprecated"
"""The fact that tells whether a thing is deprecated; `no` where it is not."""
_TRUE: Final = Untrusted("true")
_NOUNS: Final[Mapping[Kind, str]] = {
    Kind.OPERATION: "method",
    Kind.PARAMETER: "argument",
    Kind.ANSWER: "answer of method",
    Kind.BODY: "body of method",
    Kind.MEMBER: "form",
}
"""What users of the SDK call a thing, where that is not what the docs call it."""
_NOW: Final[Mapping[str, tuple[str, str]]] = {
    "required": ("required now", "optional now"),
    "nullable": ("may be `None` now", "no longer `None`"),
    "deprecated": ("deprecated", "no longer deprecated"),
    "paged": ("read page by page now", "no longer read page by page"),
    "open": ("open to other values now", "no longer open to other values"),
    "needs credentials": ("needs credentials now", "needs no credentials any longer"),
}
"""What is said of a fact that holds now, and of one that no longer does."""
_THERE: Final = ("always there now", "may be missing now")
"""What is said of a field that callers receive, and that is required or no longer is."""
_Parts: TypeAlias = tuple[Untrusted, ...]
_LONGEST: Final = 100


def as_changelog(report: Report) -> str:
    """Return the sections that have entries; with several APIs, each below its name."""
    told = [review for review in report.reviews if not is_empty(review)]
    blocks = [
        *_whole(report.added, Section.ADDED),
        *_whole(report.removed, Section.REMOVED),
    ]
    for review in told:
        sections = _sections(review)
        if len(told) > 1 and sections:
            blocks.append(f"## {code(review.name)}\n")
        blocks += [
            "\n".join((f"### {section.value}", "", *lines, ""))
            for section, lines in sections.items()
        ]
    return "\n".join(blocks) or "No change that a user notices.\n"


def _whole(names: Sequence[str], section: Section) -> Iterator[str]:
    if names:
        lines = (f"- The API {code(name)}." for name in names)
        yield "\n".join((f"### {section.value}", "", *lines, ""))


@record
class _Told:
    """What one sentence tells of things."""

    section: Section
    noun: str
    happened: str
    """Empty where the section says it."""


@record
class _Line:
    """A line of the changelog."""

    section: Section
    impact: Impact
    text: str


def _sections(review: Review) -> Mapping[Section, Sequence[str]]:
    """Return the lines of each section that has any, those that break programs first."""
    names = Names(review)
    found: list[_Line] = []
    docs = 0
    for entry in review.entries:
        told = [change for change in entry.changes if not _of_docs_only(change)]
        docs += len(entry.changes) - len(told)
        found += _lines(entry, told, names)
    if docs:
        text = f"- Documentation: {counted(docs, 'correction')}."
        found.append(_Line(Section.CHANGED, Impact.COSMETIC, text))
    found.sort(key=lambda line: -line.impact)
    return {
        section: lines
        for section in Section
        if (lines := list(dict.fromkeys(_texts(found, section))))
    }


def _texts(lines: Iterable[_Line], section: Section) -> Iterator[str]:
    return (line.text for line in lines if line.section is section)


def _of_docs_only(change: Change) -> bool:
    return all(
        effect.side is Side.DOCS and effect.impact is Impact.COSMETIC
        for effect in change.effects
    )


def _lines(entry: Entry, changes: Sequence[Change], names: Names) -> Iterator[_Line]:
    """Yield one line for all changes of an entry that one sentence tells."""
    by_owner: dict[tuple[_Told, Untrusted | None], list[Change]] = {}
    for change in changes:
        by_owner.setdefault(_key(change, names), []).append(change)
    alike: dict[tuple[_Told, _Parts], list[list[Change]]] = {}
    for (told, _), group in by_owner.items():
        parts = tuple(names.of(change.subject).part for change in group)
        alike.setdefault((told, parts), []).append(group)
    for (told, parts), groups in alike.items():
        impact = max(change.impact for group in groups for change in group)
        mark = "**Breaking:** " if impact is Impact.BREAKING else ""
        owners = [names.of(group[0].subject).owner for group in groups]
        text = _sentence(told, parts, [owner for owner in owners if owner is not None])
        text += _reached(entry, groups[0][0])
        yield _Line(told.section, impact, f"- {mark}{text}.")


def _reached(entry: Entry, change: Change) -> str:
    """Count the methods that take or return a type; what belongs to a method names it."""
    count = len(entry.operations)
    is_told = count and is_of_type(change.subject)
    return f" ({counted(count, 'method')})" if is_told else ""


def _key(change: Change, names: Names) -> tuple[_Told, Untrusted | None]:
    """Return what changes have in common that one sentence tells, and of what they are parts."""
    name, kind = names.of(change.subject), change.subject.kind
    section = _section(change)
    noun = "argument" if name.is_argument else _NOUNS.get(kind, kind.value)
    happened = _became(change) if section is Section.CHANGED else ""
    return _Told(section, noun, happened), name.owner


def _section(change: Change) -> Section:
    if change.fact == _DEPRECATED and change.after == _TRUE:
        return Section.DEPRECATED
    return _OF_VERBS[change.verb]


def _sentence(told: _Told, parts: _Parts, owners: Sequence[Untrusted]) -> str:
    """Tell changes that are alike, such as: Fields `a`, `b` of `LinkSchema`."""
    listed = ", ".join(map(_code, parts))
    of = f" of {', '.join(map(_code, owners))}" if owners else ""
    ending = "" if len(parts) == 1 else "es" if told.noun.endswith("s") else "s"
    said = f"{told.noun[0].upper()}{told.noun[1:]}{ending} {listed}{of}"
    return f"{said}: {told.happened}" if told.happened else said


def _became(change: Change) -> str:
    """Say what a thing was, and what it is."""
    if change.verb is Verb.RENAMED and change.before is not None:
        return f"its name was {_code(change.before)}"
    if change.fact in _NOW:
        sides = {effect.side for effect in change.effects}
        is_there = change.fact == "required" and Side.RECEIVED in sides
        now, no_longer = _THERE if is_there else _NOW[change.fact]
        return now if change.after == _TRUE else no_longer
    match change.before, change.after:
        case Untrusted() as before, Untrusted() as after:
            return f"{own(change.fact)} is {_code(after)}, was {_code(before)}"
        case None, Untrusted() as after:
            return f"{own(change.fact)} is {_code(after)}, was not stated"
        case Untrusted() as before, None:
            return f"{own(change.fact)} was {_code(before)}, is no longer stated"
    return f"{own(change.fact)} changed"


def _code(text: Untrusted) -> str:
    line = one_line(text)
    return code(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…")
