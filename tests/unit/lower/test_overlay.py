"""Entries of sdk.toml: what they change, and what happens to those that do nothing."""

import pytest
from lowering import (
    codes,
    enum_page,
    link,
    lowered,
    messages,
    model,
    models,
    object_page,
    only,
    operation,
    promise,
    resource,
    row,
)

from generator.explain.values import type_text
from generator.ir.facts import Overlaid
from generator.ir.operations import Method

FEED = operation(
    "feed",
    row("size", "*number*"),
    row("names", "*string*[]"),
    row("pet", link("Pet")),
    row("xKeeper"),
    row("petId"),
    method="post",
    path="/pets/{pet_id}",
    response=promise("Pet"),
)
PET = object_page("Pet", row("age", "*number*"), row("weights", "*number*[]"))
PAGES = resource(FEED) | models(PET, enum_page("Colour", '"red"'))


def test_an_operation_s_request_can_be_stated_where_docs_do_not():
    plain = {
        path: "\n".join(line for line in text.split("\n") if "UsageSnippet" not in line)
        for path, text in PAGES.items()
    }
    assert codes(lowered(plain)) == ["D031"]
    overlay = '[operations."pets.feed"]\nid = "f"\nmethod = "put"\npath = "/f/{size}"\n'
    op = only(lowered(plain, overlay))
    assert op.id.value.reveal() == "f"
    assert op.method.value is Method.PUT
    assert op.path.value.text.reveal() == "/f/{size}"
    assert op.path.origin.span.line == 4
    assert op.parameters[0].location.value.value == "path"


def test_facts_of_parameters_can_be_stated():
    op = only(
        lowered(
            PAGES,
            """\
[operations."pets.feed".parameters.size]
location = "header"
wire_name = "X-Size"
integer = true
nullable = true

[operations."pets.feed".parameters.names]
explode = false
""",
        )
    )
    size, names, *_ = op.parameters
    assert size.location.value.value == "header"
    assert size.wire_name.value.reveal() == "X-Size"
    assert type_text(size.type) == "integer"
    assert size.nullable.value
    assert not names.explode.value
    assert size.nullable.origin.key == 'operations."pets.feed".parameters.size.nullable'


def test_an_operation_with_a_header_for_a_key_sends_its_own_unless_told():
    add = operation("add", row("idempotencyKey", required=False), method="post")
    read = operation("read", row("idempotencyKey", required=False), path="/read")
    plain = operation("plain", row("size"), method="post", path="/plain")
    pages = resource(add, read, plain)

    def keys(overlay):
        found = lowered(pages, overlay)
        assert codes(found) == []
        return [
            each.idempotency_key and each.idempotency_key.value
            for each in found.api.resources[0].operations
        ]

    assert keys("") == [True, None, None]
    off = "idempotency_key = false\n"
    assert keys(f'[operations."pets.add"]\n{off}') == [False, None, None]
    on = "idempotency_key = true\n"
    assert keys(f'[operations."pets.plain"]\n{on}') == [True, None, True]


def test_facts_of_fields_can_be_stated():
    overlay = """\
[models."components.Pet".fields]
age = { integer = true, nullable = true }
weights = { integer = true }
"""
    age, weights = model(lowered(PAGES, overlay), "Pet").fields
    assert type_text(age.type) == "integer"
    assert type_text(weights.type) == "list of integer"
    assert isinstance(age.nullable.origin, Overlaid)
    assert age.nullable.value


def test_credentials_can_be_waived():
    overlay = '[operations."pets.feed"]\nsecured = false\n'
    assert only(lowered(PAGES)).secured.value
    assert not only(lowered(PAGES, overlay)).secured.value


def test_the_base_url_of_the_overlay_comes_first():
    overlay = '[api]\nbase_url = "https://other.example.com"\n'
    found = lowered(PAGES, overlay)
    assert codes(found) == []
    urls = [server.url.value.reveal() for server in found.api.servers]
    assert urls == ["https://other.example.com"]


def test_the_environment_variable_of_the_overlay_wins():
    overlay = '[security.token]\nenv = "ZOO_TOKEN"\n'
    (scheme,) = lowered(PAGES, overlay).api.security
    assert scheme.env.value.reveal() == "ZOO_TOKEN"


