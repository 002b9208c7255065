"""Ways to authenticate: what is sent, for which alternative, and that nothing shows it."""

import logging

import httpx2
import pytest

from tests.sdk.runtime.harness import Script, reply

CANARY = "canary/secret+0123"


@pytest.mark.parametrize(
    ("location", "name", "where"),
    [
        ("header", "X-Api-Key", lambda r: r.headers["x-api-key"]),
        ("query", "api key", lambda r: r.url.params["api key"]),
    ],
)
def test_an_api_key_travels_where_it_belongs(api, schemes, location, name, where):
    script = Script(reply(200, {}))
    api(script, [schemes.ApiKeyScheme("key", name, location)], {"key": CANARY})
    assert where(script.request) == CANARY


def test_api_keys_in_cookies_share_a_header(api, schemes):
    declared = [
        schemes.ApiKeyScheme("first", "a", "cookie", group="g"),
        schemes.ApiKeyScheme("second", "b", "cookie", group="g"),
    ]
    script = Script(reply(200, {}))
    api(script, declared, {"first": "one", "second": "two"})
    assert script.request.headers["cookie"] == "a=one; b=two"


@pytest.mark.parametrize(
    "value", ["a;b", "a b", "a,b", 'a"b', "a\\b", "a\r\nb", "\u20ac"]
)
def test_a_cookie_that_would_end_early_is_refused(harness, api, schemes, value):
    declared = [schemes.ApiKeyScheme("key", "k", "cookie")]
    with pytest.raises(harness.errors.ConfigurationError) as caught:
        api(None, declared, {"key": value})
    assert value not in str(caught.value)


def test_a_key_in_the_query_joins_other_parameters_and_gives_way_to_options(
    api, schemes
):
    declared = [schemes.ApiKeyScheme("key", "k", "query")]
    script = Script(reply(200, {}))
    api(script, declared, {"key": "one"}, hold={"query": {"a": "b"}})
    api(script, declared, {"key": "one"}, hold={"query": {"k": "two"}})
    assert [str(r.url.query, "ascii") for r in script.requests] == [
        "a=b&k=one",
        "k=two",
    ]


@pytest.mark.parametrize("location", ["header", "query", "cookie"])
def test_no_key_is_shown_or_logged(harness, api, schemes, caplog, location):
    caplog.set_level(logging.DEBUG)
    key = "canary-secret-0123"
    declared = [schemes.ApiKeyScheme("key", "k", location)]
    script = Script(httpx2.ConnectError(f"no way to ?k={key}"))
    with pytest.raises(harness.errors.APIConnectionError) as caught:
        api(script, declared, {"key": key})
    script = Script(reply(200, {}))
    _, client = api(script, declared, {"key": key})
    assert key in str((script.request.headers, script.request.url.raw_path))
    shown = [repr(client), repr(vars(client)), str(caught.value), repr(caught.value)]
    shown += [repr(vars(record)) + record.getMessage() for record in caplog.records]
    assert [text for text in shown if key in text] == []
    assert any("https://api.example/v1/ping" in text for text in shown)


def test_a_server_that_repeats_a_key_does_not_bring_it_into_messages(
    harness, api, schemes
):
    declared = [schemes.ApiKeyScheme("key", "k", "query")]
    quoted = "canary%2Fsecret%2B0123"
    script = Script(reply(403, {"message": f"bad key {CANARY}, in URL {quoted}"}))
    with pytest.raises(harness.errors.APIStatusError) as caught:
        api(script, declared, {"key": CANARY})
    assert str(caught.value).startswith("bad key [hidden], in URL [hidden] (")


def test_schemes_of_a_group_are_needed_together(harness, api, schemes, monkeypatch):
    declared = [
        schemes.ApiKeyScheme("app_id", "X-App", env="APP_ID", group="app"),
        schemes.BearerScheme("app_key", env="APP_KEY", group="app"),
        schemes.ApiKeyScheme("key", "X-Key"),
    ]
    with pytest.raises(harness.errors.ConfigurationError) as caught:
        api(None, declared, {"app_id": "a", "app_key": None})
    assert str(caught.value) == (
        "operation ping needs credentials, as arguments of the client: "
        "app_id (or the variable APP_ID) and app_key (or the variable APP_KEY) "
        "for an API key in the header X-App with a bearer token, "
        "or key for an API key in the header X-Key"
    )
    script = Script(reply(200, {}))
    api(script, declared, {"app_id": "a", "app_key": "b", "key": None})
    api(script, declared, {"app_id": "a", "key": "c"})
    monkeypatch.setenv("APP_KEY", "from-env")
    api(script, declared, {"app_id": "a"})
    api(script, declared, {"key": "c"})
    names = ("x-app", "authorization", "x-key")
    assert [tuple(r.headers.get(n) for n in names) for r in script.requests] == [
        ("a", "Bearer b", None),
        (None, None, "c"),
        ("a", "Bearer from-env", None),
        (None, None, "c"),
    ]


def test_an_operation_may_have_schemes_of_its_own(harness, api, schemes, monkeypatch):
    client_scheme = schemes.BearerScheme("token")
    own = (schemes.BasicScheme(), schemes.ApiKeyScheme("key", "X-Key", env="OWN_KEY"))
    script = Script(reply(200, {}))

    def call(values):
        api(script, [client_scheme], {"token": "client"}, values=values, schemes=own)

    call({"username": "u", "password": "p", "key": None})
    call({"username": None, "password": None, "key": CANARY})
    with pytest.raises(
        harness.errors.ConfigurationError, match="of the call: username and"
    ):
        call({"username": "u", "password": None, "key": None})
    monkeypatch.setenv("OWN_KEY", "env")
    call({"username": None, "password": None, "key": None})
    names = ("authorization", "x-key")
    assert [tuple(r.headers.get(n) for n in names) for r in script.requests] == [
        ("Basic dTpw", None),
        (None, CANARY),
        (None, "env"),
    ]
    assert not [r for r in script.requests if r.url.query or r.content]
    script = Script(reply(401, {"message": f"no {CANARY}"}))
    with pytest.raises(harness.errors.APIStatusError, match=r"no \[hidden\]"):
        call({"username": None, "password": None, "key": CANARY})


def test_an_operation_without_security_gets_no_secret(api, schemes):
    declared = [
        schemes.ApiKeyScheme("key", "k", "query", group="g"),
        schemes.BearerScheme("token", group="g"),
    ]
    script = Script(reply(200, {}))
    api(script, declared, {"key": CANARY, "token": "t"}, secured=False)
    assert "authorization" not in script.request.headers
    assert not script.request.url.query
