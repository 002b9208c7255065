"""Faults of the wire: broken answers, bombs, silence, certificates."""

import gzip
import itertools
import json
import ssl
import tracemalloc
import zlib
from pathlib import Path

import httpx2
from httpx2._decoders import SUPPORTED_DECODERS

from tests.sdk.faults.kit import BOOK, Script, environment, reply
from tests.sdk.faults.peer import End, answer, serve
from tests.sdk.faults.rows import each, row
from tests.sdk.runtime.harness import done

GOOD = answer(json.dumps(BOOK).encode())
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
CHUNKED = HEAD + b"transfer-encoding: chunked\r\n\r\n"
_HERE = Path(__file__).parent

BROKEN = {
    "early close": (End.CLOSE,),
    "reset before a byte": (End.RESET,),
    "reset in the head": (HEAD[:20], End.RESET),
    "reset in the body": (GOOD[:-5], End.RESET),
    "half headers": (HEAD[:30], End.CLOSE),
    "body cut short": (GOOD[:-5], End.CLOSE),
    "chunk cut short": (CHUNKED + b"ff\r\n{", End.CLOSE),
    "bad chunk": (CHUNKED + b"zz\r\n{}\r\n", End.CLOSE),
    "huge chunk": (CHUNKED + b"f" * 40 + b"\r\n{}\r\n", End.CLOSE),
    "garbage": (b"\x00\xff\x13" * 50, End.CLOSE),
    "another protocol": (b"SSH-2.0-OpenSSH_9.6\r\n", End.CLOSE),
    "NUL in a header": (HEAD + b"x: \0\r\ncontent-length: 2\r\n\r\n{}", End.CLOSE),
    "no end of headers": (HEAD + b"x: " + b"y" * 300_000, End.CLOSE),
    "two lengths": (
        HEAD + b"content-length: 2\r\ncontent-length: 5\r\n\r\n{}",
        End.CLOSE,
    ),
    "bad length": (HEAD + b"content-length: -1\r\n\r\n{}", End.CLOSE),
    "bad status": (b"HTTP/1.1 abc OK\r\n\r\n", End.CLOSE),
    "unasked switch": (
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n",
        End.CLOSE,
    ),
    "endless 1xx": (b"HTTP/1.1 100 Continue\r\n\r\n" * 100, End.CLOSE),
}


def _get(client):
    return client.books.get("b1")


@each("C22 wire", "a broken answer is our error, and no connection stays", "a socket that breaks", {
    name: (steps,) for name, steps in BROKEN.items()
})  # fmt: skip
def _broken(kit, steps):
    turns = itertools.cycle([steps, (GOOD,)])
    with serve(lambda _: next(turns)) as peer:
        settings = {"base_url": peer.url, "max_retries": 0, "timeout": 5}
        (found, after), left = kit.measured(_get, _get, **settings)
        assert isinstance(found, kit.errors.SDKError)
        assert kit.is_book(after)
        assert left <= 1


FINE = {
    "1xx before the answer": b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n" + GOOD,
    "chunks": CHUNKED
    + b"".join(b"1\r\n%c\r\n" % b for b in json.dumps(BOOK).encode())
    + b"0\r\n\r\n",
    "HTTP/1.0": GOOD.replace(b"HTTP/1.1", b"HTTP/1.0"),
    "gzip": answer(gzip.compress(json.dumps(BOOK).encode()), content_encoding="gzip"),
    "deflate": answer(
        zlib.compress(json.dumps(BOOK).encode()), content_encoding="deflate"
    ),
}


@each(
    "C21 wire",
    "what is unusual and right is read",
    "a socket",
    {k: (v,) for k, v in FINE.items()},
)
def _fine(kit, data):
    with serve(lambda _: (data, End.CLOSE)) as peer:
        assert kit.is_book(kit.outcome(_get, base_url=peer.url))


@row(
    "C21 encodings",
    "an answer is asked for in the encodings that can be read, and in no other",
    "all, those of the caller's client, of the call; a part of a file",
)
def _encodings(kit):
    def get(**fields):
        return lambda c: c.books.get("b1", options={"headers": fields})

    for do, http, expected in (
        (get(), {}, set(SUPPORTED_DECODERS) - {"identity"}),
        (get(), {"headers": {"accept-encoding": "gzip"}}, {"gzip"}),
        (get(**{"Accept-Encoding": "identity"}), {}, {"identity"}),
        (get(Range="bytes=0-9"), {}, set()),
    ):
        script = Script(reply(200, BOOK))
        transport = httpx2.MockTransport(script)
        kit.measured(do, http={"transport": transport, **http}, count=False)
        asked = script.request.headers.get("accept-encoding", "")
        assert set(filter(None, asked.split(", "))) == expected


@row(
    "C12 silence",
    "silence is a timeout",
    "a socket that hangs, and one that hangs in the body",
)
def _silence(kit):
    for steps in ((End.HANG,), (HEAD, End.HANG), (GOOD[:-5], End.HANG)):
        with serve(lambda _, steps=steps: steps) as peer:
            found = kit.outcome(_get, base_url=peer.url, timeout=0.3, max_retries=0)
            assert kit.is_error(found, "APITimeoutError")


