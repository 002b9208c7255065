"""Secrets: where they come from, which operations need them, and which servers may see them."""

from tests.sdk.faults.kit import BOOK, Script, environment, reply
from tests.sdk.faults.rows import each, row

ELSEWHERE = "https://else.example"


@row("C7 key", "an argument counts before the environment", "both, one, none")
def _key_of_environment(kit):
    with environment(SHELF_API_KEY="from-env"):
        for token, sent in (("given", "Bearer given"), (None, "Bearer from-env")):
            script = Script(reply(200, BOOK))
            kit.outcome(lambda c: c.books.get("b"), script, token=token)
            assert script.request.headers["authorization"] == sent
    with environment(SHELF_API_KEY=None):
        found = kit.outcome(lambda c: c.books.get("b"), Script(reply(200)), token=None)
        assert kit.is_error(found, "ConfigurationError")
        assert "SHELF_API_KEY" in str(found)


PLACES = {
    "other host": (ELSEWHERE, False),
    "subdomain": ("https://x.api.shelf.example", False),
    "other port": ("https://api.shelf.example:8443", False),
    "http": ("http://api.shelf.example", False),
    "looks local": ("https://localhost.else.example", False),
    "other path": ("https://api.shelf.example/v2", True),
    "same port": ("https://API.shelf.example:443", True),
    "this machine": ("http://localhost:8080", True),
    "this machine, v6": ("http://[::1]:8080", True),
}


@each(
    "C7 place",
    "a key of the environment goes to servers of the docs only, an argument anywhere",
    "a base URL of the client, of a copy, of a call, of a list",
    PLACES,
)
def _place(kit, url, fits):
    own = {"allow_http": True}
    ways = {
        "client": ({"base_url": url, **own}, lambda c: c.books.get("b")),
        "copy": (own, lambda c: c.with_options(base_url=url).books.get("b")),
        "call": (own, lambda c: c.books.get("b", options={"base_url": url})),
        "list": (own, lambda c: c.books.list(options={"base_url": url})),
        "any": (own, lambda c: c.request("GET", "/x", options={"base_url": url})),
    }
    with environment(SHELF_API_KEY="from-env"):
        for way, (settings, do) in ways.items():
            script = Script(reply(200, BOOK))
            found = kit.outcome(do, script, token=None, **settings)
            if fits:
                assert not isinstance(found, Exception), way
                header = script.request.headers["authorization"]
                assert header == "Bearer from-env", way
            else:
                assert kit.is_error(found, "ConfigurationError"), way
                assert "token comes from the environment variable SHELF_API_KEY" in str(
                    found
                ), way
                assert "pass token yourself" in str(found), way
                assert "from-env" not in str(found), way
                assert script.requests == [], way
            for token in ("given", lambda: "given"):
                script = Script(reply(200, BOOK))
                found = kit.outcome(do, script, token=token, **settings)
                assert not isinstance(found, Exception), way
                assert script.request.headers["authorization"] == "Bearer given", way


@row(
    "C7 servers",
    "all servers of the docs get a key of the environment",
    "a second server, one with a variable, one of an operation",
)
def _servers(kit):
    config = kit.runtime("config")
    variable = config.ServerVariable("shop", "shop", "main")
    servers = (
        "https://a.example",
        config.Server("https://{shop}.example", None, (variable,)),
    )
    scheme = kit.runtime("schemes").BearerScheme("token", env="SHOP_KEY")
    operation = {"servers": ("https://own.example",)}
    tries = {
        "first": ("https://a.example/v2", {}, {}, True),
        "default of a variable": ("https://main.example", {}, {}, True),
        "value of a variable": ("https://x.example", {"variables": {"shop": "x"}}, {}, True),
        "no value of it": ("https://x.example", {}, {}, False),
        "operation": ("https://own.example", {}, operation, True),
        "other operation": ("https://own.example", {}, {}, False),
        "server not in the docs": ("https://x.example", {}, {"servers": ()}, True),
    }  # fmt: skip
    with environment(SHOP_KEY="from-env"):
        given = {"base_url": ELSEWHERE}
        found, _ = kit.ping(
            [scheme], {}, reply(200, {}), api_servers=(), settings=given
        )
        assert found == {}
        for name, (url, settings, more, fits) in tries.items():
            found, script = kit.ping(
                [scheme],
                {"token": None},
                reply(200, {}),
                api_servers=servers,
                settings={"base_url": url, **settings},
                **more,
            )
            assert len(script.requests) == fits, name
            assert kit.is_error(found, "ConfigurationError") is not fits, name


@row(
    "C7 token endpoint",
    "a secret of the environment goes to the token endpoint of the docs only",
    "another one as an argument, by the environment, without one in the docs",
)
def _token_endpoint(kit):
    kind = kit.runtime("schemes").ClientCredentialsScheme
    envs = {
        "client_id_env": "APP_ID",
        "client_secret_env": "APP_SECRET",
        "token_url_env": "APP_TOKEN_URL",
    }
    stated = kind(default_token_url="https://id.example/token", **envs)
    else_, none = f"{ELSEWHERE}/token", dict.fromkeys(("client_id", "client_secret"))
    own = {"client_id": "me", "client_secret": "canary-secret"}
    tries = (
        (stated, {**none, "token_url": else_}, None, False),
        (stated, {**none, "token_url": "https://id.example/other"}, None, True),
        (stated, {**none, "token_url": "http://127.0.0.1:1/token"}, None, True),
        (stated, {**own, "token_url": else_}, None, True),
        (stated, {**none, "token_url": None}, else_, True),
        (kind(**envs), {**none, "token_url": else_}, None, True),
    )
    answers = reply(200, {"access_token": "t"}), reply(200, {})
    for scheme, given, url, fits in tries:
        with environment(APP_ID="id", APP_SECRET="canary-secret", APP_TOKEN_URL=url):
            found, script = kit.ping([scheme], given, *answers)
        assert (found == {}) is fits, (given, url)
        if not fits:
            assert kit.is_error(found, "ConfigurationError")
            assert "APP_ID" in str(found)
            assert "canary" not in str(found)
            assert script.requests == []


@row(
    "C7 need",
    "only an operation that needs credentials asks for them, before anything is sent",
    "a client without; a function that must not be called",
)
def _need(kit):
    schemes = kit.runtime("schemes")
    client = schemes.BearerScheme("token", env="SHOP_KEY")
    own = (schemes.ApiKeyScheme("key", "X-Key", env="OWN_KEY"),)

    def never():
        raise AssertionError

    with environment(SHOP_KEY=None, OWN_KEY=None):
        for secret in (None, never):
            given = {"token": secret}
            found, script = kit.ping([client], given, reply(200, {}), secured=False)
            assert found == {}
            assert "authorization" not in script.request.headers
            found, script = kit.ping(
                [client], given, reply(200, {}), schemes=own, values={"key": "k"}
            )
            assert found == {}
            assert script.request.headers["x-key"] == "k"
        found, script = kit.ping([client], {"token": None}, reply(200, {}))
        assert kit.is_error(found, "ConfigurationError")
        for part in ("operation ping", "token", "SHOP_KEY", "bearer", "the client"):
            assert part in str(found)
        assert script.requests == []
        found, script = kit.ping([client], {"token": "t"}, reply(200, {}), schemes=own)
        assert kit.is_error(found, "ConfigurationError")
        for part in ("operation ping", "key", "OWN_KEY", "X-Key", "the call"):
            assert part in str(found)
        assert script.requests == []
