"""Names of fields that the JSON of Example cells shows as they travel."""

import pytest
from lowering import (
    codes,
    link,
    lowered,
    model,
    models,
    object_page,
    operation,
    resource,
    row,
)

from generator.doubts import doubts

TAG = object_page("Tag", row("idNumber"), row("Kind"), row("name"))
PAGES = (TAG, object_page("Chip", row("idNumber"), row("maker")))


def named(example, type_=None, overlay=None, more=()):
    """The names on the wire of Tag where a field shows it so, and the rule behind each."""
    pet = object_page("Pet", row("tag", type_ or link("Tag"), example=example))
    found = lowered(models(pet, *PAGES, *more), overlay)
    facts = [field.wire_name for field in model(found, "Tag").fields]
    names = [fact.value.reveal() for fact in facts]
    return names, [getattr(fact.origin, "rule", "overlay") for fact in facts]


USUAL = ["idNumber", "Kind", "name"]
SNAKE = '{"id_number": 7, "name": "Rex"}'


def test_a_key_of_a_cell_is_the_name_on_the_wire():
    names, rules = named(SNAKE)
    assert names == ["id_number", "Kind", "name"]
    assert rules == ["wire-in-cell", "wire-identity", "wire-identity"]


@pytest.mark.parametrize(
    ("example", "type_"),
    [
        (f"[{SNAKE}]", link("Tag") + "[]"),
        (f'{{"a": {SNAKE}}}', f"Record<string, {link('Tag')}>"),
        ('{<br/>  "id_number": 7<br/>}', None),
    ],
)
def test_lists_maps_and_several_lines_are_looked_into(example, type_):
    assert named(example, type_)[0][0] == "id_number"


@pytest.mark.parametrize(
    "example",
    [
        '{"idNumber": 7}',
        '{"id_number": 7, "colour": "red"}',  # not of this type
        '{"id_number": 7, ...}',
        "id_number",
        "[1]",
        "{}",
    ],
)
def test_what_shows_no_other_name_changes_nothing(example):
    assert named(example) == (USUAL, ["wire-identity"] * 3)


def test_of_a_union_the_one_member_counts_that_has_all_keys():
    either = "# Either\n\n## Supported Types\n\n### `components.Tag`\n\n### `components.Chip`\n"
    told = named(SNAKE, "*components.Either*", more=[either])
    assert told[0][0] == "id_number"
    both = named('{"id_number": 7}', "*components.Either*", more=[either])
    assert both[0] == USUAL


def test_two_spellings_prove_nothing():
    other = object_page("Dog", row("tag", link("Tag"), example='{"IDNumber": 7}'))
    third = object_page("Cat", row("tag", link("Tag"), example='{"id-number": 7}'))
    assert named(SNAKE, more=[other])[0][0] == "id_number"
    assert named(SNAKE, more=[third])[0] == USUAL


def test_cells_of_parameters_count_too():
    feed = operation("feed", row("tag", link("Tag"), example=SNAKE))
    found = lowered(resource(feed) | models(*PAGES))
    assert model(found, "Tag").fields[0].wire_name.value.reveal() == "id_number"


ENTRY = '[models."components.Tag".fields.idNumber]\nwire_name = "{}"\n'


@pytest.mark.parametrize("name", ["id_number", "ID"])
def test_an_entry_wins_and_settles_the_doubt(name):
    names, rules = named(SNAKE, overlay=ENTRY.format(name))
    assert (names[0], rules[0]) == (name, "overlay")


def test_it_is_a_doubt():
    pet = object_page("Pet", row("tag", link("Tag"), example=SNAKE))
    found = lowered(models(pet, *PAGES))
    assert codes(found) == []
    assert "wire-in-cell" in {doubt.rule for doubt in doubts(found.api)}
