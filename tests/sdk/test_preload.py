"""`preload` moves what the first call would load to where the program wants it."""

import subprocess
import sys

import pytest

from tests.sdk.conftest import SOURCE

HEAD = """
import asyncio, json, sys, threading
import httpx2
sys.path.insert(0, {source!r})

BODY = json.dumps([{{"id": "l", "color": "red"}}]).encode()
HEADERS = {{"content-type": "application/json"}}
transport = httpx2.MockTransport(lambda _: httpx2.Response(200, headers=HEADERS, content=BODY))


def modules():
    return {{name for name in sys.modules if name.startswith(("dub_sdk", "shop_sdk", "pydantic"))}}
"""


def run(code, source=SOURCE):
    """Run code in a process of its own, in which warnings are errors."""
    program = HEAD.format(source=str(source)) + code
    result = subprocess.run(
        [sys.executable, "-I", "-B", "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.split()


SYNC = """
from dub_sdk import Dub
client = Dub("t", http_client=httpx2.Client(transport=transport))
client.preload({resources})
before = modules()
client.tags.list(search="x")
assert modules() - before == {late}, modules() - before
"""

ASYNC = """
from dub_sdk import AsyncDub
client = AsyncDub("t", http_client=httpx2.AsyncClient(transport=transport))
client.preload({resources})
before = modules()
async def main():
    await client.tags.list(search="x")
asyncio.run(main())
assert modules() - before == {late}, modules() - before
"""


@pytest.mark.parametrize("code", [SYNC, ASYNC], ids=["sync", "async"])
@pytest.mark.parametrize("resources", ["", "client.tags", "client.links, client.tags"])
def test_the_first_call_has_nothing_left_to_load(code, resources):
    run(code.format(resources=resources, late=set()))


def test_what_looks_for_deprecated_fields_is_loaded():
    code = """
from dub_sdk import Dub
client = Dub("t", http_client=httpx2.Client(transport=transport))
client.preload(client.links)
before = modules()
client.links.create_many(request=[{"url": "https://example.com"}])
print(*modules() - before)
"""
    assert run(code) == []


def test_what_was_not_asked_for_is_not_loaded():
    code = """
from dub_sdk import Dub
client = Dub("t")
client.preload(client.tags)
print(*(name for name in modules() if name.startswith(("dub_sdk.resources.", "dub_sdk.models."))))
"""
    found = {name.rpartition(".")[2] for name in run(code)}
    assert "tags" in found
    assert "link_schema" not in found
    assert "links" not in found


def test_everything_is_loaded_and_the_http_client_is_made():
    code = """
from pathlib import Path
from dub_sdk import Dub
client = Dub("t")
client.preload()
class Refused:
    def __init__(self, *_, **__):
        raise AssertionError("made late")
httpx2.Client = Refused
client.preload()
package = Path(sys.modules["dub_sdk"].__file__).parent
resources = {p.stem for p in (package / "resources").glob("[a-z]*.py")}
assert {m.rpartition(".")[2] for m in modules() if ".resources." in m} == resources
assert "dub_sdk.models.components.link_schema" in modules()
"""
    run(code)


def test_nested_resources_and_operations_of_the_client_itself_are_found(shop_source):
    code = """
from shop_sdk import Shop
client = Shop("t")
client.preload()
from pathlib import Path
package = Path(sys.modules["shop_sdk"].__file__).parent
wanted = {p.stem for p in (package / "resources").glob("*.py")} - {"__init__"}
assert {m.rpartition(".")[2] for m in modules() if ".resources." in m} == wanted
"""
    run(code, shop_source)


def test_32_threads_may_call_it_at_once(shop_source):
    code = """
import {package}
sys.setswitchinterval(1e-6)
barrier = threading.Barrier(32)
failed = []
client = {package}.{name}("t")
def use(number):
    try:
        barrier.wait()
        client.preload()
    except BaseException as error:
        failed.append(error)
threads = [threading.Thread(target=use, args=(n,)) for n in range(32)]
[t.start() for t in threads]
[t.join() for t in threads]
assert not failed, failed
"""
    run(code.format(package="dub_sdk", name="Dub"))
    run(code.format(package="shop_sdk", name="Shop"), shop_source)


@pytest.mark.parametrize(
    "resources", ["'links'", "client", "client.links.list", "AsyncDub('t')"]
)
def test_what_is_no_resource_is_refused_before_anything_is_loaded(resources):
    code = f"""
from dub_sdk import AsyncDub, Dub, errors
client = Dub("t")
try:
    client.preload({resources})
except errors.InvalidArgumentError as error:
    assert error.argument == "resources"
else:
    raise AssertionError("not refused")
assert not [name for name in modules() if ".resources." in name] or "links" in {resources!r}
"""
    run(code)


def test_a_closed_client_refuses():
    code = """
from dub_sdk import Dub, errors
client = Dub("t")
client.close()
try:
    client.preload(client.tags)
except errors.ClientClosedError:
    print("refused")
"""
    assert run(code) == ["refused"]
