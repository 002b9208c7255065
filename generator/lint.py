"""What `lint` tells: diagnostics, doubts and the account of rows. Values only; no printing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.build import Lowered
from generator.diagnostics import Diagnostic, Severity, place_of, render, visible
from generator.ir.facts import Derived
from generator.ir.walk import facts
from generator.lower.rules import IGNORED, RULES
from generator.source import Span

_GITHUB: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_PLACES: Final = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """All facts that rest on one rule that can be wrong."""

    rule: str
    fact: str
    """Which fact of the model the rule decides."""
    places: tuple[Span, ...]
    """In order of file and line."""


def doubts(lowered: Lowered) -> tuple[Doubt, ...]:
    """Return the doubts of an API, by rule and fact."""
    found: dict[tuple[str, str], set[Span]] = {}
    for name, fact in facts(lowered.api):
        if isinstance(fact.origin, Derived) and RULES[fact.origin.rule].doubt:
            found.setdefault((fact.origin.rule, name), set()).add(fact.origin.span)
    return tuple(
        Doubt(rule, name, tuple(sorted(spans, key=_order)))
        for (rule, name), spans in sorted(found.items())
    )


def as_text(lowered: Lowered) -> Iterator[str]:
    """Yield the lines that a person reads."""
    for diagnostic in lowered.diagnostics.sorted():
        yield render(diagnostic, lowered.folder.shown, lowered.sources)
    for doubt in doubts(lowered):
        rule = RULES[doubt.rule]
        yield f"doubt[{doubt.rule}]: {doubt.fact}: {rule.says} {len(doubt.places)} times"
        yield from (
            f"  {place_of(span, lowered.folder.shown)}"
            for span in doubt.places[:_PLACES]
        )
        if len(doubt.places) > _PLACES:
            yield f"  ... and {len(doubt.places) - _PLACES} more"
        yield f"  help: {rule.doubt}"
    yield from _account(lowered)


def as_json(lowered: Lowered) -> Mapping[str, Any]:
    """Return everything as JSON values."""
    account = lowered.account
    return {
        "api": lowered.api.name,
        "diagnostics": [_diagnostic(d) for d in lowered.diagnostics.sorted()],
        "doubts": [
            {
                "rule": doubt.rule,
                "fact": doubt.fact,
                "says": RULES[doubt.rule].says,
                "help": RULES[doubt.rule].doubt,
                "places": [_span(span) for span in doubt.places],
            }
            for doubt in doubts(lowered)
        ],
        "rows": {
            "total": account.total,
            "consumed": account.consumed,
            "ignored": dict(sorted(account.ignored.items())),
            "reported": account.reported,
        },
    }


def as_github(lowered: Lowered) -> Iterator[str]:
    """Yield workflow commands that put diagnostics beside the lines of a pull request."""
    for found in lowered.diagnostics.sorted():
        text = f"{found.message} ({found.hint})" if found.hint else found.message
        text = "\n".join((text, *found.lines))
        where = {
            "file": f"{lowered.folder.shown}/{visible(found.span.file)}",
            "line": found.span.line,
            "col": found.span.column,
            "title": found.code,
        }
        properties = ",".join(f"{k}={_property(str(v))}" for k, v in where.items())
        yield f"::{_GITHUB[found.severity]} {properties}::{_data(text)}"


def _account(lowered: Lowered) -> Iterator[str]:
    account = lowered.account
    ignored = sum(account.ignored.values())
    yield (
        f"{lowered.folder.shown}: {account.total} table rows: {account.consumed} in the "
        f"model, {ignored} ignored, {account.reported} reported"
    )
    for rule, count in sorted(account.ignored.items()):
        yield f"  {count} ignored by {rule}: {IGNORED[rule]}"


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


def _order(span: Span) -> tuple[str, int, int]:
    return (span.file, span.line, span.column)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
