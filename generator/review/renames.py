"""Which type or operation of the old state goes on under another name: guesses with evidence.

The evidence is strong: the same place named the one and names the other, and most of what they hold
has the same names; or they hold the same, and nothing else does. What moves both ways is not told
apart, so that the guesses from the new state to the old one are the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from generator.ir.api import Api
from generator.ir.facts import value_of
from generator.ir.models import Model
from generator.ir.operations import Operation
from generator.ir.references import nodes
from generator.ir.types import ModelKey, Ref, Type
from generator.records import record
from generator.review.reach import Reach, Way, letters
from generator.review.report import Kind, Owner
from generator.review.shapes import Shapes
from generator.review.things import Holder, holders, named_types, parts

_Key = TypeVar("_Key", bound=Hashable)
_ALIKE: Final = 0.5
"""Share of the names that two types must have in common, of all names that either has."""
_FEW: Final = 3
"""Names that a type must hold for its content alone to tell it."""


@record
class State:
    """One state of an API."""

    api: Api
    reach: Reach
    models: Mapping[ModelKey, Model]
    operations: Mapping[Way, Operation]


@record
class Renames:
    """New names, by old ones."""

    models: Mapping[ModelKey, ModelKey]
    operations: Mapping[Way, Way]
    resources: Mapping[Way, Way]

    @property
    def keys(self) -> Mapping[ModelKey, ModelKey]:
        """New keys for what the old state names: no key of two things is the same."""
        replaced = {
            key: ModelKey(f"{key.namespace} of old", key.title)
            for key in self.models.values()
            if key not in self.models
        }
        return {**replaced, **self.models}

    def now(self, kind: Kind, key: Owner) -> Owner:
        """Return the new name of an owner; its old one if that goes on."""
        names: Mapping[Owner, Owner] = self._of(kind)  # type: ignore[assignment]
        return names.get(key, key)

    def is_replaced(self, kind: Kind, key: Owner) -> bool:
        """Whether another thing has the name of one that has no new one itself."""
        names = self._of(kind)
        return key not in names and key in names.values()

    def _of(self, kind: Kind) -> Mapping[ModelKey, ModelKey] | Mapping[Way, Way]:
        if kind is Kind.TYPE:
            return self.models
        return self.resources if kind is Kind.RESOURCE else self.operations


def state(api: Api) -> State:
    """Return an API with what a comparison looks up in it."""
    operations = {
        (*resource.path, operation.name): operation
        for resource in api.resources
        for operation in resource.operations
    }
    models = {model.key: model for model in api.models}
    return State(api, Reach(api), models, operations)


def renames(old: State, new: State) -> Renames:
    """Return what was probably renamed."""
    moved = _operations(old, new)
    return Renames(_Models(old, new, moved).found, moved, _resources(old, new, moved))


def _resources(old: State, new: State, moved: Mapping[Way, Way]) -> dict[Way, Way]:
    """Return resources that moved: with all of their operations, to a new one."""
    known = {resource.path for resource in old.api.resources}
    come = {resource.path for resource in new.api.resources} - known
    kept = {resource.path for resource in new.api.resources}
    found: dict[Way, Way] = {}
    for resource in old.api.resources:
        ways = [(*resource.path, each.name) for each in resource.operations]
        paths = {moved[way][:-1] if way in moved else () for way in ways}
        if resource.path not in kept and len(paths) == 1 and paths <= come:
            found[resource.path] = paths.pop()
    single = Counter(found.values())
    return {was: now for was, now in found.items() if single[now] == 1}


def _operations(old: State, new: State) -> dict[Way, Way]:
    """Return operations that moved: of the same route, else of the same id."""
    found: dict[Way, Way] = {}
    for mark in (_route, _id):
        gone = _unique(old.operations, new.operations, found, mark)
        come = _unique(new.operations, old.operations, found.values(), mark)
        found |= {gone[each]: come[each] for each in gone if each in come}
    return found


def _unique(
    here: Mapping[Way, Operation],
    there: Mapping[Way, Operation],
    settled: Iterable[Way],
    mark: Callable[[Operation], Hashable],
) -> dict[Hashable, Way]:
    """Return the operations that only `here` has, by a mark that no other one of them has."""
    known = {*there, *settled}
    rest = [(mark(each), way) for way, each in here.items() if way not in known]
    count = Counter(each for each, _ in rest)
    return {each: way for each, way in rest if count[each] == 1}


def _route(operation: Operation) -> Hashable:
    return operation.method.value, operation.path.value.text


def _id(operation: Operation) -> Hashable:
    return operation.id.value


class _Models:
    """Finds types that were renamed."""

    def __init__(self, old: State, new: State, moved: Mapping[Way, Way]) -> None:
        self._old, self._new, self._moved = old, new, moved
        other = {key for key in old.models if key in new.models and self._replaced(key)}
        self._gone = {key for key in old.models if key not in new.models} | other
        self._come = {key for key in new.models if key not in old.models} | other
        self._ids = [
            (letters(old.operations[a].id.value), letters(new.operations[b].id.value))
            for a, b in ((way, moved.get(way, way)) for way in old.operations)
            if b in new.operations
        ]
        self.found: dict[ModelKey, ModelKey] = {}
        if self._gone and self._come:
            self._by_place()
            self._by_shape()

    def _by_place(self) -> None:
        """Settle those that the same place names, until no new ones are found."""
        waiting = [*self._same_owners(), *self._wrappers()]
        while waiting:
            votes: Counter[tuple[ModelKey, ModelKey]] = Counter()
            for before, after in waiting:
                votes.update(_pairs(before, after))
            pairs = [
                pair
                for pair in votes
                if pair[0] in self._gone
                and pair[1] in self._come
                and self._alike(*pair)
            ]
            settled = list(_mutual(pairs))
            waiting = [(self._old.models[a], self._new.models[b]) for a, b in settled]
            self._settle(settled)

    def _same_owners(self) -> Iterator[tuple[Holder, Holder]]:
        """Yield the owners that are there before and after, and name what is gone."""
        new = {(kind, key): holder for kind, key, holder in holders(self._new.api)}
        for kind, key, holder in holders(self._old.api):
            now = key if isinstance(key, ModelKey) else self._moved.get(key, key)
            other = new.get((kind, now))
            if other is not None and not self._gone.isdisjoint(named_types(holder)):
                yield holder, other

    def _replaced(self, key: ModelKey) -> bool:
        """Whether a type of the old state and one of the new share little but their key."""
        return not _share(
            _names(key, self._old.models[key]), _names(key, self._new.models[key])
        )

    def _wrappers(self) -> list[tuple[Holder, Holder]]:
        """Return the pages of one operation's parameters or answer, old and new."""
        come = {
            (way, _last(key)): key
            for key, way in self._new.reach.wrapped.items()
            if key in self._come
        }
        found: list[tuple[Holder, Holder]] = []
        for key, way in self._old.reach.wrapped.items():
            other = come.get((self._moved.get(way, way), _last(key)))
            if key in self._gone and other is not None:
                self._settle([(key, other)])
                found.append((self._old.models[key], self._new.models[other]))
        return found

    def _by_shape(self) -> None:
        """Settle those that hold the same, and nothing else does."""
        gone, come = _by_content(self._old, self._gone), _by_content(
            self._new, self._come
        )
        for content, keys in gone.items():
            others = come.get(content, ())
            if len(keys) == len(others) == 1:
                self._settle([(keys[0], others[0])])

    def _settle(self, pairs: Iterable[tuple[ModelKey, ModelKey]]) -> None:
        for before, after in pairs:
            self.found[before] = after
            self._gone.discard(before)
            self._come.discard(after)

    def _alike(self, before: ModelKey, after: ModelKey) -> bool:
        """Whether two types are of one kind, and have most names in common.

        Those that are both called after their operation, whose id changed, need not.
        """
        one, other = self._old.models[before], self._new.models[after]
        if type(one) is not type(other):
            return False
        alike = _share(_names(before, one), _names(after, other))
        return alike or self._called_alike(before, after)

    def _called_alike(self, before: ModelKey, after: ModelKey) -> bool:
        was, now = letters(before.title), letters(after.title)
        return any(
            was.startswith(old) and now == new + was.removeprefix(old)
            for old, new in self._ids
            if old != new
        )


