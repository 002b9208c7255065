"""Values of enums, in all three forms."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lowering import codes, enum_page, lowered, messages, model, models

from generator.ir.enum_members import told
from generator.ir.values import MemberValue, NumberValue
from generator.untrusted import Untrusted

TABLE = "# Size\n\n{example}## Values\n\n| Name | Value |\n| --- | --- |\n{rows}\n"


def enum_of(page, overlay=None):
    found = lowered(models(page), overlay)
    assert messages(found) == []
    enum = model(found, "Size")
    values = [
        v.value if isinstance(v.value, int) else v.value.reveal() for v in enum.values
    ]
    return values, enum.open.value


def table(*rows, example=""):
    literal = (
        f"## Example Usage\n\n```typescript\n{example}\n```\n\n" if example else ""
    )
    return TABLE.format(rows="\n".join(rows), example=literal)


@pytest.mark.parametrize(
    ("fence", "values", "is_open"),
    [
        ('"s" | "m" | "l"', ["s", "m", "l"], False),
        ('"only"', ["only"], False),
        ('"s" | "m" | Unrecognized<string>', ["s", "m"], True),
        ("1 | 2 | 10", [1, 2, 10], False),
        ("-1 | 0 | Unrecognized<number>", [-1, 0], True),
        ('"s" |\n  "m" |\n"l"', ["s", "m", "l"], False),
        ('"s"\n  | "m"\n  | "l"\n', ["s", "m", "l"], False),
        (
            r'"a | b" | "say \"hi\"" | "back\\slash"',
            ["a | b", 'say "hi"', "back\\slash"],
            False,
        ),
        (r'"tab\tend" | "\u00e9"', ["tab\tend", "\u00e9"], False),
        ('"" | " "', ["", " "], False),
        ('"1" | 1', ["1", 1], False),
    ],
)
def test_a_fence_lists_its_values_in_order(fence, values, is_open):
    assert enum_of(enum_page("Size", fence)) == (values, is_open)


@pytest.mark.parametrize(
    ("rows", "example", "values", "is_open"),
    [
        (["| `S` | s |", "| `M` | m |"], "", ["s", "m"], False),
        (["| `One` | 1 |"], 'let value: Size = "1";', ["1"], False),
        (["| `One` | 1 |"], "let value: Size = 1;", [1], False),
        (["| `One` | 1 |"], "", [1], False),
        (["| `S` | s |", "| - | `Unrecognized<string>` |"], "", ["s"], True),
        (["| `S` | s |", "| - | Unrecognized<string> |"], "", ["s"], True),
        ([r"| `Either` | a\|b |"], "", ["a|b"], False),
    ],
)
def test_a_table_lists_names_and_values(rows, example, values, is_open):
    assert enum_of(table(*rows, example=example)) == (values, is_open)


def test_the_overlay_opens_and_closes_an_enum():
    opened = '[models."components.Size"]\nopen = true\n'
    closed = '[models."components.Size"]\nopen = false\n'
    fence = enum_page("Size", '"s" | Unrecognized<string>')
    assert enum_of(enum_page("Size", '"s"'), opened)[1]
    assert not enum_of(fence, closed)[1]
    assert codes(lowered(models(fence), opened)) == ["D053"]


@pytest.mark.parametrize(
    ("fence", "line", "column"),
    [
        ("'s'", 6, 1),
        ('"s" "m"', 6, 5),
        ('"s" | m', 6, 7),
        ('"s" |\n  true', 7, 3),
        ('"s" |', 6, 6),
        ('"open', 6, 1),
        ("1.5", 6, 1),
        ("1" * 101, 6, 1),
        ("", 5, 1),
        ("  ", 5, 1),
    ],
)
def test_the_first_thing_that_is_no_value_is_pointed_at(fence, line, column):
    (fault,) = lowered(models(enum_page("Size", fence))).diagnostics.sorted()
    assert fault.code == "D017"
    assert (fault.span.line, fault.span.column) == (line, column)


def test_a_value_that_stands_twice_is_reported_at_the_second():
    (fault,) = lowered(
        models(enum_page("Size", '"s" | "m" | "s"'))
    ).diagnostics.sorted()
    assert (fault.code, fault.span.column, fault.span.end) == ("D022", 13, 16)


@given(st.lists(st.text(), min_size=1, max_size=5, unique=True))
def test_any_text_is_read_back_from_its_literal(values):
    fence = " | ".join(json.dumps(v) for v in values)
    assert re.fullmatch("[ -~]*", fence)
    assert enum_of(enum_page("Size", fence)) == (values, False)


def test_an_enum_may_be_called_like_its_section():
    found = lowered(models(enum_page("Values", '"s" | "m"')))
    assert messages(found) == []
    assert [v.value.reveal() for v in model(found, "Values").values] == ["s", "m"]


def test_the_names_of_a_table_are_kept_and_stand_for_their_values():
    page = table("| `Small` | 1 |", "| `ExtraLarge` | 2 |")
    enum = model(lowered(models(page)), "Size")
    assert [each.name.reveal() for each in enum.values] == ["Small", "ExtraLarge"]
    title = Untrusted("Size")
    shown = told(MemberValue(title, Untrusted("ExtraLarge")), enum)
    assert shown == NumberValue("2")
    unknown = MemberValue(title, Untrusted("Huge"))
    assert told(unknown, enum) == unknown
