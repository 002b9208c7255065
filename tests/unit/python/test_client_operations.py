"""Operations of the client itself, through the rendered package."""

from __future__ import annotations

import asyncio
import importlib
import sys
from dataclasses import replace

import httpx2
import pytest
from python_api import SETTINGS, STRING, api, operation, resource
from rendered import write_distribution

from generator.ir.operations import Method
from generator.python.check import check_names


def own(*operations):
    return replace(resource("acme", *operations), path=())


API = api(
    resources=(
        own(
            operation("trigger", Method.POST, "/trigger", result=STRING),
            operation("list", path="/list", result=STRING),
        ),
        resource("things", operation("get", result=STRING)),
    )
)


@pytest.fixture
def package(tmp_path, monkeypatch):
    folder = write_distribution(tmp_path, API, SETTINGS)
    monkeypatch.syspath_prepend(str(folder / "src"))
    yield importlib.import_module("acme_sdk"), folder
    for name in [name for name in sys.modules if name.split(".")[0] == "acme_sdk"]:
        del sys.modules[name]


def answer(request):
    return httpx2.Response(200, json=f"{request.method} {request.url.path}")


def test_they_are_methods_of_the_client(package):
    sdk, _ = package
    inner = httpx2.Client(transport=httpx2.MockTransport(answer))
    with sdk.Acme("t", http_client=inner) as client:
        assert client.trigger() == "POST /trigger"
        assert client.list() == "GET /list"
        assert client.things.get() == "GET /things"
        assert repr(client).startswith("Acme(")


def test_they_are_methods_of_the_asynchronous_client(package):
    sdk, _ = package

    async def calls():
        inner = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
        async with sdk.AsyncAcme("t", http_client=inner) as client:
            return await client.trigger(), await client.things.get()

    assert asyncio.run(calls()) == ("POST /trigger", "GET /things")


def test_the_reference_and_readme_show_them(package):
    _, folder = package
    index = (folder / "docs/README.md").read_text()
    assert "- [`client.trigger`](resources/_client.md#trigger)" in index
    page = (folder / "docs/resources/_client.md").read_text()
    assert page.startswith("# `client`\n")
    assert "client.trigger(*, options=None)" in page
    assert "    result = client.trigger()" in (folder / "README.md").read_text()


@pytest.mark.parametrize("name", ["close", "execute", "things"])
def test_one_that_is_called_as_something_of_the_client_is_reported(name):
    taken = api(resources=(own(operation(name)), resource("things", operation("get"))))
    (diagnostic,) = check_names(taken).sorted()
    assert diagnostic.code == "D070"
    assert f"`{name}`" in diagnostic.message
