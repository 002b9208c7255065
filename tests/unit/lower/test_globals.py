"""Parameters of the client: which there are, and where they travel."""

import pytest
from lowering import (
    EXAMPLE,
    codes,
    enum_page,
    lowered,
    models,
    object_page,
    operation,
    resource,
    row,
)

from generator.doubts import doubts
from generator.explain import type_text
from generator.lower.rules import RULES

TABLE = """\
| Name | Type | Required | Description | Environment |
| --- | --- | --- | --- | --- |
| `cloudName` | string | ✔️ | Which cloud. | `ZOO_CLOUD` |
| pageLimit | *number* | | How many. | |
| `xTrace` | `string` | | N/A | |
| `mood` | [components.Mood](docs/models/components/mood.md) | :heavy_minus_sign: | | |
"""
TEXT = 'For example, you can set `cloud_name` to `"a"` at SDK initialization.'
MOOD = models(enum_page("Mood", '"glad" | "sad"'))


def with_section(text, overlay=None, path="/pets", example=EXAMPLE, more=MOOD):
    pages = resource(operation("feed", path=path, example=example))
    pages["README.md"] += f"\n{text}\n"
    return lowered(pages | more, overlay)


def section(text):
    return f"## Global Parameters\n\n{text}"


def shown(found):
    return [
        (
            g.name.reveal(),
            g.location.value.value,
            g.wire_name.value.reveal(),
            type_text(g.type),
            g.required,
            g.env and g.env.reveal(),
        )
        for g in found.api.globals
    ]


EXPECTED = [
    ("cloudName", "query", "cloud_name", "string", True, "ZOO_CLOUD"),
    ("pageLimit", "query", "pageLimit", "number", False, None),
    ("xTrace", "header", "x-trace", "string", False, None),
    ("mood", "query", "mood", "components.Mood", False, None),
]


@pytest.mark.parametrize(
    "heading",
    [
        "## Global Parameters",
        "<!-- Start Global Parameters [global-parameters] -->\n## What goes along",
    ],
)
def test_readme_s_table_lists_the_parameters_of_the_client(heading):
    found = with_section(f"{heading}\n\n{TEXT}\n\n{TABLE}")
    assert codes(found) == []
    assert shown(found) == EXPECTED
    assert found.account.reported == 0
    assert found.api.globals[0].doc.reveal() == "Which cloud."
    assert RULES[found.api.globals[0].location.origin.rule].doubt


def test_the_table_may_lack_columns():
    text = "| Name | Type | Description |\n| --- | --- | --- |\n| `zone` | string | Where. |"
    assert shown(with_section(section(text))) == [
        ("zone", "query", "zone", "string", False, None)
    ]


def test_a_parameter_of_the_client_fills_the_variable_of_its_name():
    found = with_section(section(TABLE), path="/clouds/{cloud-name}/pets")
    assert codes(found) == []
    assert shown(found)[0][:3] == ("cloudName", "path", "cloud-name")
    assert found.api.globals[0].location.origin.rule == "path-variable"
    assert found.api.resources[0].operations[0].parameters == ()


def test_readme_s_text_may_speak_of_the_header():
    found = with_section(section(f"{TABLE}\nSent as X-Zoo-Cloud-Name."))
    assert shown(found)[0][:3] == ("cloudName", "header", "X-Zoo-Cloud-Name")
    assert RULES["global-header-shown"].doubt


OPTIONS = """\
const zoo = new Zoo({
  serverIdx: 0,
  token: "secret",
  zone: "north",
  size: 4,
  loud: true,
  mood: Mood.Glad,
  other: Other.Thing,
  keeper: process.env["ZOO_KEEPER"] ?? "",
});

const result = await zoo.pets.call();"""


def test_options_of_examples_are_parameters_of_the_client():
    found = with_section("", example=OPTIONS)
    assert codes(found) == []
    assert shown(found) == [
        ("zone", "query", "zone", "string", False, None),
        ("size", "query", "size", "number", False, None),
        ("loud", "query", "loud", "boolean", False, None),
        ("mood", "query", "mood", "components.Mood", False, None),
        ("other", "query", "other", "any", False, None),
        ("keeper", "query", "keeper", "string", False, "ZOO_KEEPER"),
    ]


