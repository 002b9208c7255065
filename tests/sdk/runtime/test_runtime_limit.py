"""Reading a part of a list."""

import pytest

from tests.sdk.runtime.harness import Script, done, each, reply


@pytest.fixture
def parts(runtime):
    operation, pagination = runtime("operation"), runtime("pagination")
    cursor = operation.Parameter("cursor", "cursor", "query", lambda: str)
    listing = operation.Operation(
        id="listThings",
        method="GET",
        path="/things",
        parameters=(cursor,),
        result=lambda: dict[str, object],
    )
    pages = pagination.Pagination("cursor", "cursor", ("data",), ("next",))
    return listing, pages


def _things(request):
    cursor = request.url.params.get("cursor", "0")
    data = [{"n": int(cursor) * 2 + i} for i in range(2)]
    return reply(200, {"data": data, "next": str(int(cursor) + 1)}, x_request_id=cursor)


@pytest.mark.parametrize(("count", "requests"), [(0, 1), (1, 1), (2, 1), (3, 2)])
def test_a_limit_fetches_no_page_that_it_does_not_need(harness, parts, count, requests):
    listing, pages = parts
    script = Script(_things)

    async def use(client):
        page = await done(harness.resource(client)._page(listing, pages, {}, None))
        found = [item["n"] async for item in each(page.limit(count))]
        assert found == list(range(count))

    harness.run(use, script)
    assert len(script.requests) == requests


def test_a_cursor_goes_on_elsewhere(harness, parts):
    listing, pages = parts

    async def use(client):
        call = harness.resource(client)._page
        first = await done(call(listing, pages, {}, None))
        again = await done(call(listing, pages, {"cursor": first.cursor}, None))
        assert again.items[0] == {"n": 2}

    harness.run(use, Script(_things))
