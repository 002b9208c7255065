"""The entries of one `sdk.toml`, and what became of each.

An entry that applies nowhere matches nothing (D052). One without which everything would be the same
states what holds anyway (D053). Both are errors, so that the file holds no dead line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import zip_longest
from typing import Any, Final, Generic, TypeVar

from generator.diagnostics import Diagnostics, quote
from generator.ir.facts import Derived, Fact, Overlaid
from generator.lower.overlay.keys import RENAMES, SCOPES
from generator.lower.rules import RULES
from generator.lower.toml_places import KeyPath
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

T = TypeVar("T")
_KINDS: Final = ("fields", "parameters", "globals", "models", "operations")
"""What rules are about; the names that fewest rules match come first."""
Read = Callable[[Any], T]
"""From the value of an entry, which the schema has checked, to that of a fact."""


@record
class Candidate(Generic[T]):
    """An entry that applies, and the value that it states."""

    key: KeyPath
    value: T


class Overlay:
    """The entries of one `sdk.toml`, and which of them decide something."""

    def __init__(
        self, content: Mapping[str, Any], places: Mapping[KeyPath, Span]
    ) -> None:
        """Take what the file holds, as the schema has checked it, and where each key stands."""
        self._content = content
        self.rules: Sequence[Mapping[str, Any]] = content.get("rules", ())
        """The rules, in the order of the file."""
        self._open: dict[tuple[str, str | None], frozenset[int]] = {}
        self._found: dict[tuple[str | None, ...], tuple[int, ...]] = {}
        self._origins: dict[KeyPath, Overlaid] = {}
        self._places = places
        self._leaves = _by_prefix(_stated(self._content))
        """The entries below each key, and the entry that each key itself is."""
        self._unmatched = set(self._leaves.get((), ()))
        self._idle = set(self._unmatched)
        for setting in content.get("python", {}).keys() - RENAMES:
            self.uses("python", setting)

    def at(self, *key: str) -> Scope:
        """Return the scope of a table; no rules reach it."""
        return Scope(self, key, (), self.entry(key))

    def model(self, name: str) -> Scope:
        """Return the scope of the model `namespace.Title`."""
        return self._scope(("models", name), models=name)

    def field(self, model: str, name: str) -> Scope:
        """Return the scope of a field, by its name in the docs."""
        key = ("models", model, "fields", name)
        return self._scope(key, models=model, fields=name)

    def operation(self, name: str) -> Scope:
        """Return the scope of the operation `resource.operation`."""
        return self._scope(("operations", name), operations=name)

    def parameter(self, operation: str, name: str) -> Scope:
        """Return the scope of a parameter, by its name in the docs."""
        key = ("operations", operation, "parameters", name)
        return self._scope(key, operations=operation, parameters=name)

    def client_parameter(self, name: str) -> Scope:
        """Return the scope of a parameter of the client, by its name in the docs."""
        return self._scope(("globals", name), globals=name)

    def entry(self, key: KeyPath) -> Any:
        """Return what stands under a key, or `None`; it does not count as used."""
        content: Any = self._content
        for part in key:
            if content is None:
                return None
            content = _part(content, part)
        return content

    def choose(
        self, candidates: Sequence[Candidate[T]], usual: Fact[T] | None
    ) -> Fact[T] | None:
        """Return the value of the first candidate as a fact; without any, `usual`.

        `usual` is what holds without them. The first candidate without which the value would be
        another one decides; so does the last one if `usual` is a doubt.
        """
        if not candidates:
            return usual
        for candidate in candidates:
            self._matches(candidate.key)
        for candidate, below in zip_longest(candidates, candidates[1:]):
            if below is None:
                if (
                    usual is None
                    or is_doubtful(usual)
                    or candidate.value != usual.value
                ):
                    self._decides(candidate.key)
            elif candidate.value != below.value:
                self._decides(candidate.key)
                break
        return Fact(candidates[0].value, self.origin(candidates[0].key))

    def origin(self, key: KeyPath) -> Overlaid:
        """Return an entry as the origin of a fact."""
        known = self._origins.get(key)
        if known is None:
            known = self._origins[key] = Overlaid(dotted(key), self._span(key))
        return known

    def place(self, *key: str) -> Span | None:
        """Return the place of an entry or of the header of a table; `None` without it."""
        return self._places.get(key)

    def leave_out(self, *tables: str) -> None:
        """Say that the entries of these tables are about nothing that is read."""
        for table in tables:
            self.uses(table)

    def uses(self, *key: str) -> None:
        """Say that an entry, if it is there, or all of a table, decides something elsewhere."""
        self._matches(key)
        self._decides(key)

    def _span(self, key: KeyPath) -> Span:
        """Return where an entry stands: its key, or the key of the value that it is part of."""
        lengths = range(len(key), 0, -1)
        return next(self._places[key[:n]] for n in lengths if key[:n] in self._places)

    def used(self, *key: str) -> Overlaid:
        """Say that an entry decides something, and return it as an origin."""
        self.uses(*key)
        return self.origin(key)

    def close(self, diagnostics: Diagnostics) -> None:
        """Report every entry that matched nothing (D052) or decided nothing (D053)."""
        for key in sorted(self._unmatched):
            diagnostics.error(
                "D052",
                self._span(key),
                f"{quote(dotted(key))} matches nothing in the docs",
                "correct the name, or remove the entry",
            )
        for key in sorted(self._idle - self._unmatched):
            diagnostics.error(
                "D053",
                self._span(key),
                f"{quote(dotted(key))} states what holds without it",
                "remove the entry",
            )

    def _matches(self, key: KeyPath) -> None:
        self._unmatched.difference_update(self._leaves.get(key, ()))

    def _decides(self, key: KeyPath) -> None:
        self._idle.difference_update(self._leaves.get(key, ()))

    def _scope(self, key: KeyPath, **names: str) -> Scope:
        """Return the scope of what has these names, with the rules that reach it."""
        if not self.rules:
            return Scope(self, key, (), self.entry(key))
        called = tuple(map(names.get, _KINDS))
        found = self._found.get(called)
        if found is None:
            open_to = map(self._open_to, _KINDS, called)
            found = tuple(sorted(frozenset.intersection(*open_to), reverse=True))
            self._found[called] = found
        return Scope(self, key, found, self.entry(key))

    def _open_to(self, kind: str, name: str | None) -> frozenset[int]:
        """Return the rules that say nothing of a kind of things, or that match this one's name."""
        known = self._open.get((kind, name))
        if known is None:
            known = self._open[kind, name] = frozenset(
                index
                for index, rule in enumerate(self.rules)
                if kind not in rule or (name is not None and _matches(name, rule[kind]))
            )
        return known


