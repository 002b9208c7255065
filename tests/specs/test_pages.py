"""Lists of the API are read page by page by the emitted SDK, as one list."""

import asyncio
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from dub_sdk import AsyncDub, Dub

from generator.build import read_api
from generator.inputs import ApiFolder
from generator.ir.types import ListOf
from generator.ir.values import MISSING
from generator.python.names import member_name
from tests.sdk.loopback import Loopback, json_answer
from tests.specs.conftest import SPECS
from tests.specs.made_up import MadeUp

API = read_api(ApiFolder("dub", SPECS, "specs/dub")).api
LISTS = [
    pytest.param(
        tuple(member_name(part) for part in (*resource.path, operation.name)),
        operation,
        id=operation.id.value.reveal(),
    )
    for resource in API.resources
    for operation in resource.operations
    if operation.pagination is not None
]


def method_of(client, path):
    for name in path:
        client = getattr(client, name)
    return client


def read_sync(url, path, limit):
    with Dub("t", base_url=url, max_retries=0) as client:
        return list(method_of(client, path)(**limit))


def read_async(url, path, limit):
    async def run():
        async with AsyncDub("t", base_url=url, max_retries=0) as client:
            return [item async for item in method_of(client, path)(**limit)]

    return asyncio.run(run())


def items(operation):
    """Three items of the list, as they travel, each with a name of its own."""
    listed = operation.success.type
    assert isinstance(listed, ListOf)
    made = json.dumps(MadeUp(API).value(listed.item, MISSING))
    return [json.loads(made) | {"id": f"item_{number}"} for number in range(3)]


@pytest.mark.parametrize("read", [read_sync, read_async])
@pytest.mark.parametrize(("path", "operation"), LISTS)
def test_a_list_goes_on_until_a_page_is_empty(read, path, operation):
    first, second, third = items(operation)
    pages = [[first, second], [third], []]
    limit = operation.pagination.value.limit.reveal()
    script = [json_answer(200, page) for page in pages]
    with Loopback(*script) as server:
        found = read(
            server.url, path, {member_name(operation.pagination.value.limit): 2}
        )
    assert len(found) == 3
    queries = [parse_qs(urlsplit(request.target).query) for request in server.received]
    assert [query.get("page", ["1"]) for query in queries] == [["1"], ["2"], ["3"]]
    assert all(query[limit] == ["2"] for query in queries)


def test_every_list_that_takes_a_page_is_read_by_pages():
    paged = {
        operation.id.value.reveal()
        for resource in API.resources
        for operation in resource.operations
        if any(p.name.reveal() == "page" for p in operation.parameters)
    }
    assert {param.id for param in LISTS} == paged
    assert len(paged) == 7
