"""What a program pays for importing the package and making a client, in counts that never vary."""

import json
import subprocess
import sys

import pytest

from tests.sdk.conftest import SOURCE

REPORT = """
import gc, json, sys
from pydantic import BaseModel
models = [c.__qualname__ for c in gc.get_objects() if isinstance(c, type) and issubclass(c, BaseModel)]
print(json.dumps({"modules": sorted(sys.modules), "models": models}))
"""


def costs(code):
    """Return the modules and the models that are there once the code has run."""
    result = subprocess.run(
        [sys.executable, "-I", "-B", "-W", "error", "-c", code + REPORT],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(result.stdout)


def made(source, package, client):
    path = f"import sys\nsys.path.insert(0, {str(source)!r})\n"
    return costs(f"{path}import {package}\nmade = {package}.{client}\n")


@pytest.fixture(scope="module", params=["Dub('t')", "AsyncDub('t')"])
def ready(request):
    """A process that has imported the package and made a client."""
    return made(SOURCE, "dub_sdk", request.param)


@pytest.fixture(scope="module")
def floor():
    """A process that has a model of Pydantic's, and nothing else."""
    return costs("import pydantic\nclass Model(pydantic.BaseModel): pass\n")


def test_no_model_of_the_api_is_made(ready, floor):
    assert set(ready["models"]) <= {*floor["models"], "Model"}


def test_the_http_library_and_what_it_loads_stay_out(ready, floor):
    new = {name.partition(".")[0] for name in ready["modules"]}
    new -= {name.partition(".")[0] for name in floor["modules"]}
    assert not new & {"httpx2", "httpcore2", "anyio", "h11", "asyncio", "ssl", "uuid"}


def test_few_modules_are_loaded_and_none_that_few_calls_use(ready):
    own = {m.removeprefix("dub_sdk.") for m in ready["modules"] if "dub_sdk" in m}
    unused = {"downloads", "events", "streams", "transport", "items", "refusals"}
    assert not own & {f"_runtime.{name}" for name in unused}
    inner = {name.rpartition(".")[0] for name in own}
    assert inner == {"", "_runtime", "models"}
    assert len(own) <= 50


def test_a_client_with_operations_of_its_own_pays_no_more(shop_source):
    found = made(shop_source, "shop_sdk", "Shop('key')")
    assert not [name for name in found["modules"] if name.startswith("httpx2")]
