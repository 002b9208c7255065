"""The command `fmt`: what it writes, and what it leaves alone."""

import re

import pytest

from generator.cli import main

PADDED = """\
# Pet

## Fields

| Field  | Type     | Required           | Description |
| ------ | -------- | ------------------ | ----------- |
| `name` | *string* | :heavy_check_mark: | N/A         |
"""
CANONICAL = """\
# Pet

## Fields

| Field | Type | Required | Description |
| --- | --- | --- | --- |
| `name` | *string* | :heavy_check_mark: | N/A |
"""
README = "# Zoo\n"
PET = "docs/models/components/pet.md"


@pytest.fixture
def zoo(tmp_path):
    """Write an API of given pages, and return its folder."""

    def write(**pages):
        folder = tmp_path / "specs" / "zoo"
        for path, text in {"README.md": README, **pages}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            content = text if isinstance(text, bytes) else text.encode()
            (folder / path).write_bytes(content)
        return folder

    return write


def seen(path):
    """What tells whether a file was written."""
    stat = path.stat()
    return stat.st_ino, stat.st_mtime_ns


def run(*arguments):
    return main(["fmt", *map(str, arguments)])


def test_pages_become_canonical_and_what_is_canonical_stays_untouched(zoo, capsys):
    folder = zoo(**{PET: PADDED})
    before = seen(folder / "README.md")
    assert run(folder) == 0
    assert capsys.readouterr() == (f"{folder}: 1 of 2 pages changed\n", "")
    assert (folder / PET).read_text(encoding="utf-8") == CANONICAL
    assert seen(folder / "README.md") == before
    after = seen(folder / PET)
    assert run(folder) == 0
    assert seen(folder / PET) == after


def test_a_folder_of_apis_is_formatted_as_a_whole(zoo):
    folder = zoo(**{PET: PADDED})
    assert run(folder.parent) == 0
    assert (folder / PET).read_text(encoding="utf-8") == CANONICAL


def test_check_shows_a_diff_and_writes_nothing(zoo, capsys):
    folder = zoo(**{PET: PADDED.replace("| N/A         |", "| N/A |")})
    before = seen(folder / PET)
    assert run(folder, "--check") == 1
    printed, said = capsys.readouterr()
    assert said == ""
    assert printed.startswith(f"--- a/{folder}/{PET}\n+++ b/{folder}/{PET}\n")
    assert "\n-| ------ | -------- | ------------------ | ----------- |\n" in printed
    assert "\n+| --- | --- | --- | --- |\n" in printed
    assert seen(folder / PET) == before


def test_check_is_silent_where_all_is_canonical(zoo, capsys):
    assert run(zoo(**{PET: CANONICAL}), "--check") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("change", "content"),
    [
        ("a byte order mark", b"\xef\xbb\xbf" + CANONICAL.encode()),
        ("line ends of Windows", CANONICAL.replace("\n", "\r\n").encode()),
    ],
)
def test_bytes_that_no_text_shows_are_differences(zoo, capsys, change, content):
    folder = zoo(**{PET: content})
    assert run(folder, "--check") == 1
    assert re.search(r"^-\S+", capsys.readouterr().out, re.MULTILINE)
    assert run(folder) == 0
    assert (folder / PET).read_bytes() == CANONICAL.encode()


@pytest.mark.parametrize(
    ("code", "page"),
    [
        ("D001", b"\xff"),
        ("D002", PADDED + "| `kind` |\n"),
        ("D003", PADDED + "\n| `kind` |\n"),
        ("D004", PADDED + "```\n"),
    ],
)
def test_a_page_that_cannot_be_read_keeps_all_from_being_written(
    zoo, capsys, code, page
):
    folder = zoo(**{PET: PADDED, "docs/models/components/zoo.md": page})
    for options in ([], ["--check"]):
        assert run(folder, *options) == 1
        printed, said = capsys.readouterr()
        assert printed == ""
        assert f"error[{code}]: " in said
        assert said.endswith("nothing was written\n")
        assert (folder / PET).read_text(encoding="utf-8") == PADDED


def test_a_link_is_refused_and_its_target_left_alone(zoo, tmp_path, capsys):
    folder = zoo()
    (tmp_path / "pet.md").write_text(PADDED, encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs" / "pet.md").symlink_to(tmp_path / "pet.md")
    assert run(folder) == 1
    assert "error[D008]: " in capsys.readouterr().err
    assert (tmp_path / "pet.md").read_text(encoding="utf-8") == PADDED


@pytest.mark.parametrize(
    "path", ["docs/lib/utils/pet.md", "docs/types/pet.md", "USAGE.md", "sdk.toml"]
)
def test_files_without_facts_are_left_alone(zoo, path):
    folder = zoo(**{PET: CANONICAL, path: PADDED})
    assert run(folder) == 0
    assert (folder / path).read_text(encoding="utf-8") == PADDED


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path, capsys):
    assert run(tmp_path / "nowhere") == 2
    assert "no such folder" in capsys.readouterr().err
