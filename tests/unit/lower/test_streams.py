"""Answers that arrive piece by piece, and the media types that are asked for."""

import pytest
from lowering import (
    codes,
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

from generator.explain.values import type_text
from generator.ir.types import StreamKind

PET = object_page("Pet", row("name"))
MEAL = object_page("Meal", row("food"))
MDN = "https://developer.mozilla.org/en-US/docs/Web/API/Response"


def line(text):
    return rf"**Promise\<[{text}](../../models/.md)\>**"


def union(title, *members):
    heads = "".join(f"\n### `{member}`\n" for member in members)
    return f"# {title}\n\n## Supported Types\n{heads}"


def success_of(response, *pages, overlay=None):
    feed = operation("feed", response=response)
    return only(lowered(resource(feed) | models(PET, MEAL, *pages), overlay)).success


@pytest.mark.parametrize(
    ("text", "kind", "item", "media"),
    [
        (
            "EventStream<components.Pet>",
            StreamKind.EVENTS,
            "components.Pet",
            "text/event-stream",
        ),
        (
            "JsonLStream<components.Pet>",
            StreamKind.JSON_LINES,
            "components.Pet",
            "application/jsonl",
        ),
        ("EventStream<string>", StreamKind.EVENTS, "string", "text/event-stream"),
        ("ReadableStream<Uint8Array>", StreamKind.BYTES, None, "*/*"),
    ],
)
def test_a_stream_is_no_value(text, kind, item, media):
    success = success_of(line(text))
    assert success.type is None
    assert success.stream.kind is kind
    assert (success.stream.item and type_text(success.stream.item)) == item
    assert success.content_type.value == media


def test_a_union_page_with_a_stream_is_value_and_stream():
    page = union("Feeding", "components.Pet", "JsonLStream<components.Meal>")
    success = success_of(promise("Feeding"), page)
    assert type_text(success.type) == "components.Pet"
    assert success.stream.kind is StreamKind.JSON_LINES
    assert type_text(success.stream.item) == "components.Meal"
    assert success.content_type.value == "application/json"


def test_several_values_and_streams_of_one_kind_are_joined():
    members = (
        "components.Pet",
        "EventStream<components.Meal>",
        "string",
        "EventStream<components.Pet>",
    )
    success = success_of(promise("Feeding"), union("Feeding", *members))
    assert type_text(success.type) == "components.Pet or string"
    assert type_text(success.stream.item) == "components.Meal or components.Pet"


def test_streams_of_two_kinds_in_one_answer_are_refused():
    members = ("EventStream<components.Meal>", "JsonLStream<components.Meal>")
    feed = operation("feed", response=promise("Feeding"))
    pages = resource(feed) | models(MEAL, union("Feeding", *members))
    found = lowered(pages)
    assert messages(found) == [
        ("D037", "an answer with streams of two kinds cannot be written")
    ]
    assert found.api.resources[0].operations == ()


def test_a_union_page_without_streams_stays_a_page():
    success = success_of(promise("Feeding"), union("Feeding", "components.Pet", "any"))
    assert type_text(success.type) == "components.Feeding"
    assert success.stream is None


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("*ReadableStream<Uint8Array>*", StreamKind.BYTES),
        ("[EventStream<components.Pet>](../../models/.md)", StreamKind.EVENTS),
    ],
)
def test_an_envelope_may_hold_a_stream(type_, kind):
    rows = [
        row("contentType"),
        row("statusCode", "*number*"),
        row("rawResponse", f"[Response]({MDN})"),
        row("picture", type_),
    ]
    success = success_of(promise("FeedResponse"), object_page("FeedResponse", *rows))
    assert success.wrapper.value.title.reveal() == "FeedResponse"
    assert (success.type, success.stream.kind) == (None, kind)


def test_an_envelope_may_hold_bytes():
    rows = [row("httpMeta", link("Pet")), row("picture", "*Uint8Array*")]
    success = success_of(promise("FeedResponse"), object_page("FeedResponse", *rows))
    assert (type_text(success.type), success.content_type.value) == ("binary", "*/*")


@pytest.mark.parametrize(
    ("media", "text", "type_"),
    [
        ("image/png", "string", "binary"),
        ("application/pdf", "string", "binary"),
        ("text/plain", "string", "string"),
        ("application/problem+json", "components.Pet", "components.Pet"),
        ("image/png", "Uint8Array", "binary"),
    ],
)
def test_the_overlay_states_the_media_type(media, text, type_):
    overlay = f'[operations."pets.feed"]\naccept = "{media}"\n'
    success = success_of(line(text), overlay=overlay)
    assert success.content_type.value == media
    assert type_text(success.type) == type_


def test_the_overlay_settles_what_json_lines_are_called():
    overlay = '[operations."pets.feed"]\naccept = "application/x-ndjson"\n'
    success = success_of(line("JsonLStream<components.Pet>"), overlay=overlay)
    assert success.content_type.value == "application/x-ndjson"
    assert success.stream.kind is StreamKind.JSON_LINES


@pytest.mark.parametrize(
    ("text", "code"),
    [("string", "D053"), ("void", "D052")],
)
def test_an_entry_that_changes_nothing_is_an_error(text, code):
    overlay = '[operations."pets.feed"]\naccept = "application/json"\n'
    feed = operation("feed", response=line(text))
    assert codes(lowered(resource(feed), overlay)) == [code]
