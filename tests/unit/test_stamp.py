"""Stamps: answering at once, and only while nothing changed."""

import pytest

from generator.stamp import Stamp


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DOCS2SDK_CACHE", str(tmp_path / "cache"))
    for name in ("specs", "out"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    return tmp_path


def stamp(home, command="generate"):
    return Stamp([command], home / "specs", home / "out")


def test_what_was_printed_is_known_while_nothing_changes(home):
    assert stamp(home).read() is None
    stamp(home).leave("117 unchanged\n", "page.md:1:1: warning\n  | ü\r\n")
    known = "117 unchanged\n", "page.md:1:1: warning\n  | ü\r\n"
    assert stamp(home).read() == known
    assert stamp(home, "check").read() is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[:-1],
        lambda content: content + b"more",
        lambda content: content.replace(b"117", b"118"),
        lambda content: content.partition(b"\n")[2],
        lambda _: b"\xff\xfe",
    ],
)
def test_a_damaged_stamp_is_none(home, damage):
    stamp(home).leave("117 unchanged\n", "a warning\n")
    (file,) = (home / "cache").iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert stamp(home).read() is None


@pytest.mark.parametrize("place", ["specs", "out"])
@pytest.mark.parametrize("change", ["edit", "add", "rename", "remove"])
def test_any_change_of_input_or_output_is_noticed(home, place, change):
    stamp(home).leave("")
    file = home / place / "file"
    if change == "edit":
        file.write_text("other")
    elif change == "add":
        (home / place / "new").write_text("")
    elif change == "rename":
        file.rename(home / place / "other")
    else:
        file.unlink()
    assert stamp(home).read() is None


def test_a_page_that_is_saved_while_the_command_runs_belongs_to_the_next_run(home):
    running = stamp(home)
    (home / "specs" / "file").write_text("saved meanwhile")
    running.leave("")
    assert stamp(home).read() is None


def test_an_empty_variable_turns_the_cache_off(home, monkeypatch):
    monkeypatch.setenv("DOCS2SDK_CACHE", "")
    stamp(home).leave("")
    assert stamp(home).read() is None
    assert not (home / "cache").exists()


def test_a_cache_that_cannot_be_written_is_no_fault(home, monkeypatch):
    (home / "file").write_text("in the way")
    monkeypatch.setenv("DOCS2SDK_CACHE", str(home / "file"))
    stamp(home).leave("")
    assert stamp(home).read() is None


def test_old_stamps_are_forgotten(home):
    for number in range(205):
        (home / "specs" / "file").write_text(str(number))
        stamp(home).leave("")
    assert len(list((home / "cache").iterdir())) <= 201
    assert stamp(home).read() == ("", "")
