"""Every place of an answer to every operation, spoilt in every way: nothing of it is lost."""

from __future__ import annotations

import copy
import importlib
import json
import pkgutil
import warnings
from datetime import date, datetime
from typing import Any, Literal, get_args, get_origin

import dub_sdk
import pytest

SPOILT = {
    "null": None,
    "text": "?",
    "integer": 7,
    "boolean": True,
    "list": [[]],
    "object": {"unknown": 1},
}
SAMPLES = {
    str: "text",
    bool: True,
    int: 12,
    float: 1.5,
    datetime: "2030-01-01T00:00:00Z",
    date: "2030-01-01",
    Any: {"any": [None]},
}


@pytest.mark.parametrize("package", ["dub", "shop"])
@pytest.mark.parametrize("way", ["dropped", *SPOILT])
def test_no_spoilt_part_loses_an_answer(package, way, shop):
    sdk = Sdk(dub_sdk if package == "dub" else shop)
    places = 0
    for hint in sdk.results():
        whole = sdk.sample(hint)
        assert sdk.read(hint, whole) == (whole, [])
        for path in parts(whole, depth=2):
            spoilt = spoil(whole, path, way)
            if spoilt is None:
                continue
            places += 1
            kept, told = sdk.read(hint, spoilt)
            assert kept == spoilt, (hint, path)
            assert all(related(each, path) for each in told), (told, path)
    assert places > 20


@pytest.mark.parametrize("package", ["dub", "shop"])
def test_every_enum_takes_a_value_that_it_does_not_know(package, shop):
    sdk = Sdk(dub_sdk if package == "dub" else shop)
    found = 0
    for hint in sdk.enums():
        new = "canary" if isinstance(get_args(sdk.plain(hint))[0], str) else 987
        assert sdk.read(list[hint], [new]) == ([new], ["[0]"])
        found += 1
    assert found


class Sdk:
    """A package, its operations, and its reader of answers."""

    def __init__(self, package):
        self.package = package
        self.hints = self.runtime("hints")

    def runtime(self, name):
        return importlib.import_module(f"{self.package.__name__}._runtime.{name}")

    def plain(self, hint):
        return self.hints.plain(hint)

    def results(self):
        """Return the types of all JSON answers, each once."""
        kind = self.runtime("operation").Operation
        found = {}
        for module in self.modules("resources"):
            for value in vars(module).values():
                if (
                    isinstance(value, kind)
                    and value.result
                    and value.result() is not bytes
                ):
                    hint = value.result()
                    found[str(hint)] = hint
        return list(found.values())

    def modules(self, name):
        package = importlib.import_module(f"{self.package.__name__}.{name}")
        for each in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            yield importlib.import_module(each.name)

    def enums(self):
        for module in self.modules("models"):
            for name in getattr(module, "__all__", ()):
                hint = self.plain(getattr(module, name))
                if get_origin(hint) is Literal:
                    yield hint

    def sample(self, hint, inside=()):
        """Return a JSON value of a type, with all fields and one item in each list."""
        hint = next(each for each in self.hints.members(hint) if each is not type(None))
        if get_origin(hint) is Literal:
            return get_args(hint)[0]
        if get_origin(hint) is list:
            return [] if hint in inside else [self.sample(get_args(hint)[0], inside)]
        if get_origin(hint) is dict:
            return {"key": self.sample(get_args(hint)[1], inside)}
        if not self.hints.is_model(hint):
            return copy.deepcopy(SAMPLES[hint])
        return {
            field.alias
            or name: self.sample(self.hints.field_hint(field), (*inside, hint))
            for name, field in hint.model_fields.items()
            if hint not in inside or field.is_required()
        }

    def read(self, hint, value):
        """Return what is read and written again, and the places that are said to deviate."""
        text = json.dumps(value).encode()
        result, found, problem = self.runtime("decode").read_json(
            hint, text, strict=False
        )
        assert problem is None, problem
        assert self.runtime("lenient").deviations(result) == found
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return self.written(result), [each.path for each in found]

    def written(self, result):
        if isinstance(result, list):
            return [self.written(item) for item in result]
        if not isinstance(result, self.runtime("models").Model):
            return json.loads(self.runtime("adapters").adapter(Any).dump_json(result))
        assert len(repr(result)) < 20_000
        assert result.model_dump() is not None
        return json.loads(result.model_dump_json(by_alias=True, exclude_unset=True))


def parts(value, path=(), *, depth):
    """Yield the ways to what is inside of a JSON value, so many steps deep."""
    if depth and isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield (*path, key)
            yield from parts(value[key], (*path, key), depth=depth - 1)


def spoil(whole, path, way):
    """Return the value with a part dropped or replaced; `None` if that changes nothing."""
    changed = copy.deepcopy(whole)
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    if way != "dropped":
        holder[path[-1]] = SPOILT[way]
    elif isinstance(holder, dict):
        del holder[path[-1]]
    return None if changed == whole else changed


def related(told, path):
    """Whether a deviation is told at a place, inside of it, or at a value that it is part of."""
    place = "".join(f"[{x}]" if isinstance(x, int) else f".{x}" for x in path)
    place = place.removeprefix(".")
    return told.startswith(place) or place.startswith(told)
