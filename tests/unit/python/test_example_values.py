from __future__ import annotations

import ast
from dataclasses import replace

import pytest
from acme_api import ACME
from python_api import (
    ANY,
    BOOLEAN,
    INTEGER,
    NUMBER,
    STRING,
    enum,
    fact,
    field,
    obj,
    parameter,
    ref,
    union,
)

from generator.ir.example_cells import cell_values
from generator.ir.operations import Example, Location, Pagination, PaginationStyle
from generator.ir.types import AnyOf, Date, DateTime, ListOf, LiteralType, MapOf
from generator.ir.values import (
    DateValue,
    FileValue,
    ListValue,
    MemberValue,
    NumberValue,
    ObjectValue,
)
from generator.python.calls import example_call, quiet_statement
from generator.python.code import Group, layout
from generator.python.examples import Examples
from generator.python.library import library
from generator.render.printers import PRINTERS
from generator.untrusted import Untrusted

U = Untrusted
MODELS = {
    model.key: model
    for model in (
        enum("Mode", "async", "no-wait"),
        enum("Code", 301, 302),
        obj(
            "Geo",
            field("countryCode", wire="country_code"),
            field("city", required=False),
        ),
        obj("Ring", field("ring", ref("Ring"))),
        obj("Tree", field("trees", ListOf(ref("Tree")))),
        union("Either", ref("Either"), ref("Geo"), INTEGER),
    )
}
EXAMPLES = Examples(MODELS, PRINTERS)


def entries(**values):
    return ObjectValue(tuple((U(name), value) for name, value in values.items()))


@pytest.mark.parametrize(
    ("type_", "value", "code"),
    [
        (STRING, U("a"), '"a"'),
        (STRING, NumberValue("1"), None),
        (INTEGER, NumberValue("12"), "12"),
        (INTEGER, NumberValue("1.5"), None),
        (NUMBER, NumberValue("1.5"), "1.5"),
        (NUMBER, NumberValue("1" * 400), None),
        (BOOLEAN, False, "False"),
        (BOOLEAN, NumberValue("1"), None),
        (ANY, None, "None"),
        (ANY, ListValue((True, U("x"))), '[True, "x"]'),
        (ANY, entries(a=entries(b=NumberValue("1"))), '{"a": {"b": 1}}'),
        (STRING, FileValue(U("x")), None),
        (
            Date(),
            DateValue(U("2024-02-29"), has_time=False),
            "datetime.date(2024, 2, 29)",
        ),
        (Date(), DateValue(U("soon"), has_time=False), None),
        (
            DateTime(),
            DateValue(U("2024-05-01T01:30:00+02:00"), has_time=True),
            "datetime.datetime(2024, 4, 30, 23, 30, 0, tzinfo=datetime.timezone.utc)",
        ),
        (DateTime(), DateValue(U("0001-01-01T00:00:00+14:00"), has_time=True), None),
        (LiteralType(U("a")), U("a"), '"a"'),
        (LiteralType(U("a")), U("b"), None),
        (ListOf(INTEGER), ListValue((NumberValue("1"), U("x"))), None),
        (MapOf(STRING), entries(a=U("b")), '{"a": "b"}'),
        (ref("Mode"), U("no-wait"), '"no-wait"'),
        (ref("Mode"), MemberValue(U("Mode"), U("NoWait")), '"no-wait"'),
        (ref("Mode"), U("later"), None),
        (ref("Code"), NumberValue("302"), "302"),
        (ref("Code"), True, None),
        (ref("Geo"), entries(countryCode=U("CH")), '{"country_code": "CH"}'),
        (ref("Geo"), entries(city=U("Bern")), None),
        (ref("Geo"), entries(countryCode=U("CH"), zip=U("3000")), None),
    ],
)
def test_a_value_of_the_docs_is_taken_if_its_type_allows_it(type_, value, code):
    found = EXAMPLES.read(type_, value)
    assert (found if found is None else layout(found)) == code


@pytest.mark.parametrize(
    ("type_", "code"),
    [
        (STRING, '"..."'),
        (NUMBER, "1"),
        (BOOLEAN, "True"),
        (Date(), "datetime.date(2030, 1, 1)"),
        (ListOf(STRING), '["..."]'),
        (MapOf(STRING), "{}"),
        (ref("Mode"), '"async"'),
        (ref("Code"), "301"),
        (ref("Geo"), '{"country_code": "..."}'),
        (ref("Ring"), '{"ring": {}}'),
        (ref("Tree"), '{"trees": []}'),
        (ref("Either"), '{"country_code": "..."}'),
    ],
)
def test_a_value_is_made_up_by_the_stated_rule(type_, code):
    assert layout(EXAMPLES.invent(type_)) == code


