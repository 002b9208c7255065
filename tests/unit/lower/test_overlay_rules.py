"""Rules of sdk.toml: one entry for many models, fields, operations or parameters."""

import pytest
from lowering import (
    codes,
    enum_page,
    lowered,
    messages,
    model,
    models,
    object_page,
    only,
    operation,
    resource,
    row,
)

GET = operation("list", row("pageSize", "*number*"), row("petIds", "*string*[]"))
PAGES = resource(GET) | models(
    object_page("PetGeo", row("af"), row("al")),
    object_page("Pet", row("bornAt"), row("diedAt"), row("legs", "*number*")),
    enum_page("Colour", '"red"'),
)


def wires(found, title):
    return [f.wire_name.value.reveal() for f in model(found, title).fields]


def nullables(found, title):
    return [f.nullable.value for f in model(found, title).fields]


def rules(*texts):
    return "".join(f"[[rules]]\n{text}\n\n" for text in texts)


def test_a_rule_reaches_all_fields_of_the_models_that_match():
    found = lowered(PAGES, rules('models = "*.*Geo"\nwire_case = "upper"'))
    assert codes(found) == []
    assert wires(found, "PetGeo") == ["AF", "AL"]
    assert wires(found, "Pet") == ["bornAt", "diedAt", "legs"]


def test_patterns_of_fields_narrow_a_rule():
    found = lowered(PAGES, rules('fields = ["*At", "nobody"]\nnullable = true'))
    assert codes(found) == []
    assert nullables(found, "Pet") == [True, True, False]


def test_a_later_rule_wins_over_an_earlier_one_and_an_entry_over_both():
    overlay = rules(
        'fields = "*At"\nwire_case = "snake"', 'fields = "died*"\nwire_case = "kebab"'
    )
    found = lowered(PAGES, overlay)
    assert codes(found) == []
    assert wires(found, "Pet") == ["born_at", "died-at", "legs"]
    overlay += '[models."components.Pet".fields.bornAt]\nwire_name = "birth"\n'
    stated = lowered(PAGES, overlay)
    assert wires(stated, "Pet") == ["birth", "died-at", "legs"]
    assert messages(stated) == [
        ("D053", "`rules[1].wire_case` states what holds without it")
    ]


def test_a_rule_wins_over_wire_names_which_win_over_a_case_for_all():
    overlay = '[wire]\nbody = "snake"\n\n[wire.names]\nbornAt = "b"\ndiedAt = "d"\n\n'
    overlay += rules('fields = "died*"\nwire_case = "pascal"')
    found = lowered(PAGES, overlay)
    assert wires(found, "Pet") == ["b", "DiedAt", "legs"]
    assert messages(found) == [
        ("D053", "`wire.names.diedAt` states what holds without it")
    ]


def test_a_rule_reaches_parameters():
    overlay = rules(
        'operations = "pets.*"\nparameters = "*Ids"\nexplode = false',
        'parameters = "page*"\nwire_case = "snake"\ninteger = true',
    )
    size, ids = only(lowered(PAGES, overlay)).parameters
    assert not ids.explode.value
    assert ids.explode.origin.key == "rules[1].explode"
    assert ids.explode.origin.span.line == 4
    assert size.wire_name.value.reveal() == "page_size"
    assert size.wire_name.origin.span.line == 8


def test_a_rule_opens_enums():
    found = lowered(PAGES, rules('models = "*"\nopen = true'))
    assert codes(found) == []
    assert model(found, "Colour").open.value


@pytest.mark.parametrize(
    ("rule", "fault", "line"),
    [
        ('models = "*.Dog"\nnullable = true', "D052", 3),
        ('models = "components.Pet"\nopen = true', "D052", 3),
        ('fields = "legs"\nexplode = true', "D051", 1),
        ('models = "*"\noperations = "*"\nnullable = true', "D051", 1),
        ('models = "*"', "D051", 1),
        ("nullable = true", "D051", 1),
        ("models = []\nnullable = true", "D051", 2),
        ('models = "*"\ncolour = "red"', "D051", 3),
        ('models = "*"\nopen = false', "D053", 3),
        ('operations = "pets.*"\nparameters = "page*"\nopen = true', "D051", 1),
    ],
)
def test_a_rule_that_does_nothing_is_an_error_at_its_line(rule, fault, line):
    (found,) = lowered(PAGES, rules(rule)).diagnostics.sorted()
    assert (found.code, found.span.line) == (fault, line)


def required(found):
    return [
        (f.required, f.required_origin and f.required_origin.key)
        for f in model(found, "Pet").fields
    ]


OPTIONAL = resource(GET) | models(
    object_page("Pet", row("name"), row("legs", required=False), row("age"))
)


def test_a_rule_may_say_that_answers_hold_what_docs_print_as_optional():
    found = lowered(OPTIONAL, rules('fields = "legs"\nrequired = true'))
    assert codes(found) == []
    assert required(found) == [
        (True, None),
        (True, "rules[1].required"),
        (True, None),
    ]


def test_an_entry_that_says_what_the_row_prints_is_redundant():
    found = lowered(
        OPTIONAL, '[models."components.Pet".fields.name]\nrequired = true\n'
    )
    assert codes(found) == ["D053"]


def test_parameters_have_their_required_mark_from_their_row_alone():
    found = lowered(OPTIONAL, rules('parameters = "pageSize"\nrequired = true'))
    assert codes(found) == ["D051"]
