"""What callers give to the emitted SDK is read, and never changed: models, dicts and lists."""

from __future__ import annotations

import asyncio
import json
import pickle
from types import MappingProxyType

import httpx2
import pytest
from dub_sdk import AsyncDub, Dub, models
from pydantic import BaseModel

from generator.ir.types import Binary
from generator.ir.values import MISSING
from tests.sdk.runtime.harness import FakeAsyncClock, FakeClock
from tests.specs.made_up import PICTURE, MadeUp
from tests.specs.test_every_operation import API, OPERATIONS, method_of

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class Server:
    """Remembers what was sent, and answers as documented, at the second attempt."""

    def __init__(self, operation):
        success = operation.success
        self.media = success.content_type.value
        self.body = PICTURE
        if not isinstance(success.type, Binary):
            self.body = json.dumps(MadeUp(API).value(success.type, MISSING)).encode()
        self.sent = []

    def __call__(self, request):
        self.sent.append((request.method, str(request.url), request.content))
        if len(self.sent) == 1:
            return httpx2.Response(429, headers={"retry-after": "0"})
        headers = {"content-type": self.media}
        return httpx2.Response(200, headers=headers, content=self.body)


def call(kind, operation, path, given, options):
    """Return what was sent; without a repetition."""
    server = Server(operation)
    transport = httpx2.MockTransport(server)
    if kind is Dub:
        with httpx2.Client(transport=transport) as http:
            client = Dub("t", http_client=http)
            client._clock = FakeClock()
            method_of(client, path)(**given, options=options)
    else:

        async def run():
            async with httpx2.AsyncClient(transport=transport) as http:
                client = AsyncDub("t", http_client=http)
                client._clock = FakeAsyncClock()
                await method_of(client, path)(**given, options=options)

        asyncio.run(run())
    first, second = server.sent
    assert first == second
    return first


def frozen(value):
    """Return a value that nobody can change; models are dicts."""
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_unset=True)
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(each) for key, each in value.items()})
    return tuple(map(frozen, value)) if isinstance(value, list) else value


@pytest.mark.parametrize("kind", [Dub, AsyncDub])
@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_arguments_and_options_stay_as_they_are(kind, path, operation):
    given = MadeUp(API, models).arguments(operation)
    options = {
        "headers": {"x-a": "1"},
        "query": {"extra": ["a", "b"]},
        "idempotency_key": "k",
    }
    before = pickle.dumps((given, options))
    sent = call(kind, operation, path, given, options)
    assert pickle.dumps((given, options)) == before
    assert call(kind, operation, path, dict(frozen(given)), frozen(options)) == sent
