"""Reports made by hand: what a format prints does not depend on how a report came about."""

import dataclasses

from generator.ir.types import ModelKey
from generator.review.formats.tables import Tables
from generator.review.report import (
    Bump,
    Change,
    Effect,
    Entry,
    FileChange,
    Impact,
    Kind,
    Line,
    Place,
    Radius,
    Report,
    Review,
    Rule,
    Side,
    Subject,
    SurfaceChange,
    Verb,
)
from generator.source import Span
from generator.untrusted import Untrusted

U = Untrusted
LINK = ModelKey("components", U("LinkSchema"))
TAG = ModelKey("components", U("TagSchema"))
CREATE = (U("links"), U("create"))
LIST = (U("links"), U("list"))

TABLES = Tables(
    {
        "removed-received": Rule(
            Side.RECEIVED, Impact.BREAKING, "a field is no longer in what you receive"
        ),
        "added-received": Rule(
            Side.RECEIVED, Impact.ADDITIVE, "a field is new in what you receive"
        ),
        "required-sent": Rule(
            Side.SENT, Impact.BREAKING, "an argument that you must pass"
        ),
        "renamed": Rule(Side.PYTHON, Impact.BREAKING, "a name is another one"),
        "told": Rule(Side.DOCS, Impact.COSMETIC, "only the text is another one"),
    },
    {
        "name-removed": Rule(
            Side.PYTHON, Impact.BREAKING, "a public name is no longer there"
        ),
        "name-added": Rule(Side.PYTHON, Impact.ADDITIVE, "a public name is new"),
    },
    {"export": "`__all__` lists what the module defines"},
)


def place(line, text="| `x` | *string* | :heavy_check_mark: | What it is. |"):
    return Place(
        Span("docs/models/components/linkschema.md", line, 3, 20), Untrusted(text)
    )


def change(subject, verb=Verb.CHANGED, rule="told", **given):
    rules = TABLES.changes
    values = {
        "fact": "description" if verb is Verb.CHANGED else "",
        "before": None,
        "after": None,
        "old": None if verb is Verb.ADDED else place(7),
        "new": None if verb is Verb.REMOVED else place(9),
        "effects": (Effect(rules[rule].side, rules[rule].impact, rule),),
    }
    return Change(subject, verb, **{**values, **given})


def field(name, owner=LINK):
    return Subject(Kind.FIELD, owner, U(name))


REMOVED = Entry(
    title=("type ", U("components.LinkSchema"), ": field ", U("clicks"), " removed"),
    changes=(change(field("clicks"), Verb.REMOVED, "removed-received"),),
    operations=(CREATE, LIST),
    types=(TAG,),
)
ADDED = Entry(
    title=("type ", U("components.LinkSchema"), ": 2 fields added"),
    changes=(
        change(field("disabledAt"), Verb.ADDED, "added-received"),
        change(field("archived"), Verb.ADDED, "added-received"),
    ),
    operations=(LIST,),
    types=(),
    along=(Subject(Kind.TYPE, TAG, None),),
)
RENAMED = Entry(
    title=("operation ", U("links.list"), ": parameter ", U("size"), " renamed"),
    changes=(
        change(
            Subject(Kind.PARAMETER, LIST, U("pageSize")),
            Verb.RENAMED,
            "renamed",
            before=U("size"),
            after=U("pageSize"),
            guess=True,
        ),
    ),
    operations=(LIST,),
    types=(),
)
TOLD = Entry(
    title=("operation ", U("links.create"), ": description changed"),
    changes=(
        change(
            Subject(Kind.OPERATION, CREATE, None),
            before=U("Create a link in the workspace of the credentials."),
            after=U("Create a short link in the workspace of the credentials."),
        ),
    ),
    operations=(),
    types=(),
)
RADIUS = Radius(
    (
        FileChange(
            U("dub/src/dub/models/link_schema.py"),
            Verb.CHANGED,
            (
                Line("@", U("-3,4 +3,4")),
                Line(" ", U("class LinkSchema(Model):")),
                Line("-", U("    clicks: int")),
                Line("+", U('    disabled_at: datetime | None = "never"')),
                Line("+", U('    "LinkSchema",'), "export"),
            ),
            (LINK,),
        ),
    )
)
SURFACE = (
    SurfaceChange(
        U("models.LinkSchema.clicks"),
        Verb.REMOVED,
        U("clicks: int"),
        None,
        Impact.BREAKING,
        "name-removed",
        field("clicks"),
    ),
    SurfaceChange(
        U("models.LinkSchema.disabled_at"),
        Verb.ADDED,
        None,
        U("disabled_at: datetime | None"),
        Impact.ADDITIVE,
        "name-added",
        field("disabledAt"),
    ),
    SurfaceChange(
        U("Retry"),
        Verb.ADDED,
        None,
        U("class Retry"),
        Impact.ADDITIVE,
        "name-added",
        None,
    ),
)
REVIEW = Review(
    name="dub",
    entries=(REMOVED, RENAMED, ADDED, TOLD),
    surface=SURFACE,
    radius=RADIUS,
    generator=Radius(()),
    bump=Bump.MAJOR,
    forced=(
        ("type ", U("components.LinkSchema"), ": field ", U("clicks"), " removed"),
    ),
)
REPORT = Report("HEAD~1", "HEAD", (REVIEW,), (), ())
TWO = Report(
    "HEAD~1",
    "HEAD",
    (REVIEW, dataclasses.replace(REVIEW, name="novu", bump=Bump.MINOR, forced=())),
    ("mistral",),
    ("plex",),
)
REGENERATED = Report(
    "HEAD~1",
    "HEAD",
    (Review("dub", (), (), Radius(()), RADIUS, Bump.PATCH, ()),),
    (),
    (),
)
SAME = Report(
    "HEAD~1",
    "HEAD",
    (Review("dub", (), (), Radius(()), Radius(()), Bump.NONE, ()),),
    (),
    (),
)


def long_report(count):
    """A report of so many entries, of all classes, over many resources and types."""
    kinds = [(Verb.REMOVED, "removed-received"), (Verb.ADDED, "added-received")]
    entries = []
    for number in range(count):
        verb, rule = kinds[number % 2]
        owner = ModelKey("components", U(f"Model{number // 4}"))
        title = (
            "type ",
            U(owner.dotted),
            ": field ",
            U(f"field{number}"),
            f" {verb.value}",
        )
        way = (U(f"resource{number % 40}"), U(f"operation{number % 400}"))
        changes = (change(field(f"field{number}", owner), verb, rule),)
        entries.append(Entry(title, changes, (way,), (TAG,)))
    entries.sort(key=lambda entry: -entry.impact)
    return dataclasses.replace(
        REPORT, reviews=(dataclasses.replace(REVIEW, entries=tuple(entries)),)
    )


def poisoned(value, text):
    """The same report with this text before each text that comes from documents."""
    if isinstance(value, Untrusted):
        return Untrusted(text + value.reveal())
    if isinstance(value, tuple):
        return tuple(poisoned(each, text) for each in value)
    if not dataclasses.is_dataclass(value):
        return value
    return dataclasses.replace(
        value,
        **{
            each.name: poisoned(getattr(value, each.name), text)
            for each in dataclasses.fields(value)
        },
    )
