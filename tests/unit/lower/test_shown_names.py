"""Texts of the docs that show names on the wire, against what the overlay states."""

import pytest
from lowering import (
    codes,
    enum_page,
    lowered,
    models,
    object_page,
    operation,
    resource,
    row,
)

NAMES = ["furColour", "tailLength", "bornAt", "diedAt", "petKind"]
SNAKE = "fur_colour, tail_length, `born_at`, died_at and pet_kind"


def page(text, names=(*NAMES, "age")):
    return models(object_page("Pet", *map(row, names), text=text))


@pytest.mark.parametrize(
    ("text", "wire", "told"),
    [
        (SNAKE, None, ["D025"]),
        (SNAKE, "identity", ["D025"]),
        (SNAKE, "snake", []),
        (SNAKE, "kebab", ["D025"]),
        ("furColour, tailLength, bornAt, diedAt, petKind", "snake", ["D025"]),
        ("furColour, tailLength, bornAt, diedAt, petKind", None, []),
        (SNAKE.replace("_", "-"), "identity", ["D025"]),
        # Too few names, or too many that are as they travel.
        (SNAKE.replace("born_at", "born"), None, []),
        (f"{SNAKE}; furColour, bornAt, petKind", None, []),
        (f"{SNAKE}; furColour, bornAt", None, ["D025"]),
        # Other words, and parts of words, are no names of fields.
        ("a_fur_colour tail_lengths x-born_at diedat pet_kind", None, []),
        ("Xfur_colour, Xtail_length, Xborn_at, Xdied_at and Xpet_kind", None, []),
    ],
)
def test_a_case_that_most_shown_names_have_not_is_worth_a_warning(text, wire, told):
    overlay = f'[wire]\nbody = "{wire}"\n' if wire else None
    assert codes(lowered(page(text), overlay)) == told


def test_values_of_enums_and_example_cells_show_names_too():
    values = enum_page("SortBy", '"fur_colour" | "tail_length"')
    rows = [row(name) for name in NAMES]
    rows[4] = row("petKind", example='{"pet_kind": {"died_at": "born_at"}}')
    found = lowered(models(object_page("Pet", *rows), values))
    (warning,) = found.diagnostics.sorted()
    assert warning.code == "D025"
    assert "show 5 names of fields" in warning.message
    assert '[wire] body = "snake"' in warning.hint


def test_parameters_of_the_query_are_counted_by_themselves():
    feed = operation("feed", *map(row, NAMES), text=SNAKE)
    pages = resource(feed)
    assert codes(lowered(pages)) == ["D025"]
    assert codes(lowered(pages, '[wire]\nquery = "snake"\n')) == []


def test_names_that_the_overlay_states_one_by_one_settle_it():
    names = "".join(f'{n} = "x_{n}"\n' for n in NAMES[:3])
    assert codes(lowered(page(SNAKE), f"[wire.names]\n{names}")) == ["D025"]
    stated = '[wire.names]\nfurColour = "fur_colour"\ntailLength = "tail_length"\n'
    assert codes(lowered(page(SNAKE), stated)) == []
