"""Where the API takes or gives one of several things, the emitted SDK does, too."""

import json

import pytest
from dub_sdk import Dub, models

from generator.build import read_api
from generator.inputs import ApiFolder
from generator.ir.models import UnionModel
from generator.ir.types import ListOf, Ref
from generator.ir.values import MISSING
from generator.python.names import class_name, member_name
from tests.sdk.loopback import Loopback, json_answer
from tests.specs.conftest import SPECS
from tests.specs.made_up import MadeUp

API = read_api(ApiFolder("dub", SPECS, "specs/dub")).api
MODELS = {model.key: model for model in API.models}


def innermost(type_):
    return innermost(type_.item) if isinstance(type_, ListOf) else type_


def variants():
    """Each operation with each thing that it may answer with, or list."""
    for resource in API.resources:
        for operation in resource.operations:
            answered = innermost(operation.success.type)
            union = MODELS.get(answered.key) if isinstance(answered, Ref) else None
            for member in union.members if isinstance(union, UnionModel) else ():
                path = (*resource.path, operation.name)
                name = class_name(innermost(member.type).key)
                yield pytest.param(
                    path, operation, member, id=f"{operation.id.value.reveal()}-{name}"
                )


@pytest.mark.parametrize(("path", "operation", "member"), list(variants()))
def test_each_variant_of_an_answer_is_told_from_the_others(path, operation, member):
    value = MadeUp(API).value(member.type, member.example)
    listed = isinstance(operation.success.type, ListOf)
    arguments = MadeUp(API, models).arguments(operation)
    with (
        Loopback(json_answer(200, [value] if listed else value)) as server,
        Dub("t", base_url=server.url, max_retries=0, strict=True) as client,
    ):
        method = client
        for name in path:
            method = getattr(method, member_name(name))
        result = method(**arguments)
    (result,) = getattr(result, "items", result) if listed else (result,)
    (result,) = result if isinstance(result, list) else (result,)
    assert type(result).__name__ == class_name(innermost(member.type).key)


LINK = MadeUp(API).value(
    next(
        o.success.type
        for r in API.resources
        for o in r.operations
        if o.name.reveal() == "upsert"
    ),
    MISSING,
)


@pytest.mark.parametrize("tags", ["tag_1", ["tag_1", "tag_2"]])
def test_tags_are_given_alone_or_as_a_list(tags):
    with (
        Loopback(json_answer(200, LINK)) as server,
        Dub("t", base_url=server.url) as client,
    ):
        client.links.create(url="https://example.com", tag_ids=tags)
    (request,) = server.received
    assert json.loads(request.body)["tagIds"] == tags


@pytest.mark.parametrize(
    ("tags", "query"), [("tag_1", "tag_1"), (["tag_1", "tag_2"], "tag_1,tag_2")]
)
def test_several_tags_in_the_query_are_joined_by_commas(tags, query):
    with (
        Loopback(json_answer(200, 7)) as server,
        Dub("t", base_url=server.url) as client,
    ):
        assert client.links.count(tag_ids=tags) == 7
    assert server.received[0].target == f"/links/count?tagIds={query}"


def test_many_links_are_given_as_a_list_and_each_answer_stands_for_itself():
    refused = {"error": "There is no such folder.", "code": "not_found"}
    with (
        Loopback(json_answer(200, [LINK, refused])) as server,
        Dub("t", base_url=server.url) as client,
    ):
        items = [{"url": "https://example.com/a"}, {"url": "https://example.com/b"}]
        made, failed = client.links.create_many(request=items)
    assert json.loads(server.received[0].body) == items
    assert isinstance(made, models.components.LinkSchema)
    assert isinstance(failed, models.components.LinkErrorSchema)


def test_countries_of_geo_targeting_travel_in_capitals():
    with (
        Loopback(json_answer(200, LINK)) as server,
        Dub("t", base_url=server.url) as client,
    ):
        geo = models.components.LinkGeoTargeting(fr="https://example.com/fr")
        client.links.create(url="https://example.com", geo=geo)
    body = json.loads(server.received[0].body)
    assert body["geo"] == {"FR": "https://example.com/fr"}


def test_a_picture_arrives_as_bytes_and_is_asked_for_as_one():
    with Loopback(
        b"HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 4\r\n\r\n\x89PNG"
    ) as server:
        with Dub("t", base_url=server.url) as client:
            picture = client.qr_codes.get(url="https://dub.sh/spring")
    assert picture == b"\x89PNG"
    assert server.received[0].headers["accept"] == "image/png"
    assert "authorization" not in server.received[0].headers
