"""The report of a review: what its formats print.

Words of documents stay `Untrusted` in it, so that each format prints them through its own printer.
"""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import TypeAlias

from generator.ir.types import ModelKey
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

Words: TypeAlias = tuple[str | Untrusted, ...]
"""A sentence, of our words and of words of documents."""


class Kind(Enum):
    """What changed."""

    CLIENT = "client"
    SERVER = "server"
    VARIABLE = "server variable"
    SCHEME = "security scheme"
    GLOBAL = "client parameter"
    RESOURCE = "resource"
    OPERATION = "operation"
    PARAMETER = "parameter"
    BODY = "body"
    ANSWER = "answer"
    ERROR = "error"
    TYPE = "type"
    FIELD = "field"
    VALUE = "value"
    MEMBER = "member"


class Verb(Enum):
    """What happened to it."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"


class Side(Enum):
    """Whom it concerns."""

    SENT = "sent"
    """What callers send."""
    RECEIVED = "received"
    """What callers get."""
    PYTHON = "python"
    """Names and types in Python."""
    DOCS = "docs"
    """What is told, and nothing that is done."""


class Impact(IntEnum):
    """What it means for those who use the SDK; a greater one outweighs a smaller one."""

    COSMETIC = 1
    """Their programs do the same."""
    ADDITIVE = 2
    """Their programs do the same, and may do more."""
    BREAKING = 3
    """A program of theirs may fail, or its types no longer check."""


class Bump(IntEnum):
    """The part of the version that has to rise (semver.org, 2.0.0)."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@record
class Rule:
    """A rule that decides what a change means. What decides is a table of such, key by key."""

    side: Side
    """Whom it is about."""
    impact: Impact
    """What it decides."""
    says: str
    """When it holds and why, in one sentence without a full stop."""


Owner: TypeAlias = ModelKey | tuple[Untrusted, ...]
"""What things are part of: a model, or the way to a resource or an operation."""


def dotted(owner: Owner) -> Untrusted:
    """Return the name of an owner as the docs and the overlay have it."""
    if isinstance(owner, ModelKey):
        return Untrusted(owner.dotted)
    return Untrusted(".".join(part.reveal() for part in owner))


@record
class Subject:
    """A thing that may change."""

    kind: Kind
    owner: Owner
    """The model; or the way to the resource or operation; empty for the client."""
    part: Untrusted | None
    """Its name there; `None` where it is the owner itself."""


@record
class Effect:
    """What a change means on one side."""

    side: Side
    impact: Impact
    rule: str
    """Key of the rule in `generator.review.rules.RULES`."""


@record
class Place:
    """A place in the docs or in the overlay."""

    span: Span
    line: Untrusted
    """The line that stands there, its padding squeezed."""


@record
class Change:
    """One thing that changed in one respect."""

    subject: Subject
    """In the new state; in the old one if it is no longer there."""
    verb: Verb
    fact: str
    """What of it changed, such as `type`; empty unless its verb is `CHANGED`."""
    before: Untrusted | None
    """What it was, or its old name; `None` without one."""
    after: Untrusted | None
    """What it is, or its new name; `None` without one."""
    effects: tuple[Effect, ...]
    """At least one, the worst first."""
    old: Place | None
    """Where it stood; `None` if it was not there."""
    new: Place | None
    """Where it stands; `None` if it is no longer there."""
    guess: bool = False
    """Whether it rests on evidence that may mislead: a rename."""

    @property
    def impact(self) -> Impact:
        """The worst of its effects."""
        return max(effect.impact for effect in self.effects)


@record
class Entry:
    """All that has one cause."""

    title: Words
    """One line, such as: type components.LinkSchema: field disabledAt added."""
    changes: tuple[Change, ...]
    """At least one; those of one subject stand together."""
    operations: tuple[tuple[Untrusted, ...], ...]
    """Ways to the operations that it reaches."""
    types: tuple[ModelKey, ...]
    """Types that hold, through others, what changed; without those that changed themselves."""
    along: tuple[Subject, ...] = ()
    """Types that came or went with it: nothing else refers to them."""

    @property
    def impact(self) -> Impact:
        """The worst of its changes."""
        return max(change.impact for change in self.changes)

    @property
    def sides(self) -> tuple[Side, ...]:
        """Whom it concerns, in the order of `Side`."""
        found = {effect.side for each in self.changes for effect in each.effects}
        return tuple(side for side in Side if side in found)

    @property
    def guess(self) -> bool:
        """Whether any of it is a guess."""
        return any(change.guess for change in self.changes)


@record
class Line:
    """One line of a difference."""

    mark: str
    """`+`, `-`, or a blank for a line that stays."""
    text: Untrusted
    rule: str = ""
    """Why nobody has to read it: key of the rule in `generator.review.radius.FOLDED` that implies
    it; empty for a line to read."""


@record
class FileChange:
    """A file of `generated/` that differs."""

    path: Untrusted
    verb: Verb
    lines: tuple[Line, ...]
    """Changed lines and some around them; a line with the mark `@` and the place begins a hunk."""
    owners: tuple[Owner, ...] = ()
    """The models and the ways to the resources that the file is about; empty for files of the whole
    package. An entry that changes one of them shows the file."""


@record
class SurfaceChange:
    """A public name of the Python package that came, went or changed."""

    name: Untrusted
    """Dotted, below the package, such as `models.LinkSchema.disabled_at`."""
    verb: Verb
    before: Untrusted | None
    """Its signature or annotation; `None` if it was not there."""
    after: Untrusted | None
    impact: Impact
    rule: str
    """Key of the rule in `generator.review.surface.RULES` that decided."""
    subject: Subject | None
    """The thing of the docs that it stands for; `None` for what is the generator's own."""


@record
class Radius:
    """What the change touches in `generated/`."""

    files: tuple[FileChange, ...]
    """In the order of their paths."""

    @property
    def touched(self) -> int:
        """Lines that were added or removed."""
        return sum(
            line.mark in ("+", "-") for each in self.files for line in each.lines
        )

    @property
    def to_read(self) -> int:
        """Those of them that no rule implies."""
        return sum(
            line.mark in ("+", "-") and not line.rule
            for each in self.files
            for line in each.lines
        )


@record
class Review:
    """What changed of one API."""

    name: str
    """Name of the API."""
    entries: tuple[Entry, ...]
    """The worst first."""
    surface: tuple[SurfaceChange, ...]
    """Sorted by name."""
    radius: Radius
    """Because the input changed: both states with the generator of now."""
    generator: Radius | None
    """Because the generator changed: the old input with the old generator and that of now. `None`
    where the old output is not known."""
    bump: Bump
    forced: tuple[Words, ...]
    """The lines that force it: why it is no smaller one."""


@record
class Report:
    """What changed between two states."""

    old: str
    """The old one, as the user named it."""
    new: str
    """The new one, as the user named it."""
    reviews: tuple[Review, ...]
    """An API each, by name. An API in which nothing changed has one without entries."""
    added: tuple[str, ...]
    """APIs that are new."""
    removed: tuple[str, ...]
    """APIs that are no longer there."""
