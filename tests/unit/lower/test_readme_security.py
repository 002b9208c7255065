"""README's credentials: several parts, unknown tables, and none at all."""

import pytest
from lowering import EXAMPLE, codes, lowered, operation, resource

from generator.diagnostics import Severity

TABLE = (
    "| Name | Type | Scheme |\n| --- | --- | --- |\n| `token` | http | HTTP Bearer |"
)
BASIC = """\
| Name | Type | Scheme | Environment Variable |
| --- | --- | --- | --- |
| `keeper`<br/>`phrase` | http | HTTP Basic | `ZOO_KEEPER`<br/>`ZOO_PHRASE` |"""


def with_table(table, overlay=None, example=EXAMPLE):
    """The API whose README has `table` for its table of credentials."""
    pages = resource(operation("feed", example=example))
    readme = pages["README.md"].replace(TABLE, table)
    return lowered(pages | {"README.md": readme}, overlay)


def parts(found):
    (scheme,) = found.api.security
    return [
        (part.name.reveal(), part.env.value.reveal() if part.env else None)
        for part in scheme.parts
    ]


def test_a_scheme_of_two_parts_keeps_both_names_and_variables():
    found = with_table(BASIC)
    assert codes(found) == []
    assert parts(found) == [("keeper", "ZOO_KEEPER"), ("phrase", "ZOO_PHRASE")]
    (scheme,) = found.api.security
    assert scheme.name.reveal() == "keeper"
    assert scheme.env.value.reveal() == "ZOO_KEEPER"


def test_the_overlay_gives_each_part_its_variable():
    table = BASIC.replace("`ZOO_KEEPER`<br/>`ZOO_PHRASE`", "")
    overlay = '[security.phrase]\nenv = "PHRASE"\n'
    assert parts(with_table(table, overlay)) == [("keeper", None), ("phrase", "PHRASE")]


def test_a_scheme_of_one_credential_has_no_parts():
    assert parts(with_table(TABLE)) == []


@pytest.mark.parametrize(
    "row",
    [
        "| `a`<br/>`b` | http | HTTP Bearer |",
        "| `a`<br/>`b`<br/>`c` | http | HTTP Basic |",
    ],
)
def test_a_scheme_with_too_many_credentials_is_reported(row):
    found = with_table(TABLE.replace("| `token` | http | HTTP Bearer |", row))
    assert "D041" in codes(found)
    assert found.api.security == ()


@pytest.mark.parametrize("name", ["keeper", "phrase", "security"])
def test_an_operation_is_secured_by_any_credential_that_its_example_passes(name):
    example = EXAMPLE.replace("token", name)
    (feed,) = with_table(BASIC, example=example).api.resources[0].operations
    assert feed.secured.value is True


def test_a_table_with_an_unknown_header_is_reported():
    found = with_table(TABLE.replace("| Name |", "| Option |"))
    assert codes(found) == ["D007"]
    assert found.account.reported == 1


@pytest.mark.parametrize("text", ["", "None is needed."])
def test_an_option_of_an_unknown_meaning_is_a_warning_without_credentials(text):
    found = with_table(text)
    (warning,) = found.diagnostics.sorted()
    assert (warning.code, warning.severity) == ("D040", Severity.WARNING)
    line = found.sources[warning.span.file].lines[warning.span.line - 1]
    assert line[warning.span.column - 1 : warning.span.end - 1] == "token"


@pytest.mark.parametrize(
    ("table", "option"),
    [
        ("", "serverURL"),
        ("", "timeoutMs"),
        ("| Name | Type |\n| --- | --- |\n| `keeperId` | *string* |", "keeperId"),
    ],
)
def test_an_option_of_a_known_meaning_is_no_credential(table, option):
    pages = resource(operation("feed", example=EXAMPLE.replace("token", option)))
    readme = (
        pages["README.md"].replace(TABLE, "") + f"\n## Global Parameters\n\n{table}\n"
    )
    assert codes(lowered(pages | {"README.md": readme})) == []
