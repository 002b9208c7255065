"""The whole document: valid, the same each time, and hostile text stays text."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lowering import lowered, models, object_page, operation, promise, resource, row
from openapi_support import api, exported, field, obj, scheme
from openapi_support import enum as enum_
from openapi_support import operation as operation_
from openapi_support import resource as resource_

from generator.build import read_api
from generator.cli import main
from generator.export.notes import RULES, USUAL
from generator.inputs import ApiFolder
from generator.lower import rules

ROOT = Path(__file__).resolve().parents[3]
HOSTILE = (
    '"""\n\u2028${{x}} {% raw %} </script> \\u0000 \x00 \ud800 $ref #/components ~1'
)


def test_the_document_of_the_dub_docs_is_valid():
    found = read_api(ApiFolder("dub", ROOT / "specs" / "dub", "specs/dub"))
    document = exported(found.api)
    assert document["paths"]["/track/lead"]["post"]["operationId"] == "trackLead"
    fields = document["components"]["schemas"]["errors.NotFoundError"]["properties"]
    assert fields["doc_url"]["x-docs2sdk"]["wire_name"] == "overlay"


def test_the_head_says_what_readme_says():
    found = exported(api(title="Zoo", doc="All pets."))
    assert found["openapi"].startswith("3.1.")
    assert found["info"] == {
        "title": "Zoo",
        "description": "All pets.",
        "version": "0",
        "x-docs2sdk": {"title": "import-name"},
    }
    assert found["servers"] == [
        {
            "url": "https://zoo.example.com",
            "description": "Live",
            "x-docs2sdk": {"url": "documented"},
        }
    ]


def test_models_alone_are_a_document():
    found = lowered(models(object_page("Pet", row("name"))))
    document = exported(found.api)
    assert document["paths"] == {}
    assert list(document["components"]["schemas"]) == ["components.Pet"]


def test_a_wrapper_of_the_docs_leaves_a_note():
    pages = resource(operation("get", response=promise("GetResponse"))) | models(
        object_page(
            "GetResponse", row("result"), row("headers", "Record<string, *string*>")
        )
    )
    found = exported(lowered(pages).api)["paths"]["/pets"]["get"]["responses"]["200"]
    assert found["content"]["application/json"]["schema"] == {"type": "string"}
    assert found["x-docs2sdk"]["wrapper"] == "response-wrapper"


def test_every_rule_that_is_named_is_known():
    known = {*rules.RULES, *RULES, "documented", "overlay"}
    assert set(USUAL.values()) <= known


TEXTS = st.text(st.characters(), min_size=1) | st.just(HOSTILE)


@given(one=TEXTS, other=TEXTS)
def test_hostile_text_stays_text(one, other):
    found = exported(
        api(
            obj(one, field(one, doc=other, example=one), doc=other),
            enum_(f"{one}!", one, other),
            resources=[resource_(one, operation_(one, "/x", doc=other), doc=other)],
            security=[scheme(one)],
            title=one,
            doc=other,
        )
    )
    assert found["info"]["title"] == one
    assert found["paths"]["/x"]["get"]["operationId"] == one
    (name,) = (
        n for n, s in found["components"]["schemas"].items() if s["title"] == one
    )
    properties = found["components"]["schemas"][name]["properties"]
    assert properties[one]["examples"] == [one]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A working directory with the docs of two APIs, at `specs/zoo` and `specs/farm`."""
    pages = resource(operation("feed")) | models(object_page("Pet", row("name")))
    for path, text in pages.items():
        for name in ("zoo", "farm"):
            file = tmp_path / "specs" / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_prints_one_document(home, capsys):
    assert main(["export", "openapi", "specs/zoo"]) == 0
    printed = capsys.readouterr()
    assert list(json.loads(printed.out)["paths"]) == ["/pets"]
    assert main(["export", "openapi", "specs/zoo"]) == 0
    assert capsys.readouterr() == printed


def test_the_command_asks_for_one_api(home, capsys):
    assert main(["export", "openapi"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "one API" in printed.err
    assert "specs/farm, specs/zoo" in printed.err


def test_docs_with_errors_are_no_document(home, capsys):
    page = home / "specs" / "zoo" / "docs" / "models" / "components" / "pet.md"
    page.write_text(object_page("Pet", row("name", "text")), encoding="utf-8")
    assert main(["export", "openapi", "specs/zoo"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "pet.md:15" in printed.err
    assert printed.err.endswith("nothing was exported\n")
