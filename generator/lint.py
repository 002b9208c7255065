"""What `lint` tells: diagnostics, doubts and the account of rows. Values only; no printing.

Where an API has a baseline, its known doubts and warnings are left out, and what is new fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from generator import baseline
from generator.baseline import Entry
from generator.build import Lowered
from generator.diagnostics import Diagnostic, Severity, place_of, render, visible
from generator.doubts import MODELS, Doubt, doubts
from generator.inputs import BASELINE
from generator.lower.rules import IGNORED, RULES
from generator.records import record
from generator.source import Span

_GITHUB: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_PLACES: Final = 3
_NEW_PLACES: Final = 20


@record
class Report:
    """What there is to tell of one API."""

    lowered: Lowered
    diagnostics: tuple[Diagnostic, ...]
    """All errors; and the warnings, without the known ones."""
    doubts: tuple[Doubt, ...]
    """By rule, fact and place; without the known ones."""
    known: int | None
    """How many doubts and warnings were left out; `None` where there is no baseline."""
    stale: tuple[Entry, ...]
    """Entries of the baseline that no doubt and no warning answers to."""

    @property
    def is_clean(self) -> bool:
        """Whether there is no error, and nothing new beside a baseline."""
        if self.known is not None and (self.doubts or self.diagnostics):
            return False
        return not self.lowered.diagnostics.has_errors


def report(
    lowered: Lowered, known: Counter[Entry] | None, *, models_only: bool = False
) -> Report:
    """Compare an API with its baseline, if it has one.

    Where nothing but models was read, entries about anything else are not stale.
    """
    left = Counter(known or {})
    told = [
        found
        for found in lowered.diagnostics.sorted()
        if found.severity is Severity.ERROR
        or not _take(left, baseline.of_warning(found))
    ]
    found = sorted(doubts(lowered.api, lowered.clashes), key=_order)
    new = [doubt for doubt in found if not _take(left, baseline.of_doubt(doubt))]
    count = None if known is None else known.total() - left.total()
    stale = sorted(left.elements())
    if models_only:
        stale = [entry for entry in stale if entry.kind == MODELS]
    return Report(lowered, tuple(told), tuple(new), count, tuple(stale))


def accepted(lowered: Lowered) -> Counter[Entry]:
    """Return the baseline by which nothing of this API is new."""
    found = Counter(
        baseline.of_doubt(doubt) for doubt in doubts(lowered.api, lowered.clashes)
    )
    return found + Counter(map(baseline.of_warning, baseline.warnings(lowered)))


def _take(left: Counter[Entry], entry: Entry) -> bool:
    """Take an entry away; return whether it was there."""
    if not left[entry]:
        return False
    left[entry] -= 1
    return True


def as_text(told: Report) -> Iterator[str]:
    """Yield the lines that a person reads."""
    root = told.lowered.folder.shown
    for diagnostic in told.diagnostics:
        yield render(diagnostic, root, told.lowered.sources)
    for (rule, fact), group in _grouped(told.doubts):
        said, shown = RULES[rule], _PLACES if told.known is None else _NEW_PLACES
        times = "once" if len(group) == 1 else f"{len(group)} times"
        new = "" if told.known is None else ", which is new"
        yield f"doubt[{rule}]: {fact}: {said.says} {times}{new}"
        for doubt in group[:shown]:
            yield f"  {place_of(doubt.span, root)}: {visible(doubt.subject.name)}"
        if len(group) > shown:
            yield f"  ... and {len(group) - shown} more"
        yield f"  help: {said.doubt}"
    yield from _baseline(told)
    yield from _account(told.lowered)


def as_json(told: Report) -> Mapping[str, Any]:
    """Return everything as JSON values."""
    account = told.lowered.account
    return {
        "api": told.lowered.api.name,
        "diagnostics": [_diagnostic(found) for found in told.diagnostics],
        "doubts": [
            {
                "rule": rule,
                "fact": fact,
                "says": RULES[rule].says,
                "help": RULES[rule].doubt,
                "places": [
                    {"name": doubt.subject.name, **_span(doubt.span)} for doubt in group
                ],
            }
            for (rule, fact), group in _grouped(told.doubts)
        ],
        "baseline": (
            None
            if told.known is None
            else {
                "known": told.known,
                "stale": [entry._asdict() for entry in told.stale],
            }
        ),
        "rows": {
            "total": account.total,
            "consumed": account.consumed,
            "ignored": dict(sorted(account.ignored.items())),
            "reported": account.reported,
        },
    }


def as_github(told: Report) -> Iterator[str]:
    """Yield workflow commands that put findings beside the lines of a pull request.

    Doubts are among them where a baseline tells which are new.
    """
    root = told.lowered.folder.shown
    for found in told.diagnostics:
        text = f"{found.message} ({found.hint})" if found.hint else found.message
        text = "\n".join((text, *found.lines))
        yield _command(_GITHUB[found.severity], root, found.span, found.code, text)
    for doubt in told.doubts if told.known is not None else ():
        rule = RULES[doubt.rule]
        text = (
            f"{visible(doubt.subject.name)}: {doubt.fact}: {rule.says} ({rule.doubt})"
        )
        yield _command("error", root, doubt.span, doubt.rule, text)
    for entry in told.stale:
        span = Span(BASELINE, 1, 1, 1)
        text = f"{visible(entry.rule)}: {visible(entry.name)} is settled or gone"
        yield _command("notice", root, span, "stale", text)


def _baseline(told: Report) -> Iterator[str]:
    """Yield how many findings are known, and which entries serve no more."""
    if told.known is None:
        return
    where = f"{told.lowered.folder.shown}/{BASELINE}"
    if told.stale:
        count = len(told.stale)
        yield f"{where}: {'1 entry is' if count == 1 else f'{count} entries are'} stale:"
        for entry in told.stale[:_NEW_PLACES]:
            yield f"  {visible(entry.rule)}: {visible(entry.name)}"
        if count > _NEW_PLACES:
            yield f"  ... and {count - _NEW_PLACES} more"
        yield "  help: they are settled or gone; run: docs2sdk lint --accept"
    new = len(told.doubts) + sum(
        found.severity is not Severity.ERROR for found in told.diagnostics
    )
    yield f"{where}: {told.known} known doubts and warnings, {new} new"


def _account(lowered: Lowered) -> Iterator[str]:
    account = lowered.account
    ignored = sum(account.ignored.values())
    yield (
        f"{lowered.folder.shown}: {account.total} table rows: {account.consumed} in the "
        f"model, {ignored} ignored, {account.reported} reported"
    )
    for rule, count in sorted(account.ignored.items()):
        yield f"  {count} ignored by {rule}: {IGNORED[rule]}"


def _grouped(
    found: Iterable[Doubt],
) -> Iterator[tuple[tuple[str, str], Sequence[Doubt]]]:
    for key, group in groupby(found, key=lambda doubt: (doubt.rule, doubt.fact)):
        yield key, list(group)


def _diagnostic(found: Diagnostic) -> Mapping[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        **_span(found.span),
        "message": found.message,
        "help": found.hint,
        "lines": list(found.lines),
    }


def _span(span: Span) -> Mapping[str, Any]:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end": span.end,
    }


def _order(doubt: Doubt) -> tuple[str, str, str, int, int, str]:
    span = doubt.span
    place = (span.file, span.line, span.column, doubt.subject.name)
    return (doubt.rule, doubt.fact, *place)


def _command(kind: str, root: str, span: Span, title: str, text: str) -> str:
    where = {
        "file": f"{root}/{visible(span.file)}",
        "line": span.line,
        "col": span.column,
        "title": title,
    }
    properties = ",".join(f"{k}={_property(str(v))}" for k, v in where.items())
    return f"::{kind} {properties}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
