"""What overrides replaced is remembered, and what changed in it since is told."""

import json

import pytest
from folders import write

from generator.render.environment import own_templates
from generator.templating import memory
from generator.templating.findings import TemplatesError
from generator.templating.folder import read_folder
from generator.templating.outline import block_texts, outline

VERSION = "python/version.py.jinja"
BLOCK = (
    f'{{% extends "base/{VERSION}" %}}\n\n{{% block version %}}\nx\n{{% endblock %}}\n'
)
NAMED = f"the block `version` of `{VERSION}`"
INCLUDES = "python/resource.py.jinja"


def remembered(folder, files):
    """Write a folder, with a lock that holds all that it replaces; return that."""
    read = read_folder(write(folder, files))
    texts = memory.current(memory.replaced(read.texts))
    (folder / memory.FILE).write_bytes(memory.written(texts))
    return texts


def findings(folder):
    read = read_folder(folder)
    return [str(each) for each in memory.stale(read.texts, read.memory, "mine")]


def test_what_is_as_it_was_is_no_finding(tmp_path):
    texts = remembered(tmp_path, {VERSION: BLOCK, "python/models.py.jinja": "x\n"})
    assert set(texts) == {(VERSION, "version"), ("python/models.py.jinja", "")}
    assert texts[VERSION, "version"] == "\n__version__ = {{ view.version }}\n"
    assert findings(tmp_path) == []


def test_what_changed_in_a_block_is_shown_at_the_override(tmp_path):
    remembered(tmp_path, {VERSION: BLOCK})
    lock = tmp_path / memory.FILE
    lock.write_text(
        lock.read_text("utf-8").replace("__version__ = ", "VERSION: str = ")
    )
    (told,) = findings(tmp_path)
    assert told.split("\n") == [
        f"{tmp_path}/{VERSION}:3: what this replaces has changed since: {NAMED}",
        "  help: take over what you need, then run: docs2sdk templates accept --templates DIR",
        f"--- {VERSION}/version then",
        f"+++ {VERSION}/version now",
        "@@ -1,3 +1,3 @@",
        " ",
        "-VERSION: str = {{ view.version }}",
        "+__version__ = {{ view.version }}",
        " ",
    ]


def test_what_is_not_remembered_is_told(tmp_path):
    write(tmp_path, {VERSION: BLOCK})
    (told,) = findings(tmp_path)
    assert told.split("\n") == [
        f"{tmp_path}/{VERSION}:3: templates.lock does not hold what this replaces: {NAMED}",
        "  help: run: docs2sdk templates accept --templates DIR",
    ]


def test_what_is_no_longer_replaced_is_told(tmp_path):
    remembered(tmp_path, {VERSION: BLOCK})
    (tmp_path / VERSION).unlink()
    (told,) = findings(tmp_path)
    assert told.split("\n") == [
        f"mine/templates.lock: nothing replaces this any more: {NAMED}",
        "  help: run: docs2sdk templates accept --templates DIR",
    ]


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("x", {"python/_method.jinja"}),
        ("{{ super() }}", set()),
        ('x{% include "python/_method.jinja" %}', set()),
    ],
)
def test_a_part_that_is_no_longer_included_is_replaced_as_well(tmp_path, body, parts):
    text = f'{{% extends "base/{INCLUDES}" %}}\n{{% block method %}}{body}{{% endblock %}}\n'
    texts = remembered(tmp_path, {INCLUDES: text})
    assert {name for name, block in texts if not block} == parts


def test_parts_of_parts_are_replaced_as_well(tmp_path):
    texts = remembered(tmp_path, {"project/README.md.jinja": "x\n"})
    names = {name for name, _ in texts}
    assert {"project/_usage.jinja", "project/_retries.jinja"} <= names


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"replaced": {"a": 1}}', "[" * 99999]
)
def test_a_lock_that_cannot_be_read_is_told(tmp_path, text):
    write(tmp_path, {VERSION: BLOCK, memory.FILE: text})
    with pytest.raises(
        TemplatesError, match=r"mine/templates.lock: this cannot be read"
    ):
        findings(tmp_path)


def test_a_lock_is_read_as_it_was_written():
    texts = {("b", ""): "one\n\ntwo", ("a", "x"): "\n", ("a", "y"): ""}
    assert memory.read(memory.written(texts).decode(), "mine") == texts
    assert list(json.loads(memory.written(texts))["replaced"]) == ["a", "b"]


@pytest.mark.parametrize("name", own_templates().names())
def test_the_text_of_each_block_is_found(name):
    text = own_templates().source(name)
    found = outline(own_templates().parse(name), text)
    assert set(block_texts(text)) == {name for name, _ in found.blocks} | found.inner
