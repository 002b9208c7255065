"""Answers at random: whatever comes is a result, or our error."""

import json

import httpx2
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.sdk.faults.kit import BOOK, Script
from tests.sdk.faults.rows import row

GOOD = json.dumps(BOOK).encode()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from([*BOOK, "error", "message", "pageCount", "authors"]) | st.text(max_size=5), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip
BODIES = st.one_of(
    st.binary(max_size=200),
    st.builds(lambda value: json.dumps(value).encode(), JSON),
    st.builds(lambda cut: GOOD[:cut], st.integers(0, len(GOOD))),
    st.builds(
        lambda n, c: c * n,
        st.integers(0, 5000),
        st.sampled_from([b"[", b"9", b'{"a":', b"\0"]),
    ),
)
VALUES = st.binary(max_size=30)
NAMES = st.sampled_from(
    [b"content-type", b"content-encoding", b"content-length", b"retry-after", b"location",
     b"date", b"x-request-id", b"set-cookie", b"transfer-encoding", b"x"]
)  # fmt: skip
LIKELY = st.sampled_from(
    [b"application/json", b"text/html; charset=x", b"gzip", b"br", b"deflate, gzip", b"120",
     b"/books", b"https://other.example/", b"inf", b"a=b; expires=never", b"-1"]
)  # fmt: skip
HEADERS = st.lists(st.tuples(NAMES, VALUES | LIKELY), max_size=5)
CALLS = {
    "get": lambda c: c.books.get("b1"),
    "list": lambda c: c.books.list(),
    "delete": lambda c: c.books.delete("b1"),
    "add": lambda c: c.books.add(title="E"),
    "text": lambda c: c.books.text(),
    "scan": lambda c: c.books.scan(),
}


class _Body(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    def __init__(self, body):
        self._body = body

    def __iter__(self):
        yield self._body

    async def __aiter__(self):
        yield self._body


@row(
    "C22",
    "10,000 answers at random: a result or our error",
    "Hypothesis: status, headers, body",
)
def _fuzz(kit):
    @settings(
        max_examples=10_000 if kit.thorough else 150,
        deadline=None,
        database=None,
        derandomize=not kit.thorough,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(100, 999), HEADERS, BODIES, st.sampled_from(sorted(CALLS)))
    def answered(status, headers, body, name):
        def step(_):
            return httpx2.Response(status, headers=headers, stream=_Body(body))

        found = kit.outcome(CALLS[name], Script(step))
        assert not isinstance(found, Exception) or isinstance(
            found, kit.errors.SDKError
        )

    answered()
