"""What an exported document says of servers, schemes, globals, streams, pages and unions."""

from dataclasses import replace

from openapi_support import (
    SPAN,
    STRING,
    api,
    enum,
    exported,
    fact,
    field,
    obj,
    operation,
    parameter,
    path_item,
    ref,
    resource,
    scheme,
    success,
    text,
    union,
)

from generator.ir.api import GlobalParameter
from generator.ir.facts import Overlaid
from generator.ir.models import ByTag
from generator.ir.operations import (
    Location,
    Method,
    Pagination,
    PaginationStyle,
    PathTemplate,
)
from generator.ir.security import KeyLocation, SchemeKind
from generator.ir.servers import Server, ServerVariable
from generator.ir.types import LiteralType, Stream, StreamKind
from generator.untrusted import Untrusted

NO = False


def variable(name, default=None, *values):
    allowed = tuple(map(Untrusted, values))
    return ServerVariable(
        Untrusted(name), Untrusted(name), text(default), allowed, None, SPAN
    )


def a_global(name, location):
    return GlobalParameter(
        Untrusted(name),
        fact(Untrusted(name)),
        fact(location),
        STRING,
        NO,
        None,
        None,
        SPAN,
    )


def test_a_server_has_its_variables_and_each_a_default():
    url = fact(Untrusted("https://{region}.example.com/{stage}/{tenant}"))
    variables = (
        variable("region", "eu", "eu", "us"),
        variable("stage", None, "live", "test"),
        variable("tenant"),
    )
    found = exported(replace(api(), servers=(Server(url, None, None, variables),)))
    assert found["servers"][0]["variables"] == {
        "region": {"default": "eu", "enum": ["eu", "us"]},
        "stage": {
            "default": "live",
            "enum": ["live", "test"],
            "x-docs2sdk": {"default": "no-default"},
        },
        "tenant": {"default": "tenant", "x-docs2sdk": {"default": "no-default"}},
    }


def test_an_api_without_a_server_has_no_servers():
    assert "servers" not in exported(replace(api(), servers=()))


def test_an_api_key_may_travel_in_the_query():
    stated = replace(
        scheme(kind=SchemeKind.API_KEY, header="key"),
        location=fact(KeyLocation.QUERY),
    )
    found = exported(api(security=[stated]))["components"]["securitySchemes"]["token"]
    assert (found["in"], found["name"]) == ("query", "key")


def test_client_credentials_have_a_flow_where_their_address_is_known():
    stated = replace(
        scheme(kind=SchemeKind.CLIENT_CREDENTIALS),
        token_url=fact(Untrusted("https://zoo.example.com/token")),
        scopes=(Untrusted("pets"),),
    )
    found = exported(api(security=[stated]))
    assert found["security"] == [{"token": ["pets"]}]
    assert found["components"]["securitySchemes"]["token"]["flows"] == {
        "clientCredentials": {
            "tokenUrl": "https://zoo.example.com/token",
            "scopes": {"pets": ""},
        }
    }


def test_schemes_of_one_group_belong_together():
    both = [replace(scheme(name), group=Untrusted("both")) for name in ("a", "b")]
    found = exported(api(security=[*both, scheme("c")]))
    assert found["security"] == [{"a": [], "b": []}, {"c": []}]


def test_an_operation_may_have_schemes_and_servers_of_its_own():
    own = Server(fact(Untrusted("https://files.example.com")), None, None)
    get = replace(
        operation("get"),
        security=(scheme("visitor"),),
        servers=fact((own,)),
    )
    found = exported(api(resources=[resource("pets", get)], security=[scheme("a")]))
    item = found["paths"]["/pets"]["get"]
    assert item["security"] == [{"visitor": []}]
    assert [server["url"] for server in item["servers"]] == [
        "https://files.example.com"
    ]
    assert set(found["components"]["securitySchemes"]) == {"a", "visitor"}


def test_servers_that_docs_do_not_print_are_those_of_the_api_with_a_note():
    get = replace(operation("get"), servers=fact((), "own-servers"))
    item = path_item(get)["get"]
    assert "servers" not in item
    assert item["x-docs2sdk"]["servers"] == "own-servers"


