"""TEMPLATES.md: what it shows works, and what it lists is all there is."""

import re
from pathlib import Path

import pytest

from generator.build import build_files, read_api
from generator.emit.tree import EMPTY
from generator.inputs import ApiFolder
from generator.templating.folder import read_templates
from generator.templating.planned import KINDS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "TEMPLATES.md").read_text(encoding="utf-8")
FILE = re.compile(r"^`mine/(\S+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOP = ApiFolder("shop", ROOT / "tests" / "cases" / "shop" / "specs", "specs")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The files of an SDK without the templates of the page, and with them."""
    folder = tmp_path_factory.mktemp("mine")
    for name, text in FILE.findall(PAGE):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shop = read_api(SHOP)
    plain = build_files(shop, EMPTY)
    return plain, build_files(shop, EMPTY, templates=read_templates(folder))


def test_the_examples_add_what_they_say(made):
    before, after = made
    added = sorted(set(after) - set(before))
    assert added[0] == "docs/methods.md"
    assert len(added) > 2
    assert all(path.startswith("src/shop_sdk/summaries/") for path in added[1:])
    page = after["docs/methods.md"].content.decode()
    assert page.startswith("# Methods of `Shop`\n\n## `client.")
    assert "\n- `" in page


def test_a_block_that_is_written_as_it_is_changes_nothing(made):
    before, after = made
    assert {path: after[path] for path in before} == dict(before)


def test_the_page_lists_what_files_are_for():
    rows = re.findall(r"^\| `(?!each)(\w+)`[^|]*\|[^|]*\| (.*) \|$", PAGE, re.MULTILINE)
    assert {kind: set(re.findall(r"\{(\w+)\}", names)) for kind, names in rows} == {
        kind: set(each.names) for kind, each in KINDS.items()
    }


def test_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)", PAGE):
        assert (ROOT / target).exists(), target