@record
class Scope:
    """What may be stated of one thing: its own table, and the rules that reach it."""

    overlay: Overlay
    key: KeyPath
    """The key of its own table."""
    rules: tuple[int, ...]
    """The rules that reach it, by their place in the file; later ones first."""
    table: Any
    """What stands under that key: its own table, or `None`."""

    def entry(self, name: str) -> Any:
        """Return what its own table holds under a key, or `None`; it does not count as used."""
        return None if self.table is None else _part(self.table, name)

    def candidates(self, name: str, read: Read[T]) -> list[Candidate[T]]:
        """Return the entries that state a fact: its own, then those of rules."""
        return self.own(name, read) + self.ruled(name, read)

    def own(self, name: str, read: Read[T]) -> list[Candidate[T]]:
        """Return the entry of its own table that states a fact, if there is one."""
        value = self.entry(name)
        return [] if value is None else [Candidate((*self.key, name), read(value))]

    def ruled(self, name: str, read: Read[T]) -> list[Candidate[T]]:
        """Return the entries of rules that state a fact, later rules first."""
        found = ((index, self.overlay.rules[index].get(name)) for index in self.rules)
        return [
            Candidate(("rules", str(index), name), read(value))
            for index, value in found
            if value is not None
        ]

    def settle(self, name: str, usual: Fact[T], read: Read[T]) -> Fact[T]:
        """Return the stated fact, or `usual`, which holds without an entry."""
        return self.overlay.choose(self.candidates(name, read), usual) or usual

    def stated(self, name: str, read: Read[T]) -> Fact[T] | None:
        """Return a fact that nothing but the overlay can tell; `None` where it does not."""
        return self.overlay.choose(self.candidates(name, read), None)

    def below(self, name: str) -> Scope:
        """Return the scope of a table inside of this one; no rules reach it."""
        return Scope(self.overlay, (*self.key, name), (), self.entry(name))


def boolean(
    value: Any,
) -> bool:
    """Read a boolean."""
    return bool(value)


def text(
    value: Any,
) -> Untrusted:
    """Read a text, which is as little to be trusted as that of the docs."""
    return Untrusted(value)


def is_doubtful(fact: Fact[Any]) -> bool:
    """Whether a fact rests on a rule that can be wrong."""
    return isinstance(fact.origin, Derived) and bool(RULES[fact.origin.rule].doubt)


def dotted(key: KeyPath) -> str:
    """Return a key as TOML writes it; the rules are counted from 1."""
    if key[:1] == ("rules",) and len(key) > 1:
        key = (f"rules[{int(key[1]) + 1}]", *key[2:])
    return ".".join(f'"{part}"' if "." in part else part for part in key)


def _part(content: Any, part: str) -> Any:
    """Return what a table or a list holds there, or `None`; a value holds nothing."""
    if isinstance(content, dict):
        return content.get(part)
    return content[int(part)] if isinstance(content, list) else None


def _matches(name: str, globs: Iterable[str]) -> bool:
    return any(fnmatchcase(name, glob) for glob in globs)


def _stated(value: object, key: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the keys of all entries; lists are entries, but that of rules holds tables."""
    if key == ("rules",) and isinstance(value, list):
        value = {str(index): rule for index, rule in enumerate(value)}
    if isinstance(value, dict):
        for name, inner in value.items():
            if key[:1] != ("rules",) or name not in SCOPES:
                yield from _stated(inner, (*key, str(name)))
    else:
        yield key


def _by_prefix(keys: Iterable[KeyPath]) -> Mapping[KeyPath, list[KeyPath]]:
    found: dict[KeyPath, list[KeyPath]] = {}
    for key in keys:
        for length in range(len(key) + 1):
            found.setdefault(key[:length], []).append(key)
    return found