def test_operations_refer_to_the_global_parameters_that_they_take():
    get = replace(
        operation("get", "/{zoo}/pets"),
        path=fact(PathTemplate(Untrusted("/{zoo}/pets"), (Untrusted("zoo"),))),
    )
    find = operation(
        "find", "/find", Method.GET, parameter("tenant", location=Location.HEADER)
    )
    found = exported(
        replace(
            api(resources=[resource("pets", get, find)]),
            globals=(
                a_global("zoo", Location.PATH),
                a_global("tenant", Location.HEADER),
            ),
        )
    )
    refs = [each["$ref"] for each in found["paths"]["/{zoo}/pets"]["get"]["parameters"]]
    assert refs == [
        "#/components/parameters/zoo",
        "#/components/parameters/tenant",
    ]
    assert [p["name"] for p in found["paths"]["/find"]["get"]["parameters"]] == [
        "tenant"
    ]
    assert found["components"]["parameters"]["zoo"]["required"]


def test_an_answer_may_be_a_value_or_a_stream():
    stream = Stream(StreamKind.EVENTS, ref("Pet"))
    answer = replace(success(ref("Pet")), stream=stream)
    item = path_item(operation("watch", success=answer), models=[obj("Pet")])
    assert item["get"]["responses"]["200"]["content"] == {
        "application/json": {"schema": {"$ref": "#/components/schemas/components.Pet"}},
        "text/event-stream": {
            "schema": {"$ref": "#/components/schemas/components.Pet"}
        },
    }


def test_a_stream_alone_is_no_empty_answer():
    answer = replace(success(None), stream=Stream(StreamKind.BYTES, None))
    responses = path_item(operation("get", success=answer))["get"]["responses"]
    assert list(responses["200"]["content"]) == ["application/octet-stream"]


def test_an_operation_says_how_it_pages():
    pages = Pagination(
        PaginationStyle.CURSOR,
        Untrusted("after"),
        Untrusted("limit"),
        (Untrusted("items"),),
        cursor=(Untrusted("next"),),
    )
    get = replace(operation("get"), pagination=fact(pages, "cursor-pages"))
    item = path_item(get)["get"]
    assert item["x-docs2sdk-pagination"] == {
        "style": "cursor",
        "input": "after",
        "limit": "limit",
        "items": ["items"],
        "cursor": ["next"],
        "cursor_field": None,
        "start": 1,
    }
    assert item["x-docs2sdk"]["pagination"] == "cursor-pages"


def test_what_is_safe_to_repeat_is_noted():
    stated = replace(
        fact(value=True), origin=Overlaid("operations.get.idempotent", SPAN)
    )
    item = path_item(replace(operation("get"), idempotent=stated))["get"]
    assert item["x-docs2sdk"]["idempotent"] == "overlay"


def tagged(field_, tags, *members):
    selection = fact(ByTag(Untrusted(field_), tags))
    return replace(union("Any", *members), selection=selection)


def test_a_tagged_union_has_a_discriminator():
    cat = obj("Cat", field("kind", LiteralType(Untrusted("cat")), wire="_kind"))
    dog = obj("Dog", field("kind", ref("Dogs"), wire="_kind"))
    tags = ((Untrusted("cat"),), (Untrusted("dog"), Untrusted("wolf")))
    found = exported(
        api(
            cat,
            dog,
            enum("Dogs", "dog", "wolf"),
            tagged("kind", tags, ref("Cat"), ref("Dog")),
        )
    )
    assert found["components"]["schemas"]["components.Any"]["discriminator"] == {
        "propertyName": "_kind",
        "mapping": {
            "cat": "#/components/schemas/components.Cat",
            "dog": "#/components/schemas/components.Dog",
            "wolf": "#/components/schemas/components.Dog",
        },
    }


def test_tags_that_are_no_text_make_no_discriminator():
    one = obj("One", field("v", LiteralType(1)))
    two = obj("Two", field("v", LiteralType(2)))
    found = exported(api(one, two, tagged("v", ((1,), (2,)), ref("One"), ref("Two"))))
    assert "discriminator" not in found["components"]["schemas"]["components.Any"]
