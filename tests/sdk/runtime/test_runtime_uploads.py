"""Bodies with files: forms (RFC 7578), and files as the whole body."""

import asyncio
import copy
import datetime as dt
import io
import os
import pickle
import re
from email import message_from_bytes
from email.policy import HTTP
from typing import Annotated

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from tests.sdk.loopback import Fault, Loopback, json_answer
from tests.sdk.runtime.harness import Script, reply


@pytest.fixture(scope="session")
def form(runtime, sdk):
    """Return the model of a form."""
    files = runtime("files")

    class Form(runtime("models").Model):
        file: files.FileInput | None = None
        more: list[files.FileInput] | None = None
        title: Annotated[str | None, Field(alias="bookTitle")] = None
        count: int | None = None
        is_new: Annotated[bool | None, Field(alias="isNew")] = None
        since: dt.datetime | None = None
        tags: list[str] | None = None
        author: sdk.models.operations.Author | None = None
        authors: list[sdk.models.operations.Author] | None = None
        metadata: dict[str, object] | None = None

    return Form


@pytest.fixture
def send(harness, runtime, form):
    """Return a function that calls an operation with a form or a raw body."""
    operation = runtime("operation").Operation

    def call(script, values, *, raw=False, method="POST", base_url=None, **settings):
        called = operation(
            id="upload",
            method=method,
            path="/files",
            body=lambda: runtime("files").FileContent if raw else form,
            body_argument="body" if raw else None,
            content_type="application/octet-stream" if raw else "multipart/form-data",
            **settings,
        )
        given = {"base_url": base_url} if base_url else {}
        return harness.call(
            lambda c: harness.resource(c)._call(called, values, None), script, **given
        )

    return call


def parts(request):
    """Return each part of a form: its name, file name, type and content."""
    head = f"content-type: {request.headers['content-type']}\r\n\r\n".encode()
    body = request.content if isinstance(request, httpx2.Request) else request.body
    message = message_from_bytes(head + body, policy=HTTP)
    assert not message.defects
    return [
        (
            part.get_param("name", header="content-disposition"),
            part.get_filename(),
            part.get("content-type"),
            part.get_payload(decode=True),
        )
        for part in message.iter_parts()
    ]


def test_each_form_of_a_file_is_sent(send, tmp_path):
    path = tmp_path / "cover.png"
    path.write_bytes(b"png")
    with path.open("rb") as opened:
        forms = {
            "bytes": (b"raw", ("more", "application/octet-stream", b"raw")),
            "stream": (io.BytesIO(b"io"), ("more", "application/octet-stream", b"io")),
            "path": (path, ("cover.png", "image/png", b"png")),
            "opened": (opened, ("cover.png", "image/png", b"png")),
            "named": (("a.txt", b"x"), ("a.txt", "text/plain", b"x")),
            "named path": (("b.gif", path), ("b.gif", "image/gif", b"png")),
            "typed": (("c", b"x", "a/b"), ("c", "a/b", b"x")),
            "folders": (("../up/d.txt", b"x"), ("d.txt", "text/plain", b"x")),
        }
        script = Script(reply(200))
        send(script, {"more": [given for given, _ in forms.values()]})
    assert parts(script.request) == [("more", *sent) for _, sent in forms.values()]
    assert script.request.headers["content-length"] == str(len(script.request.content))


def test_other_fields_are_text_or_json(send):
    script = Script(reply(200))
    zone = dt.timezone.utc
    values = {
        "title": "Em\u00e4",
        "count": 2**63,
        "is_new": True,
        "since": dt.datetime(2024, 1, 2, tzinfo=zone),
        "tags": ["a", "b"],
        "author": {"full_name": "J"},
        "authors": [{"full_name": "K"}, {"full_name": "L"}],
        "metadata": {"a": [1, None]},
        "file": None,
    }
    send(script, values)
    json_type = "application/json"
    assert parts(script.request) == [
        ("bookTitle", None, None, "Em\u00e4".encode()),
        ("count", None, None, b"9223372036854775808"),
        ("isNew", None, None, b"true"),
        ("since", None, None, b"2024-01-02T00:00:00Z"),
        ("tags", None, None, b"a"),
        ("tags", None, None, b"b"),
        ("author", None, json_type, b'{"fullName":"J"}'),
        ("authors", None, json_type, b'{"fullName":"K"}'),
        ("authors", None, json_type, b'{"fullName":"L"}'),
        ("metadata", None, json_type, b'{"a":[1,null]}'),
    ]


HOSTILE = 'a"b\r\nX-Evil: 1\r\n\r\n\0\\\u20ac.txt'


