"""The package of an API of every shape, against a server on loopback, sync and async."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from bazaar_api import BAZAAR, SETTINGS
from rendered import imported, render_files, write_distribution

from generator.python.check import check_names
from generator.render.format import format_python
from tests.answers import python_blocks, run_program, write_answers
from tests.sdk.both import both as both_clients
from tests.sdk.loopback import Loopback, answer, json_answer
from tests.twins import TWIN_PRINTERS, shape_problems

FILES = render_files(BAZAAR, SETTINGS)
TWINS = render_files(BAZAAR, SETTINGS, TWIN_PRINTERS)
STALL = {"id": "a", "animal": {"animalKind": "dog", "name": "Rex"}}
CRY = {"text": "fresh fish"}
EVENTS = b'data: {"text": "one"}\n\ndata: {"text": "two"}\n\n'
LINES = b'{"text": "one"}\n{"text": "two"}\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_distribution(tmp_path_factory.mktemp("bazaar"), BAZAAR, SETTINGS)


@pytest.fixture(scope="module")
def sdk(folder):
    with imported(folder, "bazaar_sdk") as package:
        yield package


def stream(body, media):
    return answer(200, body, content_type=media)


def both(sdk, script, use, **settings):
    clients = (sdk.Bazaar, sdk.AsyncBazaar)
    return both_clients(clients, script, use, **{"token": "secret-token", **settings})


def test_names_are_free_of_collisions():
    assert list(check_names(BAZAAR).sorted()) == []


@pytest.mark.parametrize("path", sorted(p for p in FILES if p.endswith(".py")))
def test_a_module_is_in_black_form_and_has_the_shape_of_its_twin(path):
    assert shape_problems(path, FILES[path], TWINS[path]) == ()
    assert format_python(format_python(FILES[path])) == format_python(FILES[path])


PAGES = {
    "list": (
        [{"data": [{"id": "a"}], "next": "n1"}, {"data": [{"id": "b"}], "next": None}],
        ["/stalls", "/stalls?cursor=n1"],
    ),
    "number": (
        [[{"id": "a"}], [{"id": "b"}], []],
        ["/numbered", "/numbered?page=1", "/numbered?page=2"],
    ),
    "skip": (
        [[{"id": "a"}], [{"id": "b"}], []],
        ["/skipped", "/skipped?offset=1", "/skipped?offset=2"],
    ),
    "after": (
        [[{"id": "a"}], [{"id": "b"}], []],
        ["/after", "/after?startingAfter=a", "/after?startingAfter=b"],
    ),
}


@pytest.mark.parametrize("method", PAGES)
def test_a_list_is_read_over_all_of_its_pages(sdk, method):
    answers, targets = PAGES[method]
    script = [json_answer(200, each) for each in answers]
    found, requests = both(sdk, script, lambda c: getattr(c.stalls, method)())
    assert [stall.id for stall in found] == ["a", "b"]
    assert [request.target for request in requests] == targets


def test_a_cursor_may_be_a_field_of_a_body_that_is_one_argument(sdk):
    script = [
        json_answer(200, {"data": [{"id": "a"}], "next": "n1"}),
        json_answer(200, {"data": [{"id": "b"}], "next": None}),
    ]
    found, requests = both(
        sdk, script, lambda c: c.stalls.search(request={"size": 1}, size="small")
    )
    assert [stall.id for stall in found] == ["a", "b"]
    assert [json.loads(request.body) for request in requests] == [
        {"size": 1},
        {"size": 1, "cursor": "n1"},
    ]


@pytest.mark.parametrize(
    ("method", "body", "media"),
    [
        ("listen", EVENTS, "text/event-stream"),
        ("lines", LINES, "application/jsonl"),
        ("ask", EVENTS, "text/event-stream"),
    ],
)
def test_a_stream_gives_typed_items(sdk, method, body, media):
    found, _ = both(sdk, [stream(body, media)], lambda c: getattr(c.cries, method)())
    assert [cry.text for cry in found] == ["one", "two"]
    assert {type(cry).__name__ for cry in found} == {"Cry"}


def test_where_a_value_or_a_stream_may_come_the_value_is_typed(sdk):
    found, (request,) = both(sdk, [json_answer(200, STALL)], lambda c: c.cries.ask())
    assert (type(found.animal).__name__, found.animal.name) == ("Dog", "Rex")
    assert request.headers["accept"] == "application/json, text/event-stream"


def test_a_download_is_read_and_saved(sdk, tmp_path):
    with Loopback(answer(200, b"bytes")) as server:
        with sdk.Bazaar(token="t", base_url=server.url) as client:
            with client.cries.download() as download:
                assert download.read() == b"bytes"
            with client.cries.download() as download:
                download.save(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"bytes"


def test_files_travel_as_parts_and_as_bodies(sdk):
    found, (request,) = both(
        sdk,
        [json_answer(200, CRY)],
        lambda c: c.bazaar.photo(file=("stall.png", b"PNG"), caption="Ours"),
    )
    assert found.text == "fresh fish"
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'filename="stall.png"' in request.body
    assert b"PNG" in request.body
    _, (request,) = both(
        sdk, [json_answer(200, CRY)], lambda c: c.bazaar.raw(request=b"raw bytes")
    )
    assert (request.body, request.headers["content-type"]) == (
        b"raw bytes",
        "application/octet-stream",
    )


def test_an_operation_has_a_secret_of_its_own_and_is_sent_again(sdk):
    _, requests = both(
        sdk,
        [answer(503), json_answer(200, CRY)],
        lambda c: c.bazaar.revoke(access_token="other-token"),
    )
    sent = {request.headers["authorization"] for request in requests}
    assert (len(requests), sent) == (2, {"Bearer other-token"})


def test_an_api_key_goes_into_the_query(sdk):
    with Loopback(json_answer(200, CRY)) as server:
        with sdk.Bazaar(api_key="key-1", base_url=server.url, tenant="acme") as client:
            client.bazaar.tenant()
    assert server.received[0].target == "/t/acme?X-Key=key-1"


def test_global_parameters_are_sent_with_each_call(sdk):
    _, (request,) = both(
        sdk,
        [json_answer(200, CRY)],
        lambda c: c.bazaar.tenant(),
        tenant="acme",
        tongue="nl",
    )
    assert request.target == "/t/acme"
    assert request.headers["accept-language"] == "nl"


def test_servers_are_chosen_by_name_number_and_variable(sdk):
    assert "https://eu.bazaar.test" in repr(sdk.Bazaar("k"))
    assert "https://us.bazaar.test" in repr(sdk.Bazaar("k", region="us"))
    assert "https://test.bazaar.test" in repr(sdk.Bazaar("k", server="test"))
    assert "https://test.bazaar.test" in repr(sdk.AsyncBazaar("k", server=1))
    with pytest.raises(sdk.errors.ConfigurationError, match="region"):
        sdk.Bazaar("k", region="moon")


def test_an_operation_whose_server_is_not_known_asks_for_one(sdk):
    with (
        sdk.Bazaar(token="t") as client,
        pytest.raises(sdk.errors.InvalidArgumentError),
    ):
        client.bazaar.lost()
    assert "give `base_url`" in type(client.bazaar).lost.__doc__


def test_a_ring_of_unions_is_read(sdk):
    script = [json_answer(200, {"knot": {"id": "s"}})]
    found, _ = both(
        sdk, script, lambda c: c.bazaar.lost(options={"base_url": c._settings.base_url})
    )
    assert type(found.knot).__name__ == "Stall"


def test_what_is_deprecated_says_so(sdk):
    old = sdk.models.operations.OldBasket
    assert old.__deprecated__ == "Take a Stall."
    basket = sdk.models.operations.Basket(left="x", old=old(size=1))
    with pytest.warns(DeprecationWarning, match="Use since"):
        assert basket.left == "x"
    assert "Deprecated: Use since." in FILES["docs/models/operations/basket.md"]


BLOCKS = [
    pytest.param(code, id=f"{path}-{number}")
    for path, text in sorted(FILES.items())
    if path.endswith(".md")
    for number, code in enumerate(python_blocks(text))
]


@pytest.mark.parametrize("code", BLOCKS)
def test_a_program_of_the_docs_runs(folder, tmp_path, code):
    answers = write_answers(BAZAAR, tmp_path / "answers.json")
    secrets = {"BAZAAR_KEY": "k", "BAZAAR_ACCESS": "a"}
    run = run_program(code, folder / "src", answers, tmp_path, **secrets)
    assert run.returncode == 0, run.stderr


def test_type_checkers_are_content_with_the_package(folder):
    source = folder / "src" / "bazaar_sdk"
    mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", os.devnull]
    run = subprocess.run(
        [*mypy, str(source)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
