"""`[nullable] responses`: what only answers hold may be null."""

from lowering import (
    codes,
    link,
    lowered,
    messages,
    model,
    models,
    object_page,
    operation,
    promise,
    resource,
    row,
)

FEED = operation(
    "feed",
    row("request", link("Food")),
    method="post",
    response=promise("Pet"),
    errors=r"| errors.Hungry | 400 | application/json |",
)
PAGES = (
    resource(FEED)
    | models(
        object_page("Food", row("kind", link("Kind"))),
        object_page("Kind", row("name")),
        object_page(
            "Pet", row("kind", link("Kind")), row("home", link("Home")), row("age")
        ),
        object_page("Home", row("size"), row("keeper")),
        object_page("Alone", row("name")),
    )
    | models(object_page("Hungry", row("since")), namespace="errors")
)
OVERLAY = "[nullable]\nresponses = true\n"


def nullable(found, title, namespace="components"):
    return [f.nullable.value for f in model(found, title, namespace).fields]


def test_fields_that_only_answers_hold_may_be_null_at_any_depth():
    found = lowered(PAGES, OVERLAY)
    assert messages(found) == []
    assert nullable(found, "Pet") == [True, True, True]
    assert nullable(found, "Home") == [True, True]
    assert nullable(found, "Hungry", "errors") == [True]
    origin = model(found, "Home").fields[0].nullable.origin
    assert (origin.key, origin.span.line) == ("nullable.responses", 2)


def test_what_requests_hold_and_what_nobody_holds_stays():
    found = lowered(PAGES, OVERLAY)
    assert nullable(found, "Food") == [False]
    assert nullable(found, "Kind") == [False]
    assert nullable(found, "Alone") == [False]


def test_an_entry_or_a_rule_for_a_field_wins():
    overlay = OVERLAY + (
        '[models."components.Pet".fields.age]\nnullable = false\n'
        '[[rules]]\nfields = "size"\nnullable = false\n'
    )
    found = lowered(PAGES, overlay)
    assert messages(found) == []
    assert nullable(found, "Pet") == [True, True, False]
    assert nullable(found, "Home") == [False, True]


def test_without_answers_that_hold_models_it_matches_nothing():
    assert codes(lowered(models(object_page("Pet", row("name"))), OVERLAY)) == ["D052"]