def test_an_option_of_the_own_example_fills_a_variable_of_the_path():
    found = with_section("", example=OPTIONS, path="/{zone}/pets")
    assert shown(found)[0][:3] == ("zone", "path", "zone")
    assert found.api.resources[0].operations[0].parameters == ()


def test_pages_of_globals_know_more_than_examples():
    page = object_page(
        "FeedGlobals", row("zone", "*string*", "Where it is."), row("tide", "*number*")
    )
    pages = MOOD | models(page, namespace="operations")
    found = with_section("", example=OPTIONS, more=pages, path="/{tide}")
    assert [g[0] for g in shown(found)][:3] == ["zone", "tide", "size"]
    assert found.api.globals[0].required is True
    assert found.api.globals[0].doc.reveal() == "Where it is."
    assert shown(found)[1][:3] == ("tide", "path", "tide")


def test_without_known_credentials_an_option_may_be_one():
    pages = resource(operation("feed", example=OPTIONS))
    readme = pages["README.md"].replace("| `token` | http | HTTP Bearer |", "")
    found = lowered(pages | {"README.md": readme} | MOOD)
    assert found.api.globals == ()
    assert codes(found) == ["D040"]


def test_variables_of_servers_are_no_parameters():
    text = "| # | Server | Description |\n|---|---|---|\n| 0 | `https://{zone}.example.org` | |"
    pages = resource(operation("feed", example=OPTIONS))
    heading = "## Server Selection\n"
    readme = pages["README.md"].replace(heading, f"{heading}\n{text}\n")
    found = lowered(pages | {"README.md": readme} | MOOD)
    assert "zone" not in [g[0] for g in shown(found)]


def test_the_overlay_settles_where_a_parameter_travels():
    overlay = (
        '[globals.cloudName]\nlocation = "header"\nwire_name = "X-Cloud"\nenv = "CLOUD"\n'
        '[globals.pageLimit]\ntype = "integer"\nlocation = "query"\n'
    )
    found = with_section(section(TABLE), overlay)
    assert codes(found) == []
    assert shown(found)[:2] == [
        ("cloudName", "header", "X-Cloud", "string", True, "CLOUD"),
        ("pageLimit", "query", "pageLimit", "integer", False, None),
    ]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ('[globals.nobody]\nlocation = "query"', "D052"),
        ('[globals.xTrace]\nlocation = "header"', "D053"),
        ('[globals.pageLimit]\ntype = "number"', "D053"),
    ],
)
def test_entries_that_say_nothing_are_errors(entry, code):
    assert codes(with_section(section(TABLE), f"{entry}\n")) == [code]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Environment", "Variable", "D007"),
        ("`cloudName`", "cloud-name", "D013"),
        ("✔️", "maybe", "D011"),
        ("| string |", "| {} |", "D010"),
    ],
)
def test_what_is_outside_of_the_dialect_is_reported(old, new, code):
    found = with_section(section(TABLE.replace(old, new, 1)))
    assert codes(found) == [code]
    assert found.account.reported >= 1


def test_a_rule_states_where_parameters_of_the_client_travel():
    text = section(TABLE)
    rule = '[[rules]]\nglobals = "*"\nlocation = "query"\n'
    found = with_section(text, rule)
    # The rule says of a header that it is none, and settles the doubts of the others.
    assert codes(found) == []
    assert {place for _, place, *_ in shown(found)} == {"query"}
    assert not [d for d in doubts(found.api) if d.rule == "global-in-query"]
    rule += '[[rules]]\nglobals = ["cloud*", "nobody"]\nlocation = "header"\n'
    rule += '[[rules]]\nglobals = "page?imit"\nwire_case = "snake"\n'
    assert [row[1:3] for row in shown(with_section(text, rule))] == [
        ("header", "cloud-name"),
        ("query", "page_limit"),
        ("query", "xTrace"),
        ("query", "mood"),
    ]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ('globals = "zone"\nlocation = "query"', "D052"),
        ('globals = "xTrace"\nlocation = "header"', "D053"),
        ('globals = "*"\nnullable = true', "D051"),
        ('globals = "*"\nparameters = "*"\nlocation = "query"', "D051"),
    ],
)
def test_a_rule_of_parameters_of_the_client_that_states_nothing_is_an_error(rule, code):
    assert codes(with_section(section(TABLE), f"[[rules]]\n{rule}\n")) == [code]
