"""Operations with pages: what rules tell, what the overlay states, what nobody knows."""

import pytest
from lowering import (
    EXAMPLE,
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

from generator.diagnostics import Severity
from generator.lower.rules import RULES

LOOP = EXAMPLE + "\n\nfor await (const page of result) {\n  console.log(page);\n}"
PET = object_page("Pet", row("id"))
PETS = r"**Promise\<[components.Pet[]](../../models/.md)\>**"
ITEMS = row("items", link("Pet") + "[]")
OPERATION = '[operations."pets.list".pagination]\n'


def listed(rows, answer=None, overlay=None, example=LOOP, method="get", more=()):
    """An operation with these rows; `answer` are the rows of its page, `None`: a list."""
    response = PETS if answer is None else promise("PetList")
    pages = [object_page("PetList", *answer)] if answer is not None else []
    text = operation("list", *rows, response=response, example=example, method=method)
    return lowered(resource(text) | models(PET, *pages, *more), overlay)


def names(*words):
    return [row(word, required=False) for word in words]


def shown(pagination):
    way = [
        ".".join(n.reveal() for n in w) for w in (pagination.items, pagination.cursor)
    ]
    field = pagination.cursor_field
    return (
        pagination.style.value,
        pagination.input.reveal(),
        pagination.limit and pagination.limit.reveal(),
        *way,
        field and field.reveal(),
    )


@pytest.mark.parametrize(
    ("inputs", "answer", "expected", "rule"),
    [
        (
            ["page", "pageSize"],
            None,
            ("page", "page", "pageSize", "", "", None),
            "page-number",
        ),
        (["page"], [ITEMS], ("page", "page", None, "items", "", None), "page-number"),
        (
            ["offset", "limit"],
            [ITEMS, row("total", "*number*")],
            ("offset", "offset", "limit", "items", "", None),
            "page-offset",
        ),
        (
            ["cursor", "limit"],
            [ITEMS, row("nextCursor")],
            ("cursor", "cursor", "limit", "items", "nextCursor", None),
            "page-cursor",
        ),
        (
            ["pageToken"],
            [ITEMS, row("nextPageToken")],
            ("cursor", "pageToken", None, "items", "nextPageToken", None),
            "page-cursor",
        ),
        (
            ["nextPageToken", "pageSize"],
            [ITEMS, row("nextPageToken")],
            ("cursor", "nextPageToken", "pageSize", "items", "nextPageToken", None),
            "page-cursor",
        ),
        (
            ["cursor"],
            [ITEMS, row("pageInfo", link("PageInfo"))],
            ("cursor", "cursor", None, "items", "pageInfo.nextCursor", None),
            "page-cursor",
        ),
        (
            ["cursor"],
            [ITEMS, row("meta", link("Meta"))],
            ("cursor", "cursor", None, "items", "meta.cursors.next", None),
            "page-cursor",
        ),
        (
            ["cursor"],
            [ITEMS, row("others", "*string*[]"), row("nextCursor")],
            ("cursor", "cursor", None, "items", "nextCursor", None),
            "page-cursor",
        ),
        (
            ["page", "pageSize", "startingAfter", "endingBefore"],
            None,
            ("cursor", "startingAfter", "pageSize", "", "", "id"),
            "page-after-last",
        ),
        (
            ["page", "startingAfter"],
            [row("items", "*string*[]")],
            ("page", "page", None, "items", "", None),
            "page-number",
        ),
        (
            ["cursor", "page"],
            [ITEMS],
            ("page", "page", None, "items", "", None),
            "page-number",
        ),
    ],
)
def test_names_and_shapes_tell_how_to_go_on(inputs, answer, expected, rule):
    info = object_page("PageInfo", row("hasMore", "*boolean*"), row("nextCursor"))
    meta = object_page("Meta", row("cursors", link("Cursors")))
    cursors = object_page("Cursors", row("previous"), row("next"))
    more = (info, meta, cursors)
    pagination = only(listed(names(*inputs), answer, more=more)).pagination
    assert shown(pagination.value) == expected
    assert pagination.origin.rule == rule


def test_a_wrapper_s_result_is_what_is_paged():
    wrapper = object_page("ListResponse", row("result", link("PetList")))
    page = object_page("PetList", ITEMS)
    text = operation(
        "list", *names("offset"), response=promise("ListResponse"), example=LOOP
    )
    op = only(lowered(resource(text) | models(PET, page, wrapper)))
    assert shown(op.pagination.value)[3] == "items"


def test_a_field_of_the_body_may_say_where_a_page_begins():
    body = object_page("Query", row("pageToken", required=False), row("text"))
    found = listed(
        [row("request", link("Query"))],
        [ITEMS, row("nextPageToken")],
        method="post",
        more=(body,),
    )
    assert only(found).pagination.value.input.reveal() == "pageToken"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("N/A", 1),
        ("Which page, zero-based.", 0),
        ("Page number, starting from 0.", 0),
        ("Which of the pages; defaults to 0.", 0),
        ("Which of the pages; 10 at most.", 1),
    ],
)
def test_a_description_may_tell_the_number_of_the_first_page(text, start):
    pagination = only(listed([row("page", "*number*", text)])).pagination
    assert pagination.value.start == start
    assert RULES[pagination.origin.rule].doubt


