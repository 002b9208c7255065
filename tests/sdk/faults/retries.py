"""Which calls are repeated, how often, and after which time."""

import itertools
import math
from email.utils import formatdate

import httpx2

from tests.sdk.faults.kit import BOOK, Script, raw, reply
from tests.sdk.faults.rows import each, row
from tests.sdk.runtime.harness import NOW, done

FULL_BUDGET = 30
"""Retries that a client may make before its budget is spent."""
FAULTS = {
    "connect": httpx2.ConnectError("refused"),
    "write": httpx2.WriteError("broken pipe"),
    "read": httpx2.ReadError("reset"),
    "cut short": httpx2.RemoteProtocolError("incomplete"),
    "timeout": httpx2.ReadTimeout("slow"),
    "400": reply(400),
    "404": reply(404),
    "409": reply(409),
    "429": reply(429),
    "500": reply(500),
    "502": reply(502),
    "503": reply(503),
}
METHODS = {
    "GET": lambda c, o: c.books.get("b1", options=o),
    "PUT": lambda c, o: c.books.replace("b1", book={"title": "E"}, options=o),
    "DELETE": lambda c, o: c.books.delete("b1", options=o),
    "POST": lambda c, o: c.books.add(title="E", options=o),
    "POST with key": lambda c, o: c.books.add(
        title="E", options={**o, "headers": {"Idempotency-Key": "k1"}}
    ),
}
NEVER = {"400", "404", "409"}
NOT_DONE = {"429", "503"}


def _repeats(method, fault):
    if fault in NEVER:
        return False
    if method in {"GET", "PUT", "DELETE"} or fault == "connect":
        return True
    return method == "POST with key" and fault in NOT_DONE


@each(
    "C8",
    "a call is repeated only where that is safe, at most twice",
    "count the attempts",
    {f"{m} {f}": (m, f) for m, f in itertools.product(METHODS, FAULTS)},
)
def _attempts(kit, method, fault):
    script = Script(FAULTS[fault])
    found = kit.outcome(lambda c: METHODS[method](c, {}), script)
    assert isinstance(found, kit.errors.SDKError)
    assert len(script.requests) == (3 if _repeats(method, fault) else 1)


DELAYS = {
    "none": (None, 0.25),
    "zero": ("0", 0.25),
    "5 s": ("5", 5.0),
    "60 s": ("60", 60.0),
    "61 s": ("61", None),
    "far": ("1e308", 0.25),
    "huge": ("9" * 400, None),
    "negative": ("-1", 0.25),
    "nan": ("nan", 0.25),
    "inf": ("inf", 0.25),
    "garbage": ("soon", 0.25),
    "date in 7 s": (formatdate(NOW + 7, usegmt=True), 7.0),
    "date past": (formatdate(NOW - 7, usegmt=True), 0.25),
    "date far": ("Fri, 31 Dec 9999 23:59:59 GMT", None),
    "year 0": ("Fri, 31 Dec 0000 23:59:59 GMT", 0.25),
}


@each("C9", "a wait is at most 60 s, and what the server says", "Retry-After", DELAYS)
def _delay(kit, text, expected):
    fields = {} if text is None else {"retry_after": text}
    found = kit.get(reply(503, None, **fields), reply(200, BOOK))
    if expected is None:
        assert found.status == 503
        assert found.headers["retry-after"] == text
        assert kit.clock.slept == []
    else:
        assert kit.is_book(found)
        assert kit.clock.slept == [expected]


@row(
    "C9 exact",
    "milliseconds count before seconds, and up to a minute as well",
    "retry-after-ms alone, beside Retry-After, too long, none",
)
def _exact(kit):
    for exact, seconds, expected in (
        ("1500", None, [1.5]),
        ("1500", "7", [1.5]),
        ("60001", "7", []),
        ("soon", "7", [7.0]),
        ("-1", None, [0.25]),
    ):
        kit.clock.slept.clear()
        fields = {"retry_after_ms": exact} | (
            {"retry_after": seconds} if seconds else {}
        )
        kit.get(reply(503, None, **fields), reply(200, BOOK))
        assert kit.clock.slept == expected, (exact, seconds)


@row("C9 growth", "own waits grow, with jitter, up to 8 s", "twelve failures")
def _growth(kit):
    kit.get(reply(500), max_retries=12)
    assert kit.clock.slept[:5] == [0.25, 0.5, 1.0, 2.0, 4.0]
    assert max(kit.clock.slept) == 4.0  # half of 8 s: the clock's chance is a half


@row("C11", "the same idempotency key with each attempt", "record the keys")
def _key(kit):
    script = Script(reply(503), reply(429), reply(200, BOOK))
    kit.outcome(lambda c: METHODS["POST with key"](c, {}), script)
    keys = [request.headers["idempotency-key"] for request in script.requests]
    assert keys == ["k1"] * 3
    bodies = {request.content for request in script.requests}
    assert len(bodies) == 1


NAMES = ("Idempotency-Key", "idempotencyKey", "X-Idempotency-Key")
OWN_KEY = {
    "none": ({}, lambda _: {}, ["key-1", "key-2"], True),
    "option": ({}, lambda _: {"idempotency_key": "o"}, ["o", "o"], True),
    "header": ({}, lambda name: {"headers": {name: "h"}}, ["h", "h"], True),
    "argument": ({"key": "a"}, lambda _: {}, ["a", "a"], True),
    "unkeyed": ({}, lambda _: {}, [None, None], False),
}


