"""What a type reaches: the operations that send or receive it, and the types that hold it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, TypeAlias

from generator.ir.api import Api
from generator.ir.models import ObjectModel
from generator.ir.operations import Operation
from generator.ir.references import references, types_of
from generator.ir.types import ModelKey
from generator.records import record
from generator.review.report import Side
from generator.review.things import received_types, sent_types
from generator.source import Span
from generator.untrusted import Untrusted

Way: TypeAlias = tuple[Untrusted, ...]
"""From the client to an operation."""


@record
class Reached:
    """What a type reaches."""

    sides: frozenset[Side]
    """Whether it is sent, received, or both."""
    operations: frozenset[Way]
    types: frozenset[ModelKey]
    """Those that hold it, perhaps through others; without itself."""


_WRAPPERS: Final = ("request", "response")


class Reach:
    """Answers for one state of an API; each type is looked at when it is asked for."""

    def __init__(self, api: Api) -> None:
        self._holders: Final = _holders(api)
        self._uses: Final[dict[ModelKey, list[tuple[Way, Side]]]] = defaultdict(list)
        self.wrapped: Final[dict[ModelKey, Way]] = {}
        """Pages of the TypeScript SDK that stand for the parameters, or around the answer, of an
        operation: no other page names them. Told by their rows, or by the operation's id."""
        rows: dict[Span, Way] = {}
        names: dict[str, Way] = {}
        for resource in api.resources:
            for operation in resource.operations:
                way = (*resource.path, operation.name)
                self._enter(way, operation)
                rows.update(dict.fromkeys(_rows(operation), way))
                name = letters(operation.id.value)
                names.update(dict.fromkeys((name + end for end in _WRAPPERS), way))
        for model in api.models:
            if model.key in self._uses or model.key in self._holders:
                continue
            if isinstance(model, ObjectModel):
                spans = (field.span for field in model.fields[:1])
                found = next((rows[span] for span in spans if span in rows), None)
                found = found or names.get(letters(model.key.title))
                if found is not None:
                    self.wrapped[model.key] = found

    def __call__(self, key: ModelKey) -> Reached:
        """Return what a type reaches; nothing for one that is not there.

        A type that no operation names is taken for one that arrives: as the payload of a webhook.
        """
        around = self._around(key)
        uses = [use for each in (key, *around) for use in self._uses.get(each, ())]
        sides = frozenset(side for _, side in uses) or frozenset((Side.RECEIVED,))
        ways = {way for way, _ in uses}
        if key in self.wrapped:
            ways.add(self.wrapped[key])
        return Reached(sides, frozenset(ways), frozenset(around))

    def _around(self, key: ModelKey) -> list[ModelKey]:
        """Return the types that hold a type, perhaps through others."""
        seen, waiting = {key}, [key]
        while waiting:
            for holder in self._holders.get(waiting.pop(), ()):
                if holder not in seen and holder not in self.wrapped:
                    seen.add(holder)
                    waiting.append(holder)
        return [each for each in seen if each != key]

    def _enter(self, way: Way, operation: Operation) -> None:
        for side, types in (
            (Side.SENT, sent_types(operation)),
            (Side.RECEIVED, received_types(operation)),
        ):
            for key in references(types):
                self._uses[key].append((way, side))
        wrapper = operation.success.wrapper
        if wrapper is not None:
            self.wrapped[wrapper.value] = way


def letters(name: Untrusted) -> str:
    """Return the letters and digits of a name, in lower case."""
    return "".join(c for c in name.reveal().lower() if c.isalnum())


def _rows(operation: Operation) -> Iterator[Span]:
    for parameter in operation.parameters:
        yield parameter.span
    if operation.body is not None:
        yield operation.body.span


def _holders(api: Api) -> dict[ModelKey, list[ModelKey]]:
    """Return for each type the types that name it."""
    found: dict[ModelKey, list[ModelKey]] = defaultdict(list)
    for model in api.models:
        for key in references(types_of(model)):
            found[key].append(model.key)
    return found
