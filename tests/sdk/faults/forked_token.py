"""A program that forks while one of its threads fetches a token; the child fetches its own."""

import os
import signal
import threading

import httpx2
from mini_sdk._runtime.client import Client
from mini_sdk._runtime.config import ClientConfig
from mini_sdk._runtime.operation import Operation
from mini_sdk._runtime.schemes import ClientCredentialsScheme

PARENT = os.getpid()
fetching, over = threading.Event(), threading.Event()


def answer(request):
    """Let the fetch of the first process wait until the child is done."""
    if request.url.path == "/token" and os.getpid() == PARENT:
        fetching.set()
        assert over.wait(30)
    token = {"access_token": "t"} if request.url.path == "/token" else {}
    return httpx2.Response(200, json=token)


config = ClientConfig(
    "api",
    "1",
    ("https://api.example",),
    (ClientCredentialsScheme(default_token_url="/token"),),
)
ping = Operation(id="ping", method="GET", path="/ping", result=lambda: object)
client = Client(
    config,
    {"client_id": "me", "client_secret": "s"},
    http_client=httpx2.Client(transport=httpx2.MockTransport(answer)),
)
first = threading.Thread(target=client.execute, args=(ping, {}))
first.start()
assert fetching.wait(30)
child = os.fork()
if child == 0:
    signal.alarm(20)  # ends a child that waits for a lock which nobody will open
    assert client.execute(ping, {}) == {}
    os._exit(0)
_, status = os.waitpid(child, 0)
over.set()
first.join()
assert client.execute(ping, {}) == {}
print("both" if status == 0 else "the child failed")
