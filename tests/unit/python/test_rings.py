"""Models that refer to each other, more of them than Python's usual limit of calls is good for."""

from __future__ import annotations

import subprocess
import sys

import pytest
from python_api import SETTINGS, api, field, obj, operation, ref, resource
from rendered import write_distribution

from generator.ir.operations import Method
from generator.ir.types import ListOf

COUNT = 90
USE = """
import sys
sys.path.insert(0, sys.argv[1])

def deep(depth):
    if depth:
        return deep(depth - 1)
    from acme_sdk import Acme, errors
    from acme_sdk.models import operations
    operations.Ring45(next=[{"next": []}])
    client = Acme("secret", base_url="http://127.0.0.1:1", max_retries=0)
    try:
        client.rings.put(next=[{"next": [{}]}])
    except errors.APIConnectionError:
        print("sent", sys.getrecursionlimit())

deep(500)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    rings = [
        obj(
            f"Ring{n}",
            field("next", ListOf(ref(f"Ring{(n + 1) % COUNT}")), required=False),
        )
        for n in range(COUNT)
    ]
    put = operation("put", Method.PUT, "/rings", body=ref("Ring0"), result=ref("Ring1"))
    given = api(*rings, resources=(resource("rings", put),))
    return write_distribution(tmp_path_factory.mktemp("rings"), given, SETTINGS)


def test_they_are_imported_and_sent_from_deep_inside_of_a_program(folder):
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", USE, str(folder / "src")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout == "sent 1000\n", run.stderr[-3000:]