def _pairs(before: Holder, after: Holder) -> Iterator[tuple[ModelKey, ModelKey]]:
    """Yield the types that the same places of two owners name."""
    others = {
        (thing.subject.kind, thing.subject.part): thing for thing in parts((), after)
    }
    for thing in parts((), before):
        other = others.get((thing.subject.kind, thing.subject.part))
        if other is None:
            continue
        values = dict(other.facts)
        for name, value in thing.facts:
            if name in ("type", "stream"):
                yield from _same_places(value, values[name])


def _same_places(before: object, after: object) -> Iterator[tuple[ModelKey, ModelKey]]:
    """Yield the types that two types of the same build name at the same places."""
    if before is None or after is None:
        return
    one, other = list(_nodes(before)), list(_nodes(after))
    if [type(each) for each in one] == [type(each) for each in other]:
        for a, b in zip(one, other, strict=True):
            if isinstance(a, Ref) and isinstance(b, Ref) and a.key != b.key:
                yield a.key, b.key


def _nodes(value: object) -> Iterator[Type]:
    return nodes(value_of(value))  # type: ignore[arg-type]


def _mutual(pairs: list[tuple[_Key, _Key]]) -> Iterator[tuple[_Key, _Key]]:
    """Yield the pairs whose parts stand in no other pair."""
    before, after = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return (pair for pair in pairs if before[pair[0]] == 1 == after[pair[1]])


def _names(owner: Owner, model: Model) -> frozenset[object]:
    return frozenset(thing.subject.part for thing in parts(owner, model))


def _share(names: frozenset[object], others: frozenset[object]) -> bool:
    """Whether two types have most of their names in common."""
    return len(names & others) >= _ALIKE * len(names | others)


def _last(key: ModelKey) -> str:
    """Return what tells the page of the parameters from that around the answer."""
    title = key.title.reveal().lower()
    return next((end for end in ("request", "response") if title.endswith(end)), "")


def _by_content(
    state: State, keys: Iterable[ModelKey]
) -> dict[Hashable, list[ModelKey]]:
    """Return types by what they hold; few names are no evidence."""
    shapes = Shapes(state.models)
    found: dict[Hashable, list[ModelKey]] = defaultdict(list)
    for key in keys:
        if len(_names(key, state.models[key])) >= _FEW:
            found[shapes.model(key)].append(key)
    return found
