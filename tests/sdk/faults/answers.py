"""What a server answers: bodies, types, statuses, numbers; and that only our errors come out."""

import json
from types import MappingProxyType

import httpx2

from tests.sdk.faults.kit import BOOK, Script, raw, reply
from tests.sdk.faults.rows import each, row

JSON = "application/json"
GOOD = json.dumps(BOOK).encode()

WHOLE = {
    "charset": (GOOD, "application/json; charset=UTF-8"),
    "no content type": (GOOD, None),
    "+json": (GOOD, "application/vnd.shelf+json"),
    "byte order mark": (b"\xef\xbb\xbf" + GOOD, JSON),
    "duplicate keys": (b'{"id":"b0","id":"b1","title":"Emma"}', JSON),
    "long key": (b'{"id":"b1","title":"Emma","' + b"k" * 10**6 + b'":1}', JSON),
    "unknown field": (b'{"id":"b1","title":"Emma","new":{"x":[1]}}', JSON),
    "surrogate escape": (b'{"id":"b1","title":"\\ud83d\\ude00"}', JSON),
}


@each("C21 read", "what can be read is read", "answers with status 200", WHOLE)
def _read(kit, body, media_type):
    found = kit.get(raw(200, body, media_type))
    assert kit.is_book(found)
    assert found.id == "b1"


UNREADABLE = {
    "empty": (200, b"", JSON),
    "null": (200, b"null", JSON),
    "no content": (204, b"", None),
    "reset content": (205, b"", None),
    "not modified": (304, b"", None),
    "HTML": (200, b"<!doctype html><p>down", "text/html"),
    "HTML that claims to be JSON": (200, b"<!doctype html>", JSON),
    "list": (200, b"[]", JSON),
    "text": (200, b'"x"', JSON),
    "bad UTF-8": (200, b'{"id":"\xff","title":"x"}', JSON),
    "UTF-16": (
        200,
        json.dumps(BOOK).encode("utf-16"),
        "application/json; charset=utf-16",
    ),
    "truncated": (200, GOOD[:-4], JSON),
    "long integer": (200, b"1" * 5000, JSON),
    "deep": (200, b"[" * 100_000 + b"]" * 100_000, JSON),
    "deep, open": (200, b'{"a":' * 100_000, JSON),
    "NaN": (200, b"NaN", JSON),
    "bad content type": (200, GOOD, "a;b;\xff/"),
    "bad gzip": (200, b"\x1f\x8b\x08 no gzip", JSON, "gzip"),
    "unknown encoding": (200, b"\x00\x01\x02", JSON, "snappy"),
    "many encodings": (200, GOOD, JSON, "gzip, gzip, gzip, gzip, gzip, gzip"),
    "HTML error": (502, b"<html>Bad Gateway</html>", "text/html"),
    "empty error": (500, b"", None),
    "problem": (
        404,
        b'{"title":"Gone","detail":"no such book"}',
        "application/problem+json",
    ),
    "deep error": (400, b"[" * 100_000, JSON),
    "long integer in an error": (400, b'{"message":' + b"9" * 5000 + b"}", JSON),
    "bad UTF-8 in an error": (400, b'{"message":"\xff"}', JSON),
    "unassigned status": (799, b"{}", JSON),
}


@each(
    "C21 error",
    "what cannot be read is our error, with status, request id and body",
    "answers of B1 and more",
    UNREADABLE,
)
def _unreadable(kit, status, body, media_type, encoding=None):
    fields = {"x_request_id": "req-1"}
    if encoding is not None:
        fields["content_encoding"] = encoding
    answer = _encoded(status, body, media_type, **fields)
    found = kit.get(answer, max_retries=0)
    assert isinstance(found, kit.errors.SDKError)
    assert (found.status, found.request_id) == (status, "req-1")
    assert len(str(found)) < 2500
    if encoding is None:
        assert found.body == body


def _encoded(status, body, media_type, **fields):
    """Return a step; its body is decoded by the client alone."""
    headers = {name.replace("_", "-"): text for name, text in fields.items()}
    if media_type is not None:
        headers["content-type"] = media_type
    fields = httpx2.Headers(headers, encoding="latin-1")
    return lambda _: httpx2.Response(status, headers=fields, stream=_Once(body))


