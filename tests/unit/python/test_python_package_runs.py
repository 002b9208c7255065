"""The rendered package with the real runtime: it imports, calls, and satisfies type checkers."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

import httpx2
import pytest
from acme_api import ACME
from python_api import SETTINGS
from rendered import imported, render_files, write_distribution

LEAD = {"click_id": "c1", "event_name": "Joined", "external_id": "u1"}
ANSWER = {"click": {"id": "c1"}, "customer": None}
LINK = {
    "shortLink": "https://a.test/x",
    "createdAt": "2030-01-01T00:00:00Z",
    "clicks": 3,
}
BLOCKS = [
    pytest.param(code, id=f"{path}-{number}")
    for path, text in sorted(render_files(ACME, SETTINGS).items())
    if path.endswith(".md")
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", text, re.DOTALL))
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_distribution(tmp_path_factory.mktemp("acme"), ACME, SETTINGS)


@pytest.fixture(scope="module")
def sdk(folder):
    with imported(folder, "acme_sdk") as package:
        yield package


class Server:
    """Answers every request, and keeps it."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, str | None, object]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content) if request.content else None
        target = request.url.raw_path.decode()
        authorization = request.headers.get("authorization")
        self.requests.append((request.method, target, authorization, body))
        if request.method == "DELETE":
            return httpx2.Response(204)
        return httpx2.Response(200, json=self.answer(target))

    def answer(self, target: str) -> object:
        if target.startswith("/track"):
            return ANSWER
        if target.startswith("/libraries"):
            return 2.5 if target.endswith("count") else {"a": {"id": "t"}}
        single = target.startswith("/links/") and not target.endswith("bulk")
        return LINK if single else [LINK]


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def client(sdk, server):
    transport = httpx2.MockTransport(server)
    with (
        httpx2.Client(transport=transport) as http,
        sdk.Acme("secret", http_client=http) as acme,
    ):
        yield acme


def test_both_clients_send_what_was_given_and_nothing_else(sdk, server, client):
    given = LEAD | {
        "mode": "wait",
        "metadata": {"plan": [1, None]},
        "customer_name": None,
    }
    result = client.track.lead(**given)
    assert type(result).__name__ == "TrackLeadResponseBody"
    assert (result.click.id, result.customer) == ("c1", None)

    async def call():
        transport = httpx2.MockTransport(server)
        async with (
            httpx2.AsyncClient(transport=transport) as http,
            sdk.AsyncAcme("secret", http_client=http) as acme,
        ):
            return await acme.track.lead(**given)

    assert asyncio.run(call()) == result
    expected = {
        "clickId": "c1",
        "eventName": "Joined",
        "externalId": "u1",
        "customerName": None,
        "mode": "wait",
        "metadata": {"plan": [1, None]},
    }
    sent = ("POST", "/track/lead", "Bearer secret", expected)
    assert server.requests == [sent, sent]


def test_path_query_and_nested_inputs_take_models_and_dicts(sdk, server, client):
    geo = sdk.models.components.LinkGeo(country_code="CH")
    link = client.links.update(
        link_id="a/b",
        dry_run=True,
        geo={"country_code": "CH", "cities": ["Bern"]},
        target=geo,
        filter={"all": ["x", {"all": []}]},
        folder={"name": "top", "folders": [{"name": "inner"}]},
    )
    assert link.clicks == 3
    ((method, target, _, body),) = server.requests
    assert (method, target) == ("PATCH", "/links/a%2Fb?dryRun=true")
    assert body == {
        "geo": {"countryCode": "CH", "cities": ["Bern"]},
        "target": {"countryCode": "CH"},
        "filter": {"all": ["x", {"all": []}]},
        "folder": {"name": "top", "folders": [{"name": "inner"}]},
    }


def test_lists_in_the_query_are_joined_as_the_docs_say(server, client):
    assert [link.clicks for link in client.links.list(tag_ids=["a", "b"])] == [3]
    assert server.requests[0][1] == "/links?tagIds=a,b"


def test_a_resource_below_another_is_reached_by_its_path(client):
    assert client.beta.libraries.count() == 2.5
    assert client.beta.libraries is client.beta.libraries


def test_a_deprecated_method_says_so(client):
    with pytest.warns(DeprecationWarning, match="Links live on"):
        assert client.links.delete(link_id="x") is None