@each(
    "C11 own",
    "a fresh key with each call of an operation that takes one, the same when repeated",
    "two calls, each refused twice; a key of the caller's; a failure that may have done it",
    {f"{way} {name}": (name, *OWN_KEY[way]) for way in OWN_KEY for name in NAMES},
)
def _own_key(kit, name, values, options, keys, keyed):
    operation = kit.runtime("operation")
    add = operation.Operation(
        id="add",
        method="POST",
        path="/add",
        parameters=(operation.Parameter("key", name, "header", lambda: str),),
        result=lambda: dict,
        keyed=keyed,
    )
    script = Script(*(reply(503), reply(429), reply(200, {})) * 2, reply(500))

    async def call_twice(client):
        for _ in keys:
            try:
                await done(client.execute(add, values, options(name)))
            except kit.errors.APIStatusError:  # noqa: PERF203
                assert not keyed

    kit.run(call_twice, script)
    sent = [request.headers.get(name) for request in script.requests]
    assert sent == [key for key in keys for _ in range(3 if keyed else 1)]
    assert all(len(request.headers.get_list(name)) <= 1 for request in script.requests)
    script = Script(reply(500), reply(200, {}))
    found = kit.outcome(lambda c: c.execute(add, values, options(name)), script)
    assert found.status == 500
    assert len(script.requests) == 1


@row("C27", "a clock that somebody sets changes no wait", "jump an hour each way")
def _jump(kit):
    for jump in (-3600.0, 3600.0):
        kit.clock.slept.clear()
        times = itertools.count(NOW, jump)
        kit.clock.now = lambda times=times: next(times)
        assert kit.is_book(kit.get(reply(500), reply(500), reply(200, BOOK)))
        assert kit.clock.slept == [0.25, 0.5]


@row("C12 default", "no timeout is missing", "what reaches the HTTP library")
def _timeouts(kit):
    script = Script(reply(200, BOOK))
    kit.outcome(lambda c: c.books.get("b1"), script)
    timeouts = script.request.extensions["timeout"]
    assert timeouts["connect"] == 5
    assert all(0 < timeouts[kind] <= 60 for kind in ("read", "write", "pool"))


@row("C12 values", "a timeout that is none is refused", "zero, negative, no number")
def _timeout_values(kit):
    for seconds in (0, -1, float("nan"), float("inf"), True, "5"):
        script = Script(raw(200, b"{}"))
        assert kit.is_error(
            kit.outcome(lambda c: c.books.list(), script, timeout=seconds),
            "ConfigurationError",
        )
        found = kit.outcome(
            lambda c, s=seconds: c.books.get("b", options={"timeout": s}), script
        )
        assert kit.is_error(found, "InvalidArgumentError")
        assert script.requests == []


@row(
    "C10 budget",
    "a dead server sees at most 1.1 times the calls",
    "1,000 calls, none answered",
)
def _dead(kit):
    script = Script(httpx2.ConnectError("refused"))

    async def call_often(client):
        for _ in range(1_000):
            try:
                await done(client.books.get("b1"))
            except kit.errors.APIConnectionError:
                continue
            raise AssertionError

    kit.run(call_often, script)
    assert len(script.requests) <= 1_000 * 1.1 + FULL_BUDGET


@row("C10 size", "the budget may be sized, or have no end", "a dead server, 50 calls")
def _sized(kit):
    for size, most in ((0, 5), (10, 15), (math.inf, 100)):
        script = Script(httpx2.ConnectError("refused"))

        async def call_often(client):
            for _ in range(50):
                try:
                    await done(client.books.get("b1"))
                except kit.errors.APIConnectionError:
                    continue
                raise AssertionError

        kit.run(call_often, script, retry_budget=size)
        retries = len(script.requests) - 50
        assert retries == most if size == math.inf else size <= retries <= most
    for size in (-1, math.nan, True, "5"):
        found = kit.outcome(lambda c: c.books.get("b"), script, retry_budget=size)
        assert kit.is_error(found, "ConfigurationError")


@row(
    "C10 deadline",
    "a deadline ends all attempts and waits",
    "a clock that waits let pass",
)
def _deadline(kit):
    script = Script(reply(503, None, retry_after="4"))
    get = {"deadline": 10.0, "max_retries": 9}
    found = kit.outcome(lambda c: c.books.get("b1", options=get), script)
    assert found.status == 503
    assert kit.clock.slept == [4.0, 4.0]
    timeouts = [r.extensions["timeout"]["read"] for r in script.requests]
    assert timeouts == [10.0, 6.0, 2.0]


@row(
    "C10 drip", "a deadline ends a body that drips", "a piece a second, on a fake clock"
)
def _drip(kit):
    class Drip(httpx2.SyncByteStream, httpx2.AsyncByteStream):
        def __iter__(self):
            while True:
                kit.clock.time += 1.0
                yield b" "

        async def __aiter__(self):
            for piece in self:
                yield piece

    script = Script(lambda _: httpx2.Response(200, stream=Drip()))
    get = {"deadline": 5.0}
    found = kit.outcome(lambda c: c.books.get("b1", options=get), script)
    assert kit.is_error(found, "APITimeoutError")
    assert kit.clock.time <= 6
