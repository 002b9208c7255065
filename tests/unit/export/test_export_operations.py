"""Operations: requests, answers, and what keeps them apart."""

import pytest
from openapi_support import (
    INTEGER,
    STRING,
    api,
    body,
    enum,
    error,
    exported,
    field,
    obj,
    operation,
    parameter,
    path_item,
    ref,
    resource,
    scheme,
    success,
    union,
)

from generator.ir.models import Deprecation
from generator.ir.operations import Location, Method
from generator.ir.security import SchemeKind
from generator.ir.types import AnyOf, Binary, ListOf, Stream, StreamKind
from generator.untrusted import Untrusted

PET = obj("Pet", field("ownerName", wire="owner_name"))


def test_an_operation_has_its_texts_tag_and_id():
    old = Deprecation(Untrusted("Use `find`."))
    found = path_item(
        operation("list", id="listPets", summary="All", doc="Lists.", deprecated=old)
    )["get"]
    assert found["tags"] == ["pets"]
    assert found["operationId"] == "listPets"
    assert found["summary"] == "All"
    assert found["description"] == "Lists.\n\n**Deprecated.** Use `find`."
    assert found["deprecated"]


def test_operations_of_one_path_stand_together():
    item = path_item(operation("list"), operation("add", "/pets", Method.POST))
    assert list(item) == ["get", "post"]


def test_parameters_say_where_they_go_and_how_they_are_called():
    item = path_item(
        operation(
            "list",
            "/pets/{pet_id}",
            Method.GET,
            parameter("petId", location=Location.PATH, wire="pet_id"),
            parameter("xTrace", location=Location.HEADER, wire="X-Trace"),
            parameter("age", INTEGER, nullable=True, doc="Years.", example="3"),
        ),
        path="/pets/{pet_id}",
    )
    places = [(p["in"], p["name"], p["required"]) for p in item["get"]["parameters"]]
    assert places == [
        ("path", "pet_id", True),
        ("header", "X-Trace", False),
        ("query", "age", False),
    ]
    assert item["get"]["parameters"][2] == {
        "name": "age",
        "in": "query",
        "required": False,
        "description": "Years.",
        "schema": {"type": ["integer", "null"]},
        "example": 3,
        "x-docs2sdk": {"location": "documented"},
    }


NODE = union("Node", ref("Node"), ListOf(ref("Node")))
LEAF = union("Leaf", STRING, ref("Leaf"))


@pytest.mark.parametrize(
    ("type_", "location", "is_list"),
    [
        (ListOf(STRING), Location.QUERY, True),
        (AnyOf((STRING, ListOf(STRING))), Location.QUERY, True),
        (ref("Node"), Location.QUERY, True),
        (ref("Leaf"), Location.QUERY, False),
        (ref("Food"), Location.QUERY, False),
        (STRING, Location.QUERY, False),
        (ListOf(STRING), Location.HEADER, False),
    ],
)
def test_arrays_in_the_query_say_how_they_are_written(type_, location, is_list):
    found = path_item(
        operation(
            "list", "/pets", Method.GET, parameter("x", type_, location, explode=False)
        ),
        models=[NODE, LEAF, enum("Food", "hay")],
    )["get"]["parameters"][0]
    style = {"style": "form", "explode": False}
    assert {n: v for n, v in found.items() if n in style} == (style if is_list else {})


def test_what_the_call_passes_is_an_example():
    found = path_item(
        operation(
            "add",
            "/pets",
            Method.POST,
            parameter("dryRun"),
            body=body(ref("Pet")),
            examples={None: [{"dryRun": "yes", "requestBody": {}, "ownerName": "Ida"}]},
        ),
        operation(
            "put",
            "/pets",
            Method.PUT,
            body=body(ref("Pet")),
            examples={None: [{"ownerName": "Ida"}]},
        ),
        models=[PET],
    )
    assert found["post"]["parameters"][0]["example"] == "yes"
    assert "example" not in found["post"]["requestBody"]["content"]["application/json"]
    assert found["put"]["requestBody"] == {
        "description": "What.",
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/components.Pet"},
                "example": {"owner_name": "Ida"},
            }
        },
        "x-docs2sdk": {"content_type": "json-body"},
    }


def test_several_calls_are_examples_by_their_names():
    found = path_item(
        operation(
            "add",
            "/pets",
            Method.POST,
            parameter("dryRun"),
            body=body(ref("Pet")),
            examples={
                "small": [{"dryRun": "yes", "ownerName": "Ida"}],
                "same again": [{"dryRun": "yes", "ownerName": "Ida"}],
                "large": [{"dryRun": "no", "ownerName": "Bo"}],
                None: [{"dryRun": 7, "ownerName": "Cy"}],
            },
        ),
        models=[PET],
    )["post"]
    assert found["parameters"][0]["examples"] == {
        "small": {"value": "yes"},
        "large": {"value": "no"},
    }
    media = found["requestBody"]["content"]["application/json"]
    assert media["examples"] == {
        "small": {"value": {"owner_name": "Ida"}},
        "large": {"value": {"owner_name": "Bo"}},
        "example 4": {"value": {"owner_name": "Cy"}},
    }


