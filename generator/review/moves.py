"""Where a thing that has another name now is found: what entries say was renamed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from generator.ir.api import Api
from generator.ir.types import ModelKey
from generator.review.report import Change, Entry, Kind, Owner, Subject, Verb, dotted
from generator.review.things import holders
from generator.untrusted import Untrusted

_OWNERS: Final = (Kind.TYPE, Kind.OPERATION, Kind.RESOURCE)


class Moves:
    """New names of things, by their old ones."""

    def __init__(self, before: Api, entries: Sequence[Entry]) -> None:
        renamed = [
            change
            for entry in entries
            for change in entry.changes
            if change.verb is Verb.RENAMED
        ]
        self.owners: Final = dict(_owners(before, renamed))
        """Types, operations and resources."""
        self._parts: Final = {
            Subject(each.subject.kind, each.subject.owner, each.before): each.subject
            for each in renamed
            if each.subject.part is not None
        }

    def subject(self, old: Subject) -> Subject:
        """Return a thing of the old state by the names that it has in the new one."""
        owner = self.owners.get(old.owner, old.owner)
        moved = Subject(old.kind, owner, old.part)
        return self._parts.get(moved, moved)

    @property
    def types(self) -> Mapping[ModelKey, ModelKey]:
        """New keys of types, by their old ones."""
        return {
            was: now
            for was, now in self.owners.items()
            if isinstance(was, ModelKey) and isinstance(now, ModelKey)
        }


def _owners(before: Api, renamed: Sequence[Change]) -> Iterator[tuple[Owner, Owner]]:
    names: dict[tuple[Kind, Untrusted | None], Owner] = {
        (each.subject.kind, each.before): each.subject.owner
        for each in renamed
        if each.subject.kind in _OWNERS
    }
    if not names:
        return
    for kind, owner, _ in holders(before):
        now = names.get((kind, dotted(owner)))
        if now is not None:
            yield owner, now
