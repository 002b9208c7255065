"""Where operations begin and end on a resource page (dialect, section 1.1).

An operation starts at an H2 that repeats a name of `Available Operations`, in the order of that
list. All headings before its first `Example Usage` belong to its description, which may hold
headings of any level and name; its own sections follow, one of each kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from generator.diagnostics import Diagnostics, quote
from generator.markdown.document import Block, Page, Prose, Section
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

_BULLET: Final = re.compile(
    r"\s*[*-] (?P<struck>~~)?\[(?P<inner>~~)?(?P<name>[^\]~]+)(?:~~)?\]"
    r"\((?P<target>[^)\s]*)\)(?:~~)?(?: - (?P<summary>.*))?"
)
_DEPRECATED: Final = re.compile(r":warning: \*\*Deprecated\*\*(?P<reason>.*)")
_OVERVIEW: Final = "Overview"
_LIST: Final = "Available Operations"
_EXAMPLE: Final = "Example Usage"
_OWN: Final = ("Parameters", "Response", "Errors")
_ABOUT_SDK: Final = ("Standalone function", "React hooks and utilities")
"""Sections that explain the TypeScript SDK."""
_H2: Final = 2
_H3: Final = 3


@record
class Bullet:
    """One line of a list of operations."""

    name: Untrusted
    target: Untrusted
    summary: Untrusted | None
    deprecated: bool
    reason: Untrusted | None
    """What the notice behind the summary says, with the replacement where it names one."""
    span: Span
    """The name."""


@record
class OperationSections:
    """The parts of one operation."""

    bullet: Bullet
    heading: Section
    description: tuple[Section, ...]
    """Sections before the first example, the operation's own heading first."""
    examples: tuple[Section, ...]
    rest: tuple[Section, ...]
    """Sections from the first example on."""
    parameters: Section | None
    response: Section | None
    errors: Section | None
    repeated: tuple[Section, ...]
    """Sections of these three kinds that follow the first of their kind."""
    unknown: tuple[Section, ...]
    """Sections from the first example on that no operation has."""


def bullets(blocks: Iterable[Block], page: Page) -> list[Bullet]:
    """Return the operations that lists name: `* [name](target) - summary`."""
    found: list[Bullet] = []
    for block in blocks:
        if not isinstance(block, Prose):
            continue
        for number, line in enumerate(block.text.reveal().split("\n")):
            if match := _BULLET.match(line):
                found.append(_bullet(match, page, block.span.line + number))
    return found


def _bullet(match: re.Match[str], page: Page, line: int) -> Bullet:
    summary = match["summary"] or ""
    notice = _DEPRECATED.search(summary)
    text = summary[: notice.start()] if notice else summary
    raw = page.source.lines[line - 1]
    column = raw.find(match["name"]) + 1
    return Bullet(
        Untrusted(match["name"]),
        Untrusted(match["target"]),
        Untrusted(text.strip()) if text.strip() else None,
        bool(match["struck"] or match["inner"] or notice),
        _reason(notice["reason"]) if notice else None,
        page.source.span(line, column, column + len(match["name"])),
    )


def _reason(text: str) -> Untrusted | None:
    """Return the reason of a notice: `[Use [x](#x) instead.]` stands in brackets."""
    reason = text.strip()
    if reason.startswith("[") and reason.endswith("]"):
        reason = reason[1:-1].strip()
    return Untrusted(reason) if reason else None


def overview(page: Page) -> Sequence[Section]:
    """Return the page's Overview and what its text has headings for, up to the list."""
    titles = [section.title.reveal() for section in page.sections]
    if _LIST not in titles or _OVERVIEW not in titles:
        return ()
    return page.sections[titles.index(_OVERVIEW) : titles.index(_LIST)]


def has_operations(page: Page) -> bool:
    """Whether a section of an operation is on the page, listed or not."""
    return any(_is(section, "Response") for section in page.sections)


def list_of_operations(page: Page) -> Section | None:
    """Return the section with the page's list of operations."""
    lists = (s for s in page.sections if s.level == _H3 and s.title.reveal() == _LIST)
    return next(lists, None)


def listed(page: Page, diagnostics: Diagnostics) -> list[Bullet]:
    """Return the page's list of operations; report a page with operations and no list.

    The page of a group that only holds further groups, or of the whole SDK, has neither.
    """
    section = list_of_operations(page)
    if section is not None:
        return bullets(section.blocks, page)
    if not has_operations(page):
        return []
    diagnostics.error(
        "D036",
        page.source.span(1),
        f"this page has no section {quote(_LIST)}",
        "list the operations as `* [name](#name) - summary` below ### Available Operations",
    )
    return []


