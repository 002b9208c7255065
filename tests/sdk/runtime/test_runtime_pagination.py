"""Lists that come page by page."""

import json
from itertools import islice

import httpx2
import pytest

from tests.sdk.runtime.harness import Script, done, each, reply, until

BOOKS = [{"id": f"b{n}", "title": f"T{n}"} for n in range(5)]


@pytest.fixture
def paged(harness, runtime, sdk):
    """Return a function that begins a list."""
    operation, pagination = runtime("operation"), runtime("pagination").Pagination

    def begin(client, style, values=None, *, options=None, body=None, **more):
        hint = more.pop("result", dict[str, object])
        argument = more.pop("argument", "at")
        parameters = () if body else _parameters(operation, argument)
        listing = operation.Operation(
            id="listBooks",
            method="POST" if body else "GET",
            path="/books",
            parameters=parameters,
            body=None if body is None else lambda: body,
            body_argument=argument[0] if isinstance(argument, tuple) else None,
            result=lambda: hint,
        )
        way = more.pop("items", ("data",))
        how = pagination(style, argument, way, **more)
        return harness.resource(client)._page(listing, how, values or {}, options)

    return begin


def _parameters(operation, argument):
    return (operation.Parameter(argument, "at", "query", lambda: int | str),)


def numbered(size, first=1):
    """Answer with pages of `size` books, by number."""

    def step(request):
        start = (int(request.url.params.get("at", first)) - first) * size
        return httpx2.Response(200, json={"data": BOOKS[start : start + size]})

    return step


def by_offset(request):
    start = int(request.url.params.get("at", 0))
    return httpx2.Response(200, json={"data": BOOKS[start : start + 2]})


def by_cursor(request):
    """Answer with two books and the index of the next, as text; an empty page on the way."""
    at = request.url.params.get("at", "0")
    if at == "gap":
        return httpx2.Response(200, json={"data": [], "next": "2"})
    start = int(at)
    after = {0: "gap", 2: "4"}.get(start)
    return httpx2.Response(200, json={"data": BOOKS[start : start + 2], "next": after})


async def _ids(pager):
    return [item["id"] async for item in each(pager)]


@pytest.mark.parametrize(
    ("style", "step", "more", "calls"),
    [
        ("page", numbered(2), {}, 4),
        ("page", numbered(2, first=0), {"start": 0}, 4),
        ("page", numbered(5), {}, 2),
        ("offset", by_offset, {}, 4),
        ("cursor", by_cursor, {"cursor": ("next",)}, 4),
    ],
)
def test_iterating_yields_the_items_of_all_pages(
    harness, paged, style, step, more, calls
):
    script = Script(step)
    run = harness.run(lambda c: _ids(paged(c, style, **more)), script)
    assert run == ["b0", "b1", "b2", "b3", "b4"]
    assert len(script.requests) == calls


def test_a_cursor_may_be_a_field_of_the_last_item(harness, paged, sdk):
    def step(request):
        ids = [book["id"] for book in BOOKS]
        start = ids.index(request.url.params["at"]) + 1 if request.url.params else 0
        return httpx2.Response(200, json=BOOKS[start : start + 2])

    async def run(client):
        pager = paged(
            client,
            "cursor",
            items=(),
            cursor_field="id",
            result=list[sdk.models.operations.Book],
        )
        return [book.title async for book in each(pager)]

    script = Script(step)
    assert harness.run(run, script) == ["T0", "T1", "T2", "T3", "T4"]
    assert [dict(r.url.params) for r in script.requests] == [
        {},
        {"at": "b1"},
        {"at": "b3"},
        {"at": "b4"},
    ]


def test_a_page_has_its_items_and_the_whole_answer(harness, paged):
    async def run(client):
        page = await done(paged(client, "cursor", cursor=("next",)))
        assert [item["id"] for item in page.items] == ["b0", "b1"]
        assert page.result["next"] == "gap"
        assert (page.cursor, page.has_next) == ("gap", True)
        assert repr(page).endswith("Page(items=2, has_next=True)")
        sizes = [len(each_page.items) async for each_page in each(page.pages())]
        assert sizes == [2, 0, 2, 1]
        last = await done(paged(client, "cursor", {"at": "4"}, cursor=("next",)))
        assert (last.cursor, last.has_next) == (None, False)
        assert await done(last.next_page()) is None

    harness.run(run, Script(by_cursor))


@pytest.mark.parametrize(
    ("style", "step", "more"),
    [
        ("page", numbered(2), {}),
        ("offset", by_offset, {}),
        ("cursor", by_cursor, {"cursor": ("next",)}),
    ],
)
def test_a_list_can_be_resumed_at_the_cursor_of_a_page(
    harness, paged, style, step, more
):
    async def first(client):
        page = await done(paged(client, style, **more))
        return json.loads(json.dumps(page.cursor))

    cursor = harness.run(first, Script(step))
    rest = harness.run(
        lambda c: _ids(paged(c, style, {"at": cursor}, **more)), Script(step)
    )
    assert rest == ["b2", "b3", "b4"]


def test_no_page_is_fetched_before_it_is_needed(harness, paged):
    script = Script(numbered(2))

    async def run(client):
        pager = paged(client, "page")
        before = len(script.requests)
        assert before == (0 if harness.asynchronous else 1)
        if not harness.asynchronous:
            return [item["id"] for item in islice(pager, 2)]
        return [item["id"] async for item in _first(pager, 2)]

    assert harness.run(run, script) == ["b0", "b1"]
    assert len(script.requests) == 1


