"""The whole page: one file, whose style and script are named by their hashes in its policy."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from generator.render.environment import render, templates_dir
from generator.render.html_text import html_line
from generator.review.formats.page.entries import (
    SIDES,
    EntryViews,
    resources_of,
    words,
)
from generator.review.formats.page.files import links_by_owner, radius_view
from generator.review.formats.page.views import (
    ApiView,
    BarView,
    Choice,
    EntryView,
    GroupView,
    PageView,
    RadiusView,
    RuleView,
)
from generator.review.formats.tables import Tables
from generator.review.formats.words import (
    Surface,
    by_impact,
    is_empty,
    name_of,
    subjects_of,
)
from generator.review.report import (
    Bump,
    Entry,
    Impact,
    Report,
    Review,
    Side,
    Subject,
    Words,
    dotted,
)
from generator.untrusted import Untrusted

_THOUSAND: Final = 1000
_POLICY: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; "
    "style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
    "require-trusted-types-for 'script'"
)


def as_html(report: Report, tables: Tables) -> str:
    """Return the report as a page of HTML that needs nothing beside it."""
    return render("review/page.html.jinja", _page(report, tables))


def _page(report: Report, tables: Tables) -> PageView:
    style, script = _asset("page.css"), _asset("page.js")
    told = [review for review in report.reviews if not is_empty(review)]
    entries = [entry for review in told for entry in review.entries]
    paths = sorted({path for entry in entries for path in resources_of(entry)})
    numbers = {path: number for number, path in enumerate(paths)}
    apis = tuple(
        _api(review, number, tables, numbers) for number, review in enumerate(told)
    )
    return PageView(
        _POLICY.format(style=_digest(style), script=_digest(script)),
        style,
        script,
        html_line(", ".join(review.name for review in told) or "nothing changed"),
        html_line(report.old),
        html_line(report.new),
        tuple(map(html_line, report.added)),
        tuple(map(html_line, report.removed)),
        apis,
        len(entries),
        tuple(_impacts(entries)),
        tuple(_sides(entries)),
        tuple(_resources(entries, numbers)),
        tuple(_rules(told, tables)),
    )


def _asset(name: str) -> str:
    return (templates_dir() / "review" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return the hash of an inline style or script (CSP level 3, 6.7.3.3)."""
    return b64encode(sha256(text.encode()).digest()).decode()


def _api(
    review: Review,
    number: int,
    tables: Tables,
    numbers: Mapping[tuple[Untrusted, ...], int],
) -> ApiView:
    name = f"api{number}"
    surface = Surface(review)
    links = links_by_owner(review.radius, f"{name}-input")
    views = EntryViews(tables, surface, links, numbers)
    shown = [
        views.view(entry, f"{name}-change{place}")
        for place, entry in enumerate(review.entries)
    ]
    counts = by_impact(review.entries)
    return ApiView(
        name,
        html_line(review.name),
        name_of(review.bump),
        tuple(
            (name_of(level), level is review.bump)
            for level in (Bump.MAJOR, Bump.MINOR, Bump.PATCH)
        ),
        tuple(_forced(review, shown)),
        tuple((name_of(impact), count) for impact, count in counts.items()),
        tuple(_bar(counts)),
        tuple(_groups(shown, counts)),
        tuple(map(views.name, surface.rest)),
        tuple(_radii(review, name, tables)),
    )


def _forced(review: Review, shown: Sequence[EntryView]) -> Iterator[tuple[str, str]]:
    """Yield the lines that force the version, each with the id of its entry.

    A line is the title of an entry, or begins with a name of the surface.
    """
    ids: dict[Words | Subject, str] = {}
    for entry, view in zip(review.entries, shown, strict=True):
        ids[entry.title] = view.id
        for subject in subjects_of(entry):
            ids.setdefault(subject, view.id)
    names = {each.name: each.subject for each in review.surface}
    for line in review.forced:
        name = line[0] if line and isinstance(line[0], Untrusted) else None
        named = None if name is None else names.get(name)
        known = ids.get(line, "") if named is None else ids.get(named, "")
        yield words(line), known


def _radii(review: Review, name: str, tables: Tables) -> Iterator[RadiusView]:
    for cause, radius in (("input", review.radius), ("generator", review.generator)):
        yield radius_view(cause, radius, f"{name}-{cause}", tables.folded)


def _bar(counts: Mapping[Impact, int]) -> Iterator[BarView]:
    """Yield how the impacts share the entries; each that is there can be seen."""
    total, start = sum(counts.values()), 0
    for impact, count in counts.items():
        if count:
            width = max(_THOUSAND * count // total, _THOUSAND // 100)
            yield BarView(name_of(impact), start, width)
            start += width


def _groups(
    entries: Sequence[EntryView], counts: Mapping[Impact, int]
) -> Iterator[GroupView]:
    for impact, count in counts.items():
        if count:
            name = name_of(impact)
            mine = tuple(entry for entry in entries if entry.impact == name)
            yield GroupView(name, count, mine)


def _impacts(entries: Sequence[Entry]) -> Iterator[Choice]:
    for impact, count in by_impact(entries).items():
        yield Choice(name_of(impact), name_of(impact), count)


def _sides(entries: Sequence[Entry]) -> Iterator[Choice]:
    found = Counter(side for entry in entries for side in entry.sides)
    for side in Side:
        yield Choice(side.value, SIDES[side], found[side])


def _resources(
    entries: Sequence[Entry], numbers: Mapping[tuple[Untrusted, ...], int]
) -> Iterator[Choice]:
    found = Counter(path for entry in entries for path in resources_of(entry))
    for path, number in numbers.items():
        name = html_line(dotted(path)) if path else "the client itself"
        yield Choice(str(number), name, found[path])


def _rules(told: Sequence[Review], tables: Tables) -> Iterator[RuleView]:
    """Yield all rules, those first that decided most here."""
    found = Counter(
        effect.rule
        for review in told
        for entry in review.entries
        for change in entry.changes
        for effect in change.effects
    )
    named = Counter(each.rule for review in told for each in review.surface)
    rows = [
        (count[key], key, rule, prefix)
        for prefix, rules, count in (
            ("rule", tables.changes, found),
            ("surface", tables.surface, named),
        )
        for key, rule in rules.items()
    ]
    for count, key, rule, prefix in sorted(rows, key=lambda row: (-row[0], row[1])):
        yield RuleView(
            f"{prefix}-{html_line(key)}",
            html_line(key),
            SIDES[rule.side],
            name_of(rule.impact),
            html_line(rule.says),
            count,
        )