@pytest.mark.parametrize("example", [EXAMPLE, LOOP.replace("page of", "event of")])
def test_without_a_loop_over_pages_there_are_none(example):
    assert only(listed(names("page", "limit"), example=example)).pagination is None


@pytest.mark.parametrize(
    ("inputs", "answer"),
    [
        (["page"], [row("cats", "*string*[]"), row("dogs", "*string*[]")]),
        (["page"], [ITEMS, row("data", "*string*[]")]),
        (["page"], [row("total", "*number*")]),
        (["size"], [ITEMS]),
        (["cursor"], [ITEMS]),
    ],
)
def test_a_loop_for_which_no_rule_fits_is_a_warning_with_the_lines_to_write(
    inputs, answer
):
    found = listed(names(*inputs), answer)
    (warning,) = found.diagnostics.sorted()
    assert (warning.code, warning.severity) == ("D042", Severity.WARNING)
    assert '[operations."pets.list".pagination] style = ' in warning.hint
    assert found.api.resources[0].operations[0].pagination is None


@pytest.mark.parametrize(
    ("inputs", "answer", "entries", "expected"),
    [
        (
            ["from"],
            [ITEMS, row("others", "*string*[]")],
            'style = "offset"\ninput = "from"\nitems = "items"',
            ("offset", "from", None, "items", "", None),
        ),
        (
            ["page", "startingAfter"],
            None,
            'style = "page"\ninput = "page"',
            ("page", "page", None, "", "", None),
        ),
        (
            ["page", "after"],
            [ITEMS],
            'style = "cursor"\ninput = "after"\ncursor_field = "id"',
            ("cursor", "after", None, "items", "", "id"),
        ),
        (
            ["mark", "count"],
            [ITEMS, row("mark")],
            'style = "cursor"\ninput = "mark"\nlimit = "count"\ncursor = "mark"',
            ("cursor", "mark", "count", "items", "mark", None),
        ),
    ],
)
def test_the_overlay_states_what_no_rule_tells(inputs, answer, entries, expected):
    found = listed(names(*inputs), answer, f"{OPERATION}{entries}\n")
    assert shown(only(found).pagination.value) == expected


def test_the_overlay_states_pages_without_a_loop():
    found = listed(names("page"), None, f'{OPERATION}style = "page"\n', example=EXAMPLE)
    assert shown(only(found).pagination.value)[:2] == ("page", "page")


def test_the_overlay_settles_the_first_page():
    found = listed(names("page"), None, f"{OPERATION}start = 0\n")
    assert only(found).pagination.value.start == 0


def test_the_overlay_says_that_there_is_but_one_page():
    overlay = '[operations."pets.list"]\npagination = false\n'
    assert only(listed(names("page"), None, overlay)).pagination is None
    assert codes(listed(names("page"), None, overlay, example=EXAMPLE)) == ["D053"]


@pytest.mark.parametrize(
    ("entries", "code", "problem"),
    [
        ('style = "offset"', "D053", "states what holds without it"),
        ('limit = "size"', "D051", "there is no parameter `size`"),
        ('items = "pets"', "D051", "the answer has no field `pets` there"),
        ('style = "cursor"', "D051", "style, input and items are needed"),
        (
            'style = "cursor"\ninput = "offset"',
            "D051",
            "a cursor needs the way to it",
        ),
    ],
)
def test_entries_that_say_nothing_or_name_nothing_are_errors(entries, code, problem):
    found = listed(names("offset"), [ITEMS], f"{OPERATION}{entries}\n")
    ((found_code, message),) = messages(found)
    assert found_code == code
    assert problem in message