def test_a_file_name_cannot_leave_its_place(send):
    script = Script(reply(200))
    send(script, {"file": (HOSTILE, b"x")})
    ((name, file_name, _, content),) = parts(script.request)
    assert (name, content) == ("file", b"x")
    shown = "a%22b%0D%0AX-Evil: 1%0D%0A%0D%0A%00\\\u20ac.txt"
    assert f'filename="{shown}"'.encode() in script.request.content
    assert b"\r\nX-Evil" not in script.request.content
    assert file_name


@given(name=st.text(min_size=1))
def test_any_file_name_stays_in_its_line(runtime, form, name):
    content = runtime("content")
    try:
        name.encode()
    except UnicodeEncodeError:
        return
    value = form(file=(name, b"x"))
    media_type, body = content.as_multipart(value, argument="a")
    boundary = media_type.partition("boundary=")[2].encode()
    head, _, rest = b"".join(body.chunks()).partition(b"\r\n\r\n")
    assert rest == b"x\r\n--" + boundary + b"--\r\n"
    assert len(re.split(rb"[\r\n]+", head)) == 3


@pytest.mark.parametrize("media_type", ["a\r\nb: c", "", "\u20ac", " "])
def test_a_content_type_cannot_leave_its_place(harness, send, media_type):
    script = Script(reply(200))
    given = {"file": ("a", b"x", media_type)}
    if media_type == "":
        send(script, given)
        assert parts(script.request)[0][2] == "application/octet-stream"
        return
    with pytest.raises(harness.errors.InvalidArgumentError, match="content type"):
        send(script, given)
    assert script.requests == []


@pytest.mark.parametrize(
    "wrong",
    [
        "text",
        5,
        io.StringIO("x"),
        ("a",),
        ("a", "b"),
        (5, b"x"),
        ("a", b"x", 5),
        [b"x"],
    ],
)
@pytest.mark.parametrize("raw", [True, False])
def test_what_is_no_file_is_refused(harness, send, wrong, raw):
    script = Script(reply(200))
    if raw and wrong == "text":
        wrong = "t\u00e4xt"
    with pytest.raises(harness.errors.InvalidArgumentError, match="must be bytes"):
        send(script, {"body" if raw else "file": wrong}, raw=raw)
    assert script.requests == []


def test_a_file_that_is_not_there_is_refused_before_sending(harness, send, tmp_path):
    script = Script(reply(200))
    with pytest.raises(harness.errors.InvalidArgumentError, match="No such file") as e:
        send(script, {"file": tmp_path / "none"})
    assert e.value.argument == "file"
    closed = io.BytesIO(b"x")
    closed.close()
    for raw in (False, True):
        with pytest.raises(harness.errors.InvalidArgumentError, match="closed") as e:
            send(script, {"body" if raw else "file": closed}, raw=raw)
        assert e.value.argument == ("body" if raw else "file")
    with pytest.raises(harness.errors.InvalidArgumentError):
        send(script, {"body": tmp_path / "none"}, raw=True)
    assert script.requests == []


def test_a_deprecated_field_is_read_without_a_warning(runtime):
    base = runtime("models").Model
    arguments, content = runtime("arguments"), runtime("content")

    class Old(base):
        note: Annotated[str | None, Field(deprecated="Use none.")] = None
        many: Annotated[list[int | str] | None, Field(deprecated="Use none.")] = None

    with pytest.warns(DeprecationWarning, match="`note` is deprecated: Use none."):
        old = arguments.check(Old, {"note": "x"}, argument=None)
    _, body = content.as_multipart(old, argument="arguments")
    assert b"\r\n\r\nx\r\n" in b"".join(body.chunks())
    for wrong in ({"many": [1.5]}, Old.model_construct(many=[1.5])):
        with pytest.raises(runtime("errors").InvalidArgumentError) as caught:
            arguments.check(list[Old], [wrong, 1], argument="old")
        assert caught.value.argument in {"old[0].many[0]", "old[1]"}
    broken = Old.model_construct(_fields_set={"note"}, note=float("nan"))
    with pytest.raises(runtime("errors").InvalidArgumentError) as caught:
        arguments.as_json(Old, broken, argument=None)
    assert caught.value.argument == "note"


def test_boundaries_differ(send):
    script = Script(reply(200))
    for _ in range(5):
        send(script, {"file": b"x"})
    types = {request.headers["content-type"] for request in script.requests}
    assert len(types) == 5


class Pipe(io.RawIOBase):
    """A file that can be read once."""

    def __init__(self, content):
        self._rest = io.BytesIO(content)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self._rest.readinto(buffer)


