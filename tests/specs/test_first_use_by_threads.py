"""Everything is made with its first use; threads that come to it together get the right answers."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from dub_sdk import models
from pydantic import BaseModel

from generator.ir.types import Binary
from generator.ir.values import MISSING
from tests.sdk.conftest import SOURCE
from tests.specs.made_up import PICTURE, MadeUp
from tests.specs.test_every_operation import API, OPERATIONS

PROGRAM = """
import json, re, sys, threading, traceback, warnings
warnings.simplefilter("ignore", DeprecationWarning)
sys.path.insert(0, sys.argv[1])
import httpx2
from dub_sdk import Dub, deviations, errors

threads, calls = json.load(sys.stdin)
sys.setswitchinterval(1e-6)

def serve(request):
    _, _, media, body = calls[int(request.headers["x-call"])]
    status = int(request.headers["x-status"])
    return httpx2.Response(status, headers={"content-type": media}, content=body.encode("latin-1"))

client = Dub("t", http_client=httpx2.Client(transport=httpx2.MockTransport(serve)), max_retries=0)
start, found, failed = threading.Barrier(threads), [{} for _ in range(threads)], []

def call(number, status):
    path, given, _, _ = calls[number]
    method = client
    for name in path:
        method = getattr(method, name)
    headers = {"x-call": str(number), "x-status": str(status)}
    try:
        result = method(**given, options={"headers": headers})
    except errors.SDKError as error:
        return f"{error!r} {getattr(error, 'data', None)!r}"
    return f"{type(result)} {getattr(result, 'result', result)!r} {deviations(result)}"

def work(thread):
    start.wait()
    first = thread // 4 * 4 * len(calls) // threads  # four come to each place
    try:
        for number in [*range(first, len(calls)), *range(first)]:
            for status in (200, 404):
                found[thread][f"{number} {status}"] = call(number, status)
    except BaseException:
        failed.append(traceback.format_exc())

workers = [threading.Thread(target=work, args=(thread,)) for thread in range(threads)]
for worker in workers: worker.start()
for worker in workers: worker.join()
assert not failed, failed[0]
assert all(each == found[0] for each in found)
print(json.dumps(found[0], sort_keys=True))
"""


def _plain(value):
    """Return an argument as JSON with the names of Python."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_unset=True)
    return [*map(_plain, value)] if isinstance(value, list) else value


def _answer(operation, *, spoilt):
    """Return the media type and the body; `spoilt` ones deviate from the docs."""
    success = operation.success
    if isinstance(success.type, Binary):
        return success.content_type.value, PICTURE.decode("latin-1")
    value = MadeUp(API).value(success.type, MISSING)
    return success.content_type.value, json.dumps(_spoilt(value) if spoilt else value)


def _spoilt(value):
    if isinstance(value, list):
        return [*map(_spoilt, value)]
    if isinstance(value, dict):
        return {key: _spoilt(each) for key, each in value.items()}
    return None if isinstance(value, str) else value


@pytest.mark.parametrize("spoilt", [False, True])
def test_32_threads_get_the_answers_that_one_gets(spoilt):
    maker = MadeUp(API, models)
    calls = []
    for each in OPERATIONS:
        path, operation = each.values
        given = maker.arguments(operation)
        plain = {name: _plain(value) for name, value in given.items()}
        calls.append((path, plain, *_answer(operation, spoilt=spoilt)))
    alone, together = (_run(threads, calls) for threads in (1, 32))
    assert json.loads(alone).keys() == {
        f"{number} {status}" for number in range(len(calls)) for status in (200, 404)
    }
    assert together == alone


def _run(threads, calls):
    """Return what the calls give in a process that has used nothing before."""
    result = subprocess.run(
        [sys.executable, "-I", "-B", "-W", "error", "-c", PROGRAM, str(SOURCE)],
        input=json.dumps([threads, calls]),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    return result.stdout
