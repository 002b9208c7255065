"""Where a request goes: path, query, base URL, redirects."""

import itertools
from urllib.parse import parse_qsl, quote

import httpx2

from tests.sdk.faults.kit import BOOK, Script, reply
from tests.sdk.faults.rows import each, row

SEGMENTS = {
    "../x": "/", "../../admin": "/", "a/b": "/", "a?x=1#f": "?", "%252e": "%",
    "`": "`", "\\": "\\", "a\r\nb": "\r", "a\0b": "\0", "x" * 10_000: "x", "\U0001f600": "", " ": " ",
    "...": ".", "a%2fb": "%", ";v=1": ";",
}  # fmt: skip


@each(
    "C3",
    "a path value is one segment",
    "compare the raw path with the template",
    {f"{i:02} {quote(text[:12])}": (text,) for i, text in enumerate(SEGMENTS)},
)
def _segment(kit, text):
    script = Script(reply(200, BOOK))
    assert kit.is_book(kit.outcome(lambda c: c.books.get(text), script))
    path = script.request.url.raw_path
    assert path == b"/books/" + quote(text, safe="").encode()


@each(
    "B1 path",
    "a path value that means another path is refused, unsent",
    "ids that servers take for the folder, the folder above, or the collection",
    {
        quote(t) or "empty": (t,)
        for t in ("", ".", "..", "%2e", "%2E%2e", ".%2E", "%2e.")
    },
)
def _refused(kit, text):
    script = Script(reply(200, BOOK))
    for do in (lambda c: c.books.get(text), lambda c: c.books.delete(text)):
        found = kit.outcome(do, script)
        assert kit.is_error(found, "InvalidArgumentError")
        assert found.argument == "book_id"
    assert script.requests == []


@row("C4", "queries say what was meant", "parse them as a server does")
def _query(kit):
    script = Script(reply(200, BOOK))
    tags = ["a+b&c=d", "é 😀", "", "#%"]
    kit.outcome(
        lambda c: c.books.get("b", tags=tags, with_text=False, ids=[1, 2], page=None),
        script,
    )
    pairs = parse_qsl(
        script.request.url.query.decode(), keep_blank_values=True, strict_parsing=True
    )
    assert [value for name, value in pairs if name == "tags"] == tags
    assert ("withText", "false") in pairs
    assert ("ids", "1,2") in pairs
    assert not [name for name, _ in pairs if name == "pageNo"]


BASE_URLS = {
    "https": ("https://api.example/v1", True),
    "trailing slash": ("https://api.example/v1/", True),
    "loopback v4": ("http://127.0.0.1:8080", True),
    "loopback v6": ("http://[::1]:8080", True),
    "localhost": ("http://localhost", True),
    "http": ("http://api.example", False),
    "http, looks local": ("http://127.0.0.1.evil.example", False),
    "http, any address": ("http://0.0.0.0", False),
    "user": ("https://user:secret@api.example", False),
    "query": ("https://api.example?x=1", False),
    "fragment": ("https://api.example#x", False),
    "other scheme": ("ftp://api.example", False),
    "no scheme": ("api.example", False),
    "line break": ("https://api.example\r\nx: y", False),
    "backslash": ("https://api.example\\@evil.example", False),
    "port": ("https://api.example:99999", False),
}


@each("C6", "only base URLs that are safe", "make a client and call it", BASE_URLS)
def _base_url(kit, url, good):
    script = Script(reply(200, BOOK))
    found = kit.outcome(lambda c: c.books.get("b1"), script, base_url=url)
    if good:
        assert str(script.request.url) == url.rstrip("/") + "/books/b1"
    else:
        assert kit.is_error(found, "ConfigurationError")
        assert script.requests == []
        assert "secret" not in str(found)


@row(
    "C6 opt-in",
    "plain http to another machine only if the caller asks for it",
    "for the client, a copy, a call, a server of the docs",
)
def _http(kit):
    url = "http://api.example"
    ways = {
        "client": lambda **more: kit.outcome(
            lambda c: c.books.get("b1"), script, base_url=url, **more
        ),
        "copy": lambda **more: kit.outcome(
            lambda c: c.with_options(base_url=url).books.get("b1"), script, **more
        ),
        "call": lambda **more: kit.outcome(
            lambda c: c.books.get("b1", options={"base_url": url}), script, **more
        ),
    }
    for way, call in ways.items():
        script = Script(reply(200, BOOK))
        found = call()
        assert isinstance(found, kit.errors.SDKError), way
        assert "allow_http=True" in str(found), way
        assert script.requests == [], way
        assert kit.is_book(call(allow_http=True)), way
        assert str(script.request.url) == f"{url}/books/b1", way
    found = kit.outcome(lambda c: c.books.get("b1"), script, allow_http="yes")
    assert kit.is_error(found, "ConfigurationError")


