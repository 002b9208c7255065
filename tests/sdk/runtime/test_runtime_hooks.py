"""Hooks: what they hear, and that nothing is lost where they fail."""

import httpx2
import pytest

from tests.sdk.runtime.harness import BOOK, TOKEN, Pieces, Script, done, reply

HOOKS = ("on_request", "on_response", "on_retry", "on_deviation")


class Listener:
    """Remembers events; its hooks are functions, or coroutine functions where those may be."""

    def __init__(self, *, coroutines):
        self.heard = []
        self.coroutines = coroutines

    def settings(self):
        return {name: self.hook(name) for name in HOOKS}

    def hook(self, name):
        async def later(event):
            self.heard.append((name, event))

        def at_once(event):
            self.heard.append((name, event))

        return later if self.coroutines else at_once

    @property
    def names(self):
        return [name for name, _ in self.heard]


@pytest.fixture(params=["functions", "coroutine functions"])
def listener(request, harness):
    coroutines = request.param != "functions" and harness.asynchronous
    return Listener(coroutines=coroutines)


def test_hooks_hear_of_each_attempt_in_order(harness, listener):
    script = Script(
        httpx2.ConnectError("refused"),
        reply(503, {}, x_request_id="r1"),
        reply(200, BOOK, x_request_id="r2"),
    )
    harness.call(lambda c: c.books.get("b1"), script, **listener.settings())
    attempt = ["on_request", "on_response"]
    assert listener.names == [*attempt, "on_retry", *attempt, "on_retry", *attempt]
    events = [event for _, event in listener.heard]
    assert {event.operation for event in events} == {"getBook"}
    assert {event.url for event in events} == {"https://api.shelf.example/books/b1"}
    assert [event.attempt for event in events] == [1, 1, 1, 2, 2, 2, 3, 3]
    answers = [event for name, event in listener.heard if name == "on_response"]
    assert [event.status for event in answers] == [None, 503, 200]
    assert [event.error for event in answers] == ["ConnectError", None, None]
    assert [event.request_id for event in answers] == [None, "r1", "r2"]
    waits = [event.delay for name, event in listener.heard if name == "on_retry"]
    assert waits == harness.clock.slept


def test_hooks_hear_of_deviations(harness, listener):
    script = Script(reply(200, {**BOOK, "title": 7}, x_request_id="r1"))
    harness.call(lambda c: c.books.get("b1"), script, **listener.settings())
    name, event = listener.heard[-1]
    assert name == "on_deviation"
    assert (event.path, event.request_id) == ("title", "r1")


def test_events_hold_no_secret(harness, listener):
    options = {"query": {"key": TOKEN}, "headers": {"x-key": TOKEN}}
    script = Script(reply(503, {}), reply(200, []))
    harness.call(
        lambda c: c.with_options(**options).books.list(),
        script,
        **listener.settings(),
    )
    assert listener.heard
    assert TOKEN not in repr(listener.heard)


class OwnError(Exception):
    """What a hook raises."""


@pytest.mark.parametrize("name", HOOKS)
def test_what_a_hook_raises_passes_through(harness, name):
    def fail(_):
        raise OwnError

    wrong = {**BOOK, "title": 7}
    answer = reply(200, wrong) if name == "on_deviation" else reply(503, {})
    with pytest.raises(OwnError):
        harness.call(lambda c: c.books.get("b1"), Script(answer), **{name: fail})


def test_a_hook_that_raises_leaves_no_stream_open(harness, runtime):
    operation = runtime("operation")
    download = operation.Operation(
        id="download",
        method="GET",
        path="/file",
        accept="application/octet-stream",
        stream=operation.Stream("bytes"),
    )

    def fail(_):
        raise OwnError

    pieces = Pieces(b"x" * 10)

    async def use(client):
        with pytest.raises(OwnError):
            await done(harness.resource(client)._bytes(download, {}, None))

    answer = pieces.answer("application/octet-stream")
    harness.run(use, Script(answer), on_response=fail)
    assert pieces.is_closed


def test_a_wrong_hook_is_refused(harness):
    with pytest.raises(harness.errors.ConfigurationError, match="on_retry"):
        harness.client(Script(reply(200, BOOK)), token=TOKEN, on_retry="x")


def test_the_sync_client_refuses_coroutine_functions(sdk):
    async def hook(_):
        pass

    with pytest.raises(sdk.errors.ConfigurationError, match="on_request"):
        sdk.Shelf(TOKEN, on_request=hook)


def test_new_clients_of_with_options_keep_the_hooks(harness, listener):
    harness.call(
        lambda c: c.with_options(timeout=1.0).books.get("b1"),
        Script(reply(200, BOOK)),
        **listener.settings(),
    )
    assert listener.names == ["on_request", "on_response"]
