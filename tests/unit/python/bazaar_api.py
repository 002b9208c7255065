"""An API whose operations answer and are called in every way that there is."""

from __future__ import annotations

from dataclasses import replace

from python_api import (
    INTEGER,
    NO,
    STRING,
    api,
    enum,
    fact,
    field,
    obj,
    operation,
    parameter,
    ref,
    resource,
    union,
)

from generator.ir.api import Api, GlobalParameter
from generator.ir.models import ByTag, Deprecation, Model
from generator.ir.operations import (
    Location,
    Method,
    Operation,
    Pagination,
    PaginationStyle,
    Parameter,
    PathTemplate,
)
from generator.ir.security import KeyLocation, SchemeKind, SecurityScheme
from generator.ir.servers import Server, ServerVariable
from generator.ir.types import (
    Binary,
    DateTime,
    FilePart,
    ListOf,
    LiteralType,
    Stream,
    StreamKind,
    Type,
)
from generator.python.settings import PythonSettings
from generator.source import Span
from generator.untrusted import Untrusted

SETTINGS = PythonSettings("bazaar-sdk", "bazaar_sdk", "Bazaar", "0.1.0", max_retries=1)
SPAN = Span("README.md", 1, 1, 2)
PAGE, CURSOR = PaginationStyle.PAGE, PaginationStyle.CURSOR


def name(text: str) -> Untrusted:
    return Untrusted(text)


def names(*texts: str) -> tuple[Untrusted, ...]:
    return tuple(map(Untrusted, texts))


def paged(found: Operation, pagination: Pagination) -> Operation:
    return replace(found, pagination=fact(pagination, SPAN))


def streamed(
    found: Operation, kind: StreamKind, media: str, item: Type | None = None
) -> Operation:
    success = replace(found.success, stream=Stream(kind, item))
    if success.type is None:
        success = replace(success, content_type=fact(media, SPAN))
    return replace(found, success=success)


def sent_as(found: Operation, media: str) -> Operation:
    assert found.body is not None
    return replace(found, body=replace(found.body, content_type=fact(media, SPAN)))


def query(text: str, type_: Type = STRING) -> Parameter:
    return parameter(text, Location.QUERY, type_, required=False)


def scheme(
    text: str,
    kind: SchemeKind = SchemeKind.BEARER,
    *,
    wire: str | None = None,
    location: KeyLocation | None = None,
    env: str | None = None,
    group: str | None = None,
) -> SecurityScheme:
    return SecurityScheme(
        name(text),
        kind,
        fact(name(wire), SPAN) if wire else None,
        fact(name(env), SPAN) if env else None,
        SPAN,
        location=fact(location, SPAN) if location else None,
        group=name(group) if group else None,
    )


def models() -> tuple[Model, ...]:
    animal = union("Animal", ref("Cat"), ref("Dog"))
    by_tag = ByTag(name("animalKind"), (names("cat"), names("dog")))
    deprecated = obj("OldBasket", field("size", INTEGER))
    return (
        obj("Stall", field("id"), field("animal", ref("Animal"), required=False)),
        obj(
            "StallPage",
            field("data", ListOf(ref("Stall"))),
            field("next", required=False),
        ),
        obj(
            "Cat",
            field("animalKind", LiteralType(name("cat"))),
            field("lives", INTEGER),
        ),
        obj("Dog", field("animalKind", LiteralType(name("dog"))), field("name")),
        replace(animal, selection=fact(by_tag, SPAN)),
        union("Knot", ref("Rope"), STRING),
        union("Rope", ref("Knot"), ref("Stall")),
        obj("Tied", field("knot", ref("Knot"))),
        obj("Cry", field("text")),
        obj("Photo", field("file", FilePart()), field("caption", required=False)),
        obj(
            "Filter",
            field("cursor", required=False),
            field("size", INTEGER, required=False),
        ),
        replace(deprecated, deprecated=Deprecation(name("Take a Stall."))),
        obj(
            "Basket",
            field("old", ref("OldBasket"), required=False),
            field("since", DateTime(), required=False),
            field("left", deprecated=Deprecation(name("Use since.")), required=False),
        ),
        enum("Tongue", "nl", "fr", is_open=True),
    )


