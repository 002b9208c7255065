"""A small API before and after an edit, written as the docs it stands in."""

from __future__ import annotations

from generator.passes import run_passes
from generator.review.entries import Read, entries
from tests.lowering import (
    enum_page,
    link,
    lowered,
    models,
    object_page,
    operation,
    promise,
    resource,
    row,
)

ID = row("petId")
COLOR = '"red" | "blue"'
FIELDS = (row("name"), row("color", link("Color"), required=False))
OPERATIONS = (
    operation("get", ID, path="/pets/{petId}", response=promise("Pet")),
    operation("create", row("request", link("NewPet")), method="post"),
)


def pages(
    *,
    pet=FIELDS,
    new=FIELDS,
    color=COLOR,
    operations=OPERATIONS,
    more=(),
):
    """Pages of an API with a type that comes, `Pet`, and one that is sent, `NewPet`."""
    types = (
        object_page("Pet", *pet),
        object_page("NewPet", *new),
        enum_page("Color", color),
        *more,
    )
    return {**resource(*operations), **models(*types)}


def read(files, overlay=None):
    """The state of an API in these pages."""
    state = lowered(files, overlay)
    assert [d for d in state.diagnostics.sorted() if d.severity.value == "error"] == []
    return Read(run_passes(state.api), state.sources)


def review(before, after):
    """The entries between two sets of pages."""
    return entries(read(before), read(after))


def told(words):
    """A title as text."""
    return "".join(w if isinstance(w, str) else w.reveal() for w in words)


def lines(found):
    """Each entry as one line: its class, and its title."""
    return [f"{entry.impact.name.lower()}: {told(entry.title)}" for entry in found]


def rules(found):
    """The rules that decided, each with its side."""
    return {
        (effect.side.value, effect.rule)
        for entry in found
        for change in entry.changes
        for effect in change.effects
    }
