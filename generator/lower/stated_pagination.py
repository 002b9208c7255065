"""Pagination as the overlay states it: whole, or in the parts that the rules get wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diagnostics import quote
from generator.ir.facts import Documented, Fact
from generator.ir.operations import Pagination, PaginationStyle
from generator.lower.context import Context
from generator.lower.overlay import FILE, Candidate
from generator.lower.pagination import Shape, derived, items_way, limit_input
from generator.source import Span
from generator.untrusted import Untrusted

Way = tuple[Untrusted, ...]


def lower_pagination(
    shape: Shape, loop: Span | None, heading: Span, accessor: str, context: Context
) -> Fact[Pagination] | None:
    """Return how to go on to the next page, or `None` for an operation without pages.

    `loop` is the place of the example's loop over pages. Warns of a loop for which no rule fits
    (D042); reports entries of the overlay that say too little or name nothing (D051).
    """
    usual = derived(shape, loop or heading)
    key = ("operations", accessor, "pagination")
    table = context.overlay.entry(key)
    if table is None:
        if loop is None:
            return None
        if usual is None:
            _warn(loop, accessor, context)
        return usual
    if table is False:
        shown = Fact(value=loop is not None, origin=Documented(loop or heading))
        context.overlay.choose([Candidate(key, value=False)], shown)
        return None
    found = _Stated(table, key, shape, context).pagination(usual)
    if found is None:
        context.overlay.used(*key)
        return None
    return context.overlay.choose([Candidate(key, found)], usual if loop else None)


def _warn(loop: Span, accessor: str, context: Context) -> None:
    context.diagnostics.warning(
        "D042",
        loop,
        "this operation is paged, but no rule tells how: its method returns one page",
        f'state it in {FILE}: [operations."{accessor}".pagination] style = "...", '
        'input = "...", items = "..."; or pagination = false',
    )


def _style(base: Pagination | None) -> PaginationStyle | None:
    return base.style if base else None


class _Stated:
    """Joins one entry with what the rules say."""

    def __init__(
        self,
        table: Mapping[str, Any],
        key: tuple[str, str, str],
        shape: Shape,
        context: Context,
    ) -> None:
        self._table = table
        self._key = key
        self._shape = shape
        self._context = context

    def pagination(self, usual: Fact[Pagination] | None) -> Pagination | None:
        """Return how to read on; parts that are not stated are those of the rules."""
        table = self._table
        base = usual.value if usual else None
        style = PaginationStyle(table["style"]) if "style" in table else _style(base)
        same = base if base and base.style is style else None
        stated = self._input("input", table.get("input"))
        begin = stated or (same.input if same else None)
        items = self._way("items", table.get("items"), items_way(self._shape))
        if style is None or begin is None or items is None:
            self._report("style, input and items are needed where no rule tells them")
            return None
        limit = self._input("limit", table.get("limit")) or limit_input(self._shape)
        cursor, after = self._mark(same)
        if style is PaginationStyle.CURSOR and not cursor and after is None:
            self._report("a cursor needs the way to it: cursor, or cursor_field")
            return None
        start = table.get("start", same.start if same else 1)
        return Pagination(style, begin, limit, items, cursor, after, start)

    def _mark(self, same: Pagination | None) -> tuple[Way, Untrusted | None]:
        """Return the way to the mark of the next page, or the last item's field that is it."""
        if "cursor_field" in self._table:
            return (), Untrusted(self._table["cursor_field"])
        if "cursor" in self._table:
            return self._way("cursor", self._table["cursor"], None) or (), None
        return (same.cursor, same.cursor_field) if same else ((), None)

    def _input(self, entry: str, name: str | None) -> Untrusted | None:
        """Return the name of a parameter or a field of the body; report any other."""
        if name is None:
            return None
        if all(each.name.reveal() != name for each in self._shape.inputs):
            self._report(f"there is no parameter {quote(name)}", entry)
        return Untrusted(name)

    def _way(self, entry: str, text: str | None, usual: Way | None) -> Way | None:
        """Return a way through the result, which has to be there; report any other."""
        if text is None:
            return usual
        way = tuple(Untrusted(name) for name in text.split(".") if name)
        type_ = self._shape.result
        for name in way:
            fields = {f.name: f.type for f in self._shape.fields(type_)}
            if name not in fields:
                self._report(f"the answer has no field {quote(name)} there", entry)
                return way
            type_ = fields[name]
        return way

    def _report(self, problem: str, *entry: str) -> None:
        key = (*self._key, *entry)
        origin = self._context.overlay.origin(key)
        self._context.diagnostics.error(
            "D051",
            origin.span,
            f"{quote(origin.key)}: {problem}",
            "name them as the docs do; names below each other are joined by dots",
        )
