"""Finding APIs and reading their files."""

import os

import pytest

from generator.diagnostics import Diagnostics
from generator.inputs import UnreadableInputError, find_apis, read_input


def write(root, *paths):
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"# {path}\n", encoding="utf-8")


def read(root):
    (folder,) = find_apis(root)
    diagnostics = Diagnostics()
    found = read_input(folder, diagnostics)
    return [page.path for page in found.pages], diagnostics.sorted()


@pytest.mark.parametrize(
    "content", ["README.md", "sdk.toml", "docs/models/a.md", "alone.md"]
)
def test_a_folder_with_docs_is_one_api(tmp_path, content):
    write(tmp_path, f"My Zoo/{content}")
    (folder,) = find_apis(tmp_path / "My Zoo")
    assert folder.name == "my-zoo"


def test_a_folder_of_such_folders_is_several_apis_by_name(tmp_path):
    write(tmp_path, "b/sdk.toml", "a/docs/x.md", "empty/notes.txt", "README.md")
    assert [f.name for f in find_apis(tmp_path)] == ["a", "b"]


def test_two_folders_of_one_name_are_wrong_usage(tmp_path):
    write(tmp_path, "my-api/docs/x.md", "my_api/docs/x.md")
    with pytest.raises(UnreadableInputError, match="would both be written as 'my-api'"):
        find_apis(tmp_path)


def test_a_linked_folder_among_apis_is_wrong_usage(tmp_path):
    write(tmp_path, "elsewhere/docs/x.md", "specs/a/docs/x.md")
    (tmp_path / "specs" / "b").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnreadableInputError, match="a symbolic link"):
        find_apis(tmp_path / "specs")


def test_an_api_that_lost_its_pages_is_wrong_usage(tmp_path):
    write(tmp_path, "a/README.md", "a/sdk.toml", "a/docs/image.png")
    (folder,) = find_apis(tmp_path)
    with pytest.raises(UnreadableInputError, match="no pages found"):
        read_input(folder, Diagnostics())


def test_a_pipe_among_the_pages_is_reported_and_not_opened(tmp_path):
    write(tmp_path, "docs/x.md")
    os.mkfifo(tmp_path / "docs" / "y.md")
    (folder,) = find_apis(tmp_path)
    diagnostics = Diagnostics()
    read_input(folder, diagnostics)
    assert [(d.code, d.span.file) for d in diagnostics.sorted()] == [
        ("D008", "docs/y.md")
    ]


@pytest.mark.parametrize("content", [[], ["notes.txt"], ["a/notes.txt"]])
def test_a_folder_without_docs_is_wrong_usage(tmp_path, content):
    write(tmp_path, *content)
    with pytest.raises(UnreadableInputError, match="no docs found"):
        find_apis(tmp_path)


def test_a_missing_folder_is_wrong_usage(tmp_path):
    with pytest.raises(UnreadableInputError, match="no such folder"):
        find_apis(tmp_path / "nowhere")


def test_pages_below_docs_are_read_in_order_and_others_are_not(tmp_path):
    write(tmp_path, "README.md", "USAGE.md", "sdk.toml", "docs/b.md", "docs/a/c.md")
    write(tmp_path, "docs/image.png", "packages/docs/d.md")
    assert read(tmp_path) == (["README.md", "docs/a/c.md", "docs/b.md"], ())


def test_without_docs_the_pages_beside_each_other_are_read(tmp_path):
    write(tmp_path, "b.md", "a.md", "below/c.md")
    assert read(tmp_path) == (["a.md", "b.md"], ())


@pytest.mark.parametrize("target", ["../../secret.md", "b.md", "nowhere.md"])
def test_a_symbolic_link_is_not_followed(tmp_path, target):
    write(tmp_path, "api/docs/b.md", "secret.md")
    (tmp_path / "api/docs/a.md").symlink_to(target)
    pages, (fault,) = read(tmp_path / "api")
    assert pages == ["docs/b.md"]
    assert (fault.code, fault.span.file) == ("D008", "docs/a.md")


def test_a_link_in_the_place_of_all_docs_is_not_followed(tmp_path):
    write(tmp_path, "api/README.md", "elsewhere/docs/secret.md")
    (tmp_path / "api/docs").symlink_to(tmp_path / "elsewhere/docs")
    pages, (fault,) = read(tmp_path / "api")
    assert pages == ["README.md"]
    assert (fault.code, fault.span.file) == ("D008", "docs")


def test_a_linked_folder_is_not_followed(tmp_path):
    write(tmp_path, "api/docs/b.md", "elsewhere/secret.md")
    (tmp_path / "api/docs/models").symlink_to(tmp_path / "elsewhere")
    pages, (fault,) = read(tmp_path / "api")
    assert pages == ["docs/b.md"]
    assert (fault.code, fault.span.file) == ("D008", "docs/models")


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"ab\ncd\xe9f\n", 2, 3),
        (b"\xc3\xa9\r\n\xe2\x82", 2, 1),
        (b"\xed\xa0\x80", 1, 1),
    ],
)
def test_what_is_not_utf_8_is_reported_at_its_first_byte(
    tmp_path, content, line, column
):
    write(tmp_path, "docs/a.md")
    (tmp_path / "docs/a.md").write_bytes(content)
    pages, (fault,) = read(tmp_path)
    assert pages == []
    assert fault.code == "D001"
    assert (fault.span.line, fault.span.column) == (line, column)


def test_a_byte_order_mark_is_no_text(tmp_path):
    write(tmp_path, "docs/a.md")
    (tmp_path / "docs/a.md").write_bytes(b"\xef\xbb\xbf# A")
    (folder,) = find_apis(tmp_path)
    (page,) = read_input(folder, Diagnostics()).pages
    assert page.text == "# A"


def test_a_folder_s_name_is_shown_without_characters_that_act(tmp_path):
    write(tmp_path, "a\x1b[31m\u202eb/docs/x.md")
    (folder,) = find_apis(tmp_path)
    assert "\x1b" not in folder.shown
    assert "\u202e" not in folder.shown
    assert folder.name == "a-31m-b"
