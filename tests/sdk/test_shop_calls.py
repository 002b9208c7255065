"""The package of the golden case `shop`: from pages of docs to bytes on the wire, sync and async."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from generator.build import read_api
from generator.inputs import ApiFolder
from tests.answers import python_blocks, run_program, write_answers
from tests.sdk.both import both
from tests.sdk.loopback import Loopback, answer, json_answer

CASE = Path(__file__).resolve().parents[1] / "cases" / "shop"
README = (CASE / "expected" / "README.md").read_text("utf-8")
LAMP = {"id": "g1", "name": "Lamp"}
BULB = {"id": "g2", "name": "Bulb"}
NOTE = {"text": "Sold."}
EVENTS = b'data: {"text": "one"}\n\ndata: {"text": "two"}\n\n'
LINES = b'{"text": "one"}\n{"text": "two"}\n'


@pytest.fixture
def call(shop):
    """Return a function that makes a call with both clients."""

    def made(script, use, **settings):
        settings = {"token": "t1", **settings}
        return both((shop.Shop, shop.AsyncShop), script, use, **settings)

    return made


LISTS = {
    "list": (
        lambda c: c.goods.list(page_size=1),
        [{"data": [LAMP]}, {"data": [BULB]}, {"data": []}],
        [
            "/goods?pageSize=1",
            "/goods?page=2&pageSize=1",
            "/goods?page=3&pageSize=1",
        ],
    ),
    "find": (
        lambda c: c.goods.find(text="l", offset=4),
        [[LAMP], [BULB], []],
        [f"/goods/find?text=l&offset={offset}" for offset in (4, 5, 6)],
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_by_number_or_offset_is_read_to_its_end(call, name):
    use, answers, targets = LISTS[name]
    found, requests = call([json_answer(200, each) for each in answers], use)
    assert [good.id for good in found] == ["g1", "g2"]
    assert [request.target for request in requests] == targets


def test_a_list_by_cursor_gives_members_of_a_tagged_union(call, shop):
    answers = [
        {"changes": [{"kind": "added", "good": "g1"}], "nextCursor": "c2"},
        {"changes": [{"kind": "removed"}]},
    ]
    found, requests = call(
        [json_answer(200, each) for each in answers], lambda c: c.goods.changes(limit=1)
    )
    models = shop.models.components
    assert found == [
        models.Added(kind="added", good="g1"),
        models.Removed(kind="removed"),
    ]
    assert requests[1].target == "/changes?cursor=c2&limit=1"


@pytest.mark.parametrize(
    ("size", "kind"),
    [({"radius": 2}, "Ball"), ({"width": 1, "height": 2}, "Box")],
)
def test_an_untagged_union_takes_dicts_and_models(call, shop, size, kind):
    model = getattr(shop.models.components, kind)(**size)
    for given in (size, model):
        _, (request,) = call(
            [json_answer(200, LAMP)],
            lambda c, given=given: c.goods.create(name="Lamp", size=given),
        )
        assert json.loads(request.body) == {"name": "Lamp", "size": size}


def test_a_field_called_like_a_global_parameter_stays_in_the_body(call):
    _, (request,) = call(
        [json_answer(200, LAMP)],
        lambda c: c.goods.create(name="Lamp", region="north"),
        region="south",
    )
    assert request.target == "/goods?region=south"
    assert json.loads(request.body) == {"name": "Lamp", "region": "north"}
    _, (request,) = call(
        [json_answer(200, LAMP)], lambda c: c.goods.create(name="Lamp", region="north")
    )
    assert request.target == "/goods"
    assert json.loads(request.body) == {"name": "Lamp", "region": "north"}


def test_errors_of_one_title_are_told_apart_by_status(shop):
    script = [json_answer(409, {"message": "m"}), json_answer(422, {"other": "g2"})]
    with Loopback(*script) as server, shop.Shop("t", base_url=server.url) as client:
        with pytest.raises(shop.errors.Conflict) as first:
            client.goods.create(name="Lamp")
        with pytest.raises(shop.errors.OperationsConflict) as second:
            client.goods.create(name="Lamp")
    assert first.value.data == shop.models.errors.Conflict(message="m")
    assert second.value.data == shop.models.operations.Conflict(other="g2")


def test_what_the_docs_have_no_page_for_is_kept(call):
    found, _ = call(
        [json_answer(200, LAMP | {"extra": {"any": [1, None]}})],
        lambda c: c.goods.get(id="g1"),
    )
    assert found.extra == {"any": [1, None]}


def test_what_is_deprecated_says_what_to_use(call, shop):
    with pytest.warns(DeprecationWarning, match="Use `create` instead"):
        call([json_answer(200, LAMP)], lambda c: c.goods.add(name="Lamp"))
    good = shop.models.components.Good(id="g1", name="Lamp", tag_ids=["t"])
    with pytest.warns(DeprecationWarning, match="Use `label_ids` instead"):
        assert good.tag_ids == ["t"]


def test_a_picture_travels_in_a_form_and_as_it_is(call):
    _, (request,) = call(
        [answer(204)],
        lambda c: c.goods.photos.add(id="g/1", file=("lamp.png", b"PNG"), caption="On"),
    )
    assert request.target == "/goods/g%2F1/photos"
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'filename="lamp.png"' in request.body
    _, (request,) = call(
        [answer(204)], lambda c: c.goods.photos.replace(id="g1", request_body=b"PNG")
    )
    assert (request.method, request.body) == ("PUT", b"PNG")
    assert request.headers["content-type"] == "application/octet-stream"


def test_a_picture_is_read_in_pieces(call):
    found, _ = call(
        [answer(200, b"PNG", content_type="image/png")],
        lambda c: c.goods.photos.download(id="g1"),
    )
    assert b"".join(found) == b"PNG"


@pytest.mark.parametrize(
    ("method", "body", "media"),
    [
        ("listen", EVENTS, "text/event-stream"),
        ("log", LINES, "application/jsonl"),
    ],
)
def test_a_stream_gives_its_items(call, method, body, media):
    found, _ = call(
        [answer(200, body, content_type=media)], lambda c: getattr(c.talk, method)()
    )
    assert [note.text for note in found] == ["one", "two"]


def test_an_answer_comes_at_once_or_in_parts(call, shop):
    found, _ = call([json_answer(200, NOTE)], lambda c: c.talk.ask(question="?"))
    assert found == shop.models.components.Note(text="Sold.")
    found, _ = call(
        [answer(200, EVENTS, content_type="text/event-stream")],
        lambda c: c.talk.ask(question="?", stream=True),
    )
    assert [note.text for note in found] == ["one", "two"]


def test_a_name_and_a_password_are_sent_as_http_basic(call):
    _, (request,) = call(
        [answer(204)],
        lambda c: c.doors.open(username="ann", password="pä:ss"),
    )
    scheme, _, secret = request.headers["authorization"].partition(" ")
    assert scheme == "Basic"
    assert base64.b64decode(secret).decode("utf-8") == "ann:pä:ss"


def test_a_token_is_fetched_with_client_credentials(call):
    token = {"access_token": "fetched", "token_type": "Bearer", "expires_in": 3600}

    def respond(request):
        if request.target == "/token":
            return json_answer(200, token)
        return json_answer(200, {"number": 7})

    def use(client):
        return client.doors.report(
            client_id="me", client_secret="hush", token_url="/token"
        )

    found, (fetch, report) = call([respond], use)
    assert found.number == 7
    assert report.headers["authorization"] == "Bearer fetched"
    assert fetch.method == "POST"
    sent = dict(parse_qsl(fetch.body.decode()))
    assert sent["grant_type"] == "client_credentials"


def test_schemes_of_a_group_are_sent_together_or_another_one_alone(call):
    _, (request,) = call(
        [answer(204)],
        lambda c: c.doors.close(
            door_key="d1",
            alarm_key="a1",
            options={"base_url": c._settings.base_url},
        ),
    )
    assert request.target == "/close?door=d1"
    assert request.headers["x-alarm"] == "a1"
    assert "authorization" not in request.headers
    _, (request,) = call(
        [answer(204)],
        lambda c: c.doors.close(
            guard_token="g1", options={"base_url": c._settings.base_url}
        ),
    )
    assert (request.target, request.headers["authorization"]) == ("/close", "Bearer g1")


def test_a_half_of_a_group_is_not_enough(shop):
    with (
        shop.Shop("t", base_url="http://127.0.0.1:1") as client,
        pytest.raises(shop.errors.SDKError, match="alarm_key"),
    ):
        client.doors.close(door_key="d1")


def test_servers_are_chosen_by_name_and_by_variable(shop):
    assert "https://east.shop.example.com" in repr(shop.Shop("t"))
    assert "https://west.shop.example.com" in repr(shop.Shop("t", area="west"))
    assert "https://trial.shop.example.com" in repr(shop.AsyncShop("t", server="trial"))


@pytest.mark.parametrize("code", python_blocks(README))
def test_a_program_of_the_readme_runs(shop_source, tmp_path, code):
    api = read_api(ApiFolder("shop", CASE / "specs", "shop")).api
    answers = write_answers(api, tmp_path / "answers.json")
    run = run_program(code, shop_source, answers, tmp_path, SHOP_TOKEN="t")
    assert run.returncode == 0, run.stderr