@row(
    "C12 dribble",
    "an answer that dribbles ends with the deadline, though the server is never silent",
    "a socket that sends byte after byte",
)
def _dribble(kit):
    clocks = kit.runtime("clock")
    kit.clock = clocks.AsyncClock() if kit.asynchronous else clocks.Clock()
    with serve(lambda _: (CHUNKED, End.DRIBBLE)) as peer:
        get = {"deadline": 0.3, "max_retries": 0}
        (found,), left = kit.measured(
            lambda c: c.books.get("b1", options=get), base_url=peer.url
        )
    assert kit.is_error(found, "APITimeoutError")
    assert found.sent
    assert left == 0


def _bomb(kind):
    """Return 200 MB of spaces, compressed."""
    if kind in {"br", "zstd"}:  # made beforehand: the standard library cannot
        return (_HERE / f"bomb.{kind}").read_bytes()
    wbits = {"gzip": 31, "deflate": 15}[kind]
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return b"".join(
        [*(packer.compress(b" " * 2**20) for _ in range(200)), packer.flush()]
    )


@each("C13", "a bomb ends in our error, within the limit and 50 MB", "peak of memory", {
    kind: (kind,) for kind in ("gzip", "deflate", "br", "zstd")
})  # fmt: skip
def _bombs(kit, kind):
    limit = (100 if kit.thorough else 10) * 2**20
    settings = {} if kit.thorough else {"max_body_size": limit}
    with serve(answer(_bomb(kind), content_encoding=kind)) as peer:
        tracemalloc.start()
        try:
            found = kit.outcome(_get, base_url=peer.url, **settings)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert kit.is_error(found, "DecodeError")
    assert peak < limit + 50 * 2**20


@row("C13 long", "a long body is in memory once", "a body just below the limit")
def _long(kit):
    size = 90 * 2**20 if kit.thorough else 20 * 2**20
    body = b'"' + b"x" * (size - 2) + b'"'

    async def scan(client):
        tracemalloc.start()
        try:
            found = await done(client.books.scan())
            return len(found), tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    with serve(answer(body, content_type="image/png")) as peer:
        length, peak = kit.run(scan, base_url=peer.url)
    assert length == size
    assert peak < size * 1.3 + 5 * 2**20


@row("C14", "200 faults leave at most one connection", "each fault of the wire in turn")
def _pool(kit):
    turns = itertools.cycle(BROKEN.values())
    with serve(lambda _: next(turns)) as peer:
        settings = {"base_url": peer.url, "max_retries": 0, "timeout": 5}
        found, left = kit.measured(*[_get] * 200, **settings)
        assert all(isinstance(error, kit.errors.SDKError) for error in found)
        assert left <= 1


def _own_certificate():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_HERE / "loopback.pem")
    return context


@row(
    "C28",
    "a certificate that nobody vouches for is refused",
    "a server that signed its own",
)
def _self_signed(kit):
    with serve(GOOD, _own_certificate()) as peer:
        found = kit.outcome(_get, base_url=peer.url, max_retries=0)
        assert kit.is_error(found, "APIConnectionError")
        assert "CERTIFICATE_VERIFY_FAILED" in str(found)
        assert peer.targets == []
        assert not found.sent


@row(
    "C28 own",
    "a client of the caller's keeps its trust",
    "the same server, trusted by it",
)
def _trusted(kit):
    trust = ssl.create_default_context(cafile=str(_HERE / "loopback.pem"))
    with serve(GOOD, _own_certificate()) as peer:
        (found,), _ = kit.measured(_get, http={"verify": trust}, base_url=peer.url)
        assert kit.is_book(found)


@row(
    "C7 certificates",
    "SSL_CERT_FILE is honoured",
    "the same server, trusted by the environment",
)
def _cert_file(kit):
    with (
        serve(GOOD, _own_certificate()) as peer,
        environment(SSL_CERT_FILE=str(_HERE / "loopback.pem"), SSL_CERT_DIR=None),
    ):
        assert kit.is_book(kit.outcome(_get, base_url=peer.url))


@row(
    "C7 proxy",
    "proxies of the environment are used, NO_PROXY spares some",
    "a proxy that records",
)
def _proxy(kit):
    nothing = dict.fromkeys(
        ("http_proxy", "all_proxy", "ALL_PROXY", "NO_PROXY", "HTTP_PROXY")
    )
    base = "http://shelf.localhost:9/v1"
    with serve(GOOD) as peer:
        with environment(**{**nothing, "http_proxy": peer.url, "no_proxy": None}):
            assert kit.is_book(kit.outcome(_get, base_url=base))
        assert peer.targets == [f"{base}/books/b1"]
        with environment(
            **{**nothing, "http_proxy": peer.url, "no_proxy": "shelf.localhost"}
        ):
            found = kit.outcome(_get, base_url=base, max_retries=0)
        assert kit.is_error(found, "APIConnectionError")
        with environment(**{**nothing, "http_proxy": peer.url, "no_proxy": None}):
            deaf = {"trust_env": False}
            (found,), _ = kit.measured(_get, http=deaf, base_url=base, max_retries=0)
        assert kit.is_error(found, "APIConnectionError")
        assert len(peer.targets) == 1
