"""What an operation says of itself: its route, summary, description, deprecation."""

import pytest
from lowering import EXAMPLE, codes, lowered, messages, only, operation, resource, row

from generator.diagnostics import Severity
from generator.ir.models import Deprecation
from generator.ir.values import ListValue, ObjectValue
from generator.lower.rules import RULES
from generator.untrusted import Untrusted

TEXT = """\
Gives food.

#### When

| Time | Meal |
| --- | --- |
| noon | hay |

```sh
# Response
curl zoo
   ```

### Example

# Not a title"""


def test_all_text_before_the_first_example_is_the_description():
    op = only(lowered(resource(operation("feed", row("size"), text=TEXT))))
    assert op.doc.reveal() == TEXT.replace("   ```", "```")
    assert [p.name.reveal() for p in op.parameters] == ["size"]


def test_a_section_of_the_description_does_not_stand_in_for_a_missing_one():
    text = "Gives food.\n\n### Parameters\n\n| a |\n|---|\n| 1 |"
    pages = resource(operation("feed", text=text))
    path = "docs/sdks/pets/README.md"
    before, own, after = pages[path].rpartition("### Parameters")
    pages[path] = before + own.replace("Parameters", "Others") + after
    found = lowered(pages)
    assert messages(found) == [
        ("D036", "the operation `feed` has no ### Parameters"),
        ("D006", "`Others` is no section of an operation"),
    ]


@pytest.mark.parametrize("title", ["Parameters", "Response", "Errors"])
def test_a_second_section_behind_the_example_is_reported(title):
    again = f"### {title}\n\n| a |\n| --- |\n| 1 |\n"
    pages = resource(operation("feed", row("size")) + again)
    found = lowered(pages)
    (fault,) = found.diagnostics.sorted()
    assert fault.message == f"the operation `feed` has a second ### {title}"
    assert fault.span.line == pages[fault.span.file][:-1].count("\n") - 3
    assert found.account.reported == 1
    assert found.account.ignored == {}


def test_the_last_section_of_a_kind_is_the_operation_s_own():
    text = (
        "Gives food.\n\n### Response\n\nNever.\n\n### Parameters\n\n| a |\n|---|\n| 1 |"
    )
    found = lowered(resource(operation("feed", row("size"), text=text)))
    assert [p.name.reveal() for p in only(found).parameters] == ["size"]
    assert found.account.ignored["description-table"] == 1


def test_the_summary_is_that_of_the_list():
    assert only(lowered(resource(operation("feed")))).summary.reveal() == "To feed"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("> :warning: **DEPRECATED**: Use `eat`.", "Use `eat`."),
        ("> :warning: **DEPRECATED**", None),
        ("Old.\n\n> :warning: **DEPRECATED**: Use `eat`.", "Use `eat`."),
    ],
)
def test_a_notice_deprecates_an_operation(text, reason):
    op = only(lowered(resource(operation("feed", text=text))))
    assert (op.deprecated.reason and op.deprecated.reason.reveal()) == reason
    assert "DEPRECATED" not in (op.doc.reveal() if op.doc else "")


@pytest.mark.parametrize(
    ("bullet", "heading", "reason"),
    [
        ("* [~~feed~~](#feed) - To feed", "~~feed~~", None),
        ("* ~~[feed](#feed)~~ - To feed", "feed", None),
        ("* [feed](#feed) - To feed", "~~feed~~", None),
        ("* [feed](#feed) - To feed :warning: **Deprecated**", "feed", None),
        (
            "* [~~feed~~](#feed) - To feed :warning: **Deprecated** [Use [x](#x) instead.]",
            "~~feed~~",
            "Use [x](#x) instead.",
        ),
        (
            "* [feed](#feed) - To feed :warning: **Deprecated** Use [x](#x).",
            "feed",
            "Use [x](#x).",
        ),
    ],
)
def test_a_struck_out_operation_is_deprecated(bullet, heading, reason):
    page = "docs/sdks/pets/README.md"
    pages = resource(operation("feed"))
    text = pages[page].replace("* [feed](#feed) - To feed", bullet)
    pages[page] = text.replace("## feed", f"## {heading}")
    op = only(lowered(pages))
    assert op.deprecated == Deprecation(reason and Untrusted(reason))
    assert (op.name.reveal(), op.summary.reveal()) == ("feed", "To feed")