def listed(
    text: str, path: str, argument: str, pagination: Pagination, type_: Type = STRING
) -> Operation:
    result: Type = ref("StallPage") if pagination.items else ListOf(ref("Stall"))
    found = operation(text, Method.GET, path, query(argument, type_), result=result)
    return paged(found, pagination)


def lists() -> tuple[Operation, ...]:
    by_cursor = Pagination(CURSOR, name("cursor"), None, names("data"), names("next"))
    whole = operation(
        "search",
        Method.POST,
        "/stalls/search",
        query("size"),
        body=ref("Filter"),
        result=ref("StallPage"),
    )
    after, last = name("startingAfter"), name("id")
    return (
        listed("list", "/stalls", "cursor", by_cursor),
        listed(
            "number",
            "/numbered",
            "page",
            Pagination(PAGE, name("page"), None, (), start=0),
            INTEGER,
        ),
        listed(
            "skip",
            "/skipped",
            "offset",
            Pagination(PaginationStyle.OFFSET, name("offset"), None, ()),
            INTEGER,
        ),
        listed(
            "after",
            "/after",
            "startingAfter",
            Pagination(CURSOR, after, None, (), cursor_field=last),
        ),
        paged(whole, by_cursor),
    )


def streams() -> tuple[Operation, ...]:
    cry = ref("Cry")
    ask = operation("ask", Method.POST, "/ask", result=ref("Stall"))
    return (
        streamed(operation("listen"), StreamKind.EVENTS, "text/event-stream", cry),
        streamed(operation("lines"), StreamKind.JSON_LINES, "application/jsonl", cry),
        streamed(operation("download"), StreamKind.BYTES, "*/*"),
        streamed(ask, StreamKind.EVENTS, "", cry),
    )


def calls() -> tuple[Operation, ...]:
    photo = operation(
        "photo", Method.POST, "/photos", body=ref("Photo"), result=ref("Cry")
    )
    raw = operation("raw", Method.PUT, "/raw", body=Binary(), result=ref("Cry"))
    tenant = operation("tenant", Method.GET, "/t/{tenant}", result=ref("Cry"))
    path = PathTemplate(name("/t/{tenant}"), names("tenant"))
    far = Server(fact(name("https://far.test"), SPAN), None, None)
    return (
        sent_as(photo, "multipart/form-data"),
        sent_as(raw, "application/octet-stream"),
        replace(
            operation("revoke", Method.POST, "/revoke", result=ref("Cry")),
            security=(scheme("accessToken", env="BAZAAR_ACCESS"),),
            idempotent=fact(True, SPAN),  # noqa: FBT003 - a fact
        ),
        replace(tenant, path=fact(path, SPAN)),
        replace(
            operation("far", Method.GET, "/far", result=ref("Basket")),
            servers=fact((far,), SPAN),
        ),
        replace(
            operation("lost", Method.GET, "/lost", result=ref("Tied")),
            servers=fact((), SPAN),
        ),
        operation(
            "str", Method.GET, "/str", parameter("int", Location.QUERY), result=STRING
        ),
    )


def shared(
    text: str, wire: str, location: Location, type_: Type = STRING
) -> GlobalParameter:
    return GlobalParameter(
        name(text),
        fact(name(wire), SPAN),
        fact(location, SPAN),
        type_,
        NO,
        None,
        None,
        SPAN,
    )


def servers() -> tuple[Server, ...]:
    region = ServerVariable(
        name("region"), name("region"), name("eu"), names("eu", "us"), None, SPAN
    )
    return (
        Server(
            fact(name("https://{region}.bazaar.test"), SPAN),
            name("live"),
            None,
            (region,),
        ),
        Server(
            fact(name("https://test.bazaar.test"), SPAN),
            name("test"),
            name("For trials."),
        ),
    )


BAZAAR: Api = replace(
    api(
        *models(),
        resources=(
            resource("stalls", *lists()),
            resource("cries", *streams()),
            resource("bazaar", *calls()),
        ),
    ),
    servers=servers(),
    security=(
        scheme(
            "apiKey",
            SchemeKind.API_KEY,
            wire="X-Key",
            location=KeyLocation.QUERY,
            env="BAZAAR_KEY",
        ),
        scheme("token", SchemeKind.OAUTH2, env="BAZAAR_TOKEN"),
    ),
    globals=(
        shared("tenant", "tenant", Location.PATH),
        shared("tongue", "Accept-Language", Location.HEADER, ref("Tongue")),
    ),
)
