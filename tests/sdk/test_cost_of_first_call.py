"""What the first call of an operation loads, in counts that never vary: what it needs, and once."""

import json
import subprocess
import sys

import pytest

from generator.build import read_api
from generator.inputs import ApiFolder
from generator.ir.values import MISSING
from tests.sdk.conftest import ROOT, SOURCE
from tests.specs.made_up import MadeUp

API = read_api(ApiFolder("dub", ROOT / "specs" / "dub", "specs/dub")).api
OPERATIONS = {o.id.value.reveal(): o for r in API.resources for o in r.operations}
CALLS = {
    "trackLead": "client.track.lead(click_id='c', event_name='e', external_id='x')",
    "createLink": "client.links.create(url='https://example.com')",
    "listEvents": "client.events.list()",
}
BUDGET = {
    "trackLead": {"models": 4, "modules": 5, "adapters": 2},
    "createLink": {"models": 7, "modules": 10, "adapters": 2},
    "listEvents": {"models": 19, "modules": 25, "adapters": 1},
}
PROGRAM = """
import json, sys
from collections import Counter
import httpx2, pydantic
sys.path.insert(0, {source!r})
from dub_sdk import Dub

answer = httpx2.Response(200, json={answer!r})
client = Dub("t", http_client=httpx2.Client(transport=httpx2.MockTransport(lambda _: answer)))
made, adapters = [], Counter()
create, adapt = type(pydantic.BaseModel).__new__, pydantic.TypeAdapter.__init__

def creating(metaclass, *arguments, **named):
    made.append(create(metaclass, *arguments, **named))
    return made[-1]

def adapting(self, hint, **named):
    adapters[repr(hint)] += 1
    adapt(self, hint, **named)

type(pydantic.BaseModel).__new__ = creating
pydantic.TypeAdapter.__init__ = adapting
before = set(sys.modules)
{call}
loaded = {{name for name in set(sys.modules) - before if ".models." in name}}
needed = set()
def walk(part):
    for value in part.values() if isinstance(part, dict) else part:
        if isinstance(value, type) and issubclass(value, pydantic.BaseModel):
            needed.add(value)
        elif isinstance(value, dict | list | tuple):
            walk(value)
from dub_sdk._runtime import adapters as known
for each in known._ADAPTERS.values():
    walk(each.core_schema)
print(json.dumps({{
    "made": [model.__qualname__ for model in made],
    "needed": sorted(model.__qualname__ for model in needed),
    "complete": all(model.__pydantic_complete__ for model in made),
    "modules": sorted(loaded),
    "adapters": adapters,
}}))
"""


@pytest.fixture(scope="module", params=CALLS)
def first(request):
    """The id of an operation, and what its first call loads in a new process."""
    type_ = OPERATIONS[request.param].success.type
    answer = MadeUp(API).value(type_, MISSING)
    code = PROGRAM.format(source=str(SOURCE), answer=answer, call=CALLS[request.param])
    run = subprocess.run(
        [sys.executable, "-I", "-B", "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return request.param, json.loads(run.stdout)


def test_each_model_is_made_once_and_none_that_is_not_needed(first):
    _, found = first
    assert sorted(found["made"]) == found["needed"]
    assert found["complete"]


def test_each_type_has_one_adapter(first):
    _, found = first
    assert set(found["adapters"].values()) == {1}


def test_what_is_loaded_stays_in_its_budget(first):
    name, found = first
    counts = {what: len(found[what]) for what in ("modules", "adapters")}
    counts["models"] = len(found["made"])
    assert all(counts[what] <= most for what, most in BUDGET[name].items()), counts