@pytest.mark.parametrize(
    ("printed", "path", "variables"),
    [
        ("/pets", "/pets", []),
        ("/pets#stream", "/pets", []),
        (
            "/zoos/{zoo_id}/pets/{petId}",
            "/zoos/{zoo_id}/pets/{petId}",
            ["zoo_id", "petId"],
        ),
        ("/pets:batch", "/pets:batch", []),
    ],
)
def test_a_path_is_printed_without_its_fragment(printed, path, variables):
    rows = [row(name.replace("_", "")) for name in variables]
    op = only(lowered(resource(operation("feed", *rows, path=printed))))
    assert op.path.value.text.reveal() == path
    assert [v.reveal() for v in op.path.value.variables] == variables


@pytest.mark.parametrize("path", ["pets", "/pets?x=1", "/{a}{", "/a b", "/{}", "/a\\b"])
def test_what_is_no_path_is_reported(path):
    assert codes(lowered(resource(operation("feed", path=path)))) == ["D032"]


@pytest.mark.parametrize(
    ("example", "secured", "rule"),
    [
        (EXAMPLE, True, "constructor-key"),
        (EXAMPLE.replace("token", "timeout"), False, "constructor-without-key"),
        (
            EXAMPLE.replace('token: "secret"', 'security: { token: "secret" }'),
            True,
            "constructor-key",
        ),
        (
            EXAMPLE.replace('token: "secret"', 'security: { name: "secret" }'),
            True,
            "constructor-key",
        ),
        (
            EXAMPLE.replace('token: "secret"', 'retry: { token: "secret" }'),
            False,
            "constructor-without-key",
        ),
        ("const result = await zoo.pets.feed();", True, "no-example"),
        ("", True, "no-example"),
    ],
)
def test_the_example_shows_whether_credentials_are_needed(example, secured, rule):
    found = lowered(resource(operation("feed", example=example)))
    (op,) = found.api.resources[0].operations
    assert (op.secured.value, op.secured.origin.rule) == (secured, rule)


def test_that_an_example_shows_no_credentials_is_a_doubt():
    assert RULES["constructor-without-key"].doubt
    assert not RULES["constructor-key"].doubt


@pytest.mark.parametrize(
    ("credential", "stated", "found"),
    [("token", "true", ["D053"]), ("timeout", "false", []), ("timeout", "true", [])],
)
def test_security_that_the_example_proves_is_redundant(credential, stated, found):
    """What it does not prove is a doubt, which an entry may settle either way."""
    example = EXAMPLE.replace("token", credential)
    overlay = f'[operations."pets.feed"]\nsecured = {stated}\n'
    page = resource(operation("feed", example=example))
    assert codes(lowered(page, overlay)) == found


def test_a_loop_over_pages_is_a_warning_at_the_call():
    loop = "\n\nfor await (const page of result) {\n  console.log(page);\n}"
    found = lowered(resource(operation("feed", example=EXAMPLE + loop)))
    (warning,) = found.diagnostics.sorted()
    assert (warning.code, warning.severity) == ("D042", Severity.WARNING)
    assert (
        found.sources[warning.span.file]
        .lines[warning.span.line - 1]
        .startswith("const result")
    )
    assert len(found.api.resources[0].operations) == 1


def test_the_arguments_of_the_example_are_kept():
    call = 'const result = await zoo.pets.feed({\n  size: "big",\n});'
    op = only(lowered(resource(operation("feed", row("size"), example=call))))
    big = ObjectValue(((Untrusted("size"), Untrusted("big")),))
    assert [example.arguments for example in op.examples] == [ListValue((big,))]


def test_an_unreadable_example_is_a_warning_and_no_value():
    found = lowered(resource(operation("feed", example="await zoo.pets.feed(1 + 1);")))
    assert codes(found) == ["D016"]
    (op,) = found.api.resources[0].operations
    assert op.examples == ()


def test_headings_of_the_overview_belong_to_it():
    text = "\nAnimals.\n\n### License\n\nFree.\n"
    pages = {
        path: page.replace("## Overview\n", f"## Overview\n{text}")
        for path, page in resource(operation("feed")).items()
    }
    (pets,) = lowered(pages).api.resources
    assert pets.doc.reveal() == "Animals.\n\n### License\n\nFree."
