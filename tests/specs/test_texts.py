"""Descriptions in specs/dub: there is one for everything, it says something, and it is ours."""

import re

import pytest

from generator.ir.models import ObjectModel
from tests.specs.conftest import SPECS
from tests.specs.vendor import unpack

PAGES = sorted(SPECS.rglob("*.md"))
FILLERS = frozenset(
    re.findall(
        "[a-z]+",
        "a an and are as at be by for from given has have id identifier if in is it its of on"
        " or specifies that the this to unique value was which will with your",
    )
)
RUN = 9
"""So many words in a row are a quotation."""


@pytest.fixture(scope="module")
def descriptions(dub):
    """Each description with its place and the names that it might restate."""
    found = []
    for model in dub.models:
        title = model.key.title.reveal()
        found.append((model.span, [title], model.doc))
        fields = model.fields if isinstance(model, ObjectModel) else ()
        found += [(f.span, [title, f.name.reveal()], f.doc) for f in fields]
    for resource in dub.resources:
        found.append((resource.span, [], resource.doc))
        for operation in resource.operations:
            names = [resource.path[-1].reveal(), operation.name.reveal()]
            found.append((operation.span, names, operation.doc))
            found += [
                (p.span, [*names, p.name.reveal()], p.doc) for p in operation.parameters
            ]
    return found


def words(text):
    """Words of a text or a name, in lower case; camel case is split, plurals are singular."""
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", text)
    return [part.lower().removesuffix("s") for part in parts]


def test_everything_is_described(descriptions):
    assert len(descriptions) > 4000
    missing = [span for span, _, doc in descriptions if doc is None]
    assert missing == []


def test_no_cell_is_empty_of_meaning():
    for page in PAGES:
        assert "| N/A |" not in page.read_text("utf-8"), page


def test_no_description_restates_the_names_around_it(descriptions):
    """At least three words are neither in the names nor fillers."""
    empty = []
    for span, names, doc in descriptions:
        known = {word for name in names for word in words(name)} | FILLERS
        if len(set(words(doc.reveal())) - known) < 3:
            empty.append((span, doc))
    assert empty == []


def runs(text):
    """All runs of nine words within one cell or one line."""
    found = set()
    for cell in re.split(r"[|\n]", text):
        said = re.findall(r"[a-z]+", cell.lower())
        found |= {" ".join(said[i : i + RUN]) for i in range(len(said) - RUN + 1)}
    return found


def prose(page):
    """A page without code, links and what the dialect prescribes."""
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"\]\([^)]*\)", "]", text)


def test_no_nine_words_in_a_row_are_the_vendors(tmp_path):
    folder = unpack(tmp_path)
    theirs = set().union(*(runs(prose(page)) for page in folder.rglob("*.md")))
    assert len(theirs) > 1000
    shared = {page.name: runs(prose(page)) & theirs for page in PAGES}
    assert {name: found for name, found in shared.items() if found} == {}
