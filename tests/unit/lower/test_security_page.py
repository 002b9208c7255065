"""The page Security, and environment variables of an operation's own scheme."""

import pytest
from lowering import (
    codes,
    link,
    lowered,
    messages,
    models,
    object_page,
    only,
    operation,
    resource,
    row,
)

from generator.diagnostics import Severity
from generator.doubts import doubts
from generator.ir.security import SchemeKind

TABLE = (
    "| Name | Type | Scheme |\n| --- | --- | --- |\n| `token` | http | HTTP Bearer |"
)
LISTED = """\
| Name | Type | Scheme | Environment Variable |
| --- | --- | --- | --- |
| `token` | http | HTTP Bearer | `ZOO_TOKEN` |
| `keeper` | oauth2 | OAuth2 token | {variable} |"""
KEEPER = object_page(
    "KeeperScheme",
    row("clientID"),
    row("clientSecret"),
    row("tokenURL", required=False),
    row("audience"),
    row("zooGate", required=False),
)
SECURITY = object_page(
    "Security",
    row("token", required=False),
    row("keeper", link("KeeperScheme"), required=False),
)


def with_pages(table, *pages, overlay=None):
    docs = resource(operation("feed"))
    readme = docs["README.md"].replace(TABLE, table)
    return lowered(docs | {"README.md": readme} | models(*pages), overlay)


def schemes(found):
    return {
        scheme.name.reveal(): (
            scheme.kind,
            {p.name.reveal(): p.field and p.field.value.reveal() for p in scheme.parts},
        )
        for scheme in found.api.security
    }


OF_KEEPER = {
    "clientID": None,
    "clientSecret": None,
    "tokenURL": None,
    "audience": "audience",
    "zooGate": "zoo_gate",
}


def test_the_page_tells_the_credentials_of_an_option_that_the_table_calls_a_token():
    found = with_pages(LISTED.format(variable=""), KEEPER, SECURITY)
    assert messages(found) == []
    assert schemes(found) == {
        "token": (SchemeKind.BEARER, {}),
        "keeper": (SchemeKind.CLIENT_CREDENTIALS, OF_KEEPER),
    }
    keeper = found.api.security[1]
    assert [p.required for p in keeper.parts] == [True, True, False, True, False]
    assert keeper.guess.origin.rule == "scheme-of-page"


def test_a_variable_for_one_token_cannot_hold_several_credentials():
    found = with_pages(LISTED.format(variable="`ZOO_KEEPER`"), KEEPER, SECURITY)
    (warning,) = found.diagnostics.sorted()
    assert (warning.code, warning.severity) == ("D040", Severity.WARNING)
    assert "ZOO_KEEPER" in warning.message
    overlay = '[security.clientID]\nenv = "ZOO_ID"\n'
    table = LISTED.format(variable="`ZOO_KEEPER`")
    assert codes(with_pages(table, KEEPER, SECURITY, overlay=overlay)) == []


def test_the_overlay_gives_a_field_of_the_token_request_its_name():
    overlay = '[wire.names]\nzooGate = "zoo-gate"\n'
    found = with_pages(LISTED.format(variable=""), KEEPER, SECURITY, overlay=overlay)
    assert messages(found) == []
    assert schemes(found)["keeper"][1]["zooGate"] == "zoo-gate"


def test_the_names_of_further_fields_are_in_doubt():
    found = with_pages(LISTED.format(variable=""), KEEPER, SECURITY)
    fields = [d for d in doubts(found.api) if d.rule == "token-field"]
    assert [d.subject.part for d in fields] == ["keeper.audience", "keeper.zooGate"]


def test_without_a_table_the_page_tells_the_schemes():
    found = with_pages("No table.", KEEPER, SECURITY)
    assert codes(found) == []
    assert schemes(found) == {
        "token": (SchemeKind.BEARER, {}),
        "clientID": (SchemeKind.CLIENT_CREDENTIALS, OF_KEEPER),
    }


@pytest.mark.parametrize("wrapped", ["{ badge: %s }", "{ security: { badge: %s } }"])
def test_an_example_shows_the_variable_of_an_operation_s_own_scheme(wrapped):
    argument = wrapped % 'process.env["ZOO_BADGE"] ?? ""'
    example = (
        f"const zoo = new Zoo();\n\nconst result = await zoo.pets.feed({argument});"
    )
    feed = operation("feed", row("security", link("FeedSecurity")), example=example)
    page = object_page("FeedSecurity", row("badge"))
    (scheme,) = only(lowered(resource(feed) | models(page))).security
    assert scheme.env.value.reveal() == "ZOO_BADGE"
