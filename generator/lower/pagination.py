"""Operations that answer page by page (dialect, section 7f).

Docs show that an operation is paged by the loop of its example, and nothing of how. The names of
what it takes and the shape of what it answers tell the rest; what they do not, the overlay states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from generator.ir.facts import Derived, Fact
from generator.ir.models import Field, Model, ObjectModel
from generator.ir.operations import Pagination, PaginationStyle, Parameter
from generator.ir.types import ListOf, ModelKey, Ref, Type
from generator.lower.names import normal
from generator.lower.requests import Request
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

_LIMITS: Final = ("limit", "pagesize", "perpage", "maxresults", "maxitems")
_CURSORS: Final = (
    "cursor",
    "pagetoken",
    "nextpagetoken",
    "nextcursor",
    "nexttoken",
    "continuationtoken",
    "pagecursor",
    "after",
)
_AFTER_LAST: Final = "startingafter"
_ID: Final = Untrusted("id")
_FROM_ZERO: Final = re.compile(
    r"\b(?:zero|0)[- ](?:based|indexed)"
    r"|(?:starts?|starting|begins?|beginning) (?:at|from|with) `?0\b"
    r"|[Dd]efaults? (?:is |to )?`?0\b"
)


_LISTS: Final = frozenset({"data", "items", "list", "records", "results"})
_DEPTH: Final = 3
"""How many objects deep the next cursor may lie: `meta.cursors.next`."""

_Found: TypeAlias = tuple[str, Pagination]
_Way: TypeAlias = tuple[Untrusted, ...]


@record
class Input:
    """Something that an operation takes: a parameter, or a field of its body."""

    name: Untrusted
    doc: Untrusted | None


@record
class Shape:
    """What the rules look at."""

    inputs: tuple[Input, ...]
    result: Type | None
    models: Mapping[ModelKey, Model]

    def input(self, names: Iterable[str]) -> Input | None:
        """Return what has one of these normal names; the first name that fits counts."""
        found = {normal(each.name): each for each in reversed(self.inputs)}
        return next((found[name] for name in names if name in found), None)

    def fields(self, type_: Type | None) -> tuple[Field, ...]:
        """Return the fields of an object page; none for any other type."""
        model = self.models.get(type_.key) if isinstance(type_, Ref) else None
        return model.fields if isinstance(model, ObjectModel) else ()


def shape_of(
    request: Request, result: Type | None, models: Mapping[ModelKey, Model]
) -> Shape:
    """Return what an operation takes and answers."""
    shape = Shape((), result, models)
    body = shape.fields(request.body.type if request.body else None)
    inputs: tuple[Parameter | Field, ...] = (*request.parameters, *body)
    return replace(shape, inputs=tuple(Input(i.name, i.doc) for i in inputs))


def derived(shape: Shape, span: Span) -> Fact[Pagination] | None:
    """Return how to go on to the next page, if a rule tells; the loop stands at `span`."""
    items = items_way(shape)
    if items is None:
        return None
    found = (
        _by_cursor(shape, items)
        or _by_last_item(shape, items)
        or _by_number(shape, items)
    )
    if found is None:
        return None
    rule, pagination = found
    return Fact(
        Pagination(
            pagination.style,
            pagination.input,
            limit_input(shape),
            items,
            pagination.cursor,
            pagination.cursor_field,
            pagination.start,
        ),
        Derived(rule, span),
    )


def items_way(shape: Shape) -> tuple[Untrusted, ...] | None:
    """Return the way to the list: the result itself, else its only field that is one.

    Of several, it is the only one with a usual name.
    """
    if isinstance(shape.result, ListOf):
        return ()
    lists = [f.name for f in shape.fields(shape.result) if isinstance(f.type, ListOf)]
    if len(lists) > 1:
        lists = [name for name in lists if normal(name) in _LISTS]
    return (lists[0],) if len(lists) == 1 else None


def limit_input(shape: Shape) -> Untrusted | None:
    """Return what says how many items a page holds."""
    limit = shape.input(_LIMITS)
    return limit.name if limit else None


def _by_cursor(shape: Shape, items: tuple[Untrusted, ...]) -> _Found | None:
    given = shape.input(_CURSORS)
    way = _mark(shape, given.name) if given else None
    if given is None or way is None:
        return None
    style = PaginationStyle.CURSOR
    return "page-cursor", Pagination(style, given.name, None, items, way)


def _mark(shape: Shape, name: Untrusted) -> _Way | None:
    """Return the way to the field of the result that is named like the input.

    What two names tell together counts as well: `cursors.next` is a next cursor.
    """
    plain = normal(name)
    following = plain if plain.startswith("next") else f"next{plain}"
    ways = [(way, [normal(part) for part in way]) for way in _ways(shape)]
    for fits in (
        lambda names: names[-1] == following,
        lambda names: names[-1] == plain,
        lambda names: names[-2:] in ([plain, "next"], [f"{plain}s", "next"]),
    ):
        for way, names in ways:
            if fits(names):
                return way
    return None


def _ways(shape: Shape) -> Iterator[_Way]:
    """Yield the ways to all fields of the result, the short ones first."""
    level: list[tuple[_Way, Type | None]] = [((), shape.result)]
    for _ in range(_DEPTH):
        level = [
            ((*way, field.name), field.type)
            for way, type_ in level
            for field in shape.fields(type_)
        ]
        yield from (way for way, _ in level)


def _by_last_item(shape: Shape, items: tuple[Untrusted, ...]) -> _Found | None:
    """Take `startingAfter` for the `id` of the last item."""
    given = shape.input([_AFTER_LAST])
    list_: Type | None = shape.result
    for field in shape.fields(shape.result):
        if (field.name,) == items:
            list_ = field.type
    item = list_.item if isinstance(list_, ListOf) else None
    if given is None or all(field.name != _ID for field in shape.fields(item)):
        return None
    style = PaginationStyle.CURSOR
    found = Pagination(style, given.name, None, items, cursor_field=_ID)
    return "page-after-last", found


def _by_number(shape: Shape, items: tuple[Untrusted, ...]) -> _Found | None:
    if offset := shape.input(["offset", "skip"]):
        style = PaginationStyle.OFFSET
        return "page-offset", Pagination(style, offset.name, None, items)
    page = shape.input(["page", "pagenumber"])
    if page is None:
        return None
    from_zero = page.doc is not None and _FROM_ZERO.search(page.doc.reveal())
    start = 0 if from_zero else 1
    found = Pagination(PaginationStyle.PAGE, page.name, None, items, start=start)
    return "page-number", found