class _Once(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    def __init__(self, body):
        self._body = body

    def __iter__(self):
        yield self._body

    async def __aiter__(self):
        yield self._body


NUMBERS = {
    "above 2^63": ("page_count", b"9223372036854775808", 2**63),
    "negative zero": ("page_count", b"-0.0", 0.0),
    "fraction": ("page_count", b"0.1", 0.1),
    "exponent": ("page_count", b"1e3", 1000.0),
}


@each("C20", "numbers come as they were sent", "fields of an answer", NUMBERS)
def _number(kit, name, text, expected):
    body = b'{"id":"b1","title":"t","pageCount":' + text + b"}"
    found = kit.get(raw(200, body, JSON))
    assert getattr(found, name) == expected
    assert str(getattr(found, name)) == str(type(expected)(expected)) or expected == 0


DATES = {
    "offset": ("2024-02-29T23:59:59+05:30", True),
    "no offset": ("2024-02-29T23:59:59", True),
    "nanoseconds": ("2024-02-29T23:59:59.123456789Z", True),
    "year 0": ("0000-01-01T00:00:00Z", False),
    "year 10000": ("10000-01-01T00:00:00Z", False),
    "31 February": ("2024-02-31T00:00:00Z", False),
}


@each("C20 date", "a date is read, or kept as it was sent", "a table of dates", DATES)
def _date(kit, text, good):
    found = kit.get(reply(200, {**BOOK, "printedAt": text}))
    assert kit.is_book(found)
    assert isinstance(found.printed_at, str) is not good
    if not good:
        assert found.printed_at == text


@row("C18", "new enum values and fields are kept, and go back out", "add one to each")
def _new_values(kit):
    value = {**BOOK, "format": "vinyl", "later": [1]}
    found = kit.get(reply(200, value))
    assert found.format == "vinyl"
    assert json.loads(found.model_dump_json(by_alias=True, exclude_unset=True)) == value


@row(
    "C19",
    "what the docs promise may be missing, unless strict",
    "drop and null each field",
)
def _missing(kit):
    for name in BOOK:
        for value in (
            {**BOOK, name: None},
            {k: v for k, v in BOOK.items() if k != name},
        ):
            assert kit.is_book(kit.get(reply(200, value)))
            error = kit.get(reply(200, value), strict=True)
            assert kit.is_error(error, "DecodeError")
            assert name in str(error)


@row("C24", "what the caller gives is not changed", "compare with a copy; freeze it")
def _untouched(kit):
    book = {
        "title": "E",
        "metadata": {"a": [1, {"b": None}]},
        "authors": [{"full_name": "J"}],
    }
    options = {"headers": {"x-a": "1"}, "query": {"q": [1]}, "max_retries": 1}
    before = json.dumps([book, options])
    frozen = {**book, "authors": tuple(map(MappingProxyType, book["authors"]))}
    given = [(book, options), (MappingProxyType(frozen), MappingProxyType(options))]
    sent = set()
    for value, how in given:
        script = Script(reply(503), reply(200, BOOK))
        found = kit.outcome(
            lambda c, v=value, h=how: c.books.replace("b1", book=v, options=h), script
        )
        assert kit.is_book(found)
        sent |= {(str(each.url), each.content) for each in script.requests}
    assert len(sent) == 1
    assert json.dumps([book, options]) == before


@row(
    "C13 limit",
    "a body of more than the limit is our error",
    "a limit of the client, of a copy, of a call; a byte below and above",
)
def _limit(kit):
    body = json.dumps(BOOK).encode()
    least = {"max_body_size": len(body)}
    ways = {
        "client": (least, lambda c: c.books.get("b1")),
        "copy": ({}, lambda c: c.with_options(**least).books.get("b1")),
        "call": ({"max_body_size": 1}, lambda c: c.books.get("b1", options=least)),
    }
    for way, (settings, get) in ways.items():
        found = kit.outcome(get, Script(raw(200, body, JSON)), **settings)
        assert kit.is_book(found), way
        found = kit.outcome(get, Script(raw(200, body + b" ", JSON)), **settings)
        assert kit.is_error(found, "DecodeError"), way
        assert f"longer than {len(body)} bytes" in str(found)


@row("C13 values", "a limit that is none is refused", "zero, negative, no number")
def _limit_values(kit):
    script = Script(reply(200, BOOK))
    for size in (0, -1, 1.5, True, "5"):
        options = {"max_body_size": size}
        for found, error in (
            (kit.outcome(lambda c: c.books.list(), script, **options), "Configuration"),
            (
                kit.outcome(lambda c, o=options: c.books.get("b", options=o), script),
                "InvalidArgument",
            ),
        ):
            assert kit.is_error(found, f"{error}Error")
            assert "max_body_size" in str(found)
    assert script.requests == []


@row(
    "C23",
    "depth, repeated keys and long keys end in a model or our error",
    "in each place",
)
def _deep(kit):
    deep = b"[" * 5_000 + b"]" * 5_000
    for body in (
        b'{"id":"b1","title":"t","metadata":{"a":' + deep + b"}}",
        b'{"id":"b1","title":"t","authors":' + deep + b"}",
        b'{"message":' + deep + b"}",
        b'{"id":"b1","title":"t",' + b'"x":1,' * 50_000 + b'"x":2}',
        b'{"' + b"k" * 5 * 10**6 + b'":1}',
    ):
        for status in (200, 404):
            found = kit.get(raw(status, body, JSON))
            assert kit.is_book(found) or isinstance(found, kit.errors.SDKError)
