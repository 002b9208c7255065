"""Several error pages for one status, through the rendered package: the body tells which."""

from __future__ import annotations

import importlib
import sys

import httpx2
import pytest
from python_api import SETTINGS, STRING, api, field, obj, operation, resource
from rendered import write_distribution

MESSAGE = field("message", STRING)
GET = operation(
    "get",
    errors=(
        (400, "Fault"),
        (400, "FieldFault"),
        (400, "Fault"),
        (404, "Fault"),
        (410, None),
    ),
)
API = api(
    obj("Fault", MESSAGE, namespace="errors"),
    obj("FieldFault", MESSAGE, field("field", STRING), namespace="errors"),
    resources=(resource("things", GET),),
)


@pytest.fixture
def sdk(tmp_path, monkeypatch):
    folder = write_distribution(tmp_path, API, SETTINGS)
    monkeypatch.syspath_prepend(str(folder / "src"))
    yield importlib.import_module("acme_sdk")
    for name in [name for name in sys.modules if name.split(".")[0] == "acme_sdk"]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("status", "body", "name"),
    [
        (400, {"message": "m", "field": "f"}, "FieldFault"),
        (400, {"message": "m"}, "Fault"),
        (400, {"else": 1}, "Fault"),
        (400, None, "Fault"),
        (404, {"message": "m", "field": "f"}, "Fault"),
        (410, {"field": "f"}, "APIStatusError"),
    ],
)
def test_the_error_that_fits_the_body_is_raised(sdk, status, body, name):
    def answer(_request):
        return httpx2.Response(status, json=body)

    client = httpx2.Client(transport=httpx2.MockTransport(answer))
    acme = sdk.Acme(token="t", http_client=client, max_retries=0)
    with pytest.raises(sdk.errors.APIStatusError) as caught:
        acme.things.get()
    assert type(caught.value) is getattr(sdk.errors, name)
    if body and "message" in body:
        assert caught.value.data.message == "m"
