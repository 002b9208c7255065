from __future__ import annotations

import pytest
from python_api import ANY, BOOLEAN, INTEGER, NUMBER, STRING, key, ref

from generator.ir.types import (
    AnyOf,
    Binary,
    Date,
    DateTime,
    ListOf,
    LiteralType,
    MapOf,
    Stream,
    StreamKind,
)
from generator.python.annotations import Spelling, annotation, type_imports, union
from generator.python.imports import Import, import_groups
from generator.python.model_names import local_names, model_import
from generator.render.printers import PRINTERS
from generator.untrusted import Untrusted
from tests.twins import TWIN_PRINTERS

PLAIN = Spelling(lambda key: (key.title.reveal(),), PRINTERS)
INPUT = Spelling(
    lambda key: (key.title.reveal(), f"{key.title.reveal()}Dict"),
    PRINTERS,
    "Sequence",
    "Mapping",
    frozenset({"str"}),
)


@pytest.mark.parametrize(
    ("type_", "plain", "as_input"),
    [
        (STRING, "str", "builtins.str"),
        (NUMBER, "int | float", "int | float"),
        (INTEGER, "int", "int"),
        (BOOLEAN, "bool", "bool"),
        (ANY, "Any", "Any"),
        (DateTime(), "datetime.datetime", "datetime.datetime"),
        (Date(), "datetime.date", "datetime.date"),
        (Binary(), "bytes", "bytes"),
        (Stream(StreamKind.BYTES, None), "bytes", "bytes"),
        (LiteralType(Untrusted('a"b')), "Literal['a\"b']", "Literal['a\"b']"),
        (LiteralType(value=True), "Literal[True]", "Literal[True]"),
        (LiteralType(3), "Literal[3]", "Literal[3]"),
        (ref("Link"), "Link", "Link | LinkDict"),
        (ListOf(NUMBER), "list[int | float]", "Sequence[int | float]"),
        (
            MapOf(ListOf(ref("Link"))),
            "dict[str, list[Link]]",
            "Mapping[builtins.str, Sequence[Link | LinkDict]]",
        ),
        (AnyOf((NUMBER, INTEGER)), "int | float", "int | float"),
        (AnyOf((STRING, ANY)), "str | Any", "builtins.str | Any"),
    ],
)
def test_a_type_is_spelled_for_its_place(type_, plain, as_input):
    assert annotation(type_, PLAIN) == plain
    assert annotation(type_, INPUT) == as_input


def test_any_takes_in_none():
    assert union(("Any", "None")) == "Any"


def test_literals_that_only_look_alike_to_the_twin_printers_are_kept_apart():
    both = AnyOf((LiteralType(Untrusted("a")), LiteralType(Untrusted("b"))))
    twin = Spelling(PLAIN.reference, TWIN_PRINTERS)
    assert annotation(both, PLAIN).count("|") == annotation(both, twin).count("|") == 1


def test_imports_are_what_the_spelling_needs():
    types = (ListOf(ANY), MapOf(Date()))
    assert type_imports(types, PLAIN) == {
        Import("typing", "Any"),
        Import("datetime"),
    }
    assert type_imports(types, INPUT) == {
        Import("typing", "Any"),
        Import("datetime"),
        Import("collections.abc", "Sequence"),
        Import("collections.abc", "Mapping"),
        Import("builtins"),
    }


def test_imports_are_grouped_and_sorted():
    long = [Import("..long", f"Name{letter}" * 6) for letter in "CBA"]
    groups = import_groups(
        [
            *long,
            Import("pydantic", "Field"),
            Import("typing", "Any"),
            Import("typing", "TYPE_CHECKING"),
            Import("datetime"),
            Import("...far", "X", "Y"),
            Import("__future__", "annotations"),
            Import("typing", "Any"),
        ]
    )
    assert groups == (
        ("from __future__ import annotations",),
        ("import datetime", "from typing import TYPE_CHECKING, Any"),
        ("from pydantic import Field",),
        (
            "from ...far import X as Y",
            "from ..long import " + ", ".join(f"Name{letter}" * 6 for letter in "ABC"),
        ),
    )


def test_a_model_of_another_namespace_gives_way_to_one_of_the_same_name():
    own, other, free = key("Type"), key("Type", "components"), key("Tag", "components")
    names = local_names(own, (other, free))
    assert names == {own: "Type", other: "_ComponentsType", free: "Tag"}
    assert model_import(own, other, names[other]) == Import(
        "..components.type", "Type", "_ComponentsType"
    )
    assert model_import(own, key("LinkGeo"), "LinkGeo", "Dict") == Import(
        ".link_geo", "LinkGeoDict"
    )
