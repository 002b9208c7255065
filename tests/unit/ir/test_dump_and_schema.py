"""The dump of the model and the schema that describes it."""

import dataclasses
import importlib
import json
import pkgutil
from pathlib import Path

import jsonschema
import pytest
from lowering import (
    EXAMPLE,
    link,
    lowered,
    models,
    object_page,
    operation,
    resource,
    row,
)

from generator import ir
from generator.build import read_api
from generator.inputs import ApiFolder
from generator.ir.dump import dump
from generator.ir.facts import Fact, Overlaid
from generator.ir.schema import schema
from generator.ir.walk import facts
from generator.source import Span
from generator.untrusted import Untrusted

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = [ROOT / "specs" / "dub", ROOT / "tests" / "cases" / "orders" / "specs"]


def dataclasses_of_the_model():
    for module in pkgutil.iter_modules(ir.__path__, f"{ir.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            own = isinstance(value, type) and value.__module__ == module.name
            if own and dataclasses.is_dataclass(value):
                yield value


@pytest.mark.parametrize("folder", FOLDERS, ids=["dub", "orders"])
def test_a_dump_is_valid_against_its_schema(folder):
    api = read_api(ApiFolder("api", folder, "specs")).api
    described = json.loads(json.dumps(schema()))
    jsonschema.Draft202012Validator.check_schema(described)
    validator = jsonschema.Draft202012Validator(described)
    content = json.loads(json.dumps(dump(api)))
    assert list(validator.iter_errors([content])) == []
    content["models"][0]["key"]["colour"] = "red"
    del content["resources"][0]["operations"][0]["method"]
    assert len(list(validator.iter_errors([content]))) == 2


def test_every_attribute_of_the_model_is_described_in_its_schema():
    described = schema()["$defs"]
    for cls in dataclasses_of_the_model():
        name = cls.__name__
        found = [d for n, d in described.items() if n == name or n.startswith("Fact_")]
        assert found, name
        for definition in found:
            properties = dict(definition["properties"])
            del properties["class"]
            missing = [
                p for p, content in properties.items() if "description" not in content
            ]
            assert missing == [], name


def test_every_class_of_the_model_is_a_record_or_frozen():
    for cls in dataclasses_of_the_model():
        is_record = cls.__eq__.__module__ == "generator.records"
        assert is_record or cls.__dataclass_params__.frozen, cls
        assert "__slots__" in vars(cls), cls
        assert cls.__doc__


def test_a_dump_is_the_same_every_time():
    feed = operation("feed", row("pet", link("Pet")), method="post", example=EXAMPLE)
    pages = resource(feed) | models(object_page("Pet", row("name")))
    dumps = {json.dumps(dump(lowered(pages).api)) for _ in range(2)}
    assert len(dumps) == 1


def test_a_dump_names_the_class_of_each_value_and_reveals_text():
    fact = Fact(Untrusted("x\u2028"), Overlaid("a.b", Span("sdk.toml", 1, 2, 3)))
    assert dump((fact, None, True, 1)) == [
        {
            "class": "Fact",
            "value": "x\u2028",
            "origin": {
                "class": "Overlaid",
                "key": "a.b",
                "span": {
                    "class": "Span",
                    "file": "sdk.toml",
                    "line": 1,
                    "column": 2,
                    "end": 3,
                },
            },
        },
        None,
        True,
        1,
    ]


@pytest.mark.parametrize("value", [1.5, {}, [], b"", object])
def test_what_the_model_may_not_hold_is_refused(value):
    with pytest.raises(TypeError):
        dump(value)


def test_every_fact_of_a_model_is_found():
    pages = resource(operation("feed", row("a"))) | models(object_page("Pet", row("b")))
    found = [name for name, _ in facts(lowered(pages).api)]
    of_the_api = ["title", "url"]
    of_the_operation = ["id", "method", "path", "secured"]
    of_the_parameter = ["wire_name", "location", "nullable", "explode"]
    of_the_field = ["wire_name", "nullable"]
    assert sorted(found) == sorted(
        of_the_api + of_the_operation + of_the_parameter + of_the_field
    )
