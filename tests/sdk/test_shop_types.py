"""What type checkers know of calls of the golden case `shop`: each line asserts a type."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

USER = """\
import datetime
from typing import Any, Literal

from typing_extensions import assert_type

from shop_sdk import Deviation, Response
from shop_sdk import AsyncByteStream, AsyncEventStream, AsyncJsonLines, AsyncPage, AsyncPager
from shop_sdk import AsyncShop, ByteStream, EventStream, FileInput, JsonLines, Page, Shop, errors
from shop_sdk.models import components
from shop_sdk.models import errors as error_models


def sync(shop: Shop) -> None:
    page = shop.goods.list(page_size=2)
    assert_type(page, Page[components.Good, components.GoodPage])
    assert_type(page.result, components.GoodPage)
    assert_type(page.response, Response[components.GoodPage])
    for good in page:
        assert_type(good, components.Good)
        assert_type(good.made_at, datetime.datetime | None)
        assert_type(good.label_ids, list[str] | None)
        assert_type(good.colour, Literal["red", "green"] | None)
        assert_type(good.price, int | float | components.Range | None)
    for change in shop.goods.changes():
        assert_type(change, components.Added | components.Removed)
        if change.kind == "added":
            assert_type(change, components.Added)
            assert_type(change.good, str)
    with shop.talk.listen() as events:
        assert_type(events, EventStream[components.Note])
        assert_type(next(iter(events)).text, str)
        assert_type(events.response, Response[EventStream[components.Note]])
    with shop.talk.log() as lines:
        assert_type(lines, JsonLines[components.Note])
    answer = shop.talk.ask(question="?")
    assert_type(answer, components.Note | EventStream[components.Note])
    if isinstance(answer, components.Note):
        assert_type(answer.text, str)
    with shop.goods.photos.download(id="g1") as photo:
        assert_type(photo, ByteStream)
        assert_type(photo.read(), bytes)
        assert_type(photo.response, Response[ByteStream])
    full = shop.with_response(shop.goods.get, id="g1")
    assert_type(full, Response[components.Good])
    assert_type(full.deviations, tuple[Deviation, ...])
    assert_type(full.body, bytes | None)
    size: components.SizeDict = {"radius": 2}
    shop.goods.create(name="Lamp", size=size, colour="red", region=None)
    shop.goods.create(name="Lamp", size={"width": 1, "height": 2})
    shop.goods.create(name="Lamp", size=components.Ball(radius=2))
    file: FileInput = ("lamp.png", b"PNG")
    shop.goods.photos.add(id="g1", file=file)
    try:
        shop.doors.open(username="ann", password="p")
    except errors.Conflict as error:
        assert_type(error.status, int)
        assert_type(error.data, error_models.Conflict | Any)


async def asynchronous(shop: AsyncShop) -> None:
    pager = shop.goods.list()
    assert_type(pager, AsyncPager[components.Good, components.GoodPage])
    assert_type(await pager, AsyncPage[components.Good, components.GoodPage])
    full = await shop.with_response(shop.goods.list)
    assert_type(full.result, AsyncPage[components.Good, components.GoodPage])
    async for good in pager:
        assert_type(good, components.Good)
    assert_type(await shop.goods.get(id="g1"), components.Good)
    assert_type(await shop.talk.listen(), AsyncEventStream[components.Note])
    assert_type(await shop.talk.log(), AsyncJsonLines[components.Note])
    assert_type(await shop.goods.photos.download(id="g1"), AsyncByteStream)
    answer = await shop.talk.ask(question="?")
    assert_type(answer, components.Note | AsyncEventStream[components.Note])


def mistakes(shop: Shop) -> None:
    shop.goods.list(page="1")
    shop.goods.create(name="Lamp", colour="blue")
    shop.goods.create(name="Lamp", size={"radius": "2"})
    shop.goods.create(name="Lamp", size={"width": 1})
    shop.goods.create(name="Lamp", size={"radius": 1, "made_up": 2})
    shop.goods.create(name="Lamp", size=components.Ball(radius="2"))
    shop.goods.create(name="Lamp", size=components.Ball(radius=2, made_up=2))
    shop.goods.create(name="Lamp", made_up=1)
    shop.goods.create()
    print(shop.goods.get(id="g1").made_up)
    print(components.MadeUp)
    shop.goods.photos.add(id="g1", file="lamp.png")
    shop.doors.open(token="t")
    Shop(area="north")
    Shop(server="other")
"""
FIRST = USER.splitlines().index("def mistakes(shop: Shop) -> None:") + 2
MISTAKES = list(range(FIRST, len(USER.splitlines()) + 1))


@pytest.fixture(scope="module")
def user(shop_source, tmp_path_factory):
    file = tmp_path_factory.mktemp("user") / "user.py"
    file.write_text(USER, encoding="utf-8")
    return file


def test_mypy_knows_the_type_of_each_answer_and_finds_each_mistake(user, shop_source):
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--cache-dir",
            os.devnull,
            str(user),
        ],
        cwd=user.parent,
        env=os.environ | {"MYPYPATH": str(shop_source)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"^(\S+?):(\d+): error", run.stdout, re.MULTILINE)
    places = sorted({(Path(path).name, int(line)) for path, line in found})
    assert places == [("user.py", line) for line in MISTAKES], run.stdout


def test_pyright_knows_them_too(user, shop_source):
    settings = {
        "include": ["."],
        "extraPaths": [str(shop_source)],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.10",
    }
    (user.parent / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    cache = {"PYRIGHT_PYTHON_CACHE_DIR": str(Path(sys.prefix) / "pyright")}
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pyright",
            "--outputjson",
            "--pythonpath",
            sys.executable,
        ],
        cwd=user.parent,
        env=cache | dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(run.stdout)["generalDiagnostics"]
    errors = [each for each in found if each["severity"] == "error"]
    lines = sorted({each["range"]["start"]["line"] + 1 for each in errors})
    assert lines == MISTAKES, errors
