"""Answers that are bytes: piece by piece, whole, or into a file."""

import gzip
import stat

import httpx2
import pytest

from tests.sdk.runtime.harness import Pieces, Script, done, each, raw, until

PARTS = (b"abc", b"", b"defg")


@pytest.fixture
def download(harness, runtime):
    """Return a function that opens a byte stream."""
    operation = runtime("operation")

    def start(client, **more):
        called = operation.Operation(
            id="download",
            method="GET",
            path="/file",
            accept="*/*",
            stream=operation.Stream("bytes"),
            **more,
        )
        resource = harness.resource(client)
        way = resource._mixed if called.result is not None else resource._bytes
        return way(called, {}, None)

    return start


async def _read(stream, *arguments):
    return await done(stream.read(*arguments))


def test_pieces_come_as_they_arrive(harness, download):
    body = Pieces(*PARTS)

    async def run(client):
        return [piece async for piece in each(await done(download(client)))]

    pieces = harness.run(run, Script(body.answer("image/png")))
    assert b"".join(pieces) == b"abcdefg"
    assert body.is_closed


def test_read_returns_the_whole_and_decompresses(harness, download):
    body = Pieces(gzip.compress(b"a" * 5000))

    async def run(client):
        stream = await done(download(client))
        whole = await _read(stream)
        with pytest.raises(harness.errors.StreamClosedError):
            await _read(stream)
        return whole

    step = body.answer(None, content_encoding="gzip")
    assert harness.run(run, Script(step)) == b"a" * 5000
    assert body.is_closed


def test_read_refuses_more_than_its_limit(harness, download):
    body = Pieces(*[b"abcd"] * 100)

    async def run(client):
        stream = await done(download(client))
        with pytest.raises(harness.errors.DecodeError, match="longer than 10 bytes"):
            await _read(stream, 10)

    harness.run(run, Script(body.answer(None)))
    assert body.given == 3
    assert body.is_closed


@pytest.mark.parametrize("folder", [True, False])
def test_save_writes_the_file_and_nothing_else(
    harness, download, tmp_path, monkeypatch, folder
):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "file.bin" if folder else "file.bin"
    (tmp_path / "file.bin").write_bytes(b"before")
    body = Pieces(*PARTS)

    async def run(client):
        assert await done((await done(download(client))).save(path)) is None

    harness.run(run, Script(body.answer(None)))
    assert [file.name for file in tmp_path.iterdir()] == ["file.bin"]
    assert (tmp_path / "file.bin").read_bytes() == b"abcdefg"
    (tmp_path / "other").touch()
    modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert len(modes) == 1
    assert body.is_closed


def test_save_that_breaks_off_leaves_what_was_there(harness, download, tmp_path):
    path = tmp_path / "file.bin"
    path.write_bytes(b"before")
    body = Pieces(b"abc", httpx2.ReadError("cut"))

    async def run(client):
        stream = await done(download(client))
        with pytest.raises(harness.errors.APIConnectionError, match="cut"):
            await done(stream.save(path))

    harness.run(run, Script(body.answer(None)))
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"before"]
    assert body.is_closed


def test_save_to_nowhere_closes_the_stream(harness, download, tmp_path):
    body = Pieces(*PARTS)

    async def run(client):
        stream = await done(download(client))
        with pytest.raises(FileNotFoundError):
            await done(stream.save(tmp_path / "no" / "file"))

    harness.run(run, Script(body.answer(None)))
    assert body.is_closed


def test_a_stream_read_in_part_can_be_read_on_but_not_saved(
    harness, download, tmp_path
):
    body = Pieces(*PARTS)

    async def run(client):
        stream = await done(download(client))
        first = [piece async for piece in _some(stream)]
        rest = [piece async for piece in each(stream)]
        with pytest.raises(harness.errors.StreamClosedError, match="in part"):
            await done(stream.save(tmp_path / "file"))
        with pytest.raises(harness.errors.StreamClosedError):
            await until(ZeroDivisionError, stream)
        return first, rest

    first, rest = harness.run(run, Script(body.answer(None)))
    assert (first, b"".join(rest)) == ([b"abc"], b"defg")
    assert list(tmp_path.iterdir()) == []


async def _some(stream):
    async for piece in each(stream):
        yield piece
        return


def test_damage_in_the_stream_is_our_error(harness, download):
    async def run(client):
        stream = await done(download(client))
        return await until(harness.errors.APIConnectionError, stream)

    body = Pieces(b"this is no gzip")
    step = body.answer(None, content_encoding="gzip")
    seen, error = harness.run(run, Script(step))
    assert seen == []
    assert isinstance(error.__cause__, httpx2.DecodingError)


def test_the_content_type_tells_bytes_from_a_result(harness, download):
    async def run(client):
        return await done(download(client, result=lambda: dict[str, int]))

    script = Script(raw(200, b'{"n": 1}', "application/json"))
    assert harness.run(run, script) == {"n": 1}

    async def read(client):
        return await _read(await run(client))

    script = Script(raw(200, b'{"n": 1}', "application/octet-stream"))
    assert harness.run(read, script) == b'{"n": 1}'


@pytest.mark.parametrize("status", [200, 404])
def test_any_answer_is_held_up_to_a_limit_only(harness, status):
    bomb = Pieces(gzip.compress(b"[" + b"1," * 50_000 + b"1]"))
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    script = Script(lambda _: httpx2.Response(status, headers=headers, stream=bomb))
    with pytest.raises(harness.errors.SDKError) as caught:
        harness.call(lambda c: c.books.list(), script, max_body_size=1000)
    assert caught.value.body == b""
    assert bomb.is_closed
    if status == 200:
        assert "longer than 1000 bytes" in str(caught.value)
