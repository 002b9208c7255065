"""What the templates of the page receive: finished strings, and numbers to print."""

from __future__ import annotations

from typing import Final

from generator.records import record

_KINDS: Final = {"+": "new", "-": "old", " ": "same", "@": "at"}


@record
class EffectView:
    """What a change means on one side."""

    side: str
    impact: str
    rule: str
    says: str


@record
class PlaceView:
    """A line of the docs."""

    where: str
    line: str


@record
class OtherView:
    """Another place where the same happened."""

    owner: str
    old: str
    """Empty where it was not there."""
    new: str
    """Empty where it is no longer there."""


@record
class ChangeView:
    """One change of an entry; or several that are alike, of which the first one is shown."""

    title: str
    effects: tuple[EffectView, ...]
    guess: bool
    fact: str
    """What the two values are; empty if they are no values."""
    is_short: bool
    """Whether both values stand in one line."""
    before: str | None
    after: str | None
    old: PlaceView | None
    new: PlaceView | None
    same_line: bool
    """Whether the docs line itself stayed."""
    others: tuple[OtherView, ...]


@record
class LineView:
    """A line of code in a difference."""

    kind: str
    """Its class."""
    mark: str
    text: str

    @classmethod
    def of(cls, mark: str, text: str, *, implied: bool = False) -> LineView:
        """Return a line with this mark; `implied` says that a rule implies it."""
        kind = _KINDS[mark]
        shown = mark if mark in "+-" else " "
        return cls(f"{kind} implied" if implied else kind, shown, text)


@record
class NameView:
    """A public name of the Python package."""

    name: str
    verb: str
    impact: str
    rule: str
    says: str
    lines: tuple[LineView, ...]


@record
class FileLink:
    """A file of the generated code that shows an entry."""

    id: str
    path: str
    to_read: int


@record
class EntryView:
    """One entry."""

    id: str
    impact: str
    sign: str
    title: str
    sides: tuple[str, ...]
    resources: str
    """Numbers of `ResourceView`s, with blanks between."""
    guess: bool
    reach: str
    changes: tuple[ChangeView, ...]
    names: tuple[NameView, ...]
    operations: tuple[str, ...]
    types: tuple[str, ...]
    along: tuple[str, ...]
    files: tuple[FileLink, ...]


@record
class GroupView:
    """The entries of one impact."""

    impact: str
    count: int
    entries: tuple[EntryView, ...]


@record
class StretchView:
    """Lines of a difference that stand together: all to read, or all implied by rules."""

    folded: str
    """How many they are and why nobody has to read them; empty for lines to read."""
    lines: tuple[LineView, ...]


@record
class FileView:
    """A file that differs."""

    id: str
    path: str
    verb: str
    added: int
    removed: int
    to_read: int
    stretches: tuple[StretchView, ...]


@record
class RadiusView:
    """What one of the two causes touches in the generated code."""

    cause: str
    says: str
    known: bool
    files: tuple[FileView, ...]


@record
class BarView:
    """A part of the bar that shows how the impacts share the entries, in thousandths."""

    impact: str
    start: int
    width: int


@record
class ApiView:
    """What changed of one API."""

    id: str
    name: str
    bump: str
    levels: tuple[tuple[str, bool], ...]
    """The parts of a version, and whether it is the one that rises."""
    forced: tuple[tuple[str, str], ...]
    """The lines that force it, and the entries of that title; empty without one."""
    counts: tuple[tuple[str, int], ...]
    bar: tuple[BarView, ...]
    groups: tuple[GroupView, ...]
    names: tuple[NameView, ...]
    """Those that no entry shows."""
    radii: tuple[RadiusView, ...]


@record
class Choice:
    """Something to filter by."""

    value: str
    label: str
    count: int


@record
class RuleView:
    """A rule of the table."""

    id: str
    key: str
    side: str
    impact: str
    says: str
    count: int
    """How often it decided here."""


@record
class PageView:
    """The page."""

    policy: str
    """Its Content-Security-Policy."""
    style: str
    script: str
    title: str
    old: str
    new: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    apis: tuple[ApiView, ...]
    total: int
    impacts: tuple[Choice, ...]
    sides: tuple[Choice, ...]
    resources: tuple[Choice, ...]
    rules: tuple[RuleView, ...]
