"""What a call costs after the first one, in counts that never vary: sync and async the same."""

import asyncio
import copy
import inspect
import json
import sys
import typing
from asyncio import base_events
from collections import Counter

import httpx2
import pydantic
import pytest
import typing_extensions

LAMP = {"id": "g1", "name": "Lamp", "labelIds": ["a"]}
EVENTS = b'data: {"text": "one"}\n\n'
JSON, STREAM = "application/json", "text/event-stream"
CALLS = {
    "body": (lambda c: c.goods.create(name="Lamp", size={"radius": 2}), LAMP),
    "path": (lambda c: c.goods.get(id="g1"), LAMP),
    "raw body": (lambda c: c.goods.photos.replace(id="g1", request_body=b"x"), None),
    "page": (lambda c: c.goods.list(page_size=1), {"data": [LAMP]}),
    "cursor": (lambda c: c.goods.changes(limit=1), {"changes": [], "nextCursor": "c"}),
    "bytes": (lambda c: c.goods.photos.download(id="g1"), b"PNG"),
    "events": (lambda c: c.talk.listen(), EVENTS),
    "either": (lambda c: c.talk.ask(question="?"), {"text": "Sold."}),
    "secrets": (lambda c: c.doors.open(username="ann", password="p"), None),
    "error": (lambda c: c.goods.create(name="Lamp"), 409),
}
PYDANTIC = {
    "body": {"validate_python": 1, "dump_json": 1, "validate_json": 1},
    "path": {"validate_python": 1, "dump_python": 1, "validate_json": 1},
    "raw body": {"validate_python": 1, "dump_python": 1},
    "page": {"validate_python": 1, "dump_python": 1, "validate_json": 1},
    "cursor": {"validate_python": 1, "dump_python": 1, "validate_json": 1},
    "either": {"validate_python": 1, "dump_python": 1, "validate_json": 1},
    "secrets": {},
}
FORBIDDEN = {
    "a model is made": [(type(pydantic.BaseModel), "__new__")],
    "an adapter is made": [(pydantic.TypeAdapter, "__init__")],
    "type hints are read": [
        (typing, "get_type_hints"),
        (typing_extensions, "get_type_hints"),
        ("hints", "get_type_hints"),
        ("adapters", "get_annotations"),
        (inspect, "signature"),
    ],
    "something is copied": [(copy, "deepcopy"), (copy, "copy")],
    "a thread is asked": [(base_events.BaseEventLoop, "run_in_executor")],
    "an HTTP client is made": [
        (httpx2.Client, "__init__"),
        (httpx2.AsyncClient, "__init__"),
    ],
}


def responder(value):
    """Return what answers each request with one value."""

    def respond(_):
        if value is None or isinstance(value, int):
            body = b'{"message": "m"}' if value else b""
            media = {"content-type": JSON}
            return httpx2.Response(value or 204, headers=media, content=body)
        body, media = value, STREAM if value is EVENTS else "image/png"
        if not isinstance(value, bytes):
            body, media = json.dumps(value).encode(), JSON
        return httpx2.Response(200, headers={"content-type": media}, content=body)

    return httpx2.MockTransport(respond)


def run_sync(shop, name, between):
    use, value = CALLS[name]
    http = httpx2.Client(transport=responder(value))
    client = shop.Shop("t", http_client=http)

    def once():
        try:
            result = use(client)
        except shop.errors.APIStatusError:
            return
        if name in {"bytes", "events"}:
            list(result)

    once()
    between()
    once()


def run_async(shop, name, between):
    use, value = CALLS[name]

    async def once(client):
        try:
            result = await use(client)
        except shop.errors.APIStatusError:
            return
        if name in {"bytes", "events"}:
            [item async for item in result]

    async def both():
        http = httpx2.AsyncClient(transport=responder(value))
        client = shop.AsyncShop("t", http_client=http)
        await once(client)
        between()
        await once(client)

    asyncio.run(both())


run = pytest.mark.parametrize("run", [run_sync, run_async])


@pytest.fixture
def forbid(shop, monkeypatch):
    """Return a function that makes something raise."""

    def forbid(what):
        def refuse(*_, **__):
            raise AssertionError(what)

        for owner, attribute in FORBIDDEN[what]:
            module = sys.modules.get(f"shop_sdk._runtime.{owner}", owner)
            monkeypatch.setattr(module, attribute, refuse)

    return forbid


@run
@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_second_call_does_nothing_that_one_call_may_do_for_all(
    shop, run, name, what, forbid
):
    run(shop, name, lambda: forbid(what))


@run
@pytest.mark.parametrize("name", PYDANTIC)
def test_each_value_is_given_to_pydantic_once(shop, run, name, monkeypatch):
    counted = Counter()

    def count():
        for method in ("validate_python", "validate_json", "dump_python", "dump_json"):
            monkeypatch.setattr(pydantic.TypeAdapter, method, counting(method, counted))

    run(shop, name, count)
    assert counted == PYDANTIC[name]


def counting(method, counted):
    real = getattr(pydantic.TypeAdapter, method)

    def call(*arguments, **named):
        counted[method] += 1
        return real(*arguments, **named)

    return call


@run
@pytest.mark.parametrize("name", CALLS)
def test_a_second_call_imports_nothing(shop, run, name):
    before = set()
    run(shop, name, lambda: before.update(sys.modules))
    assert set(sys.modules) == before


def test_what_is_forbidden_would_be_noticed(shop, forbid):
    adapters = sys.modules["shop_sdk._runtime.adapters"]
    forbid("an adapter is made")
    with pytest.raises(AssertionError, match="an adapter is made"):
        adapters.adapter(dict[str, complex])