def test_a_cell_is_read_as_the_type_wants_it():
    cell = Untrusted("50")
    assert EXAMPLES.choose(INTEGER, cell_values(cell)) == "50"
    assert EXAMPLES.choose(STRING, cell_values(cell)) == '"50"'
    assert EXAMPLES.choose(BOOLEAN, cell_values(cell)) == "True"


@pytest.mark.parametrize(
    ("type_", "cell", "code"),
    [
        (AnyOf((STRING, ListOf(STRING))), '["a", "b"]', '["a", "b"]'),
        (AnyOf((STRING, ListOf(STRING))), "a", '"a"'),
        (STRING, '["a"]', "'[\"a\"]'"),
        (ref("Geo"), '{<br/>"country_code": "FR"<br/>}', '{"country_code": "FR"}'),
        (ref("Geo"), '{"countryCode": "FR"}', '{"country_code": "FR"}'),
        (ref("Geo"), '{"countryCode": "FR", "zip": 1}', '{"country_code": "..."}'),
        (ListOf(INTEGER), "[1, 2]", "[1, 2]"),
        (ListOf(INTEGER), "[1, ...", "[1]"),
        (ListOf(INTEGER), "[[" * 99, "[1]"),
        (BOOLEAN, "true", "True"),
    ],
)
def test_a_cell_of_json_is_read_as_json_unless_its_type_is_text(type_, cell, code):
    assert layout(EXAMPLES.choose(type_, cell_values(Untrusted(cell)))) == code


def test_long_code_is_broken_as_black_breaks_it():
    inner = Group("[", tuple(("", f'"{letter * 20}"') for letter in "abcd"), "]")
    code = Group("f(", (("one=", "1"), ("many=", inner)), ")")
    assert layout(code) == (
        "f(\n"
        "    one=1,\n"
        "    many=[\n"
        + "".join(f'        "{letter * 20}",\n' for letter in "abcd")
        + "    ],\n"
        ")"
    )


def call_of(resource: int, method: int, **changes):
    node = ACME.resources[resource]
    operation = replace(node.operations[method], **changes)
    examples = Examples(library(ACME).models, PRINTERS)
    return quiet_statement(example_call(operation, "client.it", examples), 0)


def shown(arguments: ListValue) -> Example:
    return Example(None, arguments, ACME.resources[0].span)


def keywords(code: str) -> dict[str, object]:
    call = ast.parse(code).body[0].value
    return {each.arg: ast.literal_eval(each.value) for each in call.keywords}


def test_a_call_takes_required_and_documented_values_from_the_best_source():
    assert keywords(call_of(0, 0)) == {
        "click_id": "c_81",  # of the body's page
        "event_name": "Joined",  # of the body's page and its own cell
        "external_id": "user_7",  # of the call in the docs, before that of the page
    }


def test_without_a_call_in_the_docs_what_cells_show_is_passed():
    found = keywords(call_of(0, 0, examples=()))
    assert found["mode"] == "wait"  # documented, though not required


def test_an_optional_value_that_its_type_does_not_allow_is_left_out():
    example = ListValue((U("link_1"), ObjectValue(()), U("perhaps")))
    assert keywords(call_of(1, 1, examples=(shown(example),))) == {"link_id": "link_1"}


def test_a_list_is_shown_from_its_beginning():
    names = ("page", "pageSize", "startingAfter")
    given = ObjectValue(tuple((U(name), U("50")) for name in names))
    operation = replace(
        ACME.resources[0].operations[0],
        parameters=tuple(parameter(n, Location.QUERY, required=False) for n in names),
        body=None,
        examples=(shown(ListValue((given,))),),
        pagination=fact(
            Pagination(PaginationStyle.PAGE, U("page"), None, (U("data"),)),
            ACME.resources[0].span,
        ),
    )
    examples = Examples(library(ACME).models, PRINTERS)
    code = quiet_statement(example_call(operation, "it", examples), 0)
    assert keywords(code) == {"page_size": "50"}


def test_arguments_by_position_are_matched_with_their_rows():
    assert keywords(call_of(1, 1)) == {"link_id": "link_1", "dry_run": True}


def test_without_an_example_all_required_values_are_made_up():
    assert keywords(call_of(1, 2)) == {"request": [{"country_code": "..."}]}


def test_a_value_of_a_union_that_is_a_member_of_itself_is_read_by_its_other_members():
    assert EXAMPLES.read(ref("Either"), NumberValue("7")) == "7"
    assert EXAMPLES.read(ref("Either"), U("neither an object nor a number")) is None
