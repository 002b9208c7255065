"""templates/CONTEXT.md lists what templates may read, and a version keeps what it has.

`UPDATE_CASES=1` writes the tables; what stands above them is for people to write.
"""

import os
import re
from pathlib import Path

import jsonschema
import pytest
from jinja2 import meta, nodes

from generator.render.environment import own_templates
from generator.templating.context import FILES, attributes, records, templates
from generator.templating.planned import KINDS
from generator.templating.reference import page, schema
from generator.templating.settings import CONTEXT_VERSION

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "templates" / "CONTEXT.md"
UPDATE = os.environ.get("UPDATE_CASES") == "1"
TABLES = re.compile(
    r"^These are the views of version (\d+):.*", re.MULTILINE | re.DOTALL
)


def listed(text):
    """The version that a page tells, and each of its attributes with its type."""
    version = re.search(r"`context = (\d+)`", text)
    found = set()
    rows = re.findall(r"^\| `(\S+\.jinja)` \| (.*?) \|(.*)", text, re.MULTILINE)
    for name, read, blocks in rows:
        found |= {(name, view) for view in re.findall(r"\[(\w+)\]", read)}
        found |= {(name, block) for block in re.findall(r"`(\w+)`", blocks)}
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        name = section.split("\n", 1)[0]
        for row in re.findall(r"^\| `(\S+?)` \| (.*?) \|", section, re.MULTILINE):
            found.add((name, *row))
    return int(version[1]), found


def kept(old, new):
    """What a page takes away from another one of the same version."""
    (before, had), (after, has) = listed(old), listed(new)
    return had - has if before == after else set()


def test_the_page_lists_every_attribute():
    text = PAGE.read_text(encoding="utf-8")
    introduction = TABLES.sub("", text)
    new = introduction + page() + "\n"
    assert kept(text, new) == set(), "a new version of the context is needed"
    if UPDATE:
        PAGE.write_text(new, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == new


OLD = """\
`context = 1`
| `a.jinja` | `view`: [SomeView](#someview) | `top`, `end` |
### SomeView
| `name` | text | A name. |
| `doc` | text or `none` | Its text. |
"""


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (("A name", "The name"), set()),
        (("| `doc` |", "| `more` | text | More. |\n| `doc` |"), set()),
        ((", `end`", ", `more`, `end`"), set()),
        (("`top`, ", ""), {("a.jinja", "top")}),
        (("[SomeView]", "[OtherView]"), {("a.jinja", "SomeView")}),
        (("`doc`", "`text`"), {("SomeView", "doc", "text or `none`")}),
        (("text or `none`", "text"), {("SomeView", "doc", "text or `none`")}),
        (
            ("SomeView\n| `name` | text | A name. |", "SomeView"),
            {("SomeView", "name", "text")},
        ),
        (
            (
                "context = 1`\n### SomeView\n| `name`",
                "context = 2`\n### SomeView\n| `title`",
            ),
            set(),
        ),
    ],
)
def test_only_a_new_version_takes_something_away(change, lost):
    assert kept(OLD, OLD.replace(*change)) == lost


def test_the_changelog_tells_of_the_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"context = {CONTEXT_VERSION}" in text


@pytest.mark.parametrize("cls", records(), ids=lambda cls: cls.__name__)
def test_every_attribute_has_a_meaning(cls):
    assert cls.__doc__
    for attribute in attributes(cls):
        assert attribute.meaning.endswith((".", "`")), attribute.name


def test_every_template_tells_what_it_reads():
    folder = ROOT / "templates"
    for path in folder.glob("[dp]*/*.jinja"):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first.startswith(("{# view: ", "{# part: ", "{# macros on ")), path
        reads = not first.startswith(("{# view: None", "{# macros"))
        assert (path.relative_to(folder).as_posix() in templates()) == reads, path
    assert set(FILES) == set(KINDS)


def test_a_template_reads_no_other_variable_than_it_tells():
    for name, read in templates().items():
        tree = own_templates().parse(name)
        # Jinja takes those that blocks use of loops and imports around them for undeclared.
        own = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
        own |= {n for node in tree.find_all(nodes.FromImport) for n in node.names}
        assert meta.find_undeclared_variables(tree) - own <= set(read), name


def test_the_schema_is_one_and_names_everything():
    found = schema()
    jsonschema.Draft202012Validator.check_schema(found)
    assert found["x-context"] == CONTEXT_VERSION
    assert set(found["x-templates"]) == set(templates())
    assert "docstring" in found["x-templates"]["python/_method.jinja"]["blocks"]
    for cls in records():
        names = {attribute.name for attribute in attributes(cls)}
        assert set(found["$defs"][cls.__name__]["properties"]) == names
        assert all(
            found["$defs"][cls.__name__]["properties"][n]["description"] for n in names
        )
    for name in re.findall(r"'\$ref': '#/\$defs/(\w+)'", repr(found)):
        assert name in found["$defs"]
