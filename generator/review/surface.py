"""The public Python surface before and after: what of it changed, and what that breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from generator.emit.fileset import File
from generator.ir.types import ModelKey
from generator.python.model_names import TWIN
from generator.review.annotations import relation
from generator.review.changed import ChangedFile
from generator.review.declarations import Declaration, Form, Passing, declarations
from generator.review.moves import Moves
from generator.review.relations import Relation
from generator.review.report import Impact, Rule, Side, Subject, SurfaceChange, Verb
from generator.review.subjects import Subjects
from generator.untrusted import Untrusted

Sides: TypeAlias = Callable[[ModelKey], frozenset[Side]]
"""Whether a model is sent, received or both."""
_Surface: TypeAlias = Mapping[str, Declaration]
_NAME: Final = re.compile(r"[\w.]+")


def _rule(impact: Impact, says: str) -> Rule:
    return Rule(Side.PYTHON, impact, says)


_BREAKS, _ADDS, _SAME = Impact.BREAKING, Impact.ADDITIVE, Impact.COSMETIC
RULES: Final[Mapping[str, Rule]] = {
    "removed": _rule(_BREAKS, "a name that programs may use is gone"),
    "added": _rule(_ADDS, "a name that no program can use yet came"),
    "form": _rule(_BREAKS, "a name stands for another kind of thing"),
    "base-removed": _rule(
        _BREAKS, "a class is no longer what `isinstance` and `except` ask for"
    ),
    "required-added": _rule(
        _BREAKS, "what must now be given is not given by programs that are there"
    ),
    "required": _rule(_BREAKS, "what could be left out must now be given"),
    "optional": _rule(_ADDS, "what had to be given may now be left out"),
    "default": _rule(
        _BREAKS, "a call that leaves the argument out means another value"
    ),
    "passing": _rule(_BREAKS, "an argument can no longer be passed as it was"),
    "place": _rule(_BREAKS, "an argument that was passed by its place has another one"),
    "takes-less": _rule(_BREAKS, "a value that programs pass is no longer accepted"),
    "takes-more": _rule(_ADDS, "more values are accepted than before"),
    "gives-more": _rule(
        _BREAKS, "programs may get a value that their types do not know"
    ),
    "known": _rule(
        _ADDS, "its type tells now what could happen before, as its entry says"
    ),
    "gives-less": _rule(_ADDS, "programs get nothing that they did not get before"),
    "spelling": _rule(_SAME, "the same type is spelled in another way"),
}
"""What decides about a public name. Users who build what they only receive, as in tests of theirs,
are not thought of: to them, a new field that must be there is no break."""


def surface(
    changed: Sequence[ChangedFile],
    packages: tuple[str, str],
    subjects: tuple[Subjects, Subjects],
    sides: Sides,
    moves: Moves,
) -> tuple[SurfaceChange, ...]:
    """Return what changed of the public names, sorted; `packages` are the old and the new one.

    What an asynchronous class or a dict-shaped type repeats of its twin is left out. `sides` tells
    of the old state. A type that was renamed is the same where other names refer to it.
    """
    names = dict(_renamed_types(subjects, moves))
    old = _declared({c.path: c.before for c in changed}, packages[0])
    old = {name: _with_names(found, names) for name, found in old.items()}
    new = _declared({c.path: c.after for c in changed}, packages[1])
    comparison = _Comparison(old, new, subjects, sides, moves)
    found = {change.name.reveal(): change for change in comparison.changes()}
    kept = [change for name, change in found.items() if not _is_echo(name, found)]
    if packages[0] != packages[1]:
        kept.append(_renamed(*packages))
    return tuple(sorted(kept, key=lambda change: change.name))


def _declared(files: Mapping[str, File | None], package: str) -> _Surface:
    """Return the public names that files of a package define."""
    folder = f"src/{package}/"
    found: dict[str, Declaration] = {}
    for path, file in files.items():
        if file is not None and path.startswith(folder) and path.endswith(".py"):
            text = file.content.decode("utf-8")
            found |= declarations(path.removeprefix(folder), text)
    return found


def _renamed_types(
    subjects: tuple[Subjects, Subjects], moves: Moves
) -> Iterator[tuple[str, str]]:
    """Yield old and new names of types that were renamed."""
    for was, now in moves.types.items():
        old, new = subjects[0].name(was), subjects[1].name(now)
        if old is not None and new is not None:
            yield from ((old, new), (old + TWIN, new + TWIN))


def _with_names(found: Declaration, names: Mapping[str, str]) -> Declaration:
    """Return a declaration whose types have their new names; what is shown stays."""
    if not names:
        return found
    types = {
        _NAME.sub(lambda name: names.get(name[0], name[0]), meaning): shown
        for meaning, shown in found.types.items()
    }
    return replace(found, types=types)


def _renamed(before: str, after: str) -> SurfaceChange:
    """Return the change that no import survives."""
    old, new = Untrusted(before), Untrusted(after)
    impact = RULES["removed"].impact
    return SurfaceChange(new, Verb.RENAMED, old, new, impact, "removed", None)


def _is_echo(name: str, found: Mapping[str, SurfaceChange]) -> bool:
    """Whether a change repeats one of the twin that its class has."""
    own = found[name]
    for twin in _twins(name):
        other = found.get(twin)
        if other and (other.verb, other.rule) == (own.verb, own.rule):
            return True
    return False


def _twins(name: str) -> Iterator[str]:
    """Yield the names that the same thing has in the class that a class is the twin of."""
    parts = name.split(".")
    for at, part in enumerate(parts):
        head, bracket, rest = part.partition("(")
        if head.startswith("Async"):
            head = head.removeprefix("Async")
        elif head.endswith(TWIN):
            head = head.removesuffix(TWIN)
        else:
            continue
        yield ".".join((*parts[:at], head + bracket + rest, *parts[at + 1 :]))


class _Comparison:
    """Two surfaces, and what their names stand for."""

    def __init__(
        self,
        old: _Surface,
        new: _Surface,
        subjects: tuple[Subjects, Subjects],
        sides: Sides,
        moves: Moves,
    ) -> None:
        self._old = old
        self._new = new
        self._subjects = subjects
        self._sides = sides
        self._moves = moves

    def changes(self) -> Iterator[SurfaceChange]:
        """Yield what changed; of what came or went as a whole, its parts are not told."""
        for name in self._old.keys() | self._new.keys():
            before, after = self._old.get(name), self._new.get(name)
            if before is None and after is not None:
                if not after.owner or after.owner in self._old:
                    yield self._change(name, None, after, self._added(name, after))
            elif after is None and before is not None:
                if not before.owner or before.owner in self._new:
                    yield self._change(name, before, None, self._removed(name, before))
            elif before is not None and after is not None:
                rule = self._changed(name, before, after)
                if rule:
                    yield self._change(name, before, after, rule)

    def _change(
        self,
        name: str,
        before: Declaration | None,
        after: Declaration | None,
        rule: str,
    ) -> SurfaceChange:
        verb = Verb.REMOVED if after is None else Verb.CHANGED
        return SurfaceChange(
            Untrusted(name),
            Verb.ADDED if before is None else verb,
            None if before is None else Untrusted(before.shown),
            None if after is None else Untrusted(after.shown),
            RULES[rule].impact,
            rule,
            self._subject(name, before, after),
        )

    def _subject(
        self, name: str, before: Declaration | None, after: Declaration | None
    ) -> Subject | None:
        """Return what the name stands for, by its name in the new state."""
        old, new = self._subjects
        if after is not None:
            return new.subject(name, after)
        found = old.subject(name, before) if before is not None else None
        return None if found is None else self._moves.subject(found)

    def _flow(self, name: str, found: Declaration) -> frozenset[Side]:
        """Return whether programs pass a value, get it, or both."""
        match found.form:
            case Form.KEY | Form.PARAMETER:
                return frozenset((Side.SENT,))
            case Form.METHOD | Form.PROPERTY:
                return frozenset((Side.RECEIVED,))
        for subjects in self._subjects:
            key = subjects.key(found.owner or name)
            if key is not None:
                return self._sides(key)
        return frozenset((Side.SENT, Side.RECEIVED))

    def _added(self, name: str, found: Declaration) -> str:
        flow = self._flow(name, found)
        match found.form:
            case Form.MEMBER if Side.RECEIVED in flow:
                members = self._members(found.owner, self._old)
                after = {**members, **found.types}
                wider = relation(members, after) is Relation.WIDER
                return "gives-more" if wider else "takes-more"
            case Form.MEMBER:
                return "takes-more"
            case Form.ATTRIBUTE | Form.KEY | Form.PARAMETER:
                must = found.required and Side.SENT in flow
                return "required-added" if must else "added"
            case _:
                return "added"

    def _removed(self, name: str, found: Declaration) -> str:
        match found.form:
            case Form.BASE:
                return "base-removed"
            case Form.MEMBER:
                sent = Side.SENT in self._flow(name, found)
                return "takes-less" if sent else "gives-less"
            case _:
                return "removed"

    def _changed(self, name: str, before: Declaration, after: Declaration) -> str:
        """Return the rule that decides; empty if nothing changed."""
        if before.form is not after.form:
            return "form"
        flow = self._flow(name, before)
        found = [
            *_given(before, after, flow),
            *_typed(relation(before.types, after.types), flow),
        ]
        if not found:
            found = ["spelling"] if _is_respelled(before, after) else []
        return max(found, key=lambda rule: RULES[rule].impact, default="")

    @staticmethod
    def _members(owner: str, surface: _Surface) -> dict[str, str]:
        """Return the alternatives of an alias."""
        found: dict[str, str] = {}
        for each in surface.values():
            if each.form is Form.MEMBER and each.owner == owner:
                found |= each.types
        return found


def _is_respelled(before: Declaration, after: Declaration) -> bool:
    """Whether what is shown differs; a method's parameters are told by themselves."""
    whole = (Form.METHOD, Form.CLASS, Form.ALIAS)
    return before.form not in whole and before.shown != after.shown


def _given(
    before: Declaration, after: Declaration, flow: frozenset[Side]
) -> Iterator[str]:
    """Yield the rules about how a value is given."""
    if Side.SENT not in flow:
        return
    if before.required != after.required:
        yield "required" if after.required else "optional"
    elif before.default != after.default:
        yield "default"
    if before.passing is Passing.EITHER and after.passing is Passing.NAME:
        yield "passing"
    elif before.passing is after.passing and before.place != after.place:
        yield "place"


def _typed(found: Relation, flow: frozenset[Side]) -> Iterator[str]:
    """Yield the rules about its type."""
    if found is Relation.SAME:
        return
    if Side.SENT in flow:
        yield "takes-more" if found is Relation.WIDER else "takes-less"
    if Side.RECEIVED in flow:
        yield "gives-less" if found is Relation.NARROWER else "gives-more"
