"""What an operation answers: results, wrappers and errors."""

import pytest
from lowering import (
    codes,
    link,
    lowered,
    models,
    object_page,
    only,
    operation,
    promise,
    resource,
    row,
)

from generator.diagnostics import Severity
from generator.explain.values import type_text
from generator.ir.types import AnyType

MDN = "https://developer.mozilla.org/en-US/docs/Web/API/Response"
PET = object_page("Pet", row("name"), text="An animal.")
ENVELOPE = [
    row("contentType"),
    row("statusCode", "*number*"),
    row("rawResponse", f"[Response]({MDN})"),
]
META = row("httpMeta", link("Meta"))
HEADERS = row("headers", "Record<string, *string*[]>")


def success_of(response, *pages):
    found = lowered(resource(operation("feed", response=response)) | models(*pages))
    return only(found).success


@pytest.mark.parametrize(
    ("text", "type_", "media"),
    [
        (r"**Promise\<void\>**", None, None),
        (promise("Pet"), "components.Pet", "application/json"),
        (promise("Pet").replace(r"\>**", r"[]\>**"), "list of components.Pet", "json"),
        (r"**Promise\<[string](../../models/.md)\>**", "string", "json"),
        (r"**Promise\<[Uint8Array](../../models/.md)\>**", "binary", "*/*"),
        (r"**Promise\<[{ [k: string]: any }](../../models/.md)\>**", "map of any", ""),
    ],
)
def test_a_result_has_the_type_of_its_line(text, type_, media):
    success = success_of(text, PET)
    assert (success.type and type_text(success.type)) == type_
    if media is None:
        assert success.content_type is None
    else:
        assert media in success.content_type.value


@pytest.mark.parametrize(
    ("title", "rows", "held"),
    [
        ("FeedResponse", [row("result", link("Pet"))], "components.Pet"),
        ("FeedResponse", [HEADERS, row("result", link("Pet"))], "components.Pet"),
        ("FeedResponse", [HEADERS], None),
        ("FeedResponse", [*ENVELOPE, row("pet", link("Pet"))], "components.Pet"),
        ("FeedResponse", ENVELOPE, None),
        ("FeedResponse", [META, row("pet", link("Pet"))], "components.Pet"),
        (
            "FeedResponse",
            [*ENVELOPE, row("pet", link("Pet")), row("name")],
            "components.Pet or string",
        ),
    ],
)
def test_a_wrapper_of_the_typescript_sdk_is_taken_off(title, rows, held):
    meta = object_page("Meta", row("a"))
    success = success_of(promise(title), PET, meta, object_page(title, *rows))
    assert success.wrapper.origin.rule == "response-wrapper"
    assert (success.type and type_text(success.type)) == held


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("FeedResponse", [row("result"), row("total")]),
        ("FeedResponse", []),
        ("Feed", [row("result", link("Pet"))]),
    ],
)
def test_other_pages_are_the_answer_itself(title, rows):
    success = success_of(promise(title), PET, object_page(title, *rows))
    assert success.wrapper is None
    assert type_text(success.type) == f"components.{title}"


def errors_of(*rows):
    lines = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    feed = operation("feed", errors=lines)
    return lowered(resource(feed) | models(PET))


@pytest.mark.parametrize(
    ("cell", "ranges"),
    [
        ("404", [(404, 404)]),
        ("401, 403", [(401, 401), (403, 403)]),
        ("4XX", [(400, 499)]),
        ("5xx", [(500, 599)]),
        ("4xx-5xx", [(400, 599)]),
        ("400, 5XX", [(400, 400), (500, 599)]),
    ],
)
def test_a_status_cell_names_codes_lists_and_classes(cell, ranges):
    found = errors_of(("components.Pet", cell, "application/json"))
    cases = only(found).errors
    assert [(case.first, case.last) for case in cases] == ranges
    assert {type_text(case.type) for case in cases} == {"components.Pet"}


@pytest.mark.parametrize("cell", ["", "abc", "99", "600", "40", "4X4", "404 405"])
def test_what_is_no_status_is_reported(cell):
    found = errors_of(("components.Pet", cell, "application/json"))
    assert set(codes(found)) == {"D035"}


def test_the_error_class_of_the_typescript_sdk_is_no_error_of_the_api():
    found = errors_of(("errors.ZooError", "4XX, 5XX", r"\*/\*"))
    assert only(found).errors == ()
    assert found.account.ignored["sdk-error"] == 1


def test_an_error_of_any_content_type_that_has_a_page_stays():
    found = errors_of(("components.Pet", "500", r"\*/\*"))
    (case,) = only(found).errors
    assert case.content_type.reveal() == "*/*"


def test_an_error_whose_page_is_missing_keeps_its_status():
    known = ("components.Pet", "4XX", "application/json")
    found = errors_of(known, ("errors.Gone", "410", "text/plain"))
    (warned,) = found.diagnostics.sorted()
    assert (warned.code, warned.severity) == ("D014", Severity.WARNING)
    (pets,) = found.api.resources
    case = pets.operations[0].errors[-1]
    assert (case.first, case.last, case.type) == (410, 410, AnyType())
    assert case.content_type.reveal() == "text/plain"
    assert found.account.reported == 0
