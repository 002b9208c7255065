"""Over a real socket: what is sent, and the faults that only a wire can show."""

import json

import pytest

from tests.sdk.loopback import Fault, Loopback, answer, json_answer
from tests.sdk.runtime.harness import BOOK, TOKEN


def _get(client):
    return client.books.get("b1")


def test_a_call_over_the_wire(harness):
    with Loopback(json_answer(201, BOOK)) as server:
        book = harness.call(
            lambda c: c.books.add(title="Emma", metadata={"n": 1}),
            base_url=server.url,
        )
    (request,) = server.received
    assert book.title == "Emma"
    assert (request.method, request.target) == ("POST", "/books")
    assert json.loads(request.body) == {"title": "Emma", "metadata": {"n": 1}}
    assert request.headers["authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(
    "fault",
    [
        Fault.DROP,
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"not http at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nbad header\x00\r\n\r\n",
    ],
    ids=["dropped", "cut short", "bad chunk", "no http", "bad header"],
)
def test_a_broken_connection_is_our_error_and_post_is_sent_once(harness, fault):
    with Loopback(fault) as server:
        with pytest.raises(harness.errors.APIConnectionError) as caught:
            harness.call(lambda c: c.books.add(title="E"), base_url=server.url)
        assert not isinstance(caught.value, harness.errors.APITimeoutError)
        assert caught.value.sent
        assert len(server.received) == 1
    assert "operation addBook" in str(caught.value)


def test_a_read_is_repeated_after_a_broken_connection(harness):
    with Loopback(Fault.DROP, answer(503), json_answer(200, BOOK)) as server:
        assert harness.call(_get, base_url=server.url).id == "b1"
        assert len(server.received) == 3


def test_silence_is_a_timeout(harness):
    with Loopback(Fault.SILENCE) as server:
        with pytest.raises(harness.errors.APITimeoutError) as caught:
            harness.call(_get, base_url=server.url, timeout=0.5, max_retries=1)
        assert len(server.received) == 2
    assert caught.value.sent


def test_a_closed_port_is_our_error_and_nothing_was_sent(harness):
    with Loopback(answer(200)) as server:
        url = server.url
    with pytest.raises(harness.errors.APIConnectionError) as caught:
        harness.call(lambda c: c.books.add(title="E"), base_url=url)
    assert not caught.value.sent
    assert len(harness.clock.slept) == 2


def test_malformed_json_is_our_error(harness):
    script = answer(200, b'{"id": ', content_type="application/json")
    with Loopback(script) as server, pytest.raises(harness.errors.DecodeError):
        harness.call(_get, base_url=server.url)


def test_a_path_value_reaches_the_server_as_it_was_encoded(harness):
    with Loopback(json_answer(200, BOOK)) as server:
        harness.call(lambda c: c.books.get("../a b?c#d%2e"), base_url=server.url)
    assert server.received[0].target == "/books/..%2Fa%20b%3Fc%23d%252e"
