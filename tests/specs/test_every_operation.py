"""Every operation of the emitted SDK is called once, with and without asyncio."""

import asyncio
import json
import re
from contextlib import nullcontext
from urllib.parse import parse_qsl, urlsplit

import pytest
from dub_sdk import AsyncDub, Dub, models

from generator.build import read_api
from generator.inputs import ApiFolder
from generator.ir.operations import Location
from generator.python.names import member_name
from tests.sdk.loopback import Loopback
from tests.specs.conftest import SPECS
from tests.specs.made_up import MadeUp, reply

API = read_api(ApiFolder("dub", SPECS, "specs/dub")).api
OPERATIONS = [
    pytest.param(
        tuple(member_name(part) for part in (*resource.path, operation.name)),
        operation,
        id=operation.id.value.reveal(),
    )
    for resource in API.resources
    for operation in resource.operations
]


def method_of(client, path):
    for name in path:
        client = getattr(client, name)
    return client


def call_sync(url, path, arguments):
    with Dub("secret-token", base_url=url, max_retries=0, strict=True) as client:
        return method_of(client, path)(**arguments)


def call_async(url, path, arguments):
    async def run():
        settings = {"base_url": url, "max_retries": 0, "strict": True}
        async with AsyncDub("secret-token", **settings) as client:
            return await method_of(client, path)(**arguments)

    return asyncio.run(run())


def warning_of(operation):
    """A call of a deprecated operation warns; others must not."""
    if operation.deprecated is None:
        return nullcontext()
    reason = operation.deprecated.reason.reveal()
    return pytest.warns(DeprecationWarning, match=re.escape(reason))


@pytest.mark.filterwarnings("ignore:`.*` is deprecated:DeprecationWarning")
@pytest.mark.parametrize("call", [call_sync, call_async])
@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_it_is_sent_where_the_docs_say_and_its_answer_is_understood(
    call, path, operation
):
    arguments = MadeUp(API, models).arguments(operation)
    with Loopback(reply(API, operation)) as server, warning_of(operation):
        result = call(server.url, path, arguments)
    (request,) = server.received
    assert request.method == operation.method.value.value
    assert urlsplit(request.target).path == expected_path(operation)
    assert sent_query(request) == expected_query(operation)
    assert sent_body(request) == MadeUp(API).body(operation)
    assert result is not None


def expected_path(operation):
    path = operation.path.value.text.reveal()
    for variable in operation.path.value.variables:
        path = path.replace(f"{{{variable.reveal()}}}", "text")
    return path


def sent_query(request):
    return sorted({name for name, _ in parse_qsl(urlsplit(request.target).query)})


def expected_query(operation):
    """Every parameter is given, so all of them travel, under their names on the wire."""
    return sorted(
        parameter.wire_name.value.reveal()
        for parameter in operation.parameters
        if parameter.location.value is Location.QUERY
    )


def sent_body(request):
    return json.loads(request.body) if request.body else None


def test_there_are_as_many_operations_as_in_the_readme():
    readme = (SPECS / "README.md").read_text("utf-8")
    assert len(OPERATIONS) == readme.count("](docs/sdks/") - len(API.resources) == 44
