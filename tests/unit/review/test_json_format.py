"""The report as JSON agrees with its schema, which describes every part of it."""

import dataclasses
import json

import jsonschema
import pytest
from example_reports import REPORT, SAME, long_report, poisoned

from generator.review import report as records
from generator.review.formats.json import as_json, schema


def written(report):
    return json.loads(json.dumps(as_json(report)))


@pytest.mark.parametrize(
    "report", [REPORT, SAME, long_report(50), poisoned(REPORT, "\ud800\x00")]
)
def test_reports_agree_with_the_schema(report):
    described = json.loads(json.dumps(schema()))
    jsonschema.Draft202012Validator.check_schema(described)
    jsonschema.validate(written(report), described, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("part", "wrong"),
    [("version", 2), ("old", None), ("reviews", {}), ("more", 1)],
)
def test_anything_else_does_not(part, wrong):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**written(REPORT), part: wrong}, schema())


def test_entries_say_what_they_come_to():
    removed, renamed, added, told = written(REPORT)["reviews"][0]["entries"]
    assert removed["title"] == "type components.LinkSchema: field clicks removed"
    assert (removed["impact"], removed["sides"]) == ("breaking", ["received"])
    assert removed["operations"] == ["links.create", "links.list"]
    assert removed["types"] == ["components.TagSchema"]
    assert added["along"] == [
        {"kind": "type", "owner": "components.TagSchema", "part": None}
    ]
    assert renamed["guess"] is True
    (change,) = told["changes"]
    assert change["subject"] == {
        "kind": "operation",
        "owner": "links.create",
        "part": None,
    }
    assert change["old"]["span"]["line"] == 7
    assert change["effects"] == [{"side": "docs", "impact": "cosmetic", "rule": "told"}]


def test_the_summary_is_there_as_well():
    (review,) = written(REPORT)["reviews"]
    assert review["bump"] == "major"
    assert review["forced"] == ["type components.LinkSchema: field clicks removed"]
    assert (review["radius"]["touched"], review["radius"]["to_read"]) == (3, 2)


def test_everything_is_described():
    definitions = {"Report": schema(), **schema()["$defs"]}
    for name, described in definitions.items():
        cls = getattr(records, name, None)
        assert described["description"]
        if cls is None:  # of the intermediate model
            continue
        fields = {each.name for each in dataclasses.fields(cls)}
        assert fields <= set(described["properties"])
        for part in described["properties"].values():
            assert part.keys() & {"description", "const"} or cls.__doc__
