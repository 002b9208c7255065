"""Names on the wire: the case of a location, exceptions, and where each comes from."""

import pytest
from lowering import (
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

from generator.doubts import doubts
from generator.ir.facts import Derived, Overlaid
from generator.lower.names import cased, normal
from generator.untrusted import Untrusted


@pytest.mark.parametrize(
    ("name", "snake", "kebab"),
    [
        ("name", "name", "name"),
        ("shortLink", "short_link", "short-link"),
        ("linkIDs", "link_ids", "link-ids"),
        ("docURL", "doc_url", "doc-url"),
        ("HTTPStatus", "http_status", "http-status"),
        ("utmSource", "utm_source", "utm-source"),
        ("sha256", "sha256", "sha256"),
        ("line1Text", "line1_text", "line1-text"),
        ("aB", "a_b", "a-b"),
    ],
)
def test_a_camel_case_name_has_a_form_in_other_cases(name, snake, kebab):
    assert cased(name, "identity") == name
    assert cased(name, "snake") == snake
    assert cased(name, "kebab") == kebab


@pytest.mark.parametrize("name", ["pet_id", "petId", "PetID", "pet-id", "PETID"])
def test_all_spellings_of_a_name_are_equal_once_normal(name):
    assert normal(Untrusted(name)) == "petid"


PET = object_page("Pet", row("tailLength"), row("docUrl"), row("furColour"))


def names_of(overlay):
    found = lowered(models(PET), overlay)
    assert messages(found) == []
    return [f.wire_name for f in model(found, "Pet").fields]


def test_without_an_overlay_the_name_in_the_docs_travels():
    assert [n.value.reveal() for n in names_of(None)] == [
        "tailLength",
        "docUrl",
        "furColour",
    ]
    assert all(isinstance(n.origin, Derived) for n in names_of(None))


def test_a_field_entry_beats_an_exception_which_beats_the_case():
    names = names_of("""\
[wire]
body = "snake"

[wire.names]
docUrl = "doc-href"

[models."components.Pet".fields.furColour]
wire_name = "coat"
""")
    assert [n.value.reveal() for n in names] == ["tail_length", "doc-href", "coat"]
    assert [n.origin for n in names] == [
        Overlaid("wire.body", names[0].origin.span),
        Overlaid("wire.names.docUrl", names[1].origin.span),
        Overlaid(
            'models."components.Pet".fields.furColour.wire_name', names[2].origin.span
        ),
    ]
    assert [n.origin.span.line for n in names] == [2, 5, 8]


def test_an_exception_counts_if_it_changes_the_name_in_one_place_only():
    feed = operation("feed", row("docUrl"))
    overlay = '[wire]\nbody = "snake"\n[wire.names]\ndocUrl = "doc_url"\n'
    found = lowered(resource(feed) | models(PET), overlay)
    assert only(found).parameters[0].wire_name.value.reveal() == "doc_url"


def test_each_location_has_its_own_case():
    feed = operation("feed", row("mealSize"), row("petId"), path="/pets/{pet_id}")
    overlay = '[wire]\nbody = "snake"\nquery = "kebab"\n'
    found = lowered(resource(feed) | models(PET), overlay)
    size, pet_id = only(found).parameters
    assert size.wire_name.value.reveal() == "meal-size"
    assert pet_id.wire_name.value.reveal() == "pet_id"
    tail = model(found, "Pet").fields[0].wire_name
    assert tail.value.reveal() == "tail_length"
    assert tail.origin.key == "wire.body"


def test_a_header_that_the_overlay_names_is_spelled_by_the_overlay():
    feed = operation("feed", row("keeperName"), row("xTrace"))
    overlay = """\
[wire]
header = "kebab"

[operations."pets.feed".parameters]
keeperName = { location = "header" }
xTrace = { wire_name = "X-TRACE" }
"""
    keeper, trace = only(lowered(resource(feed), overlay)).parameters
    assert keeper.wire_name.value.reveal() == "keeper-name"
    assert trace.wire_name.value.reveal() == "X-TRACE"


SYMBOLS = object_page(
    "Symbols",
    *map(row, ["atType", "dollarRef", "dotTag", "templateBucket", "bucket"]),
    *map(row, ["templateId", "id", "attic", "dollars", "at", "dotted"]),
)
SPELLED = ["atType", "dollarRef", "dotTag", "templateBucket"]


def symbols_of(pages, overlay=None):
    found = lowered(pages, overlay)
    assert messages(found) == []
    return [
        each.subject.part for each in doubts(found.api) if each.rule == "symbol-word"
    ]


@pytest.mark.parametrize("case", ["identity", "snake"])
def test_a_name_that_may_spell_a_symbol_is_in_doubt_whatever_the_case(case):
    assert symbols_of(models(SYMBOLS)) == SPELLED
    overlay = f'[wire]\nbody = "{case}"\n'
    assert symbols_of(models(SYMBOLS), overlay) == SPELLED
    names = {
        f.name.reveal(): f.wire_name.value.reveal()
        for f in model(lowered(models(SYMBOLS), overlay), "Symbols").fields
    }
    assert names["atType"] == ("atType" if case == "identity" else "at_type")


@pytest.mark.parametrize("wire", ["@type", "atType"])
@pytest.mark.parametrize(
    "table",
    [
        "[wire.names]\natType =",
        '[models."components.Symbols".fields.atType]\nwire_name =',
    ],
)
def test_the_overlay_states_whether_a_name_spells_a_symbol(table, wire):
    overlay = f'{table} "{wire}"\n'
    assert symbols_of(models(SYMBOLS), overlay) == SPELLED[1:]


def test_a_parameter_may_spell_a_symbol():
    pages = resource(operation("feed", row("dollarFilter"), row("atlas")))
    assert symbols_of(pages) == ["dollarFilter"]
