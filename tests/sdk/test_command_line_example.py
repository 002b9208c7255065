"""The example of a template folder that gives an SDK a command line."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import build_files, read_api
from generator.emit.create import create_folder
from generator.emit.tree import read_tree
from generator.inputs import ApiFolder
from generator.templating.folder import read_templates
from tests.sdk.loopback import Loopback, answer, json_answer

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "templates" / "examples" / "command-line"
PAGES = [
    json_answer(200, {"data": [{"id": "1", "name": "a"}]}),
    json_answer(200, {"data": [{"id": "2", "name": "b"}]}),
    json_answer(200, {"data": []}),
]
EVENTS = answer(
    200,
    b'data: {"text": "a"}\n\ndata: {"text": "b"}\n\n',
    content_type="text/event-stream",
)


def generated(name, docs, folder):
    templates, before = read_templates(EXAMPLE), read_tree(ROOT / "generated" / name)
    lowered = read_api(ApiFolder(name, docs, name))
    create_folder(folder / name, build_files(lowered, before, templates=templates))
    return folder / name / "src"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The program of an API that has every shape, in this process."""
    docs = ROOT / "templates" / "shapes" / "harbour"
    source = generated("harbour", docs, tmp_path_factory.mktemp("harbour"))
    sys.path.insert(0, str(source))
    yield importlib.import_module("harbour_sdk.__main__")
    sys.path.remove(str(source))


@pytest.fixture
def call(program, monkeypatch, capsysbinary):
    """Call a method; return exit code, both streams, and what the server received."""

    def run(*words, script, **environment):
        for name, value in {"HARBOUR_TOKEN": "secret", **environment}.items():
            monkeypatch.setenv(name, value)
        with Loopback(*script) as server:
            options = ("--base-url", server.url, "--tenant", "t")
            monkeypatch.setattr(sys, "argv", ["harbour", *options, *words])
            try:
                code = program.main()
            except SystemExit as end:
                code = end.code
            out, err = capsysbinary.readouterr()
            return code, out, err.decode(), server.received

    return run


@pytest.fixture(scope="module")
def dub(tmp_path_factory):
    return generated("dub", ROOT / "specs" / "dub", tmp_path_factory.mktemp("dub"))


def run(source, package, *words, **environment):
    """Run the program; return exit code, standard output in bytes, and standard error."""
    done = subprocess.run(
        [sys.executable, "-m", package, *words],
        cwd=source,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.decode()


def test_a_lead_is_tracked(dub):
    script = [json_answer(200, {"click": {"id": "c"}, "customer": None})]
    with Loopback(*script) as server:
        words = ["track", "lead", "--click-id", "c", "--event-name", "Signup"]
        more = [
            "--external-id",
            "u_1",
            "--metadata",
            '{"plan": "pro"}',
            "--event-quantity",
            "2",
            "--mode",
            "wait",
        ]
        code, out, err = run(
            dub, "dub_sdk", "--base-url", server.url, *words, *more, DUB_API_KEY="key"
        )
    (received,) = server.received
    assert (code, err) == (0, "")
    assert json.loads(out)["click"]["id"] == "c"
    assert received.target == "/track/lead"
    assert received.headers["authorization"] == "Bearer key"
    assert json.loads(received.body) == {
        "clickId": "c",
        "eventName": "Signup",
        "externalId": "u_1",
        "eventQuantity": 2,
        "mode": "wait",
        "metadata": {"plan": "pro"},
    }


def test_help_tells_what_the_docs_say(dub):
    code, out, _ = run(dub, "dub_sdk", "track", "lead", "--help", COLUMNS="200")
    assert code == 0
    text = " ".join(out.decode().split())
    assert "--click-id STRING Click that brought the customer" in text
    assert "[--metadata MAP]" in text
    code, out, _ = run(dub, "dub_sdk", "--help", DUB_API_KEY="key")
    assert "Taken from the environment: DUB_API_KEY" in out.decode()
    assert "key" not in out.decode().split()
    assert "token" not in out.decode().replace("embed-tokens", "")


def test_what_is_missing_or_wrong_is_not_sent(dub, call):
    code, _, err = run(dub, "dub_sdk", "track", "lead", "--click-id", "c")
    assert code == 2
    assert "the following arguments are required: --event-name, --external-id" in err
    code, _, err, received = call("ships", "list", "--page", "x", script=[b""])
    assert (code, received) == (2, [])
    assert err.endswith("argument --page: invalid number value: 'x'\n")
    words = ("ships", "create", "--name", "a", "--wind", "9")
    code, out, err, received = call(*words, script=[b""])
    assert (code, out, received) == (2, b"", [])
    assert err.startswith("error: wind: ")


def test_a_list_is_read_to_its_end(call):
    words = ("ships", "list", "--page-size", "1", "--kinds", '["tug"]')
    code, out, err, received = call(*words, script=PAGES)
    assert (code, err) == (0, "")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["1", "2"]
    assert [request.target.split("&")[0] for request in received] == [
        "/ships?page_size=1",
        "/ships?page=2",
        "/ships?page=3",
    ]


def test_a_stream_is_printed_item_by_item_and_bytes_as_they_come(call):
    code, out, _, _ = call("radio", "listen", script=[EVENTS])
    assert (code, out) == (0, b'{"text":"a"}\n{"text":"b"}\n')
    code, out, _, _ = call("radio", "ask", "--question", "?", script=[EVENTS])
    assert (code, out) == (0, b'{"text":"a"}\n{"text":"b"}\n')
    words = ("ships", "photos", "download", "--ship-id", "s")
    code, out, _, _ = call(*words, script=[answer(200, b"\x00\xff")])
    assert (code, out) == (0, b"\x00\xff")


def test_a_file_is_sent_by_its_path(call, tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    words = (
        "ships",
        "photos",
        "add",
        "--ship-id",
        "s",
        "--file",
        str(tmp_path / "a.png"),
    )
    code, out, err, (received,) = call(*words, script=[answer(204)])
    assert (code, out, err) == (0, b"", "")
    assert b"\x89PNG" in received.body
    assert b'filename="a.png"' in received.body


def test_methods_of_the_client_and_of_nested_resources_are_commands(call):
    code, out, _, (received,) = call("ping", script=[answer(204)])
    assert (code, out, received.target) == (0, b"", "/ping")
    words = ("staff", "crew", "list")
    script = [json_answer(200, {"members": [{"id": "1", "name": "x"}]})]
    code, out, _, _ = call(*words, script=script)
    assert (code, len(out.splitlines())) == (0, 1)


def test_a_failure_is_one_line(call):
    script = [json_answer(409, {"message": "one\ntwo", "by": "x"})]
    code, out, err, _ = call("ships", "create", "--name", "a", script=script)
    assert (code, out) == (1, b"")
    assert err.startswith("error: ")
    assert err.count("\n") == 1


def test_secrets_of_one_operation_come_from_the_environment_too(call):
    secrets = {"HARBOUR_SDK_USERNAME": "me", "HARBOUR_SDK_PASSWORD": "pass"}
    words = ("gates", "open")
    with pytest.warns(DeprecationWarning, match="Deprecated"):
        code, _, _, (received,) = call(*words, script=[answer(204)], **secrets)
    assert code == 0
    assert received.headers["authorization"] == "Basic bWU6cGFzcw=="
    code, _, err, received = call(*words, "--password", "x", script=[b""])
    assert (code, received) == (2, [])
    assert "unrecognized arguments: --password" in err


def test_the_example_is_short():
    assert sum(len(p.read_text("utf-8").splitlines()) for p in EXAMPLE.iterdir()) < 100
