"""A server that no client can call, through the rendered package: others keep their places."""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace

import pytest
from python_api import SETTINGS, api, operation, resource
from rendered import write_distribution

from generator.ir.facts import Documented, Fact
from generator.ir.servers import Server
from generator.source import Span
from generator.untrusted import Untrusted

GOOD = "https://good.test"
BAD = "http://bad.test"
PROBLEM = "must be https, or http to this machine"


def server(url):
    fact = Fact(Untrusted(url), Documented(Span("README.md", 3, 1, 2)))
    return Server(fact, None, None, problem=PROBLEM if url == BAD else None)


@pytest.fixture
def package(tmp_path, monkeypatch):
    def write(*urls):
        servers = tuple(map(server, urls))
        listed = replace(
            api(resources=(resource("things", operation("get")),)), servers=servers
        )
        folder = write_distribution(tmp_path, listed, SETTINGS)
        monkeypatch.syspath_prepend(str(folder / "src"))
        return importlib.import_module("acme_sdk"), (folder / "README.md").read_text()

    yield write
    for name in [name for name in sys.modules if name.split(".")[0] == "acme_sdk"]:
        del sys.modules[name]


def test_the_servers_after_it_keep_their_numbers(package):
    sdk, readme = package(GOOD, BAD, "https://last.test")
    assert "https://last.test" in repr(sdk.Acme("t", server=2))
    with pytest.raises(sdk.errors.ConfigurationError, match="must be https"):
        sdk.Acme("t", server=1)
    assert "server=2" in readme
    assert f"| `1` | `{BAD}` | It cannot be called: it {PROBLEM}. |" in readme


def test_readme_gives_a_base_url_where_the_first_cannot_be_called(package):
    sdk, readme = package(BAD, GOOD)
    with pytest.raises(sdk.errors.ConfigurationError, match="must be https"):
        sdk.Acme("t")
    assert "base_url=" in readme
    assert "server=1" in readme
