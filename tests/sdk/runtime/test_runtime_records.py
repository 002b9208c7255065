"""Records behave like frozen dataclasses where it shows."""

import pickle
from dataclasses import fields, replace

import pytest


@pytest.fixture
def request_kind(runtime):
    return runtime("request").Request


def _request(kind, **more):
    return kind(
        "GET", "https://x.test", {"authorization": b"canary"}, None, 1.0, 9, **more
    )


def test_what_is_secret_is_not_shown(request_kind):
    shown = repr(_request(request_kind, secret_query="canary=1"))
    assert (
        shown
        == "Request(method='GET', url='https://x.test', timeout=1.0, max_body_size=9)"
    )


def test_records_are_equal_by_class_and_fields(runtime):
    reply = runtime("reply")
    head = reply.Head(200, ())
    assert head == reply.Head(200, ())
    assert hash(head) == hash(reply.Head(200, ()))
    assert head != reply.Head(201, ())
    assert head != reply.Reply(200, (), b"")
    assert head != 200


def test_records_are_dataclasses_with_slots(request_kind):
    made = replace(_request(request_kind), timeout=2.0)
    assert made.timeout == 2.0
    assert "url" in {each.name for each in fields(made)}
    assert not hasattr(made, "__dict__")


def test_deviations_pickle(runtime):
    found = runtime("lenient").Deviation("a[0]", "text", "an integer")
    assert pickle.loads(pickle.dumps(found)) == found
