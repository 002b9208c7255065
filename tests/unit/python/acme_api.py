"""An API that has each form of model and operation, for tests of the output."""

from __future__ import annotations

from python_api import (
    ANY,
    BOOLEAN,
    INTEGER,
    NUMBER,
    STRING,
    api,
    enum,
    field,
    obj,
    operation,
    parameter,
    ref,
    resource,
    union,
)

from generator.ir.models import Deprecation, Model
from generator.ir.operations import Location, Method, Resource
from generator.ir.types import Date, DateTime, ListOf, LiteralType, MapOf
from generator.ir.values import ListValue, NumberValue, ObjectValue, Value
from generator.untrusted import Untrusted


def _error_models() -> tuple[Model, ...]:
    return (
        obj(
            "NotFound",
            field("error", ref("Problem", "errors")),
            namespace="errors",
            doc="Gone.",
        ),
        obj("Conflict", field("error", ref("Problem", "errors")), namespace="errors"),
        obj("Problem", field("code"), field("message"), namespace="errors"),
    )


def _lead_request(example: Value) -> Model:
    return obj(
        "TrackLeadRequestBody",
        field("clickId", doc="Which click led here."),
        field("eventName", doc="What happened, in 100 characters.", example="Joined"),
        field(
            "externalId",
            doc="Your own id of the customer. See [the guide](https://acme.test).",
        ),
        field("customerName", required=False, doc="Name of the customer."),
        field("eventQuantity", NUMBER, required=False),
        field(
            "mode",
            ref("Mode"),
            required=False,
            doc="Whether to wait.",
            example="wait",
        ),
        field("metadata", MapOf(ANY), required=False, nullable=True),
        field(
            "from",
            DateTime(),
            required=False,
            deprecated=Deprecation(Untrusted("Say when.")),
        ),
        example=example,
    )


def _lead_models() -> tuple[Model, ...]:
    example = ObjectValue(
        (
            (Untrusted("clickId"), Untrusted("c_81")),
            (Untrusted("eventName"), Untrusted("Joined")),
            (Untrusted("externalId"), Untrusted("<id>")),
        )
    )
    return (
        _lead_request(example),
        obj(
            "TrackLeadResponseBody",
            field("click", ref("Click")),
            field("customer", ref("Customer", "components"), nullable=True),
            doc="A lead was counted.",
        ),
        obj("Click", field("id")),
        obj(
            "Customer",
            field("name", required=False),
            field("since", Date()),
            namespace="components",
        ),
        enum("Mode", "async", "wait", "deferred", is_open=True, doc="How to count."),
    )


def _filter_models() -> tuple[Model, ...]:
    return (
        obj(
            "And",
            field("all", ListOf(ref("Filter"))),
            field("not", ref("Not"), required=False),
        ),
        obj("Not", field("inner", ref("And"))),
        union("Filter", ref("And"), STRING, ListOf(ref("Filter"))),
    )


def _link_models() -> tuple[Model, ...]:
    return (
        obj(
            "UpdateLinkRequestBody",
            field("url", required=False, doc="Where it leads."),
            field("geo", ref("LinkGeo", "components"), required=False),
            field("tags", ListOf(ref("Tag", "components")), required=False),
            field("filter", ref("Filter"), required=False),
            field("code", ref("RedirectCode"), required=False),
            field("target", ref("Target"), required=False),
            field("labels", ref("Labels", "components"), required=False),
            field("folder", ref("Folder"), required=False),
        ),
        obj(
            "LinkGeo",
            field("countryCode", example="CH"),
            field("cities", ListOf(STRING), required=False, doc="Big ones only."),
            field("type", ref("Type"), required=False),
            namespace="components",
        ),
        obj("Tag", field("id"), field("color", required=False), namespace="components"),
        obj("Labels", namespace="components", additional=STRING),
        enum("Type", "country", "region", namespace="components"),
        obj(
            "Type",
            field("type", ref("Type", "components")),
            field("self", LiteralType(Untrusted("t"))),
        ),
        enum("RedirectCode", 301, 302),
        union(
            "Target",
            STRING,
            ref("LinkGeo", "components"),
            ListOf(ref("Tag", "components")),
        ),
        obj(
            "Folder",
            field("name"),
            field("folders", ListOf(ref("Folder")), required=False),
        ),
        *_filter_models(),
        obj(
            "Link",
            field("shortLink"),
            field("createdAt", DateTime()),
            field("clicks", INTEGER),
        ),
    )


def _track() -> Resource:
    call = ListValue((ObjectValue(((Untrusted("externalId"), Untrusted("user_7")),)),))
    lead = operation(
        "lead",
        Method.POST,
        "/track/lead",
        body=ref("TrackLeadRequestBody"),
        result=ref("TrackLeadResponseBody"),
        errors=((404, "NotFound"), (409, "Conflict")),
        doc="Count a lead for a link.",
        examples=(call,),
    )
    return resource("track", lead)


def _links() -> Resource:
    link_id = parameter(
        "linkId", Location.PATH, doc="Id of the link.", example="link_1"
    )
    return resource(
        "links",
        operation(
            "list",
            Method.GET,
            "/links",
            parameter(
                "pageSize", Location.QUERY, INTEGER, required=False, example="50"
            ),
            parameter(
                "tagIds", Location.QUERY, ListOf(STRING), required=False, explode=False
            ),
            result=ListOf(ref("Link")),
        ),
        operation(
            "update",
            Method.PATCH,
            "/links/{linkId}",
            link_id,
            parameter("dryRun", Location.QUERY, BOOLEAN, required=False),
            body=ref("UpdateLinkRequestBody"),
            result=ref("Link"),
            errors=((404, "NotFound"),),
            examples=(ListValue((Untrusted("link_1"), ObjectValue(()), True)),),
        ),
        operation(
            "createMany",
            Method.POST,
            "/links/bulk",
            body=ListOf(ref("LinkGeo", "components")),
            result=ListOf(ref("Link")),
        ),
        operation(
            "delete",
            Method.DELETE,
            "/links/{linkId}",
            link_id,
            deprecated=Deprecation(Untrusted("Links live on.")),
        ),
        doc="Links lead to pages.",
    )


def _libraries() -> Resource:
    count = operation("count", Method.GET, "/libraries/count", result=NUMBER)
    weigh = operation(
        "weigh",
        Method.POST,
        "/libraries/weigh",
        body=ref("Labels", "components"),
        result=MapOf(ref("Tag", "components")),
        examples=(ListValue((ObjectValue(((Untrusted("a"), NumberValue("1")),)),)),),
    )
    return resource("beta.libraries", count, weigh)


ACME = api(
    *_error_models(),
    *_lead_models(),
    *_link_models(),
    resources=(_track(), _links(), _libraries()),
)