def test_signatures_are_alike_and_ordered(sdk):
    resource = importlib.import_module("acme_sdk.resources.links")
    sync = inspect.signature(resource.Links.update)
    assert sync == inspect.signature(resource.AsyncLinks.update)
    assert list(sync.parameters)[:3] == ["self", "link_id", "dry_run"]
    kinds = {p.kind for p in list(sync.parameters.values())[1:]}
    assert kinds == {inspect.Parameter.KEYWORD_ONLY}


def test_a_documented_error_is_a_class_with_its_model(sdk):
    error = sdk.errors.NotFound
    assert issubclass(error, sdk.errors.APIStatusError)
    assert issubclass(error, sdk.errors.AcmeError)
    assert error.model() is sdk.models.errors.NotFound


def run(folder: Path, code: str) -> str:
    source = os.fspath(folder / "src")
    environment = {**os.environ, "PYTHONPATH": source}
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("first", ["and_", "not_", "filter"])
def test_a_circle_of_models_is_complete_whichever_module_comes_first(folder, first):
    code = f"""
import acme_sdk.models.operations.{first}
from acme_sdk.models.operations import And, Not
print(And.__pydantic_complete__, Not.__pydantic_complete__)
"""
    assert run(folder, code) == "True True\n"


def test_only_the_modules_of_used_models_are_loaded(folder):
    code = """
import sys, acme_sdk
assert "pydantic" not in sys.modules, "imported too early"
acme_sdk.models.operations.Target
print(sorted(n[len("acme_sdk.models."):] for n in sys.modules if n.startswith("acme_sdk.models.")))
"""
    assert (
        run(folder, code)
        == str(
            [
                "components",
                "components.link_geo",
                "components.tag",
                "components.type",
                "errors",
                "operations",
                "operations.target",
                "operations.type",
            ]
        ).replace('"', "'")
        + "\n"
    )


@pytest.mark.parametrize("code", BLOCKS)
def test_code_in_the_docs_runs_as_it_is(sdk, server, monkeypatch, code):
    async def answer(self, request):
        return server(request)

    monkeypatch.setenv("ACME_API_KEY", "secret")
    monkeypatch.setattr(
        httpx2.HTTPTransport, "handle_request", lambda _, request: server(request)
    )
    monkeypatch.setattr(httpx2.AsyncHTTPTransport, "handle_async_request", answer)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        exec(compile(code, "docs", "exec"), {"__name__": "docs"})
    assert len(server.requests) == 1


@pytest.fixture(scope="module")
def misuse(folder):
    """A user's module with one mistake a line, and lines without any."""
    file = folder / "src" / "user.py"
    file.write_text(
        "from acme_sdk import Acme, models\n"
        "client = Acme()\n"
        'client.track.lead(click_id="c", event_name="e", external_id="x", mode="other")\n'
        'client.links.update(link_id="x", geo={"country_code": "CH"})\n'
        'models.components.LinkGeo(country_code="CH", cities=["Bern"])\n'
        "models.operations.Trget\n"
        "client.tracks\n"
        'client.track.lead(click_id="c", event_name="e")\n'
        'client.links.update(link_id="x", geo={"country": "CH"})\n'
        'models.components.LinkGeo(countryCode="CH")\n',
        encoding="utf-8",
    )
    return file


def test_mypy_is_content_and_finds_misuse(folder, misuse):
    command = [sys.executable, "-m", "mypy", "--strict", "--python-version", "3.10"]
    done = subprocess.run(
        [*command, "--cache-dir", os.fspath(folder / "mypy"), "src"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    errors = re.findall(r"^(src/\S+?):(\d+): error", done.stdout, re.MULTILINE)
    assert sorted(set(errors)) == [
        ("src/user.py", line) for line in ("10", "6", "7", "8", "9")
    ]


def test_pyright_is_content_and_finds_misuse(folder, misuse):
    (folder / "pyrightconfig.json").write_text(
        json.dumps(
            {"include": ["src"], "typeCheckingMode": "strict", "pythonVersion": "3.10"}
        )
    )
    command = [
        sys.executable,
        "-m",
        "pyright",
        "--outputjson",
        "--pythonpath",
        sys.executable,
    ]
    cache = {"PYRIGHT_PYTHON_CACHE_DIR": str(Path(sys.prefix) / "pyright")}
    done = subprocess.run(
        command,
        cwd=folder,
        env=cache | dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stdout)["generalDiagnostics"]
    places = {
        (Path(each["file"]).name, each["range"]["start"]["line"] + 1)
        for each in found
        if each["severity"] == "error" and each["rule"] != "reportUnusedExpression"
    }
    assert places == {("user.py", line) for line in (6, 7, 8, 9, 10)}
