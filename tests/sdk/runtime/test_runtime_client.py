"""The clients: settings, credentials, closing, threads, and what they never show."""

import asyncio
import copy
import logging
import pickle
import subprocess
import sys
import threading

import httpx2
import pytest

from tests.sdk.runtime.harness import BOOK, TOKEN, Script, reply


def _get(client):
    return client.books.get("b1")


def test_credentials_come_from_the_argument_or_else_the_environment(
    harness, monkeypatch
):
    monkeypatch.setenv("SHELF_API_KEY", "from-environment")
    for token, sent in [(None, "from-environment"), ("argument", "argument")]:
        script = Script(reply(200, BOOK))
        harness.call(_get, script, token=token)
        assert script.request.headers["authorization"] == f"Bearer {sent}"


def test_no_credentials_are_an_error_that_says_where_to_give_them(harness):
    script = Script(reply(200, BOOK))
    with pytest.raises(harness.errors.ConfigurationError) as caught:
        harness.call(_get, script, token=None)
    assert str(caught.value) == (
        "operation getBook needs credentials, as arguments of the client: "
        "token (or the variable SHELF_API_KEY) for a bearer token"
    )
    assert not script.requests


@pytest.mark.parametrize("token", ["", "canary\n", "canary\0", "é\u20ac", 7])
def test_a_token_that_cannot_be_sent_is_refused_without_showing_it(harness, token):
    with pytest.raises(harness.errors.ConfigurationError) as caught:
        harness.client(None, token=token)
    assert "canary" not in repr(caught.value)
    assert "SHELF_API_KEY" in str(caught.value)


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://shelf.example", "https://shelf.example"),
        ("https://shelf.example/v1/", "https://shelf.example/v1"),
        ("http://localhost:80", "http://localhost"),
        ("http://127.1.2.3:8080/", "http://127.1.2.3:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_a_base_url_is_normalised(harness, url, base):
    script = Script(reply(200, BOOK))
    harness.call(_get, script, base_url=url)
    assert str(script.request.url) == base + "/books/b1"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "shelf.example",
        "ftp://shelf.example",
        "http://shelf.example",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example",
        "https://",
        "https://user:canary@shelf.example",
        "https://shelf.example?canary=1",
        "https://shelf.example#canary",
        "https://shelf.example\\@evil.example",
        "https://shelf.example\\evil",
        "https://shelf.example/{canary}",
        "https://shelf.example//canary",
        "http://evillocalhost",
        "https://shelf.example/a b",
        "https://shelf.example:port",
        "https://[::1",
        "https://shelf.example\n",
        7,
    ],
)
def test_a_base_url_that_is_unsafe_is_refused_without_showing_it(harness, url):
    with pytest.raises(harness.errors.ConfigurationError) as caught:
        harness.client(None, token=TOKEN, base_url=url)
    assert str(caught.value).startswith("base_url: ")
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    "settings",
    [
        {"timeout": 0},
        {"timeout": "1"},
        {"timeout": 10**400},
        {"max_retries": -1},
        {"headers": {"x": "a\nb"}},
        {"headers": {"content-length": "1"}},
        {"headers": []},
        {"headers": 5},
        {"headers": {5: "x"}},
        {"http_client": 5},
        {"http_client": httpx2},
    ],
)
def test_a_wrong_setting_is_refused(harness, settings):
    (name,) = settings
    with pytest.raises(harness.errors.ConfigurationError, match=f"^{name}: "):
        harness.client(None, token=TOKEN, **settings)


def test_an_http_client_of_the_other_kind_is_refused(harness):
    other = httpx2.Client() if harness.asynchronous else httpx2.AsyncClient()
    with pytest.raises(harness.errors.ConfigurationError, match=r"^http_client: "):
        harness.client(None, token=TOKEN, http_client=other)


def test_closing_ends_a_client_and_may_be_repeated(harness):
    client = harness.client(None, token=TOKEN)

    async def run():
        await client.aclose()
        await client.aclose()
        with pytest.raises(harness.errors.ClientClosedError):
            await _get(client)

    if harness.asynchronous:
        asyncio.run(run())
    else:
        client.close()
        client.close()
        with pytest.raises(harness.errors.ClientClosedError):
            _get(client)


