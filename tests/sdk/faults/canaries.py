"""Secrets: where they are sent, and that they are found nowhere else."""

import copy
import logging
import pickle
import traceback
import warnings

import httpx2
import pytest

from tests.sdk.faults.kit import BOOK, ORIGIN, Script, reply
from tests.sdk.faults.rows import each, row

CANARY = "canary-5f3a9c/+="
TOKEN = "fetched-canary-77aa"
ENCODED = "canary-5f3a9c%2F%2B%3D"
BASIC = "dXNlcjpjYW5hcnktNWYzYTljLys9"  # user:CANARY in Base64


def _schemes(kit):
    s = kit.runtime("schemes")
    url = "https://id.example/token"
    return {
        "bearer": (s.BearerScheme("token"), {"token": CANARY}),
        "header": (s.ApiKeyScheme("key", "X-Key"), {"key": CANARY}),
        "query": (s.ApiKeyScheme("key", "key", "query"), {"key": CANARY}),
        "cookie": (s.ApiKeyScheme("key", "key", "cookie"), {"key": CANARY}),
        "basic": (s.BasicScheme(), {"username": "user", "password": CANARY}),
        "client credentials": (
            s.ClientCredentialsScheme(default_token_url=url),
            {"client_id": "client", "client_secret": CANARY},
        ),
    }


KINDS = ("bearer", "header", "query", "cookie", "basic", "client credentials")
ANSWERS = {
    "read": reply(200, {}),
    "refused": lambda r: reply(401, {"message": f"bad key {_sent(r)}"}),
    "broken": httpx2.ReadError(f"cannot read for {CANARY}"),
    "not JSON": lambda _: httpx2.Response(200, content=b"<"),
    "redirected": lambda r: reply(302, None, location=f"/{r.url.path.count('/')}/"),
}


def _sent(request):
    return request.headers.get("authorization", CANARY)


def assert_clean(text):
    for secret in (CANARY, TOKEN, ENCODED, BASIC, repr(CANARY)[1:-1]):
        assert secret not in text, text


@each(
    "C1",
    "no secret in repr, str, logs, errors, warnings",
    "plant one; search what the call leaves behind",
    {f"{k}, {a}": (k, a) for k in KINDS for a in ANSWERS},
)
def _canary(kit, kind, answer):
    scheme, secrets = _schemes(kit)[kind]

    def token_first(request):
        if request.url.host == "id.example":
            return reply(200, {"access_token": TOKEN, "token_type": "bearer"})
        step = ANSWERS[answer]
        if isinstance(step, Exception):
            raise step
        return step(request) if callable(step) else step

    with _everything_shown() as shown:
        found, script = kit.ping([scheme], secrets, token_first)
    assert CANARY in "".join(map(_whole, script.requests)) or kind == "basic"
    if isinstance(found, Exception):
        assert isinstance(found, kit.errors.SDKError)
        shown.append(str(found) + repr(found) + repr(found.args))
        if answer != "broken":  # its cause is the server's own words, in this test
            shown.append("".join(traceback.format_exception(found)))
    assert_clean("\n".join(shown))


def _whole(request):
    parts = [bytes(request.url.raw_path), *(b for h in request.headers.raw for b in h)]
    text = b"\n".join([*parts, request.content]).decode("latin-1")
    return text.replace(ENCODED, CANARY)


class _everything_shown:  # noqa: N801 - used as a function
    """Collects all log records of all loggers, with their arguments, and all warnings."""

    def __enter__(self):
        self.shown = []
        self._handler = logging.Handler()
        self._handler.emit = self._take
        self._root = logging.getLogger()
        self._level = self._root.level
        self._root.addHandler(self._handler)
        self._root.setLevel(logging.DEBUG)
        self._warnings = warnings.catch_warnings(record=True)
        self._warned = self._warnings.__enter__()
        return self.shown

    def _take(self, record):
        self.shown += [record.getMessage(), repr(record.args), repr(record.exc_info)]

    def __exit__(self, *error):
        self._warnings.__exit__(*error)
        self.shown += [str(warning.message) for warning in self._warned]
        self._root.setLevel(self._level)
        self._root.removeHandler(self._handler)