def _raw_forms(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"content")
    begun = io.BytesIO(b"xxcontent")
    begun.seek(2)
    return {
        "bytes": b"content",
        "path": path,
        "begun": begun,
        "pipe": Pipe(b"content"),
        "name": ("n", b"content"),
    }


@pytest.mark.parametrize("form_of", ["bytes", "path", "begun", "pipe", "name"])
def test_a_file_may_be_the_whole_body(send, tmp_path, form_of):
    given = _raw_forms(tmp_path)[form_of]
    script = Script(reply(200))
    send(script, {"body": given}, raw=True)
    assert script.request.content == b"content"
    assert script.request.headers["content-type"] == "application/octet-stream"
    length = None if form_of == "pipe" else "7"
    assert script.request.headers.get("content-length") == length


@pytest.mark.parametrize("raw", [True, False])
@pytest.mark.parametrize("form_of", ["bytes", "path", "begun", "pipe"])
@pytest.mark.parametrize("fault", ["status", "connect", "read"])
def test_a_body_is_sent_again_if_it_can_be_read_again(
    harness, send, tmp_path, form_of, raw, fault
):
    given = _raw_forms(tmp_path)[form_of]

    def failing(request):
        if fault == "connect":
            raise httpx2.ConnectError("refused")
        _ = request.content
        if fault == "read":
            raise httpx2.ReadError("reset")
        return httpx2.Response(503)

    script = Script(failing, reply(200))
    values = {"body" if raw else "file": given}
    once = form_of == "pipe"  # the transport of this test reads before it connects
    try:
        send(script, values, raw=raw, method="PUT")
    except harness.errors.SDKError:
        assert once
    assert len(script.requests) == (1 if once else 2)
    if not once:
        last = script.requests[-1]
        sent = last.content if raw else parts(last)[0][3]
        assert sent == b"content"


@pytest.mark.parametrize("raw", [True, False])
def test_a_big_file_goes_over_the_wire_in_pieces(send, tmp_path, raw):
    path = tmp_path / "big"
    path.write_bytes(os.urandom(300_000))
    with Loopback(Fault.DROP, json_answer(200, None)) as server:
        values = {"body" if raw else "file": path}
        send(None, values, raw=raw, method="PUT", base_url=server.url)
        first, second = server.received
    assert first.body == second.body
    sent = second.body if raw else parts(second)[0][3]
    assert sent == path.read_bytes()
    assert second.headers["content-length"] == str(len(second.body))


def test_a_file_is_not_loaded_at_once(runtime, tmp_path):
    path = tmp_path / "big"
    path.write_bytes(b"x" * 1_000_000)
    content = runtime("content").as_content(path, argument="a")
    sizes = {len(piece) for piece in content.chunks()}
    assert max(sizes) <= 65_536
    assert content.length == 1_000_000


def test_a_file_in_json_is_refused(harness, runtime):
    operation = runtime("operation").Operation(
        id="x", method="POST", path="/", body=lambda: dict[str, object]
    )
    script = Script(reply(200))
    for file in (b"x", io.BytesIO(b"x"), runtime("files").Upload(b"x")):
        with pytest.raises(harness.errors.InvalidArgumentError):
            harness.call(
                lambda c, g=file: harness.resource(c)._call(operation, {"a": g}, None),
                script,
            )
    assert script.requests == []


def test_what_can_be_read_once_is_sent_again_if_nothing_was_read(harness, send):
    with Loopback(Fault.DROP) as server:
        url = server.url
    with pytest.raises(harness.errors.APIConnectionError):
        send(None, {"body": Pipe(b"x")}, raw=True, base_url=url)
    assert len(harness.clock.slept) == 2


def test_a_form_shows_no_content_and_can_be_copied(form):
    value = form(file=("secret.txt", b"canary"))
    assert "canary" not in repr(value)
    assert "secret" not in repr(value)
    assert copy.copy(value) == value
    assert pickle.loads(pickle.dumps(value.file)).content == b"canary"


def test_the_form_of_the_caller_is_not_changed(send):
    values = {"tags": ["a"], "metadata": {"a": [1]}}
    before = copy.deepcopy(values)
    send(Script(reply(200)), values)
    assert values == before


def test_a_call_that_is_cancelled_while_it_uploads_leaves_the_file_closed(
    runtime, tmp_path
):
    path = tmp_path / "file"
    path.write_bytes(b"x" * 200_000)
    content = runtime("content").as_content(path, argument="a")

    async def run():
        pieces = runtime("transport")._from_thread(content)
        await anext(pieces)
        await pieces.aclose()

    asyncio.run(run())
