"""One use of a package, with the sync client and with the async one."""

from __future__ import annotations

import asyncio
import inspect

from tests.sdk.loopback import Loopback


def both(clients, script, use, **settings):
    """Call `use` with each of two classes; return what it gave, and the requests of the sync one.

    What a call returns is made plain for either: the items of a list or a stream.
    """
    sync_class, async_class = clients
    with (
        Loopback(*script) as server,
        sync_class(base_url=server.url, **settings) as client,
    ):
        found = _take(use(client))
    requests = server.received

    async def run():
        with Loopback(*script) as server:
            async with async_class(base_url=server.url, **settings) as client:
                return await _take_async(use(client)), server.received

    found_async, requests_async = asyncio.run(run())
    assert found_async == found
    assert [_shape(each) for each in requests_async] == [_shape(r) for r in requests]
    return found, requests


def _shape(request):
    """Return what both clients must send alike; boundaries of forms differ."""
    return request.method, request.target, request.headers.get("authorization")


def _take(result):
    """Return the items of a list or a stream; models can be iterated, too."""
    is_model = hasattr(type(result), "model_fields")
    return list(result) if hasattr(result, "__iter__") and not is_model else result


async def _take_async(result):
    if inspect.iscoroutine(result):
        result = await result
    return [item async for item in result] if hasattr(result, "__aiter__") else result
