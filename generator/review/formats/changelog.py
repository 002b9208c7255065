"""A report as entries of a CHANGELOG, in the form of Keep a Changelog 1.1.0.

They speak to the users of the SDK: of names in Python, as far as the surface tells them. What
changed in docs alone is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Final

from generator.records import record
from generator.render.visible import one_line
from generator.review.formats.markdown import code, own
from generator.review.formats.words import (
    counted,
    dotted,
    is_empty,
    reach,
)
from generator.review.report import (
    Change,
    Entry,
    Impact,
    Kind,
    Report,
    Review,
    Side,
    Subject,
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
_NOUNS: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.OPERATION: ("method", "methods"),
    Kind.RESOURCE: ("resource", "resources"),
    Kind.TYPE: ("type", "types"),
    Kind.FIELD: ("field", "fields"),
    Kind.PARAMETER: ("argument", "arguments"),
    Kind.VALUE: ("value", "values"),
    Kind.MEMBER: ("form", "forms"),
    Kind.ERROR: ("error", "errors"),
    Kind.SERVER: ("server", "servers"),
}
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


class Names:
    """Names of things: those in Python where the surface tells them, else those of the docs."""

    def __init__(self, review: Review) -> None:
        self._python = {each.subject: each.name for each in review.surface}

    def part(self, subject: Subject) -> str:
        """Name a thing below its owner."""
        python = self._python.get(subject)
        if python is None:
            return code(subject.part or dotted(subject.owner))
        if subject.part is None:
            return code(python)
        return code(Untrusted(python.reveal().rpartition(".")[2]))

    def owner(self, subject: Subject) -> str:
        """Name what a thing is part of, with a blank before; empty where it is no part."""
        if subject.part is None or not subject.owner:
            return ""
        python = self._python.get(subject)
        if python is None:
            return f" of {code(dotted(subject.owner))}"
        return f" of {code(Untrusted(python.reveal().rpartition('.')[0]))}"


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
    """Yield one line for all changes of an entry that one sentence tells, breaking ones first."""
    reached = f" ({reach(entry)})" if reach(entry) else ""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        groups.setdefault(_key(change, names), []).append(change)
    for alike in groups.values():
        impact = max(change.impact for change in alike)
        mark = "**Breaking:** " if impact is Impact.BREAKING else ""
        told = _sentence(alike, names)
        yield _Line(_section(alike[0]), impact, f"- {mark}{told}{reached}.")


def _key(change: Change, names: Names) -> tuple[object, ...]:
    """Return what changes have in common that one sentence tells."""
    subject, section = change.subject, _section(change)
    if section is Section.CHANGED:
        return (section, subject, change.verb, change.fact)
    return (section, subject.kind, names.owner(subject))


def _section(change: Change) -> Section:
    if change.fact == _DEPRECATED and change.after == Untrusted("true"):
        return Section.DEPRECATED
    return _OF_VERBS[change.verb]


def _sentence(alike: Sequence[Change], names: Names) -> str:
    """Tell changes that are alike, such as: fields `a`, `b` of `LinkSchema`."""
    first = alike[0]
    kind, section = first.subject.kind, _section(first)
    noun = _NOUNS.get(kind, (kind.value, f"{kind.value}s"))[len(alike) > 1]
    listed = ", ".join(names.part(change.subject) for change in alike)
    of = names.owner(first.subject)
    name = f"{noun} {listed}{of}"
    if section is Section.CHANGED:
        name += f": {_became(first)}"
    return name[0].upper() + name[1:]


def _became(change: Change) -> str:
    """Say what a thing was, and what it is."""
    if change.verb is Verb.RENAMED and change.before is not None:
        return f"its name was {_code(change.before)}"
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
