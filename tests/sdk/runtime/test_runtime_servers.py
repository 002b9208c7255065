"""Servers with variables, and global parameters."""

import asyncio

import pytest

from tests.sdk.runtime.harness import Script, done, reply


@pytest.fixture
def config(runtime):
    return runtime("config")


@pytest.fixture
def servers(config):
    variable, server = config.ServerVariable, config.Server
    return (
        "https://first.example",
        server("https://second.example/api/", name="second"),
        server(
            "https://{tenant}.example:{port}/{base-path}",
            name="own",
            variables=(
                variable("tenant", "tenant"),
                variable("port", "port", default="443", values=("443", "8443")),
                variable("base-path", "base_path", default="api/v1"),
            ),
        ),
        server("{url}/x", variables=(variable("url", "server_url"),)),
    )


@pytest.fixture
def url(harness, runtime, config, servers):
    """Return a function that returns the URL that a call goes to."""

    def call(choice=None, variables=None, *, all_servers=None, **settings):
        listed = servers if all_servers is None else all_servers
        api = config.ClientConfig("api", "1", servers=listed)
        operation = runtime("operation").Operation(
            id="ping", method="GET", path="/ping", **settings.pop("operation", {})
        )
        options = settings.pop("options", None)
        script = Script(reply(204))

        async def run():
            client = harness.bare(
                script, api, {}, server=choice, variables=variables, **settings
            )
            await done(harness.resource(client)._call(operation, {}, options))

        asyncio.run(run())
        return str(script.request.url)

    return call


@pytest.mark.parametrize(
    ("choice", "variables", "expected"),
    [
        (None, {}, "https://first.example/ping"),
        (0, {}, "https://first.example/ping"),
        (1, {}, "https://second.example/api/ping"),
        ("second", {}, "https://second.example/api/ping"),
        (2, {"tenant": "me"}, "https://me.example/api/v1/ping"),
        (
            "own",
            {"tenant": "me", "port": "8443"},
            "https://me.example:8443/api/v1/ping",
        ),
        (
            "own",
            {"tenant": "a.b", "base_path": "/v 2/"},
            "https://a.b.example/v%202/ping",
        ),
        (
            "own",
            {"tenant": "me", "base_path": "a?b#c%"},
            "https://me.example/a%3Fb%23c%25/ping",
        ),
        ("own", {"tenant": "me", "port": None}, "https://me.example/api/v1/ping"),
        (3, {"server_url": "http://localhost:99/a"}, "http://localhost:99/a/x/ping"),
    ],
)
def test_a_server_is_chosen_by_name_or_index(url, choice, variables, expected):
    assert url(choice, variables) == expected


@pytest.mark.parametrize(
    ("choice", "variables", "words"),
    [
        (4, {}, "server: must be from 0 to 3"),
        (-1, {}, "server: must be from 0 to 3"),
        (True, {}, "server: must be 'second' or 'own' or a number from 0 to 3"),
        ("third", {}, "server: must be 'second' or 'own' or a number from 0 to 3"),
        ("own", {}, "tenant: is needed for the URL of the server"),
        ("own", {"tenant": 5}, "tenant: must be text"),
        ("own", {"tenant": ""}, "tenant: holds what no host can hold"),
        ("own", {"tenant": "evil.example/"}, "tenant: holds what no host can hold"),
        ("own", {"tenant": "evil.example?"}, "tenant: holds what no host can hold"),
        ("own", {"tenant": "evil.example#"}, "tenant: holds what no host can hold"),
        ("own", {"tenant": "me@evil"}, "tenant: holds what no host can hold"),
        ("own", {"tenant": "evil\\"}, "tenant: holds what no host can hold"),
        ("own", {"tenant": "a%2f"}, "tenant: holds what no host can hold"),
        ("own", {"tenant": "evil:1"}, "tenant: must be a URL"),
        ("own", {"tenant": "me", "port": "80"}, "port: must be one of '443', '8443'"),
        ("own", {"tenant": "me", "base_path": ".."}, "base_path: must not be empty"),
        ("own", {"tenant": "me", "base_path": "a//b"}, "base_path: must not be empty"),
        (3, {"server_url": "http://far.example"}, "server_url: must be https"),
        (3, {"server_url": "https://u@far.example"}, "server_url: holds what no"),
    ],
)
def test_a_server_that_cannot_be_is_refused(harness, url, choice, variables, words):
    with pytest.raises(harness.errors.ConfigurationError) as caught:
        url(choice, variables)
    assert str(caught.value).startswith(words)


def test_a_base_url_stands_for_any_server(url, runtime):
    given = "https://else.example"
    assert url("own", base_url=given) == "https://else.example/ping"
    own = {"servers": ("https://own.example",)}
    assert url(base_url=given, operation=own) == "https://else.example/ping"
    assert url(base_url=given, operation={"servers": ()}) == "https://else.example/ping"


def test_without_servers_a_base_url_is_needed(harness, url):
    with pytest.raises(harness.errors.ConfigurationError) as caught:
        url(all_servers=())
    assert str(caught.value) == "base_url: is needed: the docs name no server"
    assert url(all_servers=(), base_url="https://a.example") == "https://a.example/ping"


