"""Bodies that hold files: multipart, raw bytes, and what no body can carry."""

import pytest
from lowering import (
    codes,
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

MDN = "https://developer.mozilla.org/en-US/docs/Web/API"
FILE = f"[File]({MDN}/File)"
BLOB = f"[Blob]({MDN}/Blob)"
PICTURE = object_page(
    "Picture", row("fileName"), row("content", "*ReadableStream<Uint8Array>*")
)
UPLOAD = rf"{FILE} \| {BLOB} \| {link('Picture')}"


def fed(type_, *pages, overlay=None):
    feed = operation("feed", row("request", type_), method="post")
    return lowered(resource(feed) | models(PICTURE, *pages), overlay)


def types(found, title="Pet"):
    return {f.name.reveal(): type_text(f.type) for f in model(found, title).fields}


@pytest.mark.parametrize(
    ("holder", "part"),
    [
        (UPLOAD, "file"),
        (FILE, "file"),
        (rf"{FILE} \| {BLOB}", "file"),
        (f"{FILE}[]", "list of file"),
        (f"{link('Picture')}[]", "list of file"),
        (link("Picture"), "file"),
        ("*Uint8Array*", "file"),
        ("*ReadableStream<Uint8Array>*", "file"),
    ],
)
def test_a_field_that_holds_a_file_makes_the_body_multipart(holder, part):
    found = fed(link("Pet"), object_page("Pet", row("name"), row("picture", holder)))
    body = only(found).body
    assert body.content_type.value == "multipart/form-data"
    assert type_text(body.type) == "components.Pet"
    assert types(found) == {"name": "string", "picture": part}


def test_the_page_of_a_file_stays_in_the_model():
    found = fed(link("Pet"), object_page("Pet", row("picture", UPLOAD)))
    assert list(types(found, "Picture")) == ["fileName", "content"]
    assert found.account.reported == 0


def test_a_body_may_be_one_of_several_forms():
    page = "# Forms\n\n## Supported Types\n\n### `components.Pet`\n\n### `components.Note`\n"
    found = fed(
        "*components.Forms*",
        page,
        object_page("Pet", row("picture", UPLOAD)),
        object_page("Note", row("text")),
    )
    assert only(found).body.content_type.value == "multipart/form-data"
    assert types(found) == {"picture": "file"}
    assert types(found, "Note") == {"text": "string"}


@pytest.mark.parametrize(
    "type_",
    [
        "*ReadableStream<Uint8Array>*",
        "*Uint8Array*",
        FILE,
        rf"{FILE} \| {BLOB}",
        UPLOAD,
    ],
)
def test_bytes_alone_travel_as_they_are(type_):
    body = only(fed(type_)).body
    assert body.content_type.value == "application/octet-stream"
    assert type_text(body.type) == "binary"


def test_a_wrapper_in_the_flat_namespace_may_hold_bytes():
    page = object_page(
        "FeedRequest",
        row("xSize", "*number*"),
        row("slug"),
        row("requestBody", "*ReadableStream<Uint8Array>*"),
    )
    flat = "[models.FeedRequest](../../models/feedrequest.md)"
    feed = operation("feed", row("request", flat), method="post")
    pages = resource(feed) | {"docs/models/feedrequest.md": page}
    op = only(lowered(pages))
    assert [p.name.reveal() for p in op.parameters] == ["xSize", "slug"]
    assert (op.body.name.reveal(), type_text(op.body.type)) == ("requestBody", "binary")


def test_an_answer_s_bytes_are_no_part_of_a_form():
    pet = object_page("Pet", row("picture", FILE))
    found = lowered(resource(operation("feed", response=promise("Pet"))) | models(pet))
    assert messages(found) == []
    assert types(found) == {"picture": "binary"}


@pytest.mark.parametrize("holder", [FILE, f"Record<string, {FILE}>", UPLOAD])
def test_bytes_below_the_fields_of_a_body_are_refused_at_their_row(holder):
    pet = object_page("Pet", row("name"), row("picture", holder))
    owner = object_page(
        "Owner", row("pets", link("Pet") + "[]"), row("friend", link("Owner"))
    )
    (fault,) = fed(link("Owner"), pet, owner).diagnostics.sorted()
    assert fault.code == "D037"
    assert fault.span.file == "docs/models/components/pet.md"


def test_bytes_beside_text_in_a_union_are_refused_at_the_member():
    page = "# Pet\n\n## Supported Types\n\n### `string`\n\n### `Uint8Array`\n"
    (fault,) = fed("*components.Pet*", page).diagnostics.sorted()
    assert (fault.code, fault.span.line) == ("D037", 7)


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("media", "type_", "sent"),
    [
        (FORM, link("Pet"), "components.Pet"),
        ("multipart/form-data", link("Pet"), "components.Pet"),
        ("text/plain", "*string*", "string"),
        ("application/octet-stream", "*string*", "binary"),
    ],
)
def test_the_overlay_states_how_a_body_travels(media, type_, sent):
    overlay = f'[operations."pets.feed"]\nbody_type = "{media}"\n'
    found = fed(type_, object_page("Pet", row("name")), overlay=overlay)
    body = only(found).body
    assert (body.content_type.value, type_text(body.type)) == (media, sent)


def test_an_entry_that_states_what_the_docs_say_is_an_error():
    overlay = '[operations."pets.feed"]\nbody_type = "multipart/form-data"\n'
    found = fed(link("Pet"), object_page("Pet", row("a", FILE)), overlay=overlay)
    assert codes(found) == ["D053"]
