"""README's credentials: several parts, unknown tables, and none at all."""

import pytest
from lowering import (
    EXAMPLE,
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
from generator.ir.security import KeyLocation, SchemeKind
from generator.lower.rules import RULES

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
        (
            "| Name | Type | Description |\n|---|---|---|\n| `keeperId` | string | |",
            "keeperId",
        ),
    ],
)
def test_an_option_of_a_known_meaning_is_no_credential(table, option):
    pages = resource(operation("feed", example=EXAMPLE.replace("token", option)))
    readme = (
        pages["README.md"].replace(TABLE, "") + f"\n## Global Parameters\n\n{table}\n"
    )
    assert codes(lowered(pages | {"README.md": readme})) == []


KEY = TABLE.replace("http | HTTP Bearer", "apiKey | API key")
FLOW = """\
| Name | Type | Scheme | Environment Variable |
| --- | --- | --- | --- |
| `clientID`<br/>`clientSecret`<br/>`tokenURL` | oauth2 | OAuth2 Client Credentials Flow \
| `ZOO_ID`<br/>`ZOO_SECRET`<br/>`ZOO_URL` |"""


@pytest.mark.parametrize(
    ("name", "header"),
    [("apiKey", "X-API-Key"), ("token", "X-API-Key"), ("xZooKey", "x-zoo-key")],
)
def test_the_header_of_an_api_key_is_a_warning_and_a_doubt(name, header):
    found = with_table(KEY.replace("token", name))
    (warning,) = found.diagnostics.sorted()
    assert (warning.code, warning.severity) == ("D040", Severity.WARNING)
    assert f"[security.{name}] in = " in warning.hint
    (scheme,) = found.api.security
    assert (scheme.wire_name.value.reveal(), scheme.location.value) == (
        header,
        KeyLocation.HEADER,
    )
    assert RULES[scheme.wire_name.origin.rule].doubt
    assert RULES[scheme.location.origin.rule].doubt


def test_a_header_that_readme_speaks_of_is_the_one():
    found = with_table(f"{KEY}\n\nX-Request-Id is yours, X-Zoo-Token is ours.")
    assert codes(found) == []
    wire = found.api.security[0].wire_name
    assert (wire.value.reveal(), wire.origin.rule) == (
        "X-Zoo-Token",
        "key-header-shown",
    )


@pytest.mark.parametrize("place", ["query", "cookie", "header"])
def test_the_overlay_states_how_an_api_key_travels(place):
    overlay = f'[security.token]\nin = "{place}"\nname = "api_key"\n'
    found = with_table(KEY, overlay)
    assert codes(found) == []
    (scheme,) = found.api.security
    assert scheme.location.value is KeyLocation(place)
    assert scheme.wire_name.value.reveal() == "api_key"


def test_client_credentials_have_three_parts():
    overlay = (
        '[security.clientID]\ntoken_url = "https://zoo.example.com/token"\n'
        'scopes = ["feed", "pet"]\n'
    )
    found = with_table(FLOW, overlay)
    assert codes(found) == []
    assert parts(found) == [
        ("clientID", "ZOO_ID"),
        ("clientSecret", "ZOO_SECRET"),
        ("tokenURL", "ZOO_URL"),
    ]
    (scheme,) = found.api.security
    assert scheme.kind is SchemeKind.CLIENT_CREDENTIALS
    assert scheme.token_url.value.reveal() == "https://zoo.example.com/token"
    assert [scope.reveal() for scope in scheme.scopes] == ["feed", "pet"]


@pytest.mark.parametrize("name", ["password", "login"])
def test_http_basic_takes_a_pair_also_where_one_name_is_printed(name):
    found = with_table(
        f"{BASIC.split('`keeper`', maxsplit=1)[0]}`{name}` | http | HTTP Basic | `P` |"
    )
    (scheme,) = found.api.security
    assert scheme.name.reveal() == name
    assert parts(found) == [
        ("username", None),
        ("password", "P" if name == "password" else None),
    ]
    assert scheme.guess.origin.rule == "basic-pair"


def test_a_table_below_a_heading_of_its_own_is_a_set():
    row = "| `token` | http | HTTP Bearer |"
    pair = TABLE.replace(
        row, "| `id` | apiKey | API key |\n| `phrase` | http | HTTP Bearer |"
    )
    found = with_table(f"#### both\n\n{pair}\n\n#### one\n\n{TABLE}")
    assert [
        (s.name.reveal(), s.group and s.group.reveal()) for s in found.api.security
    ] == [
        ("id", "both"),
        ("phrase", "both"),
        ("token", None),
    ]


def test_the_overlay_may_state_a_scheme_that_readme_lacks():
    found = with_table("", '[security.token]\nkind = "oauth2"\nenv = "ZOO"\n')
    assert codes(found) == []
    (scheme,) = found.api.security
    assert (scheme.kind, scheme.env.value.reveal()) == (SchemeKind.OAUTH2, "ZOO")
    (feed,) = found.api.resources[0].operations
    assert feed.secured.origin.rule == "constructor-key"


def secured_by(*fields, others=(), overlay=None, title="FeedSecurity"):
    """An operation with a `security` row that leads to a page with these fields."""
    pages = resource(
        operation("feed", row("security", link(title)), row("size"), method="get")
    )
    page = object_page(title, *fields)
    return lowered(pages | models(page, *others), overlay)


