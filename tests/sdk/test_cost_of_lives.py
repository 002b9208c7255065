"""Neither calls nor clients leave anything behind: objects are counted, and bytes."""

import asyncio
import gc
import tracemalloc

import httpx2
import pytest

LAMP = b'{"id": "g1", "name": "Lamp", "new": [{"deep": "' + b"x" * 20_000 + b'"}]}'
EVENTS = b'data: {"text": "one"}\n\ndata: {"text": "two"}\n\n'


def respond(request):
    listening = request.url.path == "/events"
    media = "text/event-stream" if listening else "application/json"
    status = 409 if request.url.path.endswith("/refused") else 200
    return httpx2.Response(
        status,
        headers={"content-type": media},
        content=EVENTS if listening else LAMP,
    )


def calls(shop):
    """Yield a function that makes a few calls, each time with other arguments."""
    http = httpx2.Client(transport=httpx2.MockTransport(respond))
    client = shop.Shop("t", http_client=http)

    def use(number):
        client.goods.get(id=f"g{number}")
        client.goods.create(name=f"Lamp {number}", size={"radius": number})
        with client.talk.listen() as stream:
            assert len(list(stream)) == 2
        with pytest.raises(shop.errors.APIStatusError):
            client.goods.get(id="refused")

    yield use
    http.close()


def async_calls(shop):
    loop = asyncio.new_event_loop()
    http = httpx2.AsyncClient(transport=httpx2.MockTransport(respond))
    client = shop.AsyncShop("t", http_client=http)

    async def use(number):
        await client.goods.get(id=f"g{number}")
        await client.goods.create(name=f"Lamp {number}", size={"radius": number})
        async with await client.talk.listen() as stream:
            assert len([item async for item in stream]) == 2
        with pytest.raises(shop.errors.APIStatusError):
            await client.goods.get(id="refused")

    yield lambda number: loop.run_until_complete(use(number))
    loop.run_until_complete(http.aclose())
    loop.close()


def clients(shop):
    def use(number):
        with shop.Shop(f"t{number}", headers={"x-number": str(number)}) as client:
            client.preload(client.talk)

    yield use


def async_clients(shop):
    async def use(number):
        async with shop.AsyncShop(f"t{number}") as client:
            client.preload(client.talk)

    loop = asyncio.new_event_loop()
    yield lambda number: loop.run_until_complete(use(number))
    loop.close()


def abandoned_clients(shop):
    yield lambda number: repr(shop.Shop(f"t{number}").goods.photos)


LIVES = [calls, async_calls, clients, async_clients, abandoned_clients]
MORE = 40


@pytest.fixture(params=LIVES, ids=lambda life: life.__name__)
def live(request, shop):
    """Return what is done again and again, and what fills the caches of 256 entries with it."""
    few = "clients" in request.param.__name__

    def warm(use):
        for number in range(10 if few else 600):
            use(number)

    for use in request.param(shop):
        yield use, warm


def test_objects_stay_as_many_as_they_were(live):
    use, warm = live
    warm(use)
    gc.collect()
    before = len(gc.get_objects())
    for number in range(MORE):
        use(1000 + number)
    gc.collect()
    assert len(gc.get_objects()) - before < MORE


def test_memory_stays_as_it_was(live):
    use, warm = live
    tracemalloc.start(1)
    try:
        warm(use)
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        for number in range(MORE):
            use(3000 + number)
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (after - before) / MORE < 100
