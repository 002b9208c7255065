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

from generator.doubts import doubts
from generator.explain.values import type_text
from generator.ir.operations import Location
from generator.lower.rules import RULES

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
    ("others", "is_wrapper"), [([], False), (["requestBody"], True), (["text"], False)]
)
def test_r1_a_flat_page_named_after_its_operation_is_what_such_pages_are(
    others, is_wrapper
):
    flat = "[models.FeedRequest](../../models/feedrequest.md)"
    feed = operation("feed", row("request", flat), method="post")
    pages = resource(feed) | {
        "docs/models/feedrequest.md": object_page("FeedRequest", row("zone")),
        "docs/models/otherrequest.md": object_page("OtherRequest", *map(row, others)),
    }
    places, body = request_of(pages)
    assert (list(places), body) == ((["zone"], None) if is_wrapper else ([], "request"))


@pytest.mark.parametrize(
    ("method", "path", "namespace", "title", "fields", "rule"),
    [
        (
            "post",
            "/pets/{age}",
            "operations",
            "Feed",
            [row("age")],
            "request-fills-path",
        ),
        ("get", "/pets", "operations", "Feed", [row("age")], "request-of-get"),
        ("post", "/pets", "operations", "FeedRequest", [], "request-by-title"),
        (
            "post",
            "/pets",
            "operations",
            "FeedRequest",
            [row("age"), row("pet", link("Pet"))],
            "request-by-title",
        ),
        (
            "put",
            "/pets",
            "operations",
            "FeedRequest",
            [row("age"), row("xKeeper")],
            "request-by-title",
        ),
        (
            "post",
            "/pets",
            "operations",
            "FeedRequest",
            [row("age")],
            "request-without-body",
        ),
        (
            "delete",
            "/pets",
            "operations",
            "FeedRequest",
            [row("age")],
            "request-by-title",
        ),
        ("delete", "/pets", "components", "Ages", [row("age")], "request-of-delete"),
        ("post", "/pets", "models", "FeedRequest", [row("age")], "request-flat"),
        ("post", "/pets", "models", "Feed", [row("age")], "request-is-body"),
        (
            "post",
            "/pets",
            "operations",
            "FeedRequestBody",
            [row("age")],
            "request-is-body",
        ),
    ],
)
def test_r1_names_the_rule_by_which_a_request_page_is_read(
    method, path, namespace, title, fields, rule
):
    folder = "models" if namespace == "models" else f"models/{namespace}"
    target = f"[{namespace}.{title}](../../{folder}/{title.lower()}.md)"
    feed = operation("feed", row("request", target), method=method, path=path)
    pages = {f"docs/{folder}/{title.lower()}.md": object_page(title, *fields)}
    found = lowered(resource(feed) | pages | COMMON)
    assert only(found).request.origin.rule == rule
    told = [each.fact for each in doubts(found.api) if each.rule == rule]
    assert told == (["request"] if RULES[rule].doubt else [])


@pytest.mark.parametrize(
    ("method", "title", "stated", "expected"),
    [
        ("post", "FeedRequest", "body", ({}, "request")),
        ("post", "FeedRequest", "parameters", ({"age": "query age"}, None)),
        ("delete", "Ages", "body", ({}, "request")),
        ("post", "Ages", "parameters", ({"age": "query age"}, None)),
    ],
)
@pytest.mark.parametrize(
    "table", ['[operations."pets.feed"]', '[[rules]]\noperations = "pets.*"']
)
def test_r1_the_overlay_states_what_a_request_page_is(
    method, title, stated, expected, table
):
    feed = operation(
        "feed", row("request", link(title, "operations")), method=method, path="/pets"
    )
    page = models(object_page(title, row("age")), namespace="operations")
    pages = resource(feed) | page
    overlay = f'{table}\nrequest = "{stated}"\n'
    assert messages(lowered(pages, overlay)) == []
    assert request_of(pages, overlay) == expected
    rules = {doubt.rule for doubt in doubts(lowered(pages, overlay).api)}
    assert not {rule for rule in rules if rule.startswith("request-")}


def test_r1_the_overlay_cannot_repeat_what_a_request_page_is_without_doubt():
    feed = operation("feed", row("request", link("Pet")), method="post")
    overlay = '[operations."pets.feed"]\nrequest = "body"\n'
    assert codes(lowered(resource(feed) | COMMON, overlay)) == ["D053"]


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
        ("connectProtocolVersion", "header connect-protocol-version"),
        ("connectTimeoutMs", "header connect-timeout-ms"),
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


def test_a_variable_of_the_path_without_a_row_takes_text():
    feed = operation("feed", row("petId"), path="/zoos/{zoo-no}/pets/{pet_id}")
    pet, zoo = only(lowered(resource(feed))).parameters
    assert pet.location.origin.rule == "path-variable"
    assert (zoo.name.reveal(), zoo.wire_name.value.reveal()) == ("zooNo", "zoo-no")
    assert (zoo.location.value, zoo.required) == (Location.PATH, True)
    assert zoo.location.origin.rule == "path-variable-alone"
    assert RULES["path-variable-alone"].doubt
    assert type_text(zoo.type) == "string"


def test_a_variable_without_letters_is_reported():
    feed = operation("feed", path="/zoos/{*}")
    assert messages(lowered(resource(feed))) == [
        ("D033", "nothing can fill the variable `*` of the path")
    ]


def test_an_operation_without_rows_takes_nothing():
    assert request_of(resource(operation("feed"))) == ({}, None)


def test_a_row_with_a_fault_keeps_the_operation_out():
    found = lowered(resource(operation("feed", row("age", "text"), row("name"))))
    assert codes(found) == ["D010"]
    assert found.api.resources[0].operations == ()