def split(page: Page, diagnostics: Diagnostics) -> list[OperationSections]:
    """Return the operations of a page, in order. Reports D030 for what does not match."""
    names = listed(page, diagnostics)
    starts: list[int] = []
    for bullet in names:
        begin = starts[-1] + 1 if starts else 0
        start = _heading(page.sections, bullet, begin)
        if start is None:
            diagnostics.error(
                "D030",
                bullet.span,
                f"the operation {quote(bullet.name)} has no section of its own",
                "each listed operation has an H2 with its name, in the order of the list",
            )
            return []
        starts.append(start)
    if not starts:
        _report_unlisted(_described(page.sections), diagnostics)
        return []
    found: list[OperationSections] = []
    for bullet, (start, end) in zip(
        names, pairwise([*starts, len(page.sections)]), strict=True
    ):
        sections = page.sections[start:end]
        unlisted = _unlisted(sections)
        _report_unlisted(unlisted, diagnostics)
        found.append(_parts(bullet, sections, unlisted))
    return found


def _unlisted(sections: Sequence[Section]) -> list[Section]:
    """Return each H2 behind the Response: an operation that the list forgets."""
    answered = False
    found: list[Section] = []
    for section in sections:
        answered = answered or _is(section, "Response")
        if answered and section.level == _H2:
            found.append(section)
    return found


def _described(sections: Sequence[Section]) -> list[Section]:
    """Return each H2 with a Response below it: the operations of a list that names none."""
    found: dict[Span, Section] = {}
    heading: Section | None = None
    for section in sections:
        if section.level == _H2:
            heading = section
        elif heading is not None and _is(section, "Response"):
            found[heading.span] = heading
    return list(found.values())


def _report_unlisted(unlisted: Iterable[Section], diagnostics: Diagnostics) -> None:
    for section in unlisted:
        diagnostics.error(
            "D030",
            section.span,
            f"{quote(section.title)} is not in the list of operations",
            f"add `* [name](#name) - summary` to ### {_LIST}",
        )


def _is(section: Section, title: str) -> bool:
    return section.level == _H3 and section.title.reveal() == title


def _heading(sections: Sequence[Section], bullet: Bullet, begin: int) -> int | None:
    for index in range(begin, len(sections)):
        section = sections[index]
        if section.level == _H2 and section.title.reveal().strip("~") == (
            bullet.name.reveal()
        ):
            return index
    return None


def _parts(
    bullet: Bullet, sections: Sequence[Section], unlisted: Sequence[Section]
) -> OperationSections:
    end = sections.index(unlisted[0]) if unlisted else len(sections)
    examples = [i for i, s in enumerate(sections) if _is_example(s)]
    first = examples[0] if examples else _first_own(sections)
    kept = [section for section in sections[first:end] if _is_own(section)]
    own = {section.title.reveal(): section for section in reversed(kept)}
    return OperationSections(
        bullet,
        sections[0],
        tuple(sections[:first]),
        tuple(sections[i] for i in examples),
        tuple(sections[first:]),
        own.get("Parameters"),
        own.get("Response"),
        own.get("Errors"),
        tuple(s for s in kept if own[s.title.reveal()] is not s),
        tuple(s for s in sections[first:end] if not _is_known(s)),
    )


def example_name(section: Section) -> Untrusted | None:
    """Return the name of an example; `None` for the heading of one without a name."""
    name = section.title.reveal().removeprefix(_EXAMPLE).removeprefix(":").strip()
    return Untrusted(name) if name else None


def _is_example(section: Section) -> bool:
    title = section.title.reveal()
    return section.level == _H3 and (
        title == _EXAMPLE or title.startswith(f"{_EXAMPLE}: ")
    )


def _is_known(section: Section) -> bool:
    about_typescript = section.level == _H3 and section.title.reveal() in _ABOUT_SDK
    return _is_own(section) or _is_example(section) or about_typescript


def _is_own(section: Section) -> bool:
    return section.level == _H3 and section.title.reveal() in _OWN


def _first_own(sections: Sequence[Section]) -> int:
    return next((i for i, s in enumerate(sections) if _is_own(s)), len(sections))
