"""Operations of which nobody says what request they send: one error for all (D031).

Older pages print neither method nor path (dialect, section 5). Such a tree lacks them for every
operation, and they are looked up in one go.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator

from generator.diagnostics import Diagnostic, Diagnostics, Severity, place_of, visible
from generator.lower.overlay import FILE, Overlay
from generator.records import record
from generator.source import Span


@record
class Unrouted:
    """An operation that lacks its method, its path or both."""

    accessor: str
    """Its key below `[operations]`."""
    span: Span
    """Its heading."""
    lacks: tuple[str, ...]
    """`method`, `path` or both."""


@record
class UnknownRequests(Diagnostic):
    """The error for operations of which neither docs nor overlay say anything."""

    operations: tuple[Unrouted, ...] = ()
    """These operations, in the order of the docs."""


def report_unrouted(
    found: Collection[Unrouted], overlay: Overlay, diagnostics: Diagnostics
) -> None:
    """Report D031: one error for the operations without an entry, one for each with one.

    The lines of the first are a table of TOML: a line for each operation, with its place.
    """
    stated = overlay.entry(("operations",)) or {}
    unstated = {each.accessor: each for each in found if each.accessor not in stated}
    for each in found:
        if each.accessor in stated:
            lines = ", ".join(f'{name} = "..."' for name in each.lacks)
            diagnostics.error(
                "D031",
                each.span,
                f"neither the docs nor {FILE} say which request {_key(each)} sends",
                f"add to [operations.{_key(each)}]: {lines}",
            )
    if unstated:
        has_table = overlay.place("operations") is not None
        where = f"the table [operations] of {FILE}" if has_table else FILE
        count = len(unstated)
        subject = "1 operation sends" if count == 1 else f"{count} operations send"
        diagnostics.add(
            UnknownRequests(
                "D031",
                Severity.ERROR,
                next(iter(unstated.values())).span,
                f"the docs do not say which request {subject}",
                f"add to {where} and fill in, or use --models-only:",
                ("" if has_table else "[operations]", *_entries(unstated.values())),
                tuple(unstated.values()),
            )
        )


def _entries(found: Iterable[Unrouted]) -> Iterator[str]:
    for each in found:
        entry = f'{_key(each)} = {{ method = "", path = "" }}'
        yield f"{entry} # {place_of(each.span)}"


def _key(each: Unrouted) -> str:
    return json.dumps(visible(each.accessor), ensure_ascii=False)
