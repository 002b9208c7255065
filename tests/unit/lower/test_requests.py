"""Parameters and bodies: the rules R1, R2 and R3, each as a table."""

import pytest
from lowering import (
    codes,
    enum_page,
    link,
    lowered,
    messages,
    models,
    object_page,
    only,
    operation,
    promise,
    resource,
    row,
)

from generator.explain import type_text

PET = object_page("Pet", row("name"))
COLOUR = enum_page("Colour", '"red" | "blue"')
COMMON = models(PET, COLOUR)


def request_of(pages, overlay=None):
    """Each parameter's place, then the body's name."""
    op = only(lowered(pages, overlay))
    places = {
        p.name.reveal(): f"{p.location.value.value} {p.wire_name.value.reveal()}"
        for p in op.parameters
    }
    return places, op.body and op.body.name.reveal()


@pytest.mark.parametrize(
    ("method", "path", "page", "is_wrapper"),
    [
        ("post", "/pets", object_page("Feed", row("age")), False),
        ("put", "/pets", object_page("Feed", row("age")), False),
        ("post", "/pets/{age}", object_page("Feed", row("age")), True),
        ("post", "/pets/{pet_age}", object_page("Feed", row("petAge")), True),
        ("get", "/pets", object_page("Feed", row("age")), True),
        ("delete", "/pets", object_page("Feed", row("age")), True),
        ("post", "/pets", object_page("FeedRequest", row("age")), True),
        ("post", "/pets", object_page("FeedRequestBody", row("age")), False),
    ],
)
def test_r1_a_request_page_is_a_wrapper_or_the_body(method, path, page, is_wrapper):
    title = page.split("\n", 1)[0].removeprefix("# ")
    feed = operation(
        "feed", row("request", link(title, "operations")), method=method, path=path
    )
    pages = resource(feed) | models(page, namespace="operations")
    places, body = request_of(pages)
    assert (body is None) == is_wrapper
    assert bool(places) == is_wrapper


def test_r1_a_request_page_outside_operations_is_the_body_whatever_its_name():
    page = object_page("FeedRequest", row("age"))
    feed = operation("feed", row("request", link("FeedRequest")), method="post")
    assert request_of(resource(feed) | models(page)) == ({}, "request")


@pytest.mark.parametrize(
    ("method", "rows", "body"),
    [
        ("post", [row("requestBody", link("Pet"))], "requestBody"),
        ("delete", [row("body", link("Pet"))], "body"),
        ("get", [row("body", link("Pet"))], None),
        ("post", [row("age", "*number*"), row("body", "*string*")], "body"),
        ("delete", [row("pet", link("Pet"))], "pet"),
        ("head", [row("pet", link("Pet"))], None),
        ("post", [row("animal", link("Pet"))], "animal"),
        ("patch", [row("animals", link("Pet") + "[]")], "animals"),
        ("post", [row("labels", "Record<string, *string*>")], "labels"),
        ("put", [row("picture", "*ReadableStream<Uint8Array>*")], "picture"),
        ("delete", [row("animal", link("Pet"))], None),
        ("post", [row("colour", link("Colour"))], None),
        ("post", [row("names", "*string*[]")], None),
        ("post", [row("one", link("Pet")), row("other", link("Pet"))], None),
    ],
)
def test_r2_finds_the_body_among_flattened_parameters(method, rows, body):
    feed = operation("feed", *rows, method=method)
    places, found = request_of(resource(feed) | COMMON)
    assert found == body
    assert len(places) == len(rows) - (body is not None)


def test_r2_a_variable_of_the_path_is_never_the_body():
    feed = operation(
        "feed", row("body", link("Pet")), method="post", path="/pets/{body}"
    )
    assert request_of(resource(feed) | COMMON) == ({"body": "path body"}, None)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("petId", "path pet_id"),
        ("PETID", "path pet_id"),
        ("page", "query page"),
        ("xKeeper", "header x-keeper"),
        ("idempotencyKey", "header idempotency-key"),
        ("ifNoneMatch", "header if-none-match"),
        ("accept", "header accept"),
        ("acceptTerms", "query acceptTerms"),
        ("x", "query x"),
        ("xray", "query xray"),
    ],
)
def test_r3_places_each_parameter(name, place):
    rows = [row(name)] if "pet_id" in place else [row("petId"), row(name)]
    feed = operation("feed", *rows, path="/pets/{pet_id}")
    places, body = request_of(resource(feed))
    assert places[name] == place
    assert body is None


def test_the_fields_of_a_wrapper_are_flattened_with_all_that_they_say():
    page = object_page(
        "FeedRequest",
        row("petId", description="Which one."),
        row("amount", "*number*", example="2", required=False),
        row("requestBody", link("Pet")),
        example='let value: FeedRequest = {\n  petId: "p1",\n  amount: null,\n};',
    )
    feed = operation(
        "feed",
        row("request", link("FeedRequest", "operations")),
        method="post",
        path="/pets/{pet_id}",
    )
    pages = resource(feed) | COMMON | models(page, namespace="operations")
    op = only(lowered(pages))
    pet_id, amount = op.parameters
    assert (pet_id.doc.reveal(), pet_id.required) == ("Which one.", True)
    assert (amount.example.reveal(), amount.required) == ("2", False)
    assert type_text(amount.type) == "number"
    assert pet_id.span.file == "docs/models/operations/feedrequest.md"
    assert op.body.name.reveal() == "requestBody"
    assert type_text(op.body.type) == "components.Pet"


