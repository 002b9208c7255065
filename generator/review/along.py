"""Types that came or went because something that names them did: they are no cause of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.ir.references import references, types_of
from generator.ir.types import ModelKey, Type
from generator.review.changes import Delta
from generator.review.renames import State
from generator.review.report import Kind, Owner, Subject, Verb, dotted
from generator.review.things import named_types


class Along:
    """Gives each type that came or went to the difference that it goes along with."""

    def __init__(
        self,
        old: State,
        new: State,
        was: Mapping[Owner, Owner],
        found: Iterable[Delta],
    ) -> None:
        self._states: Final = {Verb.REMOVED: old, Verb.ADDED: new}
        self._was: Final = was
        """Old names by new ones, by which differences name things of the old state."""
        self._pools: Final[dict[Verb, dict[ModelKey, Delta]]] = {
            verb: {} for verb in self._states
        }
        self._hosted: Final[dict[Subject, list[Subject]]] = {}
        self.causes: Final[list[Delta]] = []
        """All differences but types that go along with one of them."""
        for delta in found:
            key, pool = delta.subject.owner, self._pools.get(delta.verb)
            is_type = delta.subject.kind is Kind.TYPE
            if is_type and pool is not None and isinstance(key, ModelKey):
                pool[key] = delta
            else:
                self.causes.append(delta)
        for delta in tuple(self.causes):
            self._host(delta)
        for verb in self._states:
            self.causes.extend(self._roots(verb))

    def of(self, subjects: Iterable[Subject]) -> tuple[Subject, ...]:
        """Return the types that go along with differences of these things."""
        found = {each for one in subjects for each in self._hosted.get(one, ())}
        return tuple(sorted(found, key=lambda each: dotted(each.owner)))

    def _host(self, delta: Delta) -> None:
        for verb, state in self._states.items():
            thing = delta.new if verb is Verb.ADDED else delta.old
            if thing is None:
                continue
            named: set[Owner] = {
                key
                for name, value in thing.facts
                if name in ("type", "stream", "extra properties")
                and isinstance(value, Type)
                for key in references([value])
            }
            way = thing.subject.owner
            if verb is Verb.REMOVED:
                named = {self._was.get(key, key) for key in named}
                way = self._was.get(way, way)
            if delta.subject.kind is Kind.OPERATION:
                named |= _of_operation(state, way)
            self._take(verb, named, delta.subject)

    def _take(self, verb: Verb, keys: Iterable[Owner], host: Subject) -> None:
        """Let types of the pool, and those of it that they name, go along with `host`."""
        pool, models = self._pools[verb], self._states[verb].models
        waiting = sorted(pool.keys() & set(keys))
        while waiting:
            key = waiting.pop()
            delta = pool.pop(key, None)
            if delta is not None:
                self._hosted.setdefault(host, []).append(delta.subject)
                waiting += sorted(references(types_of(models[key])) & pool.keys())

    def _roots(self, verb: Verb) -> Iterator[Delta]:
        """Yield what goes along with nothing; what it names goes along with it."""
        pool, models = self._pools[verb], self._states[verb].models
        named = {
            inner
            for key in pool
            for inner in references(types_of(models[key]))
            if inner != key
        }
        for key in sorted(pool, key=lambda each: (each in named, each)):
            delta = pool.pop(key, None)
            if delta is not None:
                self._take(verb, references(types_of(models[key])), delta.subject)
                yield delta


def _of_operation(state: State, way: Owner) -> set[ModelKey]:
    """Return the types that an operation names, and the pages that stand for its parts."""
    found = {key for key, owner in state.reach.wrapped.items() if owner == way}
    operation = None if isinstance(way, ModelKey) else state.operations.get(way)
    return found if operation is None else found | named_types(operation)