HERE = "https://api.shelf.example"
TARGETS = {
    "same origin": f"{HERE}/else",
    "other host": "https://evil.example/else",
    "other port": f"{HERE}:8443/else",
    "http": "http://api.shelf.example/else",
    "subdomain": "https://sub.api.shelf.example/else",
    "userinfo": "https://api.shelf.example@evil.example/else",
    "IDN": "https://xn--pi-8ka.shelf.example/else",
}
STATUSES = (301, 302, 303, 307, 308)


@each(
    "C2",
    "no credential and no body follows a redirect to another origin, nothing to http",
    "a read and a write; record what arrives where",
    {
        f"{s} {name}": (s, TARGETS[name])
        for s, name in itertools.product(STATUSES, TARGETS)
    },
)
def _redirect(kit, status, target):
    def answer(request):
        if request.url.path == "/else":
            return reply(200, BOOK)
        return reply(status, None, location=target)

    script = Script(answer)
    found = kit.outcome(lambda c: c.books.add(title="secret body"), script)
    assert kit.is_error(found, "APIStatusError")
    assert (found.status, len(script.requests)) == (status, 1)
    script = Script(answer)
    found = kit.outcome(lambda c: c.books.get("b", trace="secret"), script)
    first, *rest = script.requests
    same = target.startswith(f"{HERE}/")
    followed = target.startswith("https://") and "@" not in target
    assert kit.is_book(found) if followed else found.status == status
    for request in rest:
        assert request.content == b""
        if same:
            assert request.headers["authorization"] == first.headers["authorization"]
        else:
            assert set(request.headers) <= {
                "accept",
                "accept-encoding",
                "user-agent",
                "host",
            }
    assert len(rest) == followed


@row("C2 circle", "redirects end", "a server that always redirects")
def _circle(kit):
    script = Script(reply(302, None, location="/books/b1"))
    found = kit.outcome(lambda c: c.books.get("b1"), script)
    assert found.status == 302
    assert len(script.requests) == 6


@row(
    "C2 nowhere",
    "a redirect that leads nowhere is the answer",
    "locations that are none",
)
def _nowhere(kit):
    for location in (
        "",
        "http://[",
        "//",
        "https://",
        "javascript:x",
        "https://a\\b/",
        "https://x:99999/",
        "/é",
    ):
        found = kit.get(reply(302, None, location=location))
        assert kit.is_error(found, "APIStatusError"), location
        assert found.status == 302


@row(
    "C2 client",
    "credentials of the caller's HTTP client stay with the origin, too",
    "its auth, its headers; redirects here and elsewhere",
)
def _own_auth(kit):
    class Auth(httpx2.Auth):
        def auth_flow(self, request):
            request.headers["x-own"] = "canary"
            yield request

    for target, followed in ((f"{HERE}/else", True), ("https://evil.example/", False)):
        script = Script(reply(302, None, location=target), reply(200, BOOK))
        http = {"transport": httpx2.MockTransport(script), "auth": Auth()}
        http["headers"] = {"authorization": "of its own"}
        (found,), _ = kit.measured(lambda c: c.books.get("b"), http=http, count=False)
        assert kit.is_book(found)
        first, second = script.requests
        assert first.headers["x-own"] == "canary"
        assert ("x-own" in second.headers) is followed
        assert second.headers.get("authorization") != "of its own"


@row(
    "C2 key in query",
    "a key in the query stays with its origin",
    "redirects that repeat it, and some that do not",
)
def _key_in_query(kit):
    for location, expected in (
        ("/else", b"key=canary-0123"),
        ("/else?a=1&key=canary-0123", b"a=1&key=canary-0123"),
        ("https://other.example/else?key=canary-0123&a=1", b"a=1"),
    ):
        scheme = kit.runtime("schemes").ApiKeyScheme("key", "key", "query")
        steps = reply(302, None, location=location), reply(200, {})
        _, script = kit.ping([scheme], {"key": "canary-0123"}, *steps)
        seen = script.requests[-1]
        assert seen.url.query == expected
        assert "canary" not in str(seen.url) + repr(seen.url)
