"""Texts of the docs show names as they travel; most of them should be those that are derived."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from generator.diagnostics import Diagnostics, quote
from generator.ir.api import Api
from generator.ir.models import EnumModel, Field, Model, ObjectModel
from generator.ir.operations import Location, Operation, Parameter
from generator.lower.names import cased, words
from generator.lower.overlay import WireCase
from generator.source import Span
from generator.untrusted import Untrusted

_WORD: Final = re.compile(r"[A-Za-z0-9]++(?:[_-][A-Za-z0-9]++)*+")
"""What may be a name, whole: where it ends is never tried twice, however long it is."""
_SEVERAL: Final = re.compile(r"[a-z][a-z0-9]*+[^a-z0-9].*", re.DOTALL)
"""What such a name looks like if it is of several words."""
_CASES: Final[tuple[WireCase, ...]] = ("identity", "snake", "kebab")
_ENOUGH: Final = 5
_MOST: Final = 2
"""Fewer names are an accident; so is what others outweigh."""


def warn_of_shown_names(api: Api, diagnostics: Diagnostics) -> None:
    """Warn of each location whose names texts spell otherwise (D025; dialect, 7a).

    Descriptions, values of enums and example cells are the only places of the docs that show names
    as they travel. Their vote is right for most APIs, but not for all.
    """
    fields = [f for m in api.models if isinstance(m, ObjectModel) for f in m.fields]
    operations = [each for r in api.resources for each in r.operations]
    query = [
        parameter
        for operation in operations
        for parameter in operation.parameters
        if parameter.location.value is Location.QUERY
    ]
    shown = frozenset(_shown(api.models, operations))
    _warn("body", "fields", fields, shown, diagnostics)
    _warn("query", "parameters of the query", query, shown, diagnostics)


def _warn(
    place: str,
    what: str,
    items: Iterable[Field | Parameter],
    shown: Collection[str],
    diagnostics: Diagnostics,
) -> None:
    """Warn where most names that are shown are not those that travel."""
    as_sent: set[str] = set()
    others: dict[WireCase, dict[str, Span]] = {case: {} for case in _CASES}
    for item in items:
        name, sent = item.name.reveal(), item.wire_name.value.reveal()
        if len(words(name)) == 1:
            continue
        if sent in shown:
            as_sent.add(name)
        for case in _CASES:
            spelled = cased(name, case)
            if spelled != sent and spelled in shown:
                others[case].setdefault(spelled, item.span)
    case, found = max(others.items(), key=lambda each: len(each[1]))
    if len(found) < max(_ENOUGH, _MOST * len(as_sent)):
        return
    spelled, span = next(iter(found.items()))
    diagnostics.warning(
        "D025",
        span,
        f"texts show {len(found)} names of {what} in another form than the one that travels, such "
        f"as {quote(spelled)}, and {len(as_sent)} in that form",
        f'state [wire] {place} = "{case}" if they travel so, or some of them in [wire.names]',
    )


def _shown(models: Iterable[Model], operations: Iterable[Operation]) -> Iterator[str]:
    """Yield the names of several words that texts show."""
    for text in (*_of_models(models), *_of_operations(operations)):
        if text is not None:
            yield from filter(_SEVERAL.fullmatch, _WORD.findall(text.reveal()))


def _of_models(models: Iterable[Model]) -> Iterator[Untrusted | None]:
    for model in models:
        yield model.doc
        if isinstance(model, ObjectModel):
            yield from _of_items(model.fields)
        elif isinstance(model, EnumModel):
            for value in model.values:
                yield value.value if isinstance(value.value, Untrusted) else None


def _of_operations(operations: Iterable[Operation]) -> Iterator[Untrusted | None]:
    for operation in operations:
        yield operation.doc
        yield operation.summary
        yield from _of_items(operation.parameters)


def _of_items(items: Iterable[Field | Parameter]) -> Iterator[Untrusted | None]:
    for item in items:
        yield item.doc
        yield item.example
