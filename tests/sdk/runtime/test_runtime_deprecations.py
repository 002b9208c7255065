"""What docs call deprecated: who is told so, where, and who is not."""

import asyncio
import copy
import importlib
import warnings
from typing import Annotated

import httpx2
import pytest
from pydantic import Field
from typing_extensions import deprecated

from tests.sdk.runtime.harness import BOOK, Script, reply

OLD = "Use `new` instead."


@pytest.fixture(scope="session")
def old(runtime):
    """Return a model with deprecated fields, which holds others like it."""

    class Inner(runtime("models").Model):
        key: Annotated[str | None, Field(alias="Key"), deprecated(OLD)] = None
        other: str | None = None

    class Old(runtime("models").Model):
        id: str
        tag: Annotated[str | None, Field(alias="oldTag"), deprecated("Deprecated.")] = (
            None
        )
        inner: Inner | None = None
        many: list[Inner] | None = None
        by_name: dict[str, Inner | int] | None = None

    return Old


@pytest.fixture
def send(harness, runtime, old):
    """Return a function that calls an operation, and returns what it warned of, and where."""
    parameter = runtime("operation").Parameter
    operation = runtime("operation").Operation(
        id="send",
        method="POST",
        path="/old",
        parameters=(
            parameter("plain", "plain", "query", lambda: str),
            parameter("sort", "sort", "query", lambda: str, deprecated=OLD),
            parameter("since", "since", "header", lambda: str, deprecated=OLD),
            parameter("where", "where", "query", lambda: old),
        ),
        body=lambda: old,
        result=lambda: old,
    )

    def call(values):
        async def use(client):
            got = harness.resource(client)._call(operation, values, None)
            return await got if harness.asynchronous else got

        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            harness.run(use, Script(reply(200, {"id": "o", "oldTag": "t"})))
        assert {(each.category, each.filename) for each in told} <= {
            (DeprecationWarning, __file__)
        }
        return [str(each.message) for each in told]

    return call


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, []),
        ({"plain": "a", "inner": {"other": "b"}, "many": [{}], "by_name": {}}, []),
        ({"sort": None}, []),
        ({"sort": "a"}, [f"`sort` is deprecated: {OLD}"]),
        ({"since": "a"}, [f"`since` is deprecated: {OLD}"]),
        ({"tag": "a"}, ["`tag` is deprecated"]),
        ({"tag": None}, ["`tag` is deprecated"]),
        ({"inner": {"key": "a"}}, [f"`inner.key` is deprecated: {OLD}"]),
        ({"many": [{}, {"key": "a"}]}, [f"`many[1].key` is deprecated: {OLD}"]),
        ({"by_name": {"a": {"key": "a"}}}, [f"`by_name.a.key` is deprecated: {OLD}"]),
        ({"where": {"id": "a", "tag": "b"}}, ["`where.tag` is deprecated"]),
    ],
)
def test_who_gives_what_is_deprecated_is_told_where_it_is_and_what_to_use(
    send, values, told
):
    assert send({"id": "x", **values}) == told


def test_a_model_that_holds_it_is_told_of_when_it_is_sent(send, old):
    inner = old.model_fields["inner"].annotation.__args__[0](key="a")
    assert send({"id": "x", "inner": inner}) == [f"`inner.key` is deprecated: {OLD}"]


def test_a_deprecated_method_does_not_hide_the_line(harness, runtime, monkeypatch):
    books = importlib.import_module(f"{harness.sdk.__name__}.resources.books")
    kind = books.AsyncBooks if harness.asynchronous else books.Books
    monkeypatch.setattr(kind, "get", deprecated("Get no books.")(kind.get))
    (page,) = (each for each in books._GET.parameters if each.name == "page")
    monkeypatch.setattr(page, "deprecated", OLD)

    async def use(client):
        got = client.books.get("b1", page=1)
        return await got if harness.asynchronous else got

    with pytest.warns(DeprecationWarning, match="Get no books|`page`") as told:
        harness.run(use, Script(reply(200, BOOK)))
    assert {(str(each.message), each.filename) for each in told} == {
        ("Get no books.", __file__),
        (f"`page` is deprecated: {OLD}", __file__),
    }


def test_warnings_that_are_errors_keep_the_call_from_being_sent(harness, runtime):
    parameter = runtime("operation").Parameter(
        "a", "a", "query", lambda: str, deprecated=OLD
    )
    operation = runtime("operation").Operation(
        id="x", method="GET", path="/", parameters=(parameter,)
    )
    script = Script(reply(204))
    with pytest.raises(DeprecationWarning, match="`a` is deprecated"):
        harness.call(lambda c: c.execute(operation, {"a": "b"}), script)
    assert script.requests == []


def test_a_refused_argument_is_not_told_of(send, sdk):
    with pytest.raises(sdk.errors.InvalidArgumentError):
        send({"id": 1, "tag": "a"})


def test_reading_a_field_warns_at_the_line_that_reads(old):
    read = old(id="x", tag="t")
    with pytest.warns(DeprecationWarning, match=r"Deprecated\.") as told:
        assert read.tag == "t"
    assert told[0].filename == __file__


def test_nothing_else_that_is_done_with_a_model_warns(runtime, old):
    lenient, read_json = runtime("lenient"), runtime("decode").read_json
    for text in (b'{"id":"x","oldTag":"t"}', b'{"id":1,"oldTag":2,"many":[{"Key":3}]}'):
        read, found, _ = read_json(old, text, strict=False)
        assert lenient.deviations(read) == found
        assert "tag=" in repr(read)
        assert "tag=" in str(read)
        for copied in (
            copy.copy(read),
            copy.deepcopy(read),
            read.model_copy(),
        ):
            assert copied.model_dump() == read.model_dump()
        assert read == read.model_copy()
        assert dict(read).keys() >= {"id", "tag"}
        assert read.model_dump_json(by_alias=True)
        assert old.model_json_schema()["properties"]["oldTag"]["deprecated"] is True


def test_a_task_of_its_own_does_not_hide_the_warning(send, old, sdk, runtime):
    """Its frames are those of the event loop: the warning comes all the same."""
    parameter = runtime("operation").Parameter(
        "a", "a", "query", lambda: str, deprecated=OLD
    )
    operation = runtime("operation").Operation(
        id="x", method="GET", path="/", parameters=(parameter,)
    )

    async def use():
        transport = httpx2.MockTransport(Script(reply(204)))
        async with sdk.AsyncShelf(
            token="t", http_client=httpx2.AsyncClient(transport=transport)
        ) as client:
            await asyncio.gather(client.execute(operation, {"a": "b"}))

    with pytest.warns(DeprecationWarning, match="`a` is deprecated"):
        asyncio.run(use())
