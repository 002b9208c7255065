"""Reading a folder of templates: its own files, and no others."""

import os

import pytest
from folders import write

from generator.limits import FILE as LARGEST
from generator.templating.findings import TemplatesError
from generator.templating.folder import read_folder, read_templates

NAME = "python/version.py.jinja"


def fault(folder):
    with pytest.raises(TemplatesError) as caught:
        read_folder(folder)
    return str(caught.value)


def test_what_is_there_is_read(tmp_path):
    write(tmp_path, {NAME: "x\r\ny\n", "templates.lock": "{}", ".git/config": "z"})
    found = read_folder(tmp_path)
    assert {name: each.text for name, each in found.texts.items()} == {NAME: "x\ny\n"}
    assert found.memory == "{}"


@pytest.mark.parametrize("text", ["\ufeffx\ny\n", "x\ry\r"])
def test_a_mark_of_byte_order_and_ends_of_lines_are_no_text(tmp_path, text):
    write(tmp_path, {})
    (tmp_path / NAME).parent.mkdir()
    (tmp_path / NAME).write_bytes(text.encode())
    assert read_folder(tmp_path).texts[NAME].text == "x\ny\n"


@pytest.mark.parametrize("is_folder", [False, True])
def test_a_link_is_not_followed(tmp_path, is_folder):
    outside = write(tmp_path / "outside", {"a.jinja": "secret"})
    mine = write(tmp_path / "mine", {})
    name = "python" if is_folder else "a.jinja"
    (mine / name).symlink_to(outside if is_folder else outside / "a.jinja")
    told = "this is a symbolic link or no file at all; only files are read"
    assert fault(mine) == f"{mine}/{name}: {told}"


def test_what_is_no_file_is_not_opened(tmp_path):
    write(tmp_path, {})
    os.mkfifo(tmp_path / "a.jinja")
    assert "no file at all" in fault(tmp_path)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    write(tmp_path, {NAME: ""})
    os.truncate(tmp_path / NAME, LARGEST + 1)
    assert fault(tmp_path).endswith("this file is too large for a template")


def test_a_file_that_is_not_utf_8_is_told(tmp_path):
    write(tmp_path, {NAME: ""})
    (tmp_path / NAME).write_bytes(b"\xff")
    assert fault(tmp_path) == f"{tmp_path}/{NAME}: the file is not UTF-8"


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert fault(tmp_path / "none") == f"{tmp_path}/none: there is no such folder"


@pytest.mark.parametrize("name", ["../a.jinja", "/etc/passwd", "python/../../a.jinja"])
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    write(tmp_path / "mine", {NAME: f"{{% include '{name}' %}}\n"})
    (tmp_path / "a.jinja").write_text("secret", "utf-8")
    with pytest.raises(TemplatesError, match="there is no template"):
        read_templates(tmp_path / "mine")
