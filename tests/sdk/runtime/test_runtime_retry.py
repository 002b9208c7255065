"""Retries: only where safe, few, spread out, and never longer than a minute."""

from email.utils import formatdate

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.runtime.harness import BOOK, NOW, Script, reply

GET = "GET"
POST = "POST"
KEYED = "POST with key"
DO = {
    GET: lambda c: c.books.get("b1"),
    "PUT": lambda c: c.books.replace("b1", book={"title": "E"}),
    "DELETE": lambda c: c.books.delete("b1"),
    POST: lambda c: c.books.add(title="E"),
    KEYED: lambda c: c.books.add(
        title="E", options={"headers": {"Idempotency-Key": "k1"}}
    ),
}
IDEMPOTENT = (GET, "PUT", "DELETE")
FAULTS = {
    "connect": httpx2.ConnectError("refused"),
    "connect slowly": httpx2.ConnectTimeout("slow"),
    "pool": httpx2.PoolTimeout("full"),
    "write": httpx2.WriteError("broken pipe"),
    "read": httpx2.ReadError("reset"),
    "read slowly": httpx2.ReadTimeout("slow"),
    "protocol": httpx2.RemoteProtocolError("cut"),
    **{str(status): reply(status, {}) for status in (400, 401, 404, 408, 409, 422)},
    **{str(status): reply(status, {}) for status in (429, 500, 501, 502, 503, 504)},
}
NOTHING_SENT = {"connect", "connect slowly", "pool"}
TRANSIENT = {"408", "429", "500", "502", "503", "504"}
BROKEN = {"write", "read", "read slowly", "protocol"}
REPEATED = {
    **dict.fromkeys(IDEMPOTENT, NOTHING_SENT | BROKEN | TRANSIENT),
    POST: NOTHING_SENT,
    KEYED: NOTHING_SENT | {"429", "503"},
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("method", DO)
def test_a_call_is_repeated_exactly_where_that_is_safe(harness, method, fault):
    script = Script(FAULTS[fault])
    with pytest.raises(harness.errors.SDKError):
        harness.call(DO[method], script)
    attempts = 3 if fault in REPEATED[method] else 1
    assert len(script.requests) == attempts
    assert len(harness.clock.slept) == attempts - 1


def test_a_repeated_request_is_the_same_and_may_succeed(harness):
    script = Script(reply(503, {}), httpx2.ConnectError("x"), reply(200, BOOK))
    assert harness.call(DO[KEYED], script).id == "b1"
    first, second, third = script.requests
    for again in (second, third):
        assert again.content == first.content
        assert again.headers == first.headers
        assert again.url == first.url
    assert first.headers["idempotency-key"] == "k1"


@pytest.mark.parametrize("retries", [0, 1, 5])
def test_the_number_of_retries_is_a_setting_and_an_option(harness, retries):
    script = Script(reply(500, {}))
    with pytest.raises(harness.errors.APIStatusError):
        harness.call(DO[GET], script, max_retries=retries)
    assert len(script.requests) == retries + 1
    script = Script(reply(500, {}))
    options = {"max_retries": retries}
    with pytest.raises(harness.errors.APIStatusError):
        harness.call(lambda c: c.books.list(options=options), script)
    assert len(script.requests) == retries + 1


def test_waits_grow_to_eight_seconds_with_full_jitter(harness):
    with pytest.raises(harness.errors.APIStatusError):
        harness.call(DO[GET], Script(reply(500, {})), max_retries=7)
    assert harness.clock.slept == [0.25, 0.5, 1.0, 2.0, 4.0, 4.0, 4.0]


OWN = 0.25
NO_RETRY = None
RETRY_AFTER = [
    ("2", 2.0),
    ("1.5", 1.5),
    ("60", 60.0),
    ("61", NO_RETRY),
    ("9" * 400, NO_RETRY),
    ("0", OWN),
    ("-1", OWN),
    ("nan", OWN),
    ("inf", OWN),
    ("1e308", OWN),
    ("soon", OWN),
    ("", OWN),
    (formatdate(NOW + 30, usegmt=True), 30.0),
    (formatdate(NOW - 30, usegmt=True), OWN),
    (formatdate(NOW + 3600, usegmt=True), NO_RETRY),
    ("Fri, 99 Zzz 9999 99:99:99 GMT", OWN),
    ("Fri, 31 Dec 9999 23:59:59 GMT", NO_RETRY),
]


@pytest.mark.parametrize(("text", "wait"), RETRY_AFTER)
def test_retry_after_is_followed_up_to_a_minute(harness, text, wait):
    script = Script(reply(429, {}, retry_after=text))
    with pytest.raises(harness.errors.APIStatusError) as caught:
        harness.call(DO[GET], script, max_retries=1)
    assert harness.clock.slept == ([] if wait is NO_RETRY else [wait])
    assert caught.value.headers["retry-after"] == text


def test_a_date_in_retry_after_is_read_by_the_clock_of_the_server(harness):
    date, until = formatdate(NOW + 9000, usegmt=True), formatdate(NOW + 9007)
    script = Script(reply(429, {}, date=date, retry_after=until))
    with pytest.raises(harness.errors.APIStatusError):
        harness.call(DO[GET], script, max_retries=1)
    assert harness.clock.slept == [7.0]


@given(text=st.text(), attempt=st.integers(0, 10**9), chance=st.floats(0, 0.999))
def test_any_wait_is_within_a_minute(runtime, text, attempt, chance):
    fields = [(b"retry-after", text.encode("latin-1", "replace"))]
    outcome = runtime("reply").Reply(503, fields, b"")
    retry = runtime("retry")
    asked = retry.retry_after(outcome, NOW)
    wait = retry.retry_delay(
        attempt, outcome, asked=asked, safe=True, keyed=False, random=chance
    )
    assert wait is None or 0 <= wait <= 60
