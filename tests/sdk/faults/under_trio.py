"""A program that runs the async client under trio: a call, a wait, a token, an upload, a file."""

import json
import tempfile
from pathlib import Path

import trio
from mini_sdk import AsyncShelf
from mini_sdk._runtime.client import AsyncClient
from mini_sdk._runtime.config import ClientConfig
from mini_sdk._runtime.files import FileContent
from mini_sdk._runtime.operation import Operation, Stream
from mini_sdk._runtime.resource import AsyncResource
from mini_sdk._runtime.schemes import ClientCredentialsScheme

from tests.sdk.faults.peer import answer, serve

TRIES = []


def decide(target):
    """Fail the first call of a book; give tokens, bytes and all else."""
    TRIES.append(target)
    if TRIES == ["/books/b1"]:
        return (b"HTTP/1.1 503 Busy\r\ncontent-length: 0\r\nretry-after: 0\r\n\r\n",)
    if target == "/token":
        return (answer(b'{"access_token":"t1"}'),)
    if target == "/file":
        return (answer(b"bytes", content_type="application/octet-stream"),)
    return (answer(json.dumps({"id": "b1", "title": "Emma"}).encode()),)


async def tokens_and_files(url, folder):
    """Fetch a token in two tasks at once; send a file and save one."""
    config = ClientConfig(
        name="api",
        version="1",
        servers=(url,),
        schemes=(ClientCredentialsScheme(default_token_url="/token"),),
    )
    upload = Operation(
        id="up", method="PUT", path="/up", body=lambda: FileContent, body_argument="body",
        content_type="application/octet-stream", result=lambda: dict[str, str],
    )  # fmt: skip
    file = Operation(
        id="file", method="GET", path="/file", accept="a/b", stream=Stream("bytes")
    )
    secrets = {"client_id": "client", "client_secret": "secret"}
    async with AsyncClient(config, secrets, base_url=url) as client:
        resource = AsyncResource(client)
        source = folder / "source"
        source.write_bytes(b"x" * 100_000)

        async def send():
            assert await resource._call(upload, {"body": source}, None)

        async with trio.open_nursery() as nursery:
            nursery.start_soon(send)
            nursery.start_soon(send)
        await (await resource._bytes(file, {}, None)).save(folder / "saved")
        assert (folder / "saved").read_bytes() == b"bytes"
    assert TRIES.count("/token") == 1


async def main(url, folder):
    """Call, with one wait; then the rest."""
    async with AsyncShelf("t", base_url=url) as client:
        assert (await client.books.get("b1")).id == "b1"
        assert TRIES == ["/books/b1"] * 2
    await tokens_and_files(url, folder)


with serve(decide) as peer, tempfile.TemporaryDirectory() as name:
    trio.run(main, peer.url, Path(name))
print("done")