async def _first(pager, count):
    async for item in pager:
        yield item
        count -= 1
        if count == 0:
            return


@pytest.mark.parametrize("style", ["page", "offset"])
def test_a_server_that_sends_the_same_page_again_is_noticed(harness, paged, style):
    script = Script(reply(200, {"data": BOOKS}))
    with pytest.raises(harness.errors.PaginationError) as caught:
        harness.run(lambda c: _ids(paged(c, style)), script)
    assert str(caught.value) == (
        "the server sends the same page for another at (operation listBooks)"
    )
    assert len(script.requests) == 2


@pytest.mark.parametrize("circle", [["a", "a"], ["a", "b", "c", "a"], ["a", 7, 7]])
def test_a_circle_of_cursors_is_noticed_before_it_is_followed(harness, paged, circle):
    steps = [reply(200, {"data": [n], "next": at}) for n, at in enumerate(circle)]
    script = Script(*steps)

    async def run(client):
        pager = paged(client, "cursor", cursor=("next",))
        seen, error = await until(harness.errors.PaginationError, pager)
        assert "read before" in str(error)
        return seen

    assert harness.run(run, script) == list(range(len(circle)))
    assert len(script.requests) == len(circle)


def test_the_cursor_that_the_caller_gave_counts_as_read(harness, paged):
    script = Script(reply(200, {"data": [1], "next": "x"}))

    def run(client):
        return _drain(paged(client, "cursor", {"at": "x"}, cursor=("next",)))

    with pytest.raises(harness.errors.PaginationError):
        harness.run(run, script)
    assert len(script.requests) == 1


async def _drain(pager):
    return [item async for item in each(pager)]


@pytest.mark.parametrize("cursor", [None, "", "missing"])
def test_no_cursor_ends_the_list(harness, paged, cursor):
    answer = {"data": [1], **({} if cursor == "missing" else {"next": cursor})}
    script = Script(reply(200, answer))
    run = harness.run(lambda c: _drain(paged(c, "cursor", cursor=("next",))), script)
    assert run == [1]


@pytest.mark.parametrize("data", [None, "missing"])
def test_a_page_without_a_list_has_no_items(harness, paged, data):
    script = Script(reply(200, {} if data == "missing" else {"data": None}))
    assert harness.run(lambda c: _drain(paged(c, "page")), script) == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [({"data": "x"}, "no list at data"), ({"data": [1], "next": {}}, "no text and no")],
)
def test_a_page_of_another_shape_is_an_error_but_its_answer_is_there(
    harness, paged, answer, words
):
    async def run(client):
        page = await done(paged(client, "cursor", cursor=("next",)))
        assert page.result == answer
        with pytest.raises(harness.errors.PaginationError, match=words):
            await done(page.next_page())

    harness.run(run, Script(reply(200, answer)))


def test_each_page_is_a_full_call_with_the_same_options(harness, paged):
    def step(request):
        if len(script.requests) == 2:
            return httpx2.Response(503)
        return numbered(5)(request)

    script = Script(step)
    options = {"headers": {"x-trace": "1"}, "query": {"size": 5}}
    run = harness.run(lambda c: _ids(paged(c, "page", options=options)), script)
    assert len(run) == 5
    assert len(script.requests) == 3
    assert len(harness.clock.slept) == 1
    for request in script.requests:
        assert request.headers["x-trace"] == "1"
        assert request.url.params["size"] == "5"


def test_a_failure_on_a_further_page_keeps_what_came_before(harness, paged):
    script = Script(numbered(2), reply(404, {"message": "gone"}))

    async def run(client):
        seen, error = await until(harness.errors.APIStatusError, paged(client, "page"))
        assert error.message == "gone"
        return seen

    assert harness.run(run, script) == BOOKS[:2]


@pytest.mark.parametrize("given", ["model", "dict", "flat", "nothing"])
def test_the_argument_may_be_a_field_of_the_body(harness, paged, sdk, given):
    kind = sdk.models.operations.Book
    begun = kind(id="x", title="t")
    argument = "page_count" if given == "flat" else ("filter", "page_count")
    values = {
        "model": {"filter": begun},
        "dict": {"filter": {"id": "x", "title": "t"}},
        "flat": {"id": "x", "title": "t"},
        "nothing": {"filter": {"id": "x", "title": "t", "page_count": 0}},
    }[given]

    def step(request):
        at = json.loads(request.content).get("pageCount", 0)
        return httpx2.Response(200, json={"data": BOOKS[at : at + 2]})

    script = Script(step)

    def run(client):
        return _ids(paged(client, "offset", values, body=kind, argument=argument))

    assert harness.run(run, script) == ["b0", "b1", "b2", "b3", "b4"]
    assert [json.loads(r.content).get("pageCount") for r in script.requests][1:] == [
        2,
        4,
        5,
    ]
    assert "page_count" not in begun.model_fields_set


def test_a_wrong_argument_is_refused_before_anything_is_sent(harness, paged):
    script = Script(numbered(2))
    with pytest.raises(harness.errors.InvalidArgumentError):
        harness.run(lambda c: _drain(paged(c, "page", {"at": []})), script)
    assert script.requests == []


def test_an_async_list_may_be_made_and_left(harness, paged):
    async def run(client):
        assert repr(paged(client, "page")).startswith(
            "<AsyncPager of listBooks>" if harness.asynchronous else "Page("
        )

    harness.run(run, Script(numbered(2)))
