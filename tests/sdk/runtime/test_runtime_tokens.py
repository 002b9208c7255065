"""Tokens that the client fetches for itself: OAuth2 client credentials."""

import asyncio
import copy
import json
import pickle
import threading
from urllib.parse import parse_qs

import httpx2
import pytest

from tests.sdk.runtime.harness import Script, done

CANARY = "canary/secret+0123"
SECRETS = {"client_id": "me", "client_secret": CANARY, "token_url": None}


class Issuer:
    """An API with a token endpoint; it counts, and takes only its last token."""

    def __init__(self, *answers, refuse=()):
        self.answers = answers
        self.refuse = set(refuse)
        self.fetched = []
        self.served = []

    def __call__(self, request):
        if request.url.path.endswith("/token"):
            answer = self.answers[min(len(self.fetched), len(self.answers) - 1)]
            self.fetched.append(request)
            if isinstance(answer, httpx2.Response):
                return httpx2.Response(answer.status_code, content=answer.content)
            name = f"token-{len(self.fetched)}"
            body = {"access_token": name, "token_type": "bearer", **answer}
            return httpx2.Response(200, json=body)
        self.served.append(request)
        if request.headers["authorization"] in self.refuse:
            return httpx2.Response(401, json={"message": "expired"})
        return httpx2.Response(200, json={})

    @property
    def bearers(self):
        return [request.headers["authorization"] for request in self.served]


def test_client_credentials_are_exchanged_for_a_token_once(api, schemes):
    scheme = schemes.ClientCredentialsScheme(
        default_token_url="https://id.example/oauth/token", scopes=("a", "b")
    )
    issuer = Issuer({"expires_in": 3600})
    api(Script(issuer), [scheme], SECRETS, calls=3)
    (fetch,) = issuer.fetched
    assert str(fetch.url) == "https://id.example/oauth/token"
    assert fetch.method == "POST"
    assert fetch.headers["content-type"] == "application/x-www-form-urlencoded"
    assert fetch.headers["user-agent"].startswith("api/1 ")
    assert "authorization" not in fetch.headers
    assert parse_qs(fetch.content.decode()) == {
        "grant_type": ["client_credentials"],
        "client_id": ["me"],
        "client_secret": [CANARY],
        "scope": ["a b"],
    }
    assert issuer.bearers == ["Bearer token-1"] * 3


@pytest.mark.parametrize("gate", [None, "north"])
def test_the_token_request_holds_the_further_fields_that_are_given(api, schemes, gate):
    audience = schemes.TokenField("audience", "audience", env="AUDIENCE")
    optional = schemes.TokenField("zoo_gate", "zoo-gate", required=False)
    scheme = schemes.ClientCredentialsScheme(
        default_token_url="/token", fields=(audience, optional)
    )
    issuer = Issuer({"expires_in": 3600})
    secrets = {**SECRETS, "audience": "zoo"} | ({"zoo_gate": gate} if gate else {})
    api(Script(issuer), [scheme], secrets)
    form = parse_qs(issuer.fetched[0].content.decode())
    assert form["audience"] == ["zoo"]
    assert form.get("zoo-gate") == (["north"] if gate else None)


def test_a_further_field_that_is_required_is_asked_for(api, runtime, schemes):
    audience = schemes.TokenField("audience", "audience", env="AUDIENCE")
    scheme = schemes.ClientCredentialsScheme(
        default_token_url="/token", fields=(audience,)
    )
    with pytest.raises(runtime("errors").ConfigurationError, match="AUDIENCE"):
        api(None, [scheme], SECRETS)


@pytest.mark.parametrize(
    ("stated", "given", "sent"),
    [
        ("/oauth/token", None, "https://api.example/oauth/token"),
        ("oauth/token", None, "https://api.example/v1/oauth/token"),
        (None, "https://id.example/token", "https://id.example/token"),
        ("/x", "https://id.example/token", "https://id.example/token"),
    ],
)
def test_the_token_url_may_be_relative_or_given(api, schemes, stated, given, sent):
    scheme = schemes.ClientCredentialsScheme(default_token_url=stated)
    issuer = Issuer({})
    api(Script(issuer), [scheme], {**SECRETS, "token_url": given})
    assert str(issuer.fetched[0].url) == sent


@pytest.mark.parametrize(
    "url", ["http://id.example/token", "https://u:p@id.example/", "x y"]
)
def test_a_token_url_that_is_unsafe_is_refused(harness, api, schemes, url):
    with pytest.raises(harness.errors.ConfigurationError, match=r"^token_url:? "):
        api(None, [schemes.ClientCredentialsScheme()], {**SECRETS, "token_url": url})


def test_client_credentials_without_a_url_are_not_complete(harness, api, schemes):
    scheme = schemes.ClientCredentialsScheme(token_url_env="TOKEN_URL")
    with pytest.raises(harness.errors.ConfigurationError) as caught:
        api(None, [scheme], SECRETS)
    assert str(caught.value).endswith(
        "and token_url (or the variable TOKEN_URL) for OAuth2 client credentials"
    )


