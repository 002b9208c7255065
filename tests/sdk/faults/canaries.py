"""Secrets: where they are sent, and that they are found nowhere else."""

import asyncio
import copy
import itertools
import logging
import pickle
import traceback
import warnings

import httpx2
import pytest

from tests.sdk.faults.kit import BOOK, ORIGIN, Script, environment, reply
from tests.sdk.faults.rows import each, row
from tests.sdk.runtime.harness import done

CANARY = "canary-5f3a9c/+="
TOKEN = "fetched-canary-77aa"
ENCODED = "canary-5f3a9c%2F%2B%3D"
BASIC = "dXNlcjpjYW5hcnktNWYzYTljLys9"  # user:CANARY in Base64


def _schemes(kit):
    s = kit.runtime("schemes")
    url = "https://id.example/token"
    return {
        "bearer": (s.BearerScheme("token", "V1"), {"token": CANARY}),
        "header": (s.ApiKeyScheme("key", "X-Key", env="V1"), {"key": CANARY}),
        "query": (s.ApiKeyScheme("key", "key", "query", "V1"), {"key": CANARY}),
        "cookie": (s.ApiKeyScheme("key", "key", "cookie", "V1"), {"key": CANARY}),
        "basic": (
            s.BasicScheme(username_env="V1", password_env="V2"),
            {"username": "user", "password": CANARY},
        ),
        "client credentials": (
            s.ClientCredentialsScheme(
                client_id_env="V1", client_secret_env="V2", default_token_url=url
            ),
            {"client_id": "client", "client_secret": CANARY},
        ),
    }


KINDS = ("bearer", "header", "query", "cookie", "basic", "client credentials")
ANSWERS = {
    "read": reply(200, {}),
    "refused": lambda r: reply(401, {"message": f"bad key {_sent(r)}"}),
    "broken": httpx2.ReadError("cannot read"),
    "broken in its words": httpx2.ReadError(f"cannot read for {CANARY}"),
    "not JSON": lambda _: httpx2.Response(200, content=b"<"),
    "no answer": lambda r: (_ for _ in ()).throw(httpx2.ReadTimeout("slow", request=r)),
    "redirected": lambda r: reply(302, None, location=f"/{r.url.path.count('/')}/"),
}
ECHOED = {"refused", "broken in its words"}
"""Where the server's own words hold the secret: in the body, or in the cause."""
WAYS = ("text", "function", "coroutine", "variable", "argument of the call")


def _sent(request):
    return request.headers.get("authorization", CANARY)


def assert_clean(text):
    for secret in (CANARY, TOKEN, ENCODED, BASIC, repr(CANARY)[1:-1]):
        assert secret not in text, text


def _planted(kit, kind, way):
    """Return the schemes, the secrets, the environment, and what else the call takes."""
    scheme, secrets = _schemes(kit)[kind]
    nothing = dict.fromkeys(secrets)
    if way == "argument of the call":
        other = kit.runtime("schemes").BearerScheme("other")
        return [other], {}, {}, {"schemes": (scheme,), "values": secrets}
    if way == "variable":
        names = dict(zip(("V1", "V2"), secrets.values(), strict=False))
        return [scheme], nothing, names, {}
    made = {"text": lambda v: v, "function": lambda v: lambda: v, "coroutine": _later}
    return [scheme], {k: made[way](v) for k, v in secrets.items()}, {}, {}


def _later(value):
    async def ask():
        return value

    return ask


def _cases():
    for kind, way in itertools.product(KINDS, WAYS):
        answers = ANSWERS if way == "text" else ("refused", "broken", "not JSON")
        yield from (((kind, way, answer)) for answer in answers)


@each(
    "C1",
    "no secret in repr, str, vars, logs, errors, warnings, pickles, tracebacks",
    "plant one; search what the call leaves behind, with the variables of its frames",
    {", ".join(case): case for case in _cases()},
)
def _canary(kit, kind, way, answer):
    if way == "coroutine" and not kit.asynchronous:
        return  # the sync client takes none
    schemes, secrets, variables, more = _planted(kit, kind, way)

    def token_first(request):
        if request.url.host == "id.example":
            return reply(200, {"access_token": TOKEN, "token_type": "bearer"})
        step = ANSWERS[answer]
        if isinstance(step, Exception):
            raise step
        return step(request) if callable(step) else step

    def hook(event):
        events.append(repr(event) + str(event))

    events = []
    hooks = dict.fromkeys(("on_request", "on_response", "on_retry"), hook)
    more["settings"] = {"hooks": hooks}
    with environment(**variables), _everything_shown() as shown:
        found, script = kit.ping(schemes, secrets, token_first, **more)
    assert CANARY in "".join(map(_whole, script.requests)) or kind == "basic"
    assert events
    shown += events
    if isinstance(found, Exception):
        assert isinstance(found, kit.errors.SDKError)
        shown += _of_error(found, echoed=answer in ECHOED, given="argument" in way)
    assert_clean("\n".join(shown))


