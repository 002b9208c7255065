"""Inputs and outputs in odd places, and files that the system does not give."""

import json
import os
import resource
import sys
from pathlib import Path

import pytest

from tests.cli.zoo import PAGES, PET, state, write

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


@pytest.mark.parametrize(
    ("specs", "out"),
    [
        ("specs/zoo", "specs"),
        ("specs", "specs"),
        ("specs/zoo", "specs/zoo/docs"),
        ("specs/zoo", "specs/zoo/docs/models"),
        ("zoo/specs/zoo", "."),
        ("link/zoo", "specs"),
    ],
)
@pytest.mark.parametrize("command", ["generate", "generate --force", "check"])
def test_an_output_that_would_be_input_or_replace_it_is_refused(
    home, run, command, specs, out
):
    write(home / "zoo" / "specs" / "zoo", PAGES)
    (home / "link").symlink_to("specs")
    before = state(home)
    code, printed, told = run(*command.split(), specs, "--out", out)
    assert (code, printed) == (2, "")
    assert "choose another --out" in told
    assert state(home) == before


@pytest.mark.parametrize("out", [".", "specs/other", "specs/zoo/out", "a/b/c"])
def test_an_output_beside_the_pages_is_no_input(home, run, out):
    assert run("generate", "specs/zoo", "--out", out)[0] == 0
    assert run("check", "specs/zoo", "--out", out) == (0, "", "")


def test_a_link_that_leads_back_is_not_followed(home, run):
    (home / "specs" / "zoo" / "docs" / "loop").symlink_to("..")
    code, _, told = run("generate")
    assert code == 1
    assert told.count("error[D008]") == 1
    assert "specs/zoo/docs/loop:1:1: error[D008]" in told


@pytest.mark.parametrize("content", ["", "\n", "\ufeff", " \t\r\n", "\f"])
def test_a_page_without_text_is_told_with_its_place(home, run, content):
    (home / "specs" / "zoo" / PET).write_text(content, encoding="utf-8")
    code, _, told = run("generate")
    assert code == 1
    assert f"specs/zoo/{PET}:1:1: error[" in told


@pytest.mark.parametrize("character", "\f\v\x1c\x1d\x1e\x85\u2028\u2029")
def test_what_only_some_programs_take_for_a_line_end_is_text(home, run, character):
    """Line numbers are those that editors show, and tables stay whole."""
    page = home / "specs" / "zoo" / PET
    text = PAGES[PET].replace("| N/A |", f"| one{character}two |", 1) + "\nstray text\n"
    page.write_text(text, encoding="utf-8", newline="")
    _, told, _ = run("lint")
    line = text.split("\n").index("stray text") + 1
    assert f"{PET}:{line}:1: " in told


def test_a_page_that_vanishes_while_it_is_read_is_told(home, run, monkeypatch):
    read = Path.read_bytes

    def gone(path):
        if path.name == "pet.md":
            path.unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", gone)
    code, _, told = run("generate")
    assert code == 2
    assert told == (
        f"error: specs/zoo/{PET}: No such file or directory\n"
        "help: mend this, then run this again; every file is as it was, or complete\n"
    )
    assert not (home / "generated").exists()


def as_nobody(*arguments, limit=None):
    """Run a command in a copy of this process that may not do everything."""
    told, ours = os.pipe()
    process = os.fork()
    if not process:
        try:
            with os.fdopen(ours, "w", encoding="utf-8") as sys.stderr:
                if limit is not None:
                    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                elif os.getuid() == 0:
                    os.setuid(NOBODY)
                from generator.cli import main  # noqa: PLC0415

                code = main(arguments)
        except BaseException:  # noqa: BLE001 - the process ends here
            code = 70
        os._exit(code)
    os.close(ours)
    with os.fdopen(told, encoding="utf-8") as pipe:
        text = pipe.read()
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), text


@pytest.fixture
def open_home(home):
    """A home that another user can reach and write."""
    for path in (home, *home.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    for parent in home.parents:
        if parent.stat().st_uid == os.getuid() and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    return home


@pytest.mark.parametrize("path", [PET, "docs/models/components", "docs", "sdk.toml"])
@pytest.mark.parametrize("command", ["generate", "check", "lint", "fmt", "ir"])
def test_what_may_not_be_read_is_told_and_never_left_out(open_home, command, path):
    (open_home / "specs" / "zoo" / path).chmod(0)
    try:
        code, told = as_nobody(command)
    finally:
        (open_home / "specs" / "zoo" / path).chmod(0o700)
    assert code == 2
    assert told == (
        f"error: specs/zoo/{path}: Permission denied\n"
        "help: see who may read and write there, then run this again; "
        "every file is as it was, or complete\n"
    )
    assert not (open_home / "generated").exists()


@pytest.mark.parametrize("limit", [0, 1, 500, 10_000])
def test_a_write_that_the_system_cuts_short_leaves_nothing(home, run, limit):
    """A real limit of the system: the file is written up to it, and no further."""
    code, told = as_nobody("generate", limit=limit)
    assert (code, told.count("File too large")) == (2, 1)
    assert "help: make room, then run this again" in told
    assert not (home / "generated").exists() or not any((home / "generated").iterdir())
    assert run("generate")[0] == 0
    assert run("check")[0] == 0


def test_another_name_of_a_file_of_the_output_keeps_its_content(home, run):
    run("generate")
    (before,) = (home / "generated").rglob("pet.py")
    content = before.read_bytes()
    os.link(before, home / "mine.py")
    write(home / "specs" / "zoo", {PET: PAGES[PET].replace("N/A", "Changed")})
    assert run("generate")[0] == 0
    assert (home / "mine.py").read_bytes() == content
    assert before.read_bytes() != content


@pytest.mark.parametrize("path", ["../canary", "/canary", "a/../../canary", "..", ""])
def test_a_manifest_never_leads_out_of_the_output(home, run, path):
    run("generate")
    canary = home / "generated" / "canary"
    canary.write_text("mine", encoding="utf-8")
    manifest = home / "generated" / "zoo" / ".docs2sdk.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    entry = next(iter(content["files"].values()))
    content["files"][path] = entry
    manifest.write_text(json.dumps(content), encoding="utf-8")
    for command in ("generate", "generate --force"):
        code, _, told = run(*command.split())
        assert code == 1
        assert "not a manifest of docs2sdk" in told
    assert canary.read_text(encoding="utf-8") == "mine"


def test_a_path_longer_than_the_system_takes_is_told(home, run):
    out = "/".join(["d" * 250] * 20)
    code, _, told = run("generate", "--out", out)
    assert code == 2
    assert "File name too long" in told
    assert "help: " in told