@pytest.mark.parametrize(
    "entry",
    [
        '[wire]\nheader = "kebab"',
        '[wire.names]\nnobody = "no_body"',
        '[operations."pets.fed"]\nmethod = "get"',
        '[operations."pets.feed".parameters.nobody]\nexplode = true',
        '[operations."pets.feed".parameters.pet]\nlocation = "query"',
        '[operations."pets.feed".parameters.names]\ninteger = true',
        '[models."components.Dog"]\nopen = true',
        '[models."components.Pet"]\nopen = true',
        '[models."operations.Pet".fields.age]\nnullable = true',
        '[models."components.Pet".fields.nobody]\nnullable = true',
        '[models."components.Colour".fields.red]\nnullable = true',
        '[security.key]\nenv = "KEY"',
        '[security.token]\nname = "X-Token"',
        '[security.token]\ntoken_url = "https://zoo.example.com/token"',
        '[security.token]\nscopes = ["feed"]',
    ],
)
def test_an_entry_that_matches_nothing_is_an_error_at_its_line(entry):
    (fault,) = lowered(PAGES, entry + "\n").diagnostics.sorted()
    assert fault.code == "D052"
    assert (fault.span.file, fault.span.line) == ("sdk.toml", 2)


@pytest.mark.parametrize(
    "entry",
    [
        '[api]\nbase_url = "https://zoo.example.com"',
        '[operations."pets.feed"]\nid = "feed"',
        '[operations."pets.feed"]\nidempotent = false',
        '[operations."pets.feed"]\nidempotency_key = false',
        '[operations."pets.feed"]\nsecurity = ["token"]',
        '[operations."pets.feed"]\nmethod = "post"',
        '[operations."pets.feed"]\npath = "/pets/{pet_id}"',
        '[models."components.Colour"]\nopen = false',
        '[operations."pets.feed"]\nsecured = true',
        '[operations."pets.feed".parameters.names]\nlocation = "query"',
        '[operations."pets.feed".parameters.xKeeper]\nlocation = "header"',
        '[operations."pets.feed".parameters.xKeeper]\nwire_name = "x-keeper"',
        '[operations."pets.feed".parameters.petId]\nwire_name = "pet_id"',
    ],
)
def test_an_entry_that_repeats_what_holds_is_an_error_at_its_line(entry):
    (fault,) = lowered(PAGES, entry + "\n").diagnostics.sorted()
    assert (fault.code, fault.hint) == ("D053", "remove the entry")
    assert (fault.span.file, fault.span.line) == ("sdk.toml", 2)


@pytest.mark.parametrize(
    "entry",
    [
        '[wire]\nbody = "identity"',
        '[wire]\nquery = "identity"',
        '[operations."pets.feed".parameters.names]\nexplode = true',
        '[operations."pets.feed".parameters.names]\nwire_name = "names"',
        '[models."components.Pet".fields.age]\nwire_name = "age"',
        '[models."components.Pet".fields.age]\ninteger = false',
        '[wire.names]\nage = "age"',
    ],
)
def test_an_entry_that_settles_a_doubt_is_welcome_though_it_changes_nothing(entry):
    assert codes(lowered(PAGES, entry + "\n")) == []


def test_the_names_of_the_package_need_no_match():
    overlay = '[python]\ndistribution = "zoo"\nclient = "Keeper"\nversion = "1.2rc1"\n'
    found = lowered(PAGES, overlay)
    assert codes(found) == []
    assert found.overlay.entry(("python", "client")) == "Keeper"


@pytest.mark.parametrize(
    ("package", "reason"),
    [
        ("class", "This is a keyword of Python"),
        ("None", "This is a keyword of Python"),
        ("httpx2", "The SDK itself needs this package"),
        ("CON", "Windows keeps this name for a device"),
        ("pydantic", "The SDK itself needs this package"),
        ("typing_extensions", "The SDK itself needs this package"),
    ],
)
def test_a_package_must_be_one_that_can_be_imported(package, reason):
    found = lowered(PAGES, f'[python]\npackage = "{package}"\n')
    assert messages(found) == [("D051", f"`python.package`: {reason}")]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[wire]\nbody = snake\n", 2, 8),
        ("[wire\n", 1, 6),
        ('[wire]\nbody = "a"\nbody = "b"\n', 3, 11),
        ('[python]\nversion = """1', 2, 15),
    ],
)
def test_broken_toml_is_reported_where_it_breaks(text, line, column):
    (fault,) = lowered(models(PET), text).diagnostics.sorted()
    assert fault.code == "D050"
    assert (fault.span.line, fault.span.column) == (line, column)


def test_a_faulty_overlay_counts_as_none():
    found = lowered(PAGES, '[wire]\nbody = "snake"\nsize = 1\n')
    assert codes(found) == ["D051"]
    fields = model(found, "Pet").fields
    assert {f.wire_name.origin.rule for f in fields} == {"wire-identity"}