def test_a_client_of_the_caller_stays_open_and_may_be_closed_by_the_caller(harness):
    script = Script(reply(200, BOOK))
    transport = httpx2.MockTransport(script)

    async def run():
        async with httpx2.AsyncClient(transport=transport) as http:
            async with harness.sdk.AsyncShelf(TOKEN, http_client=http) as client:
                await _get(client)
            assert not http.is_closed
            other = harness.sdk.AsyncShelf(TOKEN, http_client=http)
        with pytest.raises(harness.errors.ClientClosedError):
            await _get(other)

    if harness.asynchronous:
        asyncio.run(run())
        return
    with httpx2.Client(transport=transport) as http:
        with harness.sdk.Shelf(TOKEN, http_client=http) as client:
            _get(client)
        assert not http.is_closed
        other = harness.sdk.Shelf(TOKEN, http_client=http)
    with pytest.raises(harness.errors.ClientClosedError):
        _get(other)


def test_the_http_client_is_made_by_the_first_call(harness, monkeypatch):
    kind = "AsyncClient" if harness.asynchronous else "Client"
    made = []
    real = getattr(httpx2, kind)

    def make(**_):
        made.append(real(transport=httpx2.MockTransport(Script(reply(200, BOOK)))))
        return made[-1]

    client = harness.client(None, token=TOKEN)
    monkeypatch.setattr(httpx2, kind, make)

    async def run():
        async with client:
            assert made == []
            await _get(client)
            await _get(client)

    if harness.asynchronous:
        asyncio.run(run())
    else:
        with client:
            assert made == []
            _get(client)
            _get(client)
    assert len(made) == 1
    assert made[0].is_closed


def test_nothing_shows_a_secret(harness, caplog):
    caplog.set_level(logging.DEBUG)
    client = harness.client(None, token=TOKEN, headers={"x-key": TOKEN})
    shown = [repr(thing) for thing in (client, client.books, vars(client))]
    call = sys.modules["mini_sdk._runtime.call"].Call
    operation = sys.modules["mini_sdk.resources.books"]._LIST
    shown.append(repr(call(operation, {}, None, client._settings).request))
    script = Script(httpx2.ConnectError(f"could not connect with {TOKEN}"))
    with pytest.raises(harness.errors.APIConnectionError) as caught:
        harness.call(_get, script, token=TOKEN)
    shown += [str(caught.value), repr(caught.value), repr(vars(caught.value))]
    shown += [repr(vars(record)) for record in caplog.records]
    assert not [text for text in shown if TOKEN in text]
    assert repr(client.books).endswith("(base_url='https://api.shelf.example'))")


@pytest.mark.parametrize("how", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_client_and_its_credentials_cannot_be_copied(harness, how):
    client = harness.client(None, token=TOKEN)
    for thing in (client, client._settings.credentials):
        with pytest.raises(TypeError, match="cannot be copied or pickled"):
            how(thing)


def test_threads_share_a_client_from_its_first_call(sdk):
    def echo(request):
        return httpx2.Response(
            200, json={"id": request.url.path.rpartition("/")[2], "title": "E"}
        )

    http = httpx2.Client(transport=httpx2.MockTransport(echo))
    client = sdk.Shelf(TOKEN, http_client=http)
    start = threading.Barrier(16)
    wrong = []

    def work(name):
        start.wait()
        for turn in range(20):
            book_id = f"{name}-{turn}"
            if client.books.get(book_id).id != book_id:
                wrong.append(book_id)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_each_scheme_has_its_header(runtime):
    config, find = runtime("schemes"), runtime("auth").find_credentials
    schemes = (
        config.ApiKeyScheme("api_key", "X-Api-Key", env="KEY"),
        config.BasicScheme(username_env="USER_NAME", password_env="PASS"),
    )
    given = {"api_key": "k1", "username": "ann", "password": "p:ä"}
    assert find(schemes, given, {}).headers == {
        "x-api-key": b"k1",
        "authorization": b"Basic YW5uOnA6w6Q=",
    }
    environment = {"KEY": "k2", "USER_NAME": "ann", "PASS": ""}
    nothing = dict.fromkeys(given)
    assert find(schemes, nothing, environment).headers == {"x-api-key": b"k2"}
    only = {**nothing, "username": "ann", "password": "p"}
    assert list(find(schemes, only, environment).headers) == ["authorization"]


@pytest.mark.parametrize("username", ["a:b", "\ud800", ""])
def test_a_user_name_that_basic_cannot_carry_is_refused(runtime, username):
    scheme = runtime("schemes").BasicScheme()
    given = {"username": username, "password": "canary"}
    with pytest.raises(runtime("errors").ConfigurationError) as caught:
        runtime("auth").find_credentials((scheme,), given, {})
    assert "canary" not in str(caught.value)


def test_importing_the_package_loads_no_model_and_no_resource(mini_folder):
    code = (
        "import sys, mini_sdk; mini_sdk.Shelf('t')\n"
        "print(*[name for name in sys.modules"
        " if name.startswith(('mini_sdk.models', 'mini_sdk.resources'))])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=mini_folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
