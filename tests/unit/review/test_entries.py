"""What the review says of one edit: its title, its class, the rule that decided, and whom it reaches."""

import pytest

from generator.ir.types import ModelKey
from generator.untrusted import Untrusted
from tests.lowering import enum_page, link, object_page, operation, promise, row
from tests.unit.review.zoos import (
    FIELDS,
    ID,
    OPERATIONS,
    lines,
    pages,
    review,
    rules,
    told,
)

NAME, TINT = FIELDS
GET, CREATE = OPERATIONS

EDITS = {
    "a field that comes": (
        {},
        {"pet": (NAME, TINT, row("age", "*number*"))},
        ["additive: type components.Pet: field age added"],
        {("received", "received-field-added")},
    ),
    "a field that no longer comes": (
        {},
        {"pet": (NAME,)},
        ["breaking: type components.Pet: field color removed"],
        {("received", "received-field-removed")},
    ),
    "a field that may be missing": (
        {},
        {"pet": (row("name", required=False), TINT)},
        ["breaking: type components.Pet: field name no longer required"],
        {("received", "may-be-missing")},
    ),
    "an optional field to send": (
        {},
        {"new": (NAME, TINT, row("age", "*number*", required=False))},
        ["additive: type components.NewPet: field age added"],
        {("sent", "optional-field-added")},
    ),
    "a required field to send": (
        {},
        {"new": (NAME, TINT, row("age", "*number*"))},
        ["breaking: type components.NewPet: field age added"],
        {("sent", "required-field-added")},
    ),
    "the same in what is sent and what comes": (
        {},
        {
            "pet": (NAME, TINT, row("age", required=False)),
            "new": (NAME, TINT, row("age", required=False)),
        },
        ["additive: 2 types: field age added"],
        {("received", "received-field-added"), ("sent", "optional-field-added")},
    ),
    "several fields": (
        {},
        {"pet": (NAME, TINT, row("age"), row("owner"))},
        ["additive: type components.Pet: fields age, owner added"],
        {("received", "received-field-added")},
    ),
    "a value more": (
        {},
        {"color": '"red" | "blue" | "green"'},
        ["additive: type components.Color: value green added"],
        {("sent", "value-accepted"), ("received", "value-kept")},
    ),
    "a value less": (
        {},
        {"color": '"red"'},
        ["breaking: type components.Color: value blue removed"],
        {("sent", "value-refused"), ("received", "value-gone")},
    ),
    "a wider type": (
        {"new": (row("name", "*number*"),)},
        {"new": (row("name", r"*number* \| *string*"),)},
        [
            "additive: type components.NewPet: field name is number | string, was number"
        ],
        {("sent", "takes-more")},
    ),
    "a wider type that comes": (
        {"pet": (row("name", "*number*"),)},
        {"pet": (row("name", r"*number* \| *string*"),)},
        [
            "breaking: type components.Pet: field name is number | string, was number"
        ],
        {("received", "other-received")},
    ),
    "another type": (
        {"new": (row("name", "*number*"),)},
        {"new": (row("name", "*boolean*"),)},
        ["breaking: type components.NewPet: field name is boolean, was number"],
        {("sent", "takes-other")},
    ),
    "a renamed field": (
        {"pet": (row("tint", description="Its colour."),)},
        {"pet": (row("shade", description="Its colour."),)},
        ["breaking: type components.Pet: field shade renamed from tint"],
        {("received", "received-field-renamed")},
    ),
    "a deprecated field": (
        {},
        {"pet": (row("name").replace("`name`", "~~`name`~~"), TINT)},
        ["additive: type components.Pet: field name deprecated"],
        {("python", "newly-deprecated")},
    ),
    "an operation more": (
        {},
        {"operations": (GET, CREATE, operation("feed", path="/food"))},
        ["additive: operation pets.feed added"],
        {("python", "name-added")},
    ),
    "operations more": (
        {},
        {
            "operations": (
                GET,
                CREATE,
                operation("feed", path="/food"),
                operation("walk", path="/walks"),
            )
        },
        ["additive: resource pets: operations feed, walk added"],
        {("python", "name-added")},
    ),
    "an operation less": (
        {"operations": (GET, CREATE, operation("feed", path="/food"))},
        {},
        ["breaking: operation pets.feed removed"],
        {("python", "name-removed")},
    ),
    "a renamed operation": (
        {"operations": (GET, CREATE, operation("feed", path="/food"))},
        {"operations": (GET, CREATE, operation("nourish", path="/food"))},
        [
            "breaking: operation pets.nourish renamed from pets.feed",
            "cosmetic: docs only: descriptions of 1 thing",
            "cosmetic: operation pets.nourish: id feed is now nourish",
        ],
        {("python", "name-renamed"), ("sent", "wire"), ("docs", "docs")},
    ),
    "an optional parameter": (
        {},
        {
            "operations": (
                operation("get", ID, row("deep", "*boolean*", required=False),
                          path="/pets/{petId}", response=promise("Pet")),
                CREATE,
            )
        },
        ["additive: operation pets.get: parameter deep added"],
        {("sent", "option-added")},
    ),
    "a required parameter": (
        {},
        {
            "operations": (
                operation("get", ID, row("deep", "*boolean*"),
                          path="/pets/{petId}", response=promise("Pet")),
                CREATE,
            )
        },
        ["breaking: operation pets.get: parameter deep added"],
        {("sent", "argument-added")},
    ),
    "an answer": (
        {},
        {
            "operations": (
                GET,
                operation("create", row("request", link("NewPet")), method="post",
                          response=promise("Pet")),
            )
        },
        ["additive: operation pets.create: answer is components.Pet, was nothing"],
        {("received", "answer-gained")},
    ),
    "words": (
        {},
        {"pet": (row("name", description="What it is called."), TINT)},
        ["cosmetic: docs only: descriptions of 1 thing"],
        {("docs", "docs")},
    ),
    "order": (
        {},
        {"pet": (TINT, NAME)},
        ["cosmetic: docs only: order in 1 thing"],
        {("docs", "order")},
    ),
    "a type that a new field brings": (
        {},
        {
            "pet": (NAME, TINT, row("size", link("Size"))),
            "more": (enum_page("Size", '"small" | "big"'),),
        },
        ["additive: type components.Pet: field size added"],
        {("received", "received-field-added")},
    ),
    "a type that nothing names": (
        {},
        {"more": (object_page("Visit", row("day")),)},
        ["additive: type components.Visit added"],
        {("python", "name-added")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_one_edit_is_one_entry(edit):
    before, after, expected, decided = EDITS[edit]
    found = review(pages(**before), pages(**after))
    assert lines(found) == expected
    assert rules(found) == decided


@pytest.mark.parametrize("edit", EDITS)
def test_nothing_changed_is_nothing_told(edit):
    for parts in EDITS[edit][:2]:
        assert review(pages(**parts), pages(**parts)) == ()


def test_an_entry_says_where_and_whom_it_reaches():
    (entry,) = review(pages(), pages(color='"red" | "blue" | "green"'))
    (change,) = entry.changes
    assert change.old is None
    assert change.new.span.file == "docs/models/components/color.md"
    assert change.new.line == Untrusted('"red" | "blue" | "green"')
    assert [told(way) for way in entry.operations] == ["petscreate", "petsget"]
    titles = [key.title for key in entry.types]
    assert titles == [Untrusted("NewPet"), Untrusted("Pet")]


def test_a_type_goes_along_with_the_field_that_brings_it():
    size = enum_page("Size", '"small" | "big"')
    after = pages(pet=(NAME, TINT, row("size", link("Size"))), more=(size,))
    (entry,) = review(pages(), after)
    assert [subject.owner for subject in entry.along] == [
        ModelKey("components", Untrusted("Size"))
    ]
    (entry,) = review(after, pages())
    assert lines([entry]) == ["breaking: type components.Pet: field size removed"]
    assert len(entry.along) == 1


def test_a_renamed_type_is_a_guess_and_no_change_of_what_names_it():
    before = pages(pet=(NAME, row("size", link("Size"))), more=(
        enum_page("Size", '"small" | "big"'),
    ))  # fmt: skip
    after = pages(pet=(NAME, row("size", link("Extent"))), more=(
        enum_page("Extent", '"small" | "big" | "huge"'),
    ))  # fmt: skip
    found = review(before, after)
    assert lines(found) == [
        "breaking: type components.Size is now components.Extent",
        "additive: type components.Extent: value huge added",
    ]
    assert [entry.guess for entry in found] == [True, False]


def test_a_name_that_another_type_has_now_is_no_change_of_that_type():
    size = enum_page("Size", '"small" | "big" | "huge"')
    before = pages(pet=(NAME, row("size", link("Size"))), more=(size,))
    other = enum_page("Size", '"one" | "two" | "three"')
    moved = enum_page("Extent", '"small" | "big" | "huge"')
    more = (other, moved)
    after = pages(
        pet=(NAME, row("size", link("Extent")), row("count", link("Size"))), more=more
    )
    assert lines(review(before, after)) == [
        "breaking: type components.Size is now components.Extent",
        "additive: type components.Pet: field count added",
    ]


def test_a_type_that_no_operation_names_is_taken_as_received():
    visit = object_page("Visit", row("day"), row("hour"))
    before = pages(more=(visit,))
    after = pages(more=(object_page("Visit", row("day")),))
    found = review(before, after)
    assert rules(found) == {("received", "received-field-removed")}
    assert found[0].operations == ()


def test_a_resource_is_one_entry_with_its_operations():
    found = review(pages(), _with_vets(pages()))
    assert lines(found) == ["additive: resource vets added: call, list"]
    found = review(_with_vets(pages()), pages())
    assert lines(found) == ["breaking: resource vets removed: call, list"]


def test_a_renamed_resource_is_one_entry():
    found = review(_with_vets(pages()), _with_vets(pages(), "doctors"))
    assert lines(found) == [
        "breaking: resource doctors renamed from vets: call, list",
        "cosmetic: docs only: descriptions of 1 thing",
    ]
    assert found[0].guess


def _with_vets(files, name="vets"):
    """These pages, and a resource more."""
    listed = "".join(
        operation(each, path=f"/vets/{each}").replace("zoo.pets", f"zoo.{name}")
        for each in ("list", "call")
    )
    bullets = "* [list](#list) - To list\n* [call](#call) - To call\n"
    head = f"# {name.title()}\n\n## Overview\n\n### Available Operations\n\n"
    readme = files["README.md"]
    page = f"docs/sdks/{name}/README.md"
    links = bullets.replace("(#", f"({page}#")
    above = readme.rindex("###", 0, readme.index("* [get]("))
    heading = f"### [{name.title()}]({page})\n\n"
    text = f"{readme[:above]}{heading}{links}\n{readme[above:]}"
    return {**files, "README.md": text, page: f"{head}{bullets}\n{listed}"}