def test_an_operation_may_have_servers_of_its_own(harness, url, servers):
    own = {"servers": ("https://own.example/v2",)}
    assert url(operation=own) == "https://own.example/v2/ping"
    options = {"base_url": "https://else.example"}
    assert url(operation=own, options=options) == "https://else.example/ping"
    templated = {"servers": servers[2:3]}
    assert (
        url(None, {"tenant": "t"}, operation=templated)
        == "https://t.example/api/v1/ping"
    )
    with pytest.raises(harness.errors.InvalidArgumentError, match="tenant"):
        url(operation=templated)
    unknown = {"servers": ()}
    with pytest.raises(harness.errors.InvalidArgumentError, match=r"options\.base_url"):
        url(operation=unknown)
    assert url(operation=unknown, options=options) == "https://else.example/ping"


@pytest.fixture
def ask(harness, runtime, config):
    """Return a function that calls with global parameters, and returns the request."""
    parameter = runtime("operation").Parameter
    operation = runtime("operation").Operation(
        id="ask",
        method="GET",
        path="/{cloudName}/ask",
        parameters=(
            parameter(
                "cloud", "cloudName", "path", lambda: str, client_argument="cloud"
            ),
            parameter("size", "size", "query", lambda: int, client_argument="size"),
            parameter(
                "trace", "X-Trace", "header", lambda: str, client_argument="trace"
            ),
            parameter("other", "other", "query", lambda: str),
        ),
    )
    api = config.ClientConfig(
        "api",
        "1",
        servers=("https://a.example",),
        globals=(
            config.GlobalParameter("cloud", env="CLOUD", required=True),
            config.GlobalParameter("size", env="SIZE", type=lambda: int),
            config.GlobalParameter("trace"),
        ),
    )

    def call(given, values=None):
        script = Script(reply(204))

        async def run():
            client = harness.bare(script, api, {}, globals=given)
            await done(harness.resource(client)._call(operation, values or {}, None))

        asyncio.run(run())
        request = script.request
        return f"{request.url.raw_path.decode()} {request.headers.get('x-trace')}"

    return call


def test_global_parameters_are_sent_with_operations_that_take_them(ask):
    given = {"cloud": "c/1", "size": 5, "trace": "t"}
    assert ask(given) == "/c%2F1/ask?size=5 t"
    assert ask({"cloud": "c", "size": None}) == "/c/ask None"


def test_an_argument_of_the_call_comes_before_a_global_parameter(ask, runtime):
    given = {"cloud": "c", "size": 5, "trace": "t"}
    values = {
        "size": 6,
        "trace": runtime("types").NOT_GIVEN,
        "other": "o",
        "cloud": "d",
    }
    assert ask(given, values) == "/d/ask?size=6&other=o t"


def test_global_parameters_come_from_the_environment(ask, monkeypatch):
    monkeypatch.setenv("CLOUD", "env")
    monkeypatch.setenv("SIZE", "7")
    assert ask({}) == "/env/ask?size=7 None"
    assert ask({"cloud": "c", "size": 0}) == "/c/ask?size=0 None"


def test_a_global_parameter_that_is_missing_or_wrong_is_refused(
    harness, ask, monkeypatch
):
    with pytest.raises(harness.errors.ConfigurationError) as caught:
        ask({})
    assert str(caught.value) == "cloud: is needed: give it, or set the variable CLOUD"
    with pytest.raises(
        harness.errors.InvalidArgumentError, match="size: expected a number"
    ):
        ask({"cloud": "c", "size": "5"})
    monkeypatch.setenv("SIZE", "canary")
    with pytest.raises(harness.errors.ConfigurationError) as caught:
        ask({"cloud": "c"})
    assert str(caught.value) == "size: the variable SIZE holds something else"


@pytest.mark.parametrize(
    ("idempotent", "method", "attempts"),
    [(True, "POST", 3), (False, "PUT", 1), (None, "PUT", 3), (None, "POST", 1)],
)
def test_an_operation_may_say_that_it_can_be_repeated(
    harness, runtime, idempotent, method, attempts
):
    operation = runtime("operation").Operation(
        id="x", method=method, path="/x", idempotent=idempotent
    )
    script = Script(reply(503))
    with pytest.raises(harness.errors.APIStatusError):
        harness.call(lambda c: harness.resource(c)._call(operation, {}, None), script)
    assert len(script.requests) == attempts


def test_an_api_may_have_defaults_of_its_own(harness, config, runtime):
    api = config.ClientConfig(
        "api", "1", servers=("https://a.example",), timeout=5.0, max_retries=4
    )
    operation = runtime("operation").Operation(id="x", method="GET", path="/x")
    script = Script(reply(503))
    client = harness.bare(script, api, {})

    async def run():
        with pytest.raises(harness.errors.APIStatusError):
            await done(client.execute(operation, {}))

    asyncio.run(run())
    assert len(script.requests) == 5
    assert script.requests[0].extensions["timeout"]["read"] == 5.0
