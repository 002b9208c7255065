"""Runs in the environment of one SDK, and measures there; prints JSON.

Stands on that SDK alone: `ours`, `preloaded`, `dub` or `openai`.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
import tracemalloc
from pathlib import Path
from statistics import median
from typing import Any

try:
    import httpx2 as httpx
except ImportError:
    import httpx

ROUNDS, CALLS = 25, 100
LEAD = {"clickId": "c", "eventName": "e", "externalId": "x", "metadata": {"seats": 3}}
CHAT = {"model": "m", "messages": [{"role": "user", "content": "text"}]}
SECRET = {"authorization": "Bearer t"}


class Server(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers each request with one body, without a network."""

    def __init__(self, value: object) -> None:
        self.body = json.dumps(value).encode()

    def answer(self) -> httpx.Response:
        headers = {"content-type": "application/json"}
        return httpx.Response(200, headers=headers, content=self.body)

    def handle_request(self, _: httpx.Request) -> httpx.Response:
        return self.answer()

    async def handle_async_request(self, _: httpx.Request) -> httpx.Response:
        return self.answer()


def clients(name: str, server: Server) -> tuple[Any, Any]:
    """Return a sync and an async client of an SDK; they may be one."""
    http = httpx.Client(transport=server)
    ahttp = httpx.AsyncClient(transport=server)
    if name == "dub":
        from dub import Dub

        client = Dub(token="t", client=http, async_client=ahttp)
        return client, client
    if name == "openai":
        from openai import AsyncOpenAI, OpenAI

        return (
            OpenAI(api_key="t", http_client=http),
            AsyncOpenAI(api_key="t", http_client=ahttp),
        )
    from dub_sdk import AsyncDub, Dub

    client = Dub("t", http_client=http)
    if name == "preloaded":
        client.preload(client.track)
    return client, AsyncDub("t", http_client=ahttp)


def call(name: str, client: Any, *, is_async: bool = False) -> Any:
    """Make the call of the bench: typed in and out."""
    if name == "openai":
        return client.chat.completions.create(**CHAT)
    if name == "dub":
        request = {
            "click_id": "c",
            "event_name": "e",
            "customer_external_id": "x",
            "metadata": {"seats": 3},
        }
        lead = client.track.lead_async if is_async else client.track.lead
        return lead(request=request)
    return client.track.lead(
        click_id="c", event_name="e", external_id="x", metadata={"seats": 3}
    )


def measure_calls(name: str, answers: dict[str, Any]) -> dict[str, Any]:
    """Return, by case, the time of the SDK, of the other side, and the median ratio."""
    chat = name == "openai"
    server = Server(answers["completion" if chat else "lead"])
    client, aclient = clients(name, server)
    address, body = ("/chat/completions", CHAT) if chat else ("/track/lead", LEAD)
    base = "https://api.example.com"
    http = httpx.Client(transport=server, base_url=base, headers=SECRET)
    ahttp = httpx.AsyncClient(transport=server, base_url=base, headers=SECRET)

    async def raw() -> Any:
        return (await ahttp.post(address, json=body)).json()

    found = {
        "sync": compare(
            lambda: call(name, client), lambda: http.post(address, json=body).json()
        ),
        "async": asyncio.run(
            compare_async(lambda: call(name, aclient, is_async=True), raw)
        ),
    }
    found |= measure_listing(name, answers)
    if name == "ours":
        found |= measure_lists(answers["links"])
    return found


def measure_listing(name: str, answers: dict[str, Any]) -> dict[str, Any]:
    """Return what a list of a hundred costs, and how many KiB its result takes."""
    chats = {"object": "list", "data": [answers["completion"]] * 100, "has_more": False}
    server = Server(chats if name == "openai" else answers["links"])
    client, _ = clients(name, server)
    http = httpx.Client(transport=server, base_url="https://api.x", headers=SECRET)

    def use() -> Any:
        if name == "openai":
            return client.chat.completions.list()
        return client.links.list(**({"request": {}} if name == "dub" else {}))

    def raw() -> Any:
        return http.get("/links").json()

    pairs = [(timed(use, 5), timed(raw, 5)) for _ in range(ROUNDS + 1)]
    memory = held(use), held(raw)
    return {"listing": summary(pairs[1:]), "held": (*memory, memory[0] / memory[1])}


def held(use: Any) -> float:
    """Return the KiB of what a call returns, as Python allocates them."""
    use()
    gc.collect()
    tracemalloc.start()
    result = use()
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del result
    return size / 1024


def measure_lists(links: list[Any]) -> dict[str, Any]:
    """Return what reading a hundred links costs."""
    from dub_sdk import models
    from pydantic import TypeAdapter

    server = Server(links)
    client, _ = clients("ours", server)
    http = httpx.Client(transport=server, base_url="https://api.x", headers=SECRET)
    adapter = TypeAdapter(list[models.components.LinkSchema])
    rounds = [
        [
            timed(client.links.list, 5),
            timed(lambda: http.get("/links").content, 5),
            timed(lambda: adapter.validate_json(server.body), 5),
        ]
        for _ in range(ROUNDS + 1)
    ][1:]
    pairs = [(whole - transport, plain) for whole, transport, plain in rounds]
    return {"list": summary(pairs)}


def timed(use: Any, calls: int = CALLS) -> float:
    """Return the microseconds of processor time of one call."""
    start = time.process_time()
    for _ in range(calls):
        use()
    return (time.process_time() - start) / calls * 1e6


async def atimed(use: Any) -> float:
    start = time.process_time()
    for _ in range(CALLS):
        await use()
    return (time.process_time() - start) / CALLS * 1e6


def compare(one: Any, other: Any) -> tuple[float, ...]:
    pairs = [(timed(one), timed(other)) for _ in range(ROUNDS + 1)]
    return summary(pairs[1:])


async def compare_async(one: Any, other: Any) -> tuple[float, ...]:
    pairs = [(await atimed(one), await atimed(other)) for _ in range(ROUNDS + 1)]
    return summary(pairs[1:])


def summary(pairs: list[tuple[float, float]]) -> tuple[float, ...]:
    return (
        median(a for a, _ in pairs),
        median(b for _, b in pairs),
        median(a / b for a, b in pairs),
    )


def measure_first(name: str, answers: dict[str, Any]) -> float:
    """Return by how many milliseconds of processor time a first call exceeds a second."""
    server = Server(answers["completion" if name == "openai" else "lead"])
    client, _ = clients(name, server)
    return beyond_second(lambda: call(name, client))


def measure_first_list(name: str) -> float:
    """Return the same for a list whose items hold an object of 250 fields."""
    client, _ = clients(name, Server([]))
    if name == "preloaded":
        client.preload(client.links)
    if name == "dub":
        return beyond_second(lambda: client.links.list(request={}))
    return beyond_second(client.links.list)


def beyond_second(use: Any) -> float:
    start = time.process_time()
    use()
    middle = time.process_time()
    use()
    return 1000 * ((middle - start) - (time.process_time() - middle))


if __name__ == "__main__":
    _, wanted, sdk, file = sys.argv
    values = json.loads(Path(file).read_text(encoding="utf-8"))
    measures = {
        "calls": lambda: measure_calls(sdk, values),
        "first": lambda: measure_first(sdk, values),
        "first list": lambda: measure_first_list(sdk),
    }
    print(json.dumps(measures[wanted]()))
