"""Objects that take properties without a field, called through the rendered package."""

from __future__ import annotations

import importlib
import json
import sys

import httpx2
import pytest
from python_api import SETTINGS, STRING, api, field, obj, operation, ref, resource
from rendered import write_distribution

from generator.ir.operations import Method

BODY = obj("Body", field("inputs", ref("Inputs")), field("closed", ref("Closed")))
CLOSED = obj("Closed", field("name", STRING))
RUN = operation("run", Method.POST, "/run", body=ref("Body"))
CLEAR = operation("clear", Method.POST, "/clear", body=ref("Inputs"))
API = api(BODY, CLOSED, obj("Inputs"), resources=(resource("apps", RUN, CLEAR),))


@pytest.fixture
def apps(tmp_path, monkeypatch):
    folder = write_distribution(tmp_path, API, SETTINGS)
    monkeypatch.syspath_prepend(str(folder / "src"))
    sent = []

    def answer(request):
        sent.append(json.loads(request.content))
        return httpx2.Response(204)

    sdk = importlib.import_module("acme_sdk")
    client = httpx2.Client(transport=httpx2.MockTransport(answer))
    yield sdk.Acme(token="t", http_client=client).apps, sent
    for name in [name for name in sys.modules if name.split(".")[0] == "acme_sdk"]:
        del sys.modules[name]


def test_an_object_whose_page_has_no_fields_takes_any_property(apps):
    client, sent = apps
    client.run(inputs={"name": "Rex", "legs": 4}, closed={"name": "x"})
    assert sent == [
        {"inputs": {"name": "Rex", "legs": 4}, "closed": {"name": "x"}},
    ]


def test_a_body_without_fields_stays_without_arguments(apps):
    client, sent = apps
    client.clear()
    assert sent == [{}]