def _of_error(error, *, echoed, given):
    """Yield all that an error shows; `given` is that a caller's frame holds the secret anyway."""
    yield str(error) + repr(error) + repr(error.args)
    if echoed:
        return
    yield repr(error.__reduce__()) + repr(vars(error))
    yield pickle.dumps(error).decode("latin-1")
    yield "".join(traceback.format_exception(error))
    if not given:
        yield from _frames(
            traceback.TracebackException.from_exception(error, capture_locals=True)
        )


def _frames(shown):
    """Yield the variables of our frames, and of those of the causes."""
    for frame in shown.stack:
        if "mini_sdk" in frame.filename or "httpx2" in frame.filename:
            yield f"{frame.filename}:{frame.lineno} {frame.locals}"
    for other in filter(None, (shown.__cause__, shown.__context__)):
        yield from _frames(other)


@row(
    "C1 frames",
    "errors that rise while a secret is in use show it in no variable of ours",
    "a hook, a function and an argument that raise; each scheme",
)
def _raising(kit):
    def fail(*_):
        raise LookupError

    pair = kit.runtime("operation").Parameter("n", "n", "query", lambda: int)
    for kind in KINDS:
        scheme, secrets = _schemes(kit)[kind]
        asked = {name: lambda v=value: v for name, value in secrets.items()}
        for given, more in (
            (secrets, {"settings": {"hooks": {"on_response": fail}}}),
            (asked, {"settings": {"hooks": {"on_request": fail}}}),
            (asked, {"parameters": (pair,), "values": {"n": "x"}}),
            (asked, {"options": {"query": 5}}),
            ({**asked, list(asked)[-1]: fail}, {}),
            ({**asked, list(asked)[-1]: lambda: CANARY + "\r\n"}, {}),
        ):
            answers = reply(200, {"access_token": TOKEN}), reply(200, {})
            try:
                error, _ = kit.ping([scheme], given, *answers, **more)
            except LookupError as raised:
                error = raised
            if not isinstance(error, Exception):  # these may hold line breaks
                assert kind in {"basic", "client credentials", "query"}
                continue
            shown = traceback.TracebackException.from_exception(
                error, capture_locals=True
            )
            frames = [*_frames(shown)]
            assert frames
            assert_clean("\n".join(frames))


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
    found = [client, client.with_options(timeout=1.0), kit.resource(client), settings]
    found += [settings.credentials, client._tokens(), settings.credentials.grant]
    return [thing for thing in [*found, settings.secrets] if thing is not None]


@each(
    "C26",
    "clients refuse to be pickled or copied, and show nothing",
    "each scheme, each way to give it; after a call",
    {f"{k}, {w}": (k, w) for k in KINDS for w in WAYS[:4]},
)
def _held(kit, kind, way):
    if way == "coroutine" and not kit.asynchronous:
        return  # the sync client takes none
    (scheme,), secrets, variables, _ = _planted(kit, kind, way)
    config = kit.runtime("config").ClientConfig(
        name="api", version="1", servers=(ORIGIN,), schemes=(scheme,)
    )
    ping = kit.runtime("operation").Operation(
        id="ping", method="GET", path="/ping", result=lambda: object
    )

    async def called():
        client = kit.bare(Script(_token_or_nothing), config, secrets)
        response = await done(client.with_response(client.execute, ping, {}))
        assert_clean(repr(response) + repr(_vars(response)))
        return client

    with environment(**variables):
        client = asyncio.run(called())
    for thing in _public(kit, client):
        assert_clean(repr(thing) + str(thing) + repr(_vars(thing)))
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


def _token_or_nothing(request):
    is_token = request.url.host == "id.example"
    return reply(200, {"access_token": TOKEN} if is_token else {})


def _vars(thing):
    """Return the attributes of an object, whether they are in a dict or in slots."""
    slots = [n for kind in type(thing).__mro__ for n in getattr(kind, "__slots__", ())]
    found = {name: getattr(thing, name) for name in slots if hasattr(thing, name)}
    return {**getattr(thing, "__dict__", {}), **found}


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