def test_a_variable_of_the_path_is_required_whatever_its_row_says():
    feed = operation("feed", row("petId", required=False), path="/pets/{pet_id}")
    (pet_id,) = only(lowered(resource(feed))).parameters
    assert pet_id.required


@pytest.mark.parametrize(
    ("type_", "media", "rule"),
    [
        (link("Pet"), "application/json", "json-body"),
        ("*ReadableStream<Uint8Array>*", "application/octet-stream", "binary-body"),
        ("*Uint8Array*", "application/octet-stream", "binary-body"),
    ],
)
def test_the_content_type_of_a_body_follows_from_its_type(type_, media, rule):
    feed = operation("feed", row("request", type_), method="post")
    body = only(lowered(resource(feed) | COMMON)).body
    assert (body.content_type.value, body.content_type.origin.rule) == (media, rule)


FILE = "[File](https://developer.mozilla.org/en-US/docs/Web/API/File)"


@pytest.mark.parametrize(
    "holder",
    [
        FILE,
        f"{FILE}[]",
        rf"{FILE} \| *string*",
        f"Record<string, {FILE}>",
        "*Uint8Array*",
        "*ReadableStream<Uint8Array>*",
    ],
)
@pytest.mark.parametrize("request_", ["Pet", "Owner"])
def test_a_file_inside_a_body_is_refused_at_its_field(holder, request_):
    pet = object_page("Pet", row("name"), row("picture", holder))
    owner = object_page(
        "Owner", row("pets", link("Pet") + "[]"), row("friend", link("Owner"))
    )
    feed = operation("feed", row("request", link(request_)), method="post")
    found = lowered(resource(feed) | models(pet, owner))
    (fault,) = found.diagnostics.sorted()
    assert fault.code == "D037"
    assert fault.span.file == "docs/models/components/pet.md"
    lines = found.sources[fault.span.file].lines
    assert lines[fault.span.line - 1].startswith("| `picture`")


def test_a_file_in_a_member_of_a_union_is_refused_at_the_member():
    text = "# Pet\n\n## Supported Types\n\n### `string`\n\n### `Uint8Array`\n"
    feed = operation("feed", row("request", link("Pet")), method="post")
    (fault,) = lowered(resource(feed) | models(text)).diagnostics.sorted()
    assert (fault.code, fault.span.line) == ("D037", 7)


def test_bytes_beside_other_types_in_one_cell_are_refused_at_the_row():
    cell = rf"{FILE} \| [Blob](https://developer.mozilla.org/en-US/docs/Web/API/Blob)"
    feed = operation("feed", row("request", cell), method="post")
    (fault,) = lowered(resource(feed)).diagnostics.sorted()
    assert (fault.code, fault.span.file) == ("D037", "docs/sdks/pets/README.md")


def test_a_file_that_only_an_answer_holds_is_no_fault():
    pet = object_page("Pet", row("picture", FILE))
    feed = operation("feed", response=promise("Pet"))
    assert messages(lowered(resource(feed) | models(pet))) == []


RETRIES = "[RetryConfig](../../lib/utils/retryconfig.md)"
INIT = "[RequestInit](https://developer.mozilla.org/en-US/docs/Web/API/RequestInit)"


@pytest.mark.parametrize(
    ("name", "type_", "rule"),
    [
        ("options", "RequestOptions", "sdk-options"),
        ("options.fetchOptions", INIT, "sdk-options"),
        ("options.retries", RETRIES, "sdk-options"),
        ("options.serverURL", "*string*", "sdk-options"),
        ("init", INIT, "sdk-type"),
    ],
)
def test_rows_of_types_of_the_typescript_sdk_are_no_parameters(name, type_, rule):
    found = lowered(resource(operation("feed", row(name, type_), row("size"))))
    assert [p.name.reveal() for p in only(found).parameters] == ["size"]
    assert found.account.ignored == {rule: 1}


@pytest.mark.parametrize(
    ("type_", "place"),
    [("*string*", "query"), ("*string*[]", "query"), (link("Pet"), "body")],
)
def test_a_parameter_of_the_api_may_be_named_options(type_, place):
    feed = operation("feed", row("options", type_), method="post")
    places, body = request_of(resource(feed) | COMMON)
    assert (places, body) == (
        ({}, "options") if place == "body" else ({"options": "query options"}, None)
    )


def test_an_option_of_the_api_s_own_is_no_name():
    feed = operation("feed", row("options.size", "*number*"))
    assert codes(lowered(resource(feed))) == ["D013"]


def test_each_unfilled_variable_of_a_path_is_reported():
    feed = operation("feed", row("petId"), path="/zoos/{zoo}/pets/{pet_id}/{meal}")
    assert messages(lowered(resource(feed))) == [
        ("D033", "no parameter fills the variable `meal` of the path"),
        ("D033", "no parameter fills the variable `zoo` of the path"),
    ]


def test_an_operation_without_rows_takes_nothing():
    assert request_of(resource(operation("feed"))) == ({}, None)


def test_a_row_with_a_fault_keeps_the_operation_out():
    found = lowered(resource(operation("feed", row("age", "text"), row("name"))))
    assert codes(found) == ["D010"]
    assert found.api.resources[0].operations == ()