def shown(found):
    return [
        (
            s.name.reveal(),
            s.kind.value,
            [part.name.reveal() for part in s.parts],
            s.group and s.group.reveal(),
        )
        for s in only(found).security
    ]


def test_a_security_row_gives_an_operation_its_own_scheme():
    found = secured_by(row("badge"))
    assert shown(found) == [("badge", "bearer", [], None)]
    op = only(found)
    assert op.security[0].guess.origin.rule == "scheme-of-names"
    assert (op.secured.value, op.secured.origin.rule) == (True, "own-security")
    assert [p.name.reveal() for p in op.parameters] == ["size"]
    assert found.account.reported == 0


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["zooKey"], ("zooKey", "api-key", [], None)),
        (["xZoo"], ("xZoo", "api-key", [], None)),
        (
            ["username", "password"],
            ("username", "basic", ["username", "password"], None),
        ),
        (
            ["clientID", "clientSecret", "tokenURL"],
            (
                "clientID",
                "client-credentials",
                ["clientID", "clientSecret", "tokenURL"],
                None,
            ),
        ),
    ],
)
def test_names_tell_the_kind_of_a_scheme(names, expected):
    found = secured_by(*(row(name) for name in names))
    assert [
        (s.name.reveal(), s.kind.value, [p.name.reveal() for p in s.parts], s.group)
        for s in found.api.resources[0].operations[0].security
    ] == [expected]


def test_readme_knows_a_scheme_better_than_its_name():
    found = secured_by(row("token"))
    assert only(found).security == found.api.security


def test_fields_that_are_optional_are_alternatives_and_pages_are_sets():
    pair = object_page("Pair", row("id"), row("phrase"))
    login = object_page("Login", row("username"), row("password"))
    found = secured_by(
        row("both", link("Pair"), required=False),
        row("login", link("Login"), required=False),
        row("badge", required=False),
        others=(pair, login),
    )
    assert shown(found) == [
        ("id", "bearer", [], "both"),
        ("phrase", "bearer", [], "both"),
        ("username", "basic", ["username", "password"], None),
        ("badge", "bearer", [], None),
    ]


def test_fields_that_are_all_required_belong_together():
    assert [s[3] for s in shown(secured_by(row("id"), row("phrase")))] == [
        "FeedSecurity",
        "FeedSecurity",
    ]


def test_the_overlay_states_the_kind_of_an_operation_s_scheme():
    overlay = '[security.badge]\nkind = "api-key"\nname = "X-Badge"\n'
    (scheme,) = only(secured_by(row("badge"), overlay=overlay)).security
    assert scheme.kind is SchemeKind.API_KEY
    assert scheme.wire_name.value.reveal() == "X-Badge"


def test_the_overlay_chooses_among_the_api_s_schemes():
    badge = '[security.badge]\nkind = "bearer"\n'
    overlay = '[operations."pets.feed"]\nsecurity = ["token"]\n'
    found = with_table(TABLE, badge + overlay)
    assert [each.name.reveal() for each in found.api.security] == ["token", "badge"]
    assert only(found).security == found.api.security[:1]
    assert codes(with_table(TABLE, overlay)) == ["D053"]
    wrong = with_table(TABLE, overlay.replace("token", "badge"))
    assert messages(wrong) == [("D051", "`badge` is no security scheme of the API")]


def test_a_security_row_without_a_page_of_fields_is_reported():
    assert codes(secured_by()) == ["D041"]


def test_a_parameter_of_the_api_may_be_named_security():
    found = lowered(resource(operation("feed", row("security"))))
    assert [p.name.reveal() for p in only(found).parameters] == ["security"]


@pytest.mark.parametrize(
    ("names", "kind", "parts"),
    [
        ("`zooKey`<br/>`zooSecret`", SchemeKind.BASIC, ["zooKey", "zooSecret"]),
        ("`zooKey`", SchemeKind.API_KEY, []),
        ("`badge`", SchemeKind.BEARER, []),
    ],
)
def test_the_names_of_a_custom_scheme_tell_its_kind_which_is_a_doubt(
    names, kind, parts
):
    table = TABLE.replace(
        "`token` | http | HTTP Bearer", f"{names} | http | Custom HTTP"
    )
    (scheme,) = with_table(table).api.security
    assert scheme.kind is kind
    assert [part.name.reveal() for part in scheme.parts] == parts
    assert scheme.guess.origin.rule == "scheme-of-names"


@pytest.mark.parametrize("scheme", ["http | HTTP Digest", "apiKey | HTTP Bearer"])
def test_a_scheme_outside_of_the_dialect_is_reported(scheme):
    found = with_table(TABLE.replace("http | HTTP Bearer", scheme))
    assert "D041" in codes(found)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            FLOW.replace("<br/>`tokenURL`", ""),
            [
                ("clientID", "ZOO_ID"),
                ("clientSecret", "ZOO_SECRET"),
                ("tokenURL", "ZOO_URL"),
            ],
        ),
        (
            BASIC.replace("`keeper`<br/>`phrase`", "`password`"),
            [("username", "ZOO_KEEPER"), ("password", "ZOO_PHRASE")],
        ),
    ],
)
def test_a_variable_tells_of_a_credential_that_the_name_leaves_out(table, expected):
    found = with_table(table)
    assert codes(found) == []
    assert parts(found) == expected
