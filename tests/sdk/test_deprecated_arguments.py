"""Arguments that docs call deprecated, given to emitted packages, sync and async."""

from __future__ import annotations

import asyncio
import warnings
from typing import Any

import pytest
from dub_sdk import AsyncDub, Dub

from tests.sdk.loopback import Loopback, json_answer

TAG = "`tag_id` is deprecated: Send `tag_ids` instead."
SHARED = "deprecated: Share a dashboard of the link instead."
PREFIX = "`prefix` is deprecated: Use `text` instead."


def _create(client: Any, **more: Any) -> Any:
    return client.links.create(url="https://example.com", **more)


def _create_many(client: Any) -> Any:
    given = {"url": "https://example.com"}
    links = [given, {**given, "tag_id": "t", "public_stats": True}]
    return client.links.create_many(request=links)


CALLS = {
    "neither": (_create, {}, []),
    "one that is not": (lambda c: _create(c, tag_ids=["t"]), {}, []),
    "a field of the body": (lambda c: _create(c, tag_id="t"), {}, [TAG]),
    "null": (lambda c: _create(c, tag_id=None), {}, [TAG]),
    "keys of dicts in a list": (
        _create_many,
        [],
        [
            f"`request[1].public_stats` is {SHARED}",
            "`request[1].tag_id` is deprecated: Send `tag_ids` instead.",
        ],
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_deprecated_field_that_is_given_is_warned_of(name):
    use, answer, told = CALLS[name]
    assert _told(Dub, AsyncDub, use, answer) == told


def test_a_deprecated_parameter_that_is_given_is_warned_of(shop):
    for more, told in (({}, []), ({"prefix": "L"}, [PREFIX])):
        found = _told(
            shop.Shop, shop.AsyncShop, lambda c, m=more: c.goods.find(text="l", **m), []
        )
        assert found == told


def _told(sync_class, async_class, use, answer):
    """Return what a call warns of; each warning names the line of this module that calls."""

    async def run(url):
        async with async_class("token", base_url=url) as client:
            await use(client)

    heard = []
    for asynchronous in (False, True):
        with (
            Loopback(json_answer(200, answer)) as server,
            warnings.catch_warnings(record=True) as told,
        ):
            warnings.simplefilter("always")
            if asynchronous:
                asyncio.run(run(server.url))
            else:
                with sync_class("token", base_url=server.url) as client:
                    use(client)
        assert {each.filename for each in told} <= {__file__}
        assert {each.category for each in told} <= {DeprecationWarning}
        heard.append(sorted(str(each.message) for each in told))
    assert heard[0] == heard[1]
    return heard[0]
