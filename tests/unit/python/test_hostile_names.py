"""Names of the docs that mean something in Python, in Pydantic or in the written code itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from acme_api import ACME
from bazaar_api import BAZAAR
from hypothesis import given, settings
from hypothesis import strategies as st
from python_api import (
    SETTINGS,
    STRING,
    api,
    field,
    obj,
    operation,
    parameter,
    ref,
    resource,
    union,
)
from rendered import render_files, write_distribution

from generator.ir.operations import Location, Method
from generator.ir.types import Date, DateTime, ListOf, LiteralType, MapOf
from generator.python import reserved
from generator.python.check import check_names
from generator.python.names import (
    client_member_name,
    member_name,
    module_name,
    value_name,
)
from generator.untrusted import Untrusted


def distinct(make, names):
    """Leave out names that become one name in Python, which is an error with both places."""
    return sorted({make(Untrusted(name)): name for name in sorted(names)}.values())


TITLES = distinct(
    module_name,
    {
        *(reserved.CLASSES - reserved.KEYWORDS),
        *("False", "None", "True", "Type", "List", "Dict", "Str", "Int", "Datetime"),
        *("TYPE_CHECKING", "BaseModel", "Match", "Case", "Deprecated", "Con", "Nul"),
        *(
            "GetVeryLong" + "AndLonger" * 15,
            "1stPlace",
            "Größe",
            "v1.Models_x",
            "x-y z",
        ),
    },
)
FIELDS = distinct(
    value_name,
    {
        *reserved.KEYWORDS,
        *(reserved.BUILTINS | {"type", "object", "set", "id", "print", "property"}),
        *("match", "case", "_", "self", "cls", "options", "deprecated", "datetime"),
        *("copy", "json", "schema", "fields", "dict", "construct", "validate"),
        *("model_dump_x", "model_config", "modelFields", "model", "model_", "Field"),
        *("Model", "Annotated", "Any", "TypedDict", "__init__", "__class__", "_id2"),
        *("additional_properties", "Größe2", "1st", "$ref", "@type2", "x-y"),
    }
    - {"False", "None", "True", "_"},
)
METHODS = distinct(
    member_name,
    {
        *(reserved.MEMBERS - {"False", "None", "True"}),
        *reserved.BUILTINS,
        *("match", "type", "close", "request", "execute", "aclose", "self", "__call__"),
        *("client", "page", "call", "NotGiven", "Operation", "options", "print"),
    },
)
RESOURCES = distinct(
    client_member_name,
    {
        *(reserved.CLIENT_MEMBERS - {"False", "None", "True"}),
        *("client", "page", "server", "config", "literal", "mapping", "request"),
        *("hostile", "stream", "resource", "operation", "parameter", "any", "self"),
    },
)


def hostile():
    """Every such name in every place, beside types that need the names it could hide."""
    types = [
        STRING,
        ListOf(STRING),
        MapOf(ListOf(STRING)),
        DateTime(),
        Date(),
        LiteralType(Untrusted("x")),
        ref("Type", "components"),
    ]
    fields = [
        field(name, types[at % len(types)], required=at % 2 == 0, line=at)
        for at, name in enumerate(FIELDS)
    ]
    models = [
        obj(title, *fields, namespace=namespace)
        for title in TITLES
        for namespace in ("operations", "components")
    ]
    members = tuple(ref(title, "components") for title in TITLES)
    models.append(union("Everything", *members))
    extra = {"additional": STRING}
    models.append(obj("Open", *fields, namespace="shared", **extra))
    operations = [
        operation(
            name,
            Method.POST,
            "/things",
            *(parameter(each, Location.QUERY, required=False) for each in FIELDS[::2]),
            body=ref("Type", "components") if at % 2 else ListOf(ref("List")),
            result=ListOf(ref("Everything")) if at % 2 else MapOf(STRING),
            errors=((404, "Problem"),),
        )
        for at, name in enumerate(METHODS)
    ]
    models.append(obj("Problem", *fields, namespace="errors"))
    resources = [resource(name, *operations[:2]) for name in RESOURCES]
    nested = resource(f"{RESOURCES[0]}.sub", *operations)
    return api(*models, resources=(*resources, nested))


HOSTILE = hostile()
HOSTILE_SETTINGS = replace(SETTINGS, client="Hostile")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    return write_distribution(folder, HOSTILE, HOSTILE_SETTINGS)


def test_such_names_are_no_collisions():
    assert [d.message for d in check_names(HOSTILE).sorted()] == []


USE = """
import importlib, pathlib, sys
source = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(source))
from pydantic import TypeAdapter
for path in sorted(source.rglob("*.py")):
    parts = path.relative_to(source).with_suffix("").parts
    importlib.import_module(".".join(parts).removesuffix(".__init__"))
from acme_sdk import models, Hostile
for namespace in (models.operations, models.components, models.shared, models.errors):
    for name in dir(namespace):
        value = getattr(namespace, name)
        if name[0].isupper() and name != "TYPE_CHECKING" and not name.endswith("Dict"):
            TypeAdapter(value)
client = Hostile("secret")
for name in dir(type(client)):
    if name[0] != "_" and isinstance(getattr(type(client), name), importlib.import_module("functools").cached_property):
        getattr(client, name)
"""


def test_every_module_imports_and_every_model_is_usable(folder):
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", USE, str(folder / "src")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_mypy_is_content(folder):
    mypy = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", os.devnull]
    run = subprocess.run(
        [*mypy, str(folder / "src" / "acme_sdk")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3000:]


def test_file_names_are_short_and_differ_by_more_than_case():
    paths = list(render_files(HOSTILE, HOSTILE_SETTINGS))
    assert max(len(path.rpartition("/")[2]) for path in paths) <= 90
    assert len({path.casefold() for path in paths}) == len(paths)
    assert all(re.fullmatch(r"[A-Za-z0-9_./]+", path) for path in paths)


MORE = st.sampled_from([*TITLES, "Cats", "FooBAR", "FooBar", "Stall2", "BasketDict2"])
ABOUT_ALL = re.compile(r"docs/README\.md|src/\w+/models/(\w+/)?__init__\.py")


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([ACME, BAZAAR]), MORE | st.text(min_size=1, max_size=40))
def test_one_more_page_changes_no_other_file(before, title):
    after = replace(
        before,
        models=tuple(
            sorted((*before.models, obj(title, *FIELDS_OF_ONE)), key=lambda m: m.key)
        ),
    )
    if check_names(after).has_errors:
        return  # both places are named, and nothing is written
    old, new = render_files(before, SETTINGS), render_files(after, SETTINGS)
    changed = {path for path in old if new.get(path) != old[path]}
    assert all(map(ABOUT_ALL.fullmatch, changed)), changed


FIELDS_OF_ONE = (field("id"), field("list", ListOf(STRING)))
