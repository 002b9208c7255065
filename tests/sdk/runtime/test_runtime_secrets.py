"""Secrets that are functions: each call asks them."""

import asyncio

import httpx2
import pytest

from tests.sdk.runtime.harness import BOOK, Script, done, reply


def get(client):
    return client.books.get("b1")


def test_a_token_that_is_a_function_is_asked_for_each_call(harness):
    script = Script(reply(503, {}), reply(200, BOOK), reply(200, BOOK))
    tokens = iter(["canary-1", "canary-2", "canary-3"])

    async def use(client):
        assert "canary" not in repr(client) + repr(vars(client))
        await done(get(client))
        await done(get(client))

    harness.run(use, script, token=lambda: next(tokens))
    sent = [request.headers["authorization"] for request in script.requests]
    assert sent == ["Bearer canary-1", "Bearer canary-1", "Bearer canary-2"]


def test_the_async_client_waits_for_a_token(sdk):
    script = Script(reply(200, BOOK))

    async def token():
        await asyncio.sleep(0)
        return "late-canary"

    async def run():
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(script))
        await sdk.AsyncShelf(token, http_client=http).books.get("b1")

    asyncio.run(run())
    assert script.request.headers["authorization"] == "Bearer late-canary"


def test_what_a_token_function_raises_is_the_callers_own(harness):
    def fail():
        raise LookupError("vault")

    script = Script(reply(200, BOOK))
    with pytest.raises(LookupError, match="vault"):
        harness.call(get, script, token=fail)
    for wrong in ("", None, 7, "a\nb"):
        with pytest.raises(harness.errors.ConfigurationError, match="token"):
            harness.call(get, script, token=lambda wrong=wrong: wrong)
    assert not script.requests


def test_a_late_token_is_hidden_in_messages(harness):
    script = Script(reply(401, {"message": "bad token late-canary-99"}))
    with pytest.raises(harness.errors.APIStatusError) as caught:
        harness.call(get, script, token=lambda: "late-canary-99")
    assert "late-canary" not in str(caught.value)