@pytest.mark.parametrize(
    ("answer", "status", "content"),
    [
        (success(None), "204", None),
        (
            success(ref("Pet")),
            "200",
            {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/components.Pet"}
                }
            },
        ),
        (
            success(Binary(), "*/*"),
            "200",
            {
                "*/*": {
                    "schema": {
                        "type": "string",
                        "contentMediaType": "application/octet-stream",
                    }
                }
            },
        ),
        (
            success(Stream(StreamKind.EVENTS, STRING), "text/event-stream"),
            "200",
            {"text/event-stream": {"schema": {"type": "string"}}},
        ),
    ],
)
def test_success_has_a_status_by_its_content(answer, status, content):
    item = path_item(operation("get", success=answer), models=[PET])
    (found,) = item["get"]["responses"].items()
    assert (found[0], found[1].get("content")) == (status, content)


def test_errors_stand_under_their_status_or_class_in_order():
    gone = obj("Gone", doc="It is gone.")
    found = path_item(
        operation(
            "get",
            errors=[
                error(500, 599, ref("Fault")),
                error(404, 404, ref("Gone"), "text/plain"),
                error(400, 599, ref("Gone")),
            ],
        ),
        models=[gone, obj("Fault")],
    )["get"]["responses"]
    assert list(found) == ["200", "404", "4XX", "5XX"]
    assert found["404"] == {
        "description": "It is gone.",
        "content": {
            "text/plain": {"schema": {"$ref": "#/components/schemas/components.Gone"}}
        },
    }
    assert found["5XX"]["description"] == "Fault\n\nIt is gone."
    assert len(found["5XX"]["content"]["application/json"]["schema"]["anyOf"]) == 2


def test_an_error_may_be_of_a_plain_type():
    found = path_item(operation("get", errors=[error(400, 400, STRING)]))
    assert found["get"]["responses"]["400"]["description"] == "Error"


@pytest.mark.parametrize(
    ("stated", "exported_as"),
    [
        (scheme(), {"type": "http", "scheme": "bearer"}),
        (scheme(kind=SchemeKind.BASIC), {"type": "http", "scheme": "basic"}),
        (
            scheme(kind=SchemeKind.API_KEY, header="X-Key"),
            {
                "type": "apiKey",
                "in": "header",
                "name": "X-Key",
                "x-docs2sdk": {"wire_name": "documented"},
            },
        ),
        (
            scheme(kind=SchemeKind.OAUTH2),
            {"type": "oauth2", "flows": {}, "x-docs2sdk": {"flows": "no-flow"}},
        ),
        (
            scheme(kind=SchemeKind.CLIENT_CREDENTIALS),
            {"type": "oauth2", "flows": {}, "x-docs2sdk": {"flows": "no-flow"}},
        ),
    ],
)
def test_each_security_scheme_is_described(stated, exported_as):
    found = exported(api(security=[stated]))
    assert found["components"]["securitySchemes"] == {"token": exported_as}


def test_schemes_are_alternatives_that_an_operation_may_do_without():
    pets = resource("pets", operation("get"), operation("ping", "/", secured=False))
    found = exported(api(resources=[pets], security=[scheme("a"), scheme("b")]))
    assert found["security"] == [{"a": []}, {"b": []}]
    assert "security" not in found["paths"]["/pets"]["get"]
    assert found["paths"]["/"]["get"]["security"] == []


def test_an_operation_under_two_tags_is_one_operation():
    get = operation("get")
    found = exported(api(resources=[resource("pets", get), resource("a.b", get)]))
    assert found["paths"]["/pets"]["get"]["tags"] == ["pets", "a.b"]
    assert [tag["name"] for tag in found["tags"]] == ["pets", "a.b"]


def test_two_operations_with_one_request_are_both_there():
    pets = resource("pets", operation("get"), operation("stream", id="watch {x}"))
    paths = exported(api(resources=[pets]))["paths"]
    assert list(paths) == ["/pets", "/pets#watch-20--7b-x-7d-"]
    second = paths["/pets#watch-20--7b-x-7d-"]["get"]
    assert second["operationId"] == "watch {x}"
    assert second["x-docs2sdk"]["path"] == "same-route"


def test_two_requests_with_one_id_get_two_ids():
    pets = resource("pets", operation("get"), operation("find", "/find", id="get"))
    paths = exported(api(resources=[pets]))["paths"]
    assert paths["/pets"]["get"]["operationId"] == "get"
    assert paths["/find"]["get"]["operationId"] == "get:pets.find"
    assert paths["/find"]["get"]["x-docs2sdk"]["id"] == "same-id"
