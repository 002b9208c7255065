"""Forms of operation pages over the years: named examples, foreign sections, old tables."""

import pytest
from lowering import (
    EXAMPLE,
    link,
    lowered,
    messages,
    models,
    object_page,
    only,
    operation,
    resource,
    row,
)

PAGE = "docs/sdks/pets/README.md"
PET = object_page("Pet", row("name"))


def changed(text, old, new):
    pages = resource(text)
    assert old in pages[PAGE]
    pages[PAGE] = pages[PAGE].replace(old, new, 1)
    return pages


def test_named_examples_are_examples():
    example = EXAMPLE.replace("call()", 'call("first")')
    feed = operation("feed", row("size"), example=example)
    second = example.replace("first", "second")
    again = (
        f"### Example Usage: other\n\n```typescript\n{second}\n```\n\n### Parameters"
    )
    pages = changed(feed, "### Parameters", again)
    pages[PAGE] = pages[PAGE].replace("### Example Usage\n", "### Example Usage: one\n")
    op = only(lowered(pages))
    assert [
        (example.name.reveal(), example.arguments.items[0].reveal())
        for example in op.examples
    ] == [("one", "first"), ("other", "second")]
    assert [p.name.reveal() for p in op.parameters] == ["size"]


@pytest.mark.parametrize("title", ["Standalone function", "React hooks and utilities"])
def test_sections_beside_the_example_are_about_the_typescript_sdk(title):
    text = f"### {title}\n\nText.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n### Parameters"
    found = lowered(changed(operation("feed", row("size")), "### Parameters", text))
    assert [p.name.reveal() for p in only(found).parameters] == ["size"]
    assert found.account.ignored == {"sdk-example": 1}


@pytest.mark.parametrize(
    "text", ["# Overview", "## License", "### Payload", "## other"]
)
def test_a_description_may_have_any_heading(text):
    op = only(lowered(resource(operation("feed", text=f"Gives.\n\n{text}\n\nFood."))))
    assert op.doc.reveal() == f"Gives.\n\n{text}\n\nFood."


def test_an_old_table_of_errors_is_read():
    feed = operation("feed", errors="| errors.SDKError | 4xx-5xx | */* |")
    pages = changed(feed, "| Error Type |", "| Error Object |")
    found = lowered(pages)
    assert only(found).errors == ()
    assert found.account.ignored == {"sdk-error": 1}


def test_errors_of_the_flat_namespace_are_read_by_list_and_class():
    rows = "| models.Gone | 404, 410 | application/json |\n| models.Gone | 5XX | */* |"
    pages = resource(operation("feed", errors=rows))
    page = {"docs/models/gone.md": object_page("Gone", row("why"))}
    op = only(lowered(pages | page))
    assert [(e.first, e.last) for e in op.errors] == [
        (404, 404),
        (410, 410),
        (500, 599),
    ]


def test_one_operation_on_two_pages_is_two_methods():
    feed = operation("feed")
    pages = resource(feed)
    other = pages[PAGE].replace("# Pets", "# Cats").replace("zoo.pets", "zoo.cats")
    readme = pages["README.md"].replace(
        "### [pets]",
        "### [cats](docs/sdks/cats/README.md)\n\n* [feed](#feed)\n\n### [pets]",
    )
    found = lowered(pages | {"README.md": readme, "docs/sdks/cats/README.md": other})
    assert messages(found) == []
    ids = {o.id.value.reveal() for r in found.api.resources for o in r.operations}
    assert (len(found.api.resources), ids) == (2, {"feed"})


def test_a_fragment_tells_operations_apart_and_is_not_sent():
    stream = r"**Promise\<[EventStream<components.Pet>](../../models/.md)\>**"
    one = operation("feed", response=r"**Promise\<[any](../../models/.md)\>**")
    two = operation("watch", path="/pets#stream", response=stream)
    found = lowered(resource(one, two) | models(PET))
    paths = [o.path.value.text.reveal() for o in found.api.resources[0].operations]
    assert paths == ["/pets", "/pets"]


@pytest.mark.parametrize("first", [True, False])
def test_a_security_row_may_stand_on_either_side_of_the_request(first):
    rows = [row("request", link("Pet")), row("security", link("FeedSecurity"))]
    page = object_page("FeedSecurity", row("badge"))
    feed = operation("feed", *(reversed(rows) if first else rows), method="post")
    op = only(lowered(resource(feed) | models(PET, page)))
    assert op.body.name.reveal() == "request"
    assert [s.name.reveal() for s in op.security] == ["badge"]


def test_flattened_rows_hold_parameters_and_a_body():
    rows = [row("petId"), row("pet", link("Pet")), row("xTrace"), row("limit")]
    feed = operation("feed", *rows, method="post", path="/pets/{pet_id}")
    op = only(lowered(resource(feed) | models(PET)))
    assert {p.name.reveal(): p.location.value.value for p in op.parameters} == {
        "petId": "path",
        "xTrace": "header",
        "limit": "query",
    }
    assert op.body.name.reveal() == "pet"
