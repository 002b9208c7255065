"""What an operation says of itself: its route, summary, description, deprecation."""

import pytest
from lowering import EXAMPLE, codes, lowered, only, operation, resource, row

from generator.ir.models import Deprecation
from generator.ir.values import MISSING, ListValue, ObjectValue
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
    ("bullet", "heading"),
    [
        ("* [~~feed~~](#feed) - To feed", "~~feed~~"),
        ("* ~~[feed](#feed)~~ - To feed", "feed"),
        ("* [feed](#feed) - To feed :warning: **Deprecated** Use [x](#x).", "feed"),
        ("* [feed](#feed) - To feed", "~~feed~~"),
    ],
)
def test_a_struck_out_operation_is_deprecated(bullet, heading):
    page = "docs/sdks/pets/README.md"
    pages = resource(operation("feed"))
    text = pages[page].replace("* [feed](#feed) - To feed", bullet)
    pages[page] = text.replace("## feed", f"## {heading}")
    op = only(lowered(pages))
    assert op.deprecated == Deprecation(None)
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
    rows = [row(name) for name in variables]
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
        (EXAMPLE.replace("token", "timeout"), False, "constructor-key"),
        ("const result = await zoo.pets.feed();", True, "no-example"),
        ("", True, "no-example"),
    ],
)
def test_the_example_shows_whether_credentials_are_needed(example, secured, rule):
    found = lowered(resource(operation("feed", example=example)))
    (op,) = found.api.resources[0].operations
    assert (op.secured.value, op.secured.origin.rule) == (secured, rule)


def test_the_arguments_of_the_example_are_kept():
    call = 'const result = await zoo.pets.feed({\n  size: "big",\n});'
    op = only(lowered(resource(operation("feed", row("size"), example=call))))
    big = ObjectValue(((Untrusted("size"), Untrusted("big")),))
    assert op.example == ListValue((big,))


def test_an_unreadable_example_is_a_warning_and_no_value():
    found = lowered(resource(operation("feed", example="await zoo.pets.feed(1 + 1);")))
    assert codes(found) == ["D016"]
    (op,) = found.api.resources[0].operations
    assert op.example == MISSING
