"""A program that calls, forks, and calls in both processes: `forked.py sync|async URL`."""

import asyncio
import os
import sys

import mini_sdk

kind, url = sys.argv[1:]
client = (mini_sdk.Shelf if kind == "sync" else mini_sdk.AsyncShelf)("t", base_url=url)


async def _calls(name):
    return [(await client.books.get(f"{name}{turn}")).id for turn in range(50)]


def calls(name):
    """Call often; fail if an answer is another's."""
    if kind == "sync":
        found = [client.books.get(f"{name}{turn}").id for turn in range(50)]
    else:
        found = asyncio.run(_calls(name))
    assert found == [f"{name}{turn}" for turn in range(50)], found


calls("before")
child = os.fork()
if child == 0:
    calls("child")
    os._exit(0)
calls("parent")
_, status = os.waitpid(child, 0)
if kind == "sync":
    client.close()
else:
    asyncio.run(client.aclose())
print("both" if status == 0 else "the child failed")