def _public(kit, client):
    """Return what a caller can hold in hand."""
    settings = client._settings
    return [
        client,
        kit.resource(client),
        settings,
        settings.credentials,
        client._tokens(),
    ]


@each(
    "C26",
    "clients refuse to be pickled or copied",
    "each scheme",
    {k: (k,) for k in KINDS},
)
def _held(kit, kind):
    scheme, secrets = _schemes(kit)[kind]
    config = kit.runtime("config").ClientConfig(
        name="api", version="1", servers=(ORIGIN,), schemes=(scheme,)
    )
    client = kit.bare(None, config, secrets)
    for thing in _public(kit, client):
        assert_clean(repr(thing) + str(thing) + repr(vars(client)))
        assert_clean("".join(map(repr, getattr(thing, "__dict__", {}).values())))
        for attempt in (copy.copy, copy.deepcopy, pickle.dumps):
            try:
                copied = attempt(thing)
            except TypeError as error:  # noqa: PERF203
                assert_clean(str(error))
            else:
                assert not isinstance(copied, bytes), thing
                assert copied is not client
    with pytest.raises(TypeError, match="cannot be copied or pickled"):
        pickle.dumps(client)


BAD_VALUES = {
    "CR LF": "secret\r\nx-evil: 1",
    "LF": "secret\nx",
    "CR": "secret\rx",
    "NUL": "secret\0x",
    "not Latin-1": "secret\u20ac",
    "outer space": " secret ",
    "surrogate": "secret\ud800",
    "DEL": "secret\x7f",
}


@each("C5", "a header that is none is refused, unsent and unshown", "token, headers, parameters", {
    name: (value,) for name, value in BAD_VALUES.items()
})  # fmt: skip
def _header(kit, value):
    script = Script(reply(200, BOOK))
    get = lambda **more: lambda c: c.books.get("b1", **more)  # noqa: E731
    key = {"headers": {"Idempotency-Key": value}}
    tries = [
        (get(), {"token": value}),
        (get(), {"headers": {"x-mine": value}}),
        (get(options={"headers": {"x-mine": value}}), {}),
        (get(options={"headers": {f"x-{value}": "1"}}), {}),
        (get(options=key), {}),
        (get(trace=value), {}),
    ]
    for do, settings in tries:
        found = kit.outcome(do, script, **settings)
        assert isinstance(found, kit.errors.SDKError)
        text = str(found) + repr(found) + "".join(traceback.format_exception(found))
        assert "evil" not in text
        assert value not in text
    assert script.requests == []


@row(
    "C5 framing",
    "nobody sets where a message ends or goes",
    "Host, Content-Length and so on",
)
def _framing(kit):
    script = Script(reply(200, BOOK))
    for name in ("Host", "content-length", "Transfer-Encoding", "Connection"):
        found = kit.outcome(
            lambda c, n=name: c.books.get("b", options={"headers": {n: "1"}}), script
        )
        assert kit.is_error(found, "InvalidArgumentError")
    assert script.requests == []


@row("C29", "no log reads a body", "a stream that counts, at level DEBUG")
def _unread(kit):
    from tests.sdk.runtime.harness import Pieces  # noqa: PLC0415

    pieces = Pieces(b"a" * 10, b"b" * 10)
    operation = kit.runtime("operation")
    watch = operation.Operation(
        id="w", method="GET", path="/", accept="a/b", stream=operation.Stream("bytes")
    )
    given = []

    def start(client):
        return kit.resource(client)._bytes(watch, {}, None)

    with _everything_shown():
        stream = kit.outcome(start, Script(pieces.answer("a/b")))
        given.append(pieces.given)
    assert given == [0]
    assert "ByteStream" in type(stream).__name__