@pytest.mark.parametrize(
    ("expires_in", "seconds", "fetches"),
    [
        (3600, 3539, 1),
        (3600, 3541, 2),
        ("3600", 3541, 2),
        (100, 89, 1),
        (100, 91, 2),
        (0, 0, 2),
        (None, 10**9, 1),
        (-5, 10**9, 1),
        ("soon", 10**9, 1),
        (True, 10**9, 1),
        (10**400, 10**9, 1),
    ],
)
def test_a_token_is_renewed_before_it_expires(
    harness, api, schemes, expires_in, seconds, fetches
):
    scheme = schemes.ClientCredentialsScheme(default_token_url="/token")
    issuer = Issuer({"expires_in": expires_in})
    harness.clock.monotonic = lambda: float(seconds) if issuer.served else 0.0
    api(Script(issuer), [scheme], SECRETS, calls=2)
    assert len(issuer.fetched) == fetches


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_token_that_is_refused_is_renewed_once(harness, api, schemes, method):
    scheme = schemes.ClientCredentialsScheme(default_token_url="/token")
    issuer = Issuer({}, refuse=["Bearer token-1"])
    api(Script(issuer), [scheme], SECRETS, calls=2, method=method)
    assert issuer.bearers == ["Bearer token-1", "Bearer token-2", "Bearer token-2"]
    issuer = Issuer({}, refuse=["Bearer token-1", "Bearer token-2"])
    with pytest.raises(harness.errors.APIStatusError, match="expired"):
        api(Script(issuer), [scheme], SECRETS, method=method)
    assert len(issuer.served) == 2


def test_a_header_of_the_call_stands_for_the_token(api, schemes):
    scheme = schemes.ClientCredentialsScheme(default_token_url="/token")
    issuer = Issuer({})
    options = {"headers": {"Authorization": "Bearer mine"}}
    api(Script(issuer), [scheme], SECRETS, hold=options)
    assert issuer.bearers == ["Bearer mine"]
    assert issuer.fetched == []


BROKEN = {
    "refused": httpx2.Response(401, json={"error": f"bad secret {CANARY}"}),
    "no token": httpx2.Response(200, json={"token": "canary-token"}),
    "no text": httpx2.Response(200, json={"access_token": 5}),
    "no header": httpx2.Response(200, json={"access_token": "canary\r\nx: y"}),
    "no json": httpx2.Response(200, content=b"access_token=canary-token"),
    "no object": httpx2.Response(200, json=["canary-token"]),
}


@pytest.mark.parametrize("answer", BROKEN)
def test_a_token_that_does_not_come_is_our_error_without_secrets(
    harness, api, schemes, answer
):
    scheme = schemes.ClientCredentialsScheme(default_token_url="/token")
    issuer = Issuer(BROKEN[answer])
    with pytest.raises(harness.errors.SDKError) as caught:
        api(Script(issuer), [scheme], SECRETS)
    shown = str(caught.value) + repr(caught.value)
    if answer != "refused":
        shown += repr(vars(caught.value)) + repr(caught.value.__context__)
    assert "canary" not in shown
    assert "operation token request" in str(caught.value)
    assert issuer.served == []


def test_a_token_request_is_repeated_like_a_read(harness, api, schemes):
    scheme = schemes.ClientCredentialsScheme(default_token_url="/token")
    issuer = Issuer(httpx2.Response(503), httpx2.Response(502), {})
    api(Script(issuer), [scheme], SECRETS)
    assert len(issuer.fetched) == 3
    assert len(harness.clock.slept) == 2


@pytest.fixture
def config(runtime, schemes):
    scheme = schemes.ClientCredentialsScheme(default_token_url="/token")
    servers = ("https://api.example",)
    return runtime("config").ClientConfig("api", "1", servers, (scheme,))


@pytest.fixture
def ping(runtime):
    operation = runtime("operation").Operation
    return operation(id="ping", method="GET", path="/ping", result=lambda: object)


def test_threads_and_tasks_wait_for_one_token(harness, config, ping):
    issuer = Issuer({})
    client = harness.bare(Script(issuer), config, SECRETS)
    start = threading.Barrier(8)

    def work():
        start.wait()
        client.execute(ping, {})

    async def tasks():
        await asyncio.gather(*(client.execute(ping, {}) for _ in range(8)))

    if harness.asynchronous:
        asyncio.run(tasks())
        asyncio.run(tasks())
    else:
        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(issuer.fetched) == 1
    assert set(issuer.bearers) == {"Bearer token-1"}
    assert len(issuer.served) == (16 if harness.asynchronous else 8)


@pytest.mark.parametrize("how", [copy.copy, copy.deepcopy, pickle.dumps])
def test_no_secret_is_in_repr_or_pickle(harness, config, ping, how):
    client = harness.bare(Script(Issuer({})), config, SECRETS)
    asyncio.run(_once(client, ping))
    grant = client._settings.credentials.grant
    shown = repr(grant) + repr(vars(client)) + repr(client._settings)
    assert CANARY not in shown
    assert "token-1" not in shown
    for secret in (grant, client._settings.credentials, client._tokens()):
        with pytest.raises(TypeError, match="cannot be copied or pickled"):
            how(secret)


async def _once(client, ping):
    await done(client.execute(ping, {}))


def test_other_headers_of_the_caller_do_not_go_to_the_token_endpoint(
    harness, config, ping
):
    issuer = Issuer({})
    headers = {"x-own": "canary"}
    client = harness.bare(Script(issuer), config, SECRETS, headers=headers)
    asyncio.run(_once(client, ping))
    assert issuer.served[0].headers["x-own"] == "canary"
    assert "x-own" not in issuer.fetched[0].headers
    assert json.dumps(dict(issuer.fetched[0].headers)).count("canary") == 0
